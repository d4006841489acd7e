"""Who has what: agents by kind of fact, risks explained and not, evidence by kind and age.

Only the agent's own claims count: what it inherits from its class is in no figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.own_paths import find_owners, is_own
from immunokg.graph.paths import iter_paths
from immunokg.graph.registers import read_register
from immunokg.ontology.catalogue import Side

__all__ = ["AgentCoverage", "Coverage", "RiskCoverage", "find_coverage"]

FREQUENT_PERCENT = 10.0
VERY_COMMON = ("very common", "most common (10", "most common (≥10", "most common (>10")
WANTED_ROWS = {"full": 30, "base": 8, "pipeline": 5}
KINDS = (
    "class", "mechanism", "exposure", "approved use", "studied use", "efficacy", "contraindication", "boxed risk",
    "risk", "frequency", "looked for, not found", "interaction", "monitoring", "mitigation", "formulation",
)  # fmt: skip
BY_PREDICATE = {
    "member_of": "class", "has_exposure": "exposure", "treats": "approved use", "studied_for": "studied use",
    "has_efficacy": "efficacy", "contraindicated_in": "contraindication", "interacts_with": "interaction",
    "raises_exposure_of": "interaction", "lowers_exposure_of": "interaction", "monitors": "monitoring",
    "mitigates": "mitigation", "prevents": "mitigation", "formulation_of": "formulation", "binds": "mechanism",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AgentCoverage:
    """One agent: how deep it should be covered, rows of evidence in all, rows by kind of fact (filled kinds only)."""

    slug: str
    label: str
    depth: str
    rows: int
    wanted: int
    kinds: dict[str, int]


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """A boxed or frequent risk of a full-depth agent: its best path of the same sign, or what was searched for one."""

    subject: str
    object: str
    boxed: bool
    percent: float
    path: tuple[str, ...]
    searched: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage of a graph: agents by slug; risks by subject and object; rows of evidence by kind and by year.

    Rows without a stated year are counted under the year 0.
    """

    agents: list[AgentCoverage]
    risks: list[RiskCoverage]
    evidence_kinds: dict[str, int]
    years: dict[int, int]

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return asdict(self)


def find_coverage(kg: KnowledgeGraph) -> Coverage:
    """Return what the graph covers; some seconds at most. Immunosuppressants only, co-medications do not count."""
    claims = [claim for claim in kg.catalogue.iter_claims(all_states=True) if not claim["inferred"]]
    items = [item for claim in claims for item in claim["evidence"]]
    depths = {row["agent"]: row["depth"] for row in read_register(kg.folder, "depths")}
    return Coverage(
        agents=_agents(kg, claims, depths),
        risks=list(_risks(kg, claims, depths)),
        evidence_kinds=dict(Counter(item["evidence_kind"] for item in items).most_common()),
        years=dict(sorted(Counter(int(item.get("year", 0)) for item in items).items(), reverse=True)),
    )


def _agents(kg: KnowledgeGraph, claims: list[Record], depths: dict[str, str]) -> list[AgentCoverage]:
    agents = {node["slug"]: node for node in kg.catalogue.iter_nodes() if "immunosuppressant" in node.get("roles", ())}
    owner = {slug: agent for slug, agent in find_owners(kg).items() if agent in agents}
    counts: dict[str, Counter[str]] = {slug: Counter() for slug in agents}
    rows: Counter[str] = Counter()
    for claim in claims:
        for slug in _of_whom(claim, owner):
            rows[slug] += len(claim["evidence"])
            counts[slug].update(_fact_kinds(claim))
    found = []
    for slug, node in sorted(agents.items()):
        depth = depths.get(slug, "pipeline" if node.get("status") == "investigational" else "base")
        kinds = {kind: counts[slug][kind] for kind in KINDS if counts[slug][kind]}
        found.append(AgentCoverage(slug, node["label"], depth, rows[slug], WANTED_ROWS[depth], kinds))
    return found


def _of_whom(claim: Record, owner: dict[str, str]) -> set[str]:
    named = {owner[claim[end]] for end in ("subject", "object") if claim[end] in owner}
    treated = {slug for item in claim["evidence"] for slug in item.get("for_agents", ()) if slug in owner}
    return named | treated


def _fact_kinds(claim: Record) -> Iterator[str]:
    for item in claim["evidence"]:
        if claim["predicate"] == "has_risk":
            yield "risk" if item["stance"] != "looked_for_not_found" else "looked for, not found"
            if item.get("prominence") == "boxed":
                yield "boxed risk"
            if item.get("frequencies"):
                yield "frequency"
        elif claim["causal"] and claim["predicate"] not in BY_PREDICATE:
            yield "mechanism"
        elif claim["predicate"] in BY_PREDICATE:
            yield BY_PREDICATE[claim["predicate"]]


def _risks(kg: KnowledgeGraph, claims: list[Record], depths: dict[str, str]) -> Iterator[RiskCoverage]:
    searched = {(row["subject"], row["object"]): row["searched"] for row in read_register(kg.folder, "unexplained")}
    owners = find_owners(kg)
    due: dict[tuple[str, str], tuple[bool, float]] = {}
    for claim in claims:
        if claim["predicate"] != "has_risk" or claim["direction"] != "raises" or claim["state"] != "supported":
            continue
        boxed, percent = _weight(claim)
        if depths.get(claim["subject"]) == "full" and (boxed or percent >= FREQUENT_PERCENT):
            pair = (claim["subject"], claim["object"])
            before = due.get(pair, (False, 0.0))
            due[pair] = (boxed or before[0], max(percent, before[1]))
    for (subject, object_), (boxed, percent) in sorted(due.items()):
        path = _raising_path(kg, subject, object_, owners)
        yield RiskCoverage(subject, object_, boxed, percent, path, searched.get((subject, object_), ""))


def _weight(claim: Record) -> tuple[bool, float]:
    """Return whether a label boxes the risk and the highest percentage of it in those who take the subject."""
    supporting = [item for item in claim["evidence"] if item["stance"] == "supports"]
    boxed = any(item.get("prominence") == "boxed" for item in supporting)
    arms = [arm for item in supporting for arm in item.get("frequencies", ()) if arm["side"] == Side.SUBJECT]
    return boxed, max(map(_percent, arms), default=0.0)


def _percent(frequency: Record) -> float:
    if str(frequency.get("frequency_class", "")).casefold().startswith(VERY_COMMON):
        return FREQUENT_PERCENT
    stated = frequency.get("percent_high") or frequency.get("percent_low")
    if stated:
        return float(stated)
    return round(100 * int(frequency["events"]) / int(frequency["total"]), 1) if "events" in frequency else 0.0


def _raising_path(kg: KnowledgeGraph, subject: str, object_: str, owners: Mapping[str, str]) -> tuple[str, ...]:
    """Return the subject's own best path that raises the risk or a narrower one, as slugs; empty if there is none."""
    hops = kg.hops
    targets = [hops.numbers[slug] for slug in [object_, *kg.narrower(object_)] if slug != subject]
    for path in iter_paths(hops, hops.numbers[subject], targets):
        slugs = tuple(hops.slugs[node] for node in path.nodes)
        if path.sign == 1 and is_own(slugs, owners):
            return slugs
    return ()
