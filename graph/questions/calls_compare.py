"""Questions that put agents side by side: class effects, alternatives, likeness, duplicated mechanisms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.questions.call import Call, Rows, arrow, is_boxed, sources_of
from immunokg.graph.risk.compare import Comparison, RiskLine, Side, compare
from immunokg.graph.risk.profile import RiskEntry
from immunokg.graph.risk.status import Status

__all__ = ["COMPARE_CALLS"]

CNIS = ("calcineurin-inhibitors", "tacrolimus", "ciclosporin", "voclosporin")
REFERENCE = ("tacrolimus", "calcineurin-inhibitors")
ALTERNATIVES = ("belatacept", "ciclosporin", "voclosporin", "sirolimus", "everolimus", "mycophenolate-mofetil",
                "mycophenolic-acid", "azathioprine")  # fmt: skip
PAIR = ("belatacept", "tacrolimus")
FEWEST_RISKS = 5
MANY = 5000


def _said(entry: RiskEntry | None) -> str:
    if entry is None:
        return str(Status.NOT_ASSESSED)
    inherited = " (said of the class)" if entry.inherited_from else ""
    against = " (against another agent only)" if entry.status == Status.NOT_ASSESSED and entry.comparisons else ""
    return (entry.direction or str(entry.status)) + inherited + against


def _entry_sources(line: RiskLine) -> str:
    return sources_of(claim for entry in line.entries if entry for claim in entry.claims if not claim["inferred"])


def _class_effects(kg: KnowledgeGraph) -> Rows:
    rows: list[Sequence[object]] = []
    for line in compare(kg, CNIS).risks:
        group, *agents = line.entries
        raising = [entry for entry in agents if entry and entry.direction == "raises" and not entry.inherited_from]
        if group and group.direction == "raises":
            verdict = "said of the class"
        elif len(raising) > 1:
            verdict = f"said of {len(raising)} of 3 agents"
        elif raising:
            verdict = "said of one agent alone; the others are unknown or differ"
        else:
            continue
        if any(entry and entry.rank < 2 for entry in line.entries):
            rows.append((line.label, verdict, *map(_said, line.entries), _entry_sources(line)))
    rows.sort(key=lambda row: (str(row[1]), str(row[0])))
    return ("risk", "verdict", "class", "tacrolimus", "ciclosporin", "voclosporin", "sources"), rows


def _alternatives(kg: KnowledgeGraph) -> Rows:
    columns = ("alternative", "diabetes_status", "diabetes_against_reference", "path_that_would_raise_it",
               "rejection_against_reference", "boxed_risks_not_boxed_for_tacrolimus", "sources")  # fmt: skip
    boxed = {claim["object"] for claim in kg.catalogue.claims_of("tacrolimus") if is_boxed(claim)}
    rows = []
    for side in compare(kg, ("tacrolimus", *ALTERNATIVES)).sides[1:]:
        claims = [claim for claim in kg.catalogue.claims_of(side.agent) if claim["subject"] == side.agent]
        diabetes = _against(kg, side.agent, ("ptdm",))
        rejection = _against(kg, side.agent, ("kidney-graft-rejection", "acute-rejection"))
        gained = [claim for claim in claims if is_boxed(claim) and claim["object"] not in boxed]
        entry = next((entry for entry in side.profile.entries if entry.risk == "ptdm"), None)
        path = arrow(entry.path) if entry and entry.path else _raising_path(kg, side.agent)
        own = [claim for claim in entry.claims if not claim["inferred"]] if entry else []
        rows.append((side.label, _said(entry), _directions(diabetes), path, _directions(rejection),
                     [claim["object"] for claim in gained],
                     sources_of([*own, *diabetes, *rejection, *gained])))  # fmt: skip
    return columns, rows


def _against(kg: KnowledgeGraph, agent: str, ends: Sequence[str]) -> list[Record]:
    """Return the comparisons of risks between an agent and the reference, whichever of them is the subject."""
    pairs = {(agent, reference) for reference in REFERENCE} | {(reference, agent) for reference in REFERENCE}
    return [
        claim
        for end in ends
        for claim in kg.catalogue.claims_of(end)
        if (claim["subject"], claim["comparator"]) in pairs and claim["predicate"] == "has_risk"
    ]


def _directions(claims: Sequence[Record]) -> list[str] | str:
    said = [
        f"{claim['subject']} {claim['direction']} {claim['object']} against {claim['comparator']}"
        + ("" if claim["state"] == "supported" else f" ({claim['state']})")
        for claim in claims
    ]
    return said or "not compared here"


def _raising_path(kg: KnowledgeGraph, agent: str) -> str:
    found = kg.paths(agent, "ptdm", k=MANY, parallel=False, narrower=True)
    return next((arrow(path.nodes) for path in found if path.sign == 1), "no path known")


def _side_by_side(kg: KnowledgeGraph) -> Rows:
    found = compare(kg, PAIR)
    return ("aspect", "item", *PAIR, "sources"), [*_targets(found), *_trials(found), *_risks(found), *_care(found),
                                                  *_evidence(found)]  # fmt: skip


def _targets(found: Comparison) -> Iterator[Sequence[object]]:
    acts = [{claim["object"]: claim for claim in side.mechanism} for side in found.sides]
    for slug in sorted(set().union(*acts)):
        said = [of[slug]["predicate"] if slug in of else "" for of in acts]
        yield "acts on", slug, *said, sources_of(of[slug] for of in acts if slug in of)


def _trials(found: Comparison) -> Iterator[Sequence[object]]:
    for claim in found.head_to_head:
        for item in claim["evidence"]:
            said = [f"{claim['direction']} against {claim['comparator']}" if name == claim["subject"] else ""
                    for name in PAIR]  # fmt: skip
            yield (
                f"trial, {claim['state']}",
                f"{claim['context']}, {claim['object']}: {item['endpoint']}",
                *said,
                item["source"],
            )


def _risks(found: Comparison) -> Iterator[Sequence[object]]:
    for line in found.risks:
        boxed = any(entry and entry.rank == 0 for entry in line.entries)
        if boxed or line.head_to_head or all(entry and entry.frequencies for entry in line.entries):
            yield "risk", line.label, *map(_with_percent, line.entries), _entry_sources(line)


def _with_percent(entry: RiskEntry | None) -> str:
    boxed = " (boxed)" if entry and entry.rank == 0 else ""
    seen = [
        f"{f.percent_low:g}%" if f.percent_low == f.percent_high else f"{f.percent_low:g}–{f.percent_high:g}%"
        for f in (entry.frequencies if entry else ())
        if f.percent_low is not None and f.percent_high is not None
    ]
    return "; ".join([_said(entry) + boxed, *dict.fromkeys(seen)])


def _care(found: Comparison) -> Iterator[Sequence[object]]:
    watched = [[claim for claim in side.care if claim["predicate"] == "monitors"] for side in found.sides]
    for test, node in sorted({(claim["subject"], claim["object"]) for claims in watched for claim in claims}):
        fitting = [[c for c in claims if (c["subject"], c["object"]) == (test, node)] for claims in watched]
        yield (
            "monitoring",
            f"{test} monitors {node}",
            *("yes" if claims else "" for claims in fitting),
            sources_of(claim for claims in fitting for claim in claims),
        )


def _evidence(found: Comparison) -> Iterator[Sequence[object]]:
    counts = [_kinds(side) for side in found.sides]
    for kind in sorted(set().union(*counts)):
        yield "rows of evidence on risks", kind, *(count[kind] for count in counts), ""


def _kinds(side: Side) -> Counter[str]:
    claims = (claim for entry in side.profile.entries for claim in entry.claims if not claim["inferred"])
    return Counter(item["evidence_kind"] for claim in claims for item in claim["evidence"])


def _unlike_twins(kg: KnowledgeGraph) -> Rows:
    columns = ("one", "other", "mechanism_likeness", "risk_likeness", "shared_actions", "risks_of_one",
               "risks_of_other", "shared_risks")  # fmt: skip
    agents = [
        node["slug"]
        for node in kg.catalogue.iter_nodes()
        if "immunosuppressant" in node.get("roles", ()) and node.get("status") == "approved"
    ]
    found = compare(kg, agents)
    risks = {side.agent: len(side.raises) for side in found.sides}
    pairs = [
        pair
        for pair in found.similarities
        if pair.mechanism and pair.risk is not None and min(risks[pair.one], risks[pair.other]) >= FEWEST_RISKS
    ]
    pairs.sort(key=lambda pair: (-((pair.mechanism or 0) - (pair.risk or 0)), pair.one, pair.other))
    rows = [(p.one, p.other, p.mechanism, p.risk, p.shared_targets, risks[p.one], risks[p.other], p.shared_risks)
            for p in pairs[:15]]  # fmt: skip
    return columns, rows


COMPARE_CALLS: dict[str, Call] = {
    "13-class-effects": Call(
        "Which warned-of risks are said of calcineurin inhibitors as a class or of several of them, and which of one "
        "alone?",
        ("risk", "class effect", "calcineurin inhibitors"),
        _class_effects,
    ),
    "23-diabetes-alternatives": Call(
        "For a patient at high risk of diabetes, which alternatives to tacrolimus are known to avoid the diabetogenic "
        "path, and which rejection or boxed risk is gained instead?",
        ("comparison", "diabetes", "alternative"),
        _alternatives,
    ),
    "24-belatacept-tacrolimus": Call(
        "How do belatacept and tacrolimus compare in actions, trials, risks with frequencies, monitoring and kinds of "
        "evidence?",
        ("comparison", "belatacept", "tacrolimus"),
        _side_by_side,
    ),
    "25-unlike-twins": Call(
        "Which two approved agents are most alike in what they act on, yet least alike in the risks they are known to "
        "raise?",
        ("comparison", "similarity"),
        _unlike_twins,
    ),
}
