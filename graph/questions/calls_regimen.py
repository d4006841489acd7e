"""Questions on drugs taken together: shared risks, what one of them could be spared for, pairs, what interrupts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from immunokg.graph.coverage import find_coverage
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.questions.call import Call, Rows, arrow, is_boxed, path_sources, sources_of
from immunokg.graph.related import find_exposures
from immunokg.graph.risk.pairs import Pair
from immunokg.graph.risk.regimen import Regimen, analyse_regimen
from immunokg.graph.why.explain import explain

__all__ = ["REGIMEN_CALLS"]

QUADRUPLE = ("tacrolimus", "mycophenolate-mofetil", "prednisone", "basiliximab")
MAINTENANCE = ("tacrolimus", "ciclosporin", "voclosporin", "sirolimus", "everolimus", "mycophenolate-mofetil",
               "mycophenolic-acid", "azathioprine", "belatacept", "glucocorticoids", "prednisone")  # fmt: skip
REJECTION = "kidney-graft-rejection"
PARTNERS = ("tacrolimus", "ciclosporin", "voclosporin", "sirolimus", "everolimus", "mycophenolate-mofetil",
            "mycophenolic-acid", "azathioprine", "prednisone", "prednisolone", "methylprednisolone", "belatacept",
            "abatacept", "basiliximab", "antithymocyte-globulin-rabbit", "alemtuzumab", "rituximab", "tofacitinib",
            "baricitinib", "methotrexate", "leflunomide", "teriflunomide", "adalimumab", "anakinra")  # fmt: skip


def _shared(kg: KnowledgeGraph) -> Rows:
    rows = []
    for shared in analyse_regimen(kg, QUADRUPLE).shared:
        through = [f"{node} ({', '.join(drugs)})" for node, drugs in shared.through.items()]
        claims = [claim for entry in shared.line.entries if entry for claim in entry.claims if not claim["inferred"]]
        rows.append((shared.line.label, shared.raised_by, through or "no shared node on the best paths",
                     sources_of(claims)))  # fmt: skip
    return ("risk", "raised_by", "through_shared_nodes", "sources"), rows


def _removal(kg: KnowledgeGraph) -> Rows:
    columns = ("without", "risks_that_go", "of_these_with_a_path", "of_these_boxed", "risks_left",
               "drugs_left_with_efficacy_path", "best_efficacy_path_left", "sources_of_each_hop")  # fmt: skip
    found = analyse_regimen(kg, QUADRUPLE)
    paths = {drug: kg.paths(drug, REJECTION, k=20, parallel=False) for drug in QUADRUPLE}
    lowering = {drug: [path for path in of if path.sign == -1] for drug, of in paths.items()}
    raised = {line.risk for line in found.risks if any(e and e.direction == "raises" for e in line.entries)}
    rows: list[Sequence[object]] = []
    for drug in QUADRUPLE:
        gone = found.alone[drug]
        boxed = {claim["object"] for claim in kg.catalogue.claims_of(drug) if is_boxed(claim)} & set(gone)
        left = [other for other in QUADRUPLE if other != drug and lowering[other]]
        best = max((lowering[other][0] for other in left), key=lambda path: path.score)
        explained = {e.risk for side in found.sides for e in side.profile.entries if side.agent == drug and e.path}
        rows.append((drug, len(gone), len(explained & set(gone)), sorted(boxed), len(raised) - len(gone), left,
                     arrow(best.nodes), path_sources(best)))  # fmt: skip
    return columns, sorted(rows, key=lambda row: (-len(found.alone[str(row[0])]), str(row[0])))


def _pairs(kg: KnowledgeGraph) -> Rows:
    found: Regimen = analyse_regimen(kg, PARTNERS)
    rows = [row for pair in found.pairs for row in _pair(pair)]
    return ("one", "other", "same_class", "same_action", "interactions_and_advice", "sources"), rows


def _pair(pair: Pair) -> Iterator[Sequence[object]]:
    advice = [
        f"{claim['subject']} {claim['predicate']} {claim['object']}"
        + (f": {item['action']}" if "action" in item else "")
        for claim in pair.interactions
        for item in claim["evidence"]
    ]
    together = [claim for claim in pair.interactions if claim["predicate"] == "interacts_with"]
    if pair.same_class or together:
        yield (pair.one, pair.other, pair.same_class, pair.same_action, list(dict.fromkeys(advice)),
               sources_of(pair.interactions))  # fmt: skip


def _interruptions(kg: KnowledgeGraph) -> Rows:
    columns = ("agent", "boxed_or_frequent_risk", "intervention", "acts_on", "effect", "what_it_costs", "sources")
    rows: list[Sequence[object]] = []
    for gap in find_coverage(kg).risks:
        if not gap.path or gap.subject not in MAINTENANCE:
            continue
        own = {gap.subject, *find_exposures(kg.catalogue, gap.subject)}
        for item in explain(kg, gap.subject, gap.object).interruptions:
            # A path may pass the exposure of another agent, which is lowered only in those who take it too.
            if item.interrupts and (
                item.acts_on in own or kg.catalogue.kinds([item.acts_on])[item.acts_on] != "Exposure"
            ):
                cost = arrow(item.cost.nodes) if item.cost else _harm(kg, item.intervention)
                rows.append((gap.subject, gap.object, item.intervention, item.acts_on, item.claim["predicate"], cost,
                             sources_of([item.claim])))  # fmt: skip
    return columns, rows


def _harm(kg: KnowledgeGraph, intervention: str) -> list[str] | str:
    """Return the states that an intervention itself raises."""
    raised = sorted({claim["object"] for claim in kg.catalogue.claims_from(intervention, ["increases"])})
    kinds = kg.catalogue.kinds(raised)
    return [slug for slug in raised if kinds[slug] == "ClinicalState"] or "none stated here"


REGIMEN_CALLS: dict[str, Call] = {
    "26-shared-risks": Call(
        "In tacrolimus, mycophenolate, prednisone and basiliximab together, which risks are raised by two or more, and "
        "through which shared nodes?",
        ("regimen", "risk path"),
        _shared,
    ),
    "28-removal": Call(
        "Which drug's removal from tacrolimus, mycophenolate, prednisone and basiliximab takes away most risks, and "
        "which efficacy paths are left?",
        ("regimen", "risk path", "efficacy"),
        _removal,
    ),
    "29-pairs": Call(
        "Which pairs of agents duplicate a class, and with it which action, or interact, and what do sources advise?",
        ("regimen", "interaction", "duplication"),
        _pairs,
    ),
    "37-interruptions": Call(
        "Which interventions interrupt the mechanism of a boxed or frequent risk of maintenance therapy rather than "
        "treat its end, and what does that cost?",
        ("mitigation", "risk path"),
        _interruptions,
    ),
}
