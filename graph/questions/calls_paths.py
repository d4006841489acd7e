"""Questions on mechanism paths: which there are, what is shared, where they pass, what has none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from immunokg.graph.coverage import find_coverage
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.mechanism import MechanismPath
from immunokg.graph.paths import MAX_HOPS
from immunokg.graph.questions.call import Call, Rows, arrow, label_of, path_sources, sources_of, weakest_hop
from immunokg.graph.risk.status import find_status

__all__ = ["PATH_CALLS"]

PATH = ("sign", "confidence", "path", "weakest_hop", "sources_of_each_hop")
JAK_INHIBITORS = ("tofacitinib", "baricitinib", "upadacitinib", "ruxolitinib", "filgotinib", "ritlecitinib",
                  "deuruxolitinib")  # fmt: skip
ANTIMETABOLITES = ("mycophenolate-mofetil", "mycophenolic-acid", "azathioprine")
CYP3A5_ENDS = ("kidney-graft-rejection", "nephrotoxicity", "neurotoxicity", "tremor", "ptdm")
MANY = 5000
SHORT = 5
"""Hops within which a node is looked for on the way to serious infection; longer chains pass nearly everything."""


def _path_rows(paths: Iterable[MechanismPath]) -> Iterator[Sequence[object]]:
    for path in paths:
        yield path.sign, path.confidence, path.nodes, weakest_hop(path), path_sources(path)


def _il2(kg: KnowledgeGraph) -> Rows:
    found = kg.paths("tacrolimus", "il2-production", parallel=False)
    rows = [
        (place, step, hop.subject, hop.predicate, hop.object, hop.sign, hop.confidence, " ".join(hop.sources))
        for place, path in enumerate(found, 1)
        for step, hop in enumerate(path.hops, 1)
    ]
    return ("path", "step", "subject", "predicate", "object", "sign", "confidence", "sources"), rows


def _nephrotoxicity(kg: KnowledgeGraph) -> Rows:
    paths = kg.paths("tacrolimus", "chronic-cni-nephrotoxicity", max_hops=5, k=20, parallel=False)
    return PATH, _path_rows(path for path in paths if path.sign == 1)


def _antimetabolites(kg: KnowledgeGraph) -> Rows:
    columns = ("drug", "risk", "clinical_status", "path", "nodes_shared_with_another_drug", "sources_of_each_hop")
    rows: list[Sequence[object]] = []
    for risk in ("leukopenia", "diarrhoea"):
        paths = {drug: _raising(kg, drug, risk, 3) for drug in ANTIMETABOLITES}
        seen = Counter(node for found in paths.values() for node in {n for path in found for n in path.nodes[1:-1]})
        for drug, found in paths.items():
            status = str(find_status(kg, drug, risk).status)
            for path in found:
                shared = [node for node in path.nodes[1:-1] if seen[node] > 1]
                rows.append((drug, risk, status, arrow(path.nodes), shared, path_sources(path)))
            if not found:
                rows.append((drug, risk, status, "no mechanism path", "", ""))
    return columns, rows


def _raising(kg: KnowledgeGraph, start: str, end: str, k: int, max_hops: int = MAX_HOPS) -> list[MechanismPath]:
    """Return the best paths of positive sign to a state or one below it."""
    found = kg.paths(start, end, k=MANY, max_hops=max_hops, parallel=False, narrower=True)
    return [path for path in found if path.sign == 1][:k]


def _jak_thrombosis(kg: KnowledgeGraph) -> Rows:
    columns = ("drug", "clinical_status", "compared_or_near", "raising_paths", "lowering_paths",
               "best_path", "best_path_sign", "weakest_hop", "hypothetical_hops", "sources_of_each_hop")  # fmt: skip
    rows: list[Sequence[object]] = []
    for drug in JAK_INHIBITORS:
        found = kg.paths(drug, "venous-thromboembolism", k=MANY, parallel=False, narrower=True)
        raising = [path for path in found if path.sign == 1]
        status = find_status(kg, drug, "venous-thromboembolism")
        said = f"{status.status} {status.direction or ''}".strip()
        best = (raising or found)[0]
        weak = [f"{hop.subject} {hop.predicate} {hop.object}" for hop in best.hops if hop.confidence == "hypothetical"]
        compared = [f"{claim['direction']} against {claim['comparator']}" for claim in status.comparisons]
        rows.append((drug, said, [*compared, *status.near], len(raising), len(found) - len(raising),
                     arrow(best.nodes), best.sign, weakest_hop(best), weak, path_sources(best)))  # fmt: skip
    return columns, rows


def _pml(kg: KnowledgeGraph) -> Rows:
    columns = ("drug", "immune_defect", "path", "confidence", "sources_of_claim", "sources_of_each_hop")
    claims = defaultdict(list)
    for claim in kg.catalogue.claims_on("pml", ["has_risk"]):
        if claim["direction"] == "raises" and claim["comparator"] is None:
            claims[claim["subject"]].append(claim)
    rows: list[Sequence[object]] = []
    for drug, found in sorted(claims.items()):
        best = _raising(kg, drug, "pml", 1)
        if best:
            path = best[0]
            defect, said = path.nodes[-2], (arrow(path.nodes), path.confidence)
        else:
            defect, said = "unknown", ("no mechanism path", "")
        rows.append((drug, defect, *said, sources_of(found), path_sources(best[0]) if best else ""))
    return columns, rows


def _cut_nodes(kg: KnowledgeGraph) -> Rows:
    """Count the drugs that reach serious infection through a node, and those that reach it in no other way."""
    through: Counter[str] = Counter()
    cut: dict[str, list[str]] = defaultdict(list)
    reached = 0
    for node in kg.catalogue.iter_nodes():
        if node["kind"] != "Agent" or "immunosuppressant" not in node.get("roles", ()):
            continue
        inner = [set(path.nodes[1:-1]) for path in _raising(kg, node["slug"], "serious-infection", MANY, SHORT)]
        if inner:
            reached += 1
            through.update(set[str]().union(*inner))
            for slug in set[str].intersection(*inner):
                cut[slug].append(node["slug"])
    most = sorted(through, key=lambda slug: (-through[slug], -len(cut[slug]), slug))[:25]
    rows = [(label_of(kg, slug), through[slug], reached, len(cut[slug]), cut[slug]) for slug in most]
    return ("node", "drugs_through_it", "of_drugs", "drugs_with_no_other_way", "these_drugs"), rows


def _unexplained(kg: KnowledgeGraph) -> Rows:
    rows = [
        (gap.subject, gap.object, gap.boxed, gap.percent or "not stated", gap.searched or "not searched yet")
        for gap in find_coverage(kg).risks
        if not gap.path
    ]
    return ("agent", "risk", "boxed", "highest_percent", "searched_in_vain"), rows


def _cyp3a5(kg: KnowledgeGraph) -> Rows:
    rows = []
    for end in CYP3A5_ENDS:
        for path in kg.paths("cyp3a5-expresser", end, k=2, max_hops=4, parallel=False):
            effect = "more" if path.sign == 1 else "less"
            rows.append((end, effect, arrow(path.nodes), path.confidence, weakest_hop(path), path_sources(path)))
    return ("end", "expressers_have", "path", "confidence", "weakest_hop", "sources_of_each_hop"), rows


PATH_CALLS: dict[str, Call] = {
    "02-il2-production": Call(
        "By which steps does tacrolimus lower the production of interleukin 2, and what is the sign of each step?",
        ("mechanism", "path", "interleukin 2"),
        _il2,
    ),
    "17-chronic-nephrotoxicity": Call(
        "Show the sign-consistent paths of at most five hops from tacrolimus to chronic nephrotoxicity, with a source "
        "on every hop; which is best supported, and what is its weakest hop?",
        ("risk path", "nephrotoxicity"),
        _nephrotoxicity,
    ),
    "18-antimetabolites": Call(
        "By which mechanisms does mycophenolate cause leukopenia and diarrhoea, and which intermediate does it share "
        "with azathioprine?",
        ("risk path", "leukopenia", "diarrhoea"),
        _antimetabolites,
    ),
    "19-jak-thrombosis": Call(
        "Which paths explain the venous thromboembolism of JAK inhibitors, does their sign agree with the clinical "
        "claim, and which hops are only hypothetical?",
        ("risk path", "thrombosis", "JAK inhibitors"),
        _jak_thrombosis,
    ),
    "20-pml": Call(
        "Which drugs are known to raise the risk of progressive multifocal leukoencephalopathy, and by which immune "
        "defect do they reach it?",
        ("risk path", "PML", "infection"),
        _pml,
    ),
    "21-cut-nodes": Call(
        "Which intermediate nodes lie on the paths of at most five hops from most drugs to serious infection, and "
        "which drugs have no other way?",
        ("risk path", "serious infection", "cut node"),
        _cut_nodes,
    ),
    "22-unexplained-risks": Call(
        "Which boxed or frequent risks of the agents covered in full depth have no mechanism path, and what was "
        "searched for one?",
        ("risk path", "gap"),
        _unexplained,
    ),
    "34-cyp3a5-expressers": Call(
        "By which exposure do CYP3A5 expressers on tacrolimus come to more rejection or less toxicity?",
        ("pharmacogenetics", "path", "exposure"),
        _cyp3a5,
    ),
}
