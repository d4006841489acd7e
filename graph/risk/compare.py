"""Agents side by side: what they act on, what for, how well against one another, which risks, what is watched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.related import find_classes, find_exposures
from immunokg.graph.risk.profile import RiskEntry, RiskProfile, find_risks
from immunokg.graph.risk.status import Status
from immunokg.ontology.errors import ArgumentError
from immunokg.ontology.hops import CONFIDENCES

__all__ = ["Comparison", "RiskLine", "Side", "Similarity", "compare", "jaccard"]

INTERACTION = ("raises_exposure_of", "lowers_exposure_of", "interacts_with")


@dataclass(frozen=True, slots=True)
class Side:
    """One agent: its classes (nearest first), and its claims on mechanism, use, interaction and care, by number.

    `mechanism` are causal claims of the agent that are no interactions, those on targets first, then the surest; `uses`
    treats and studied_for; `contraindications`; `interactions` what the agent does to exposures, what is done to its
    own, and interacts_with; `care` what is monitored, mitigated or prevented in those who take it.
    """

    agent: str
    label: str
    classes: tuple[str, ...]
    mechanism: tuple[Record, ...]
    uses: tuple[Record, ...]
    contraindications: tuple[Record, ...]
    interactions: tuple[Record, ...]
    care: tuple[Record, ...]
    profile: RiskProfile

    @property
    def acts_on(self) -> dict[str, int]:
        """Nodes that the agent acts on directly, with the sign."""
        return {claim["object"]: claim["sign"] for claim in self.mechanism}

    @property
    def raises(self) -> frozenset[str]:
        """Risks that the agent is known to raise, against none or placebo."""
        return frozenset(entry.risk for entry in self.profile.entries if entry.direction == "raises")


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One risk across the agents: the entry of each in their order (None: not assessed), and head-to-head claims."""

    risk: str
    label: str
    category: str
    entries: tuple[RiskEntry | None, ...]
    head_to_head: tuple[Record, ...]

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Status of each agent, in their order."""
        return tuple(entry.status if entry else Status.NOT_ASSESSED for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Similarity:
    """How alike two agents are: Jaccard index (0 to 1) of what they act on with sign, and of the risks they raise.

    None if neither has any. Counts of facts, not a judgement: what nobody wrote down cannot be shared.
    """

    one: str
    other: str
    mechanism: float | None
    risk: float | None
    shared_targets: tuple[str, ...]
    shared_risks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Agents in the order asked for; risks by prominence of the most prominent entry, then slug.

    `head_to_head` are efficacy claims of one of the agents against another of them, by number.
    """

    sides: tuple[Side, ...]
    risks: tuple[RiskLine, ...]
    head_to_head: tuple[Record, ...]
    similarities: tuple[Similarity, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "agents": [_side_json(side) for side in self.sides],
            "risks": [_line_json(line) for line in self.risks],
            "head_to_head": list(self.head_to_head),
            "similarities": [
                {
                    "one": s.one, "other": s.other, "mechanism": s.mechanism, "risk": s.risk,
                    "shared_targets": list(s.shared_targets), "shared_risks": list(s.shared_risks),
                }
                for s in self.similarities
            ],
        }  # fmt: skip


def compare(kg: KnowledgeGraph, names: Sequence[str]) -> Comparison:
    """Return two or more agents (or classes, regimens) side by side.

    Parameters
    ----------
    names
        Slugs, labels, synonyms or CURIEs, two or more different ones.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        With near names, or the candidates.
    ArgumentError
        For fewer than two different agents.

    Examples
    --------
    >>> import immunokg
    >>> from immunokg.graph.risk import compare
    >>> compare(immunokg.open(), ["tacrolimus", "ciclosporin"]).similarities[0].risk > 0.3
    True
    """
    slugs = list(dict.fromkeys(kg.lexicon.resolve(name) for name in names))
    if len(slugs) < 2:
        raise ArgumentError(f"{' and '.join(names) or 'nothing'} names {len(slugs)} agent; name two different ones")
    sides = tuple(_side(kg, slug) for slug in slugs)
    return Comparison(
        sides=sides,
        risks=tuple(_lines(kg, sides)),
        head_to_head=tuple(_head_to_head(kg, slugs, "has_efficacy")),
        similarities=tuple(_similarity(one, other) for one, other in combinations(sides, 2)),
    )


def jaccard(one: Iterable[object], other: Iterable[object]) -> float | None:
    """Return the Jaccard index of two sets, shared over all (P. Jaccard, 1901); None if both are empty.

    Examples
    --------
    >>> jaccard("abc", "bcd")
    0.5
    """
    left, right = set(one), set(other)
    return len(left & right) / len(left | right) if left | right else None


def _side(kg: KnowledgeGraph, slug: str) -> Side:
    claims = [c for c in kg.catalogue.claims_of(slug) if c["state"] == "supported"]
    own = [claim for claim in claims if claim["subject"] == slug]
    on_exposures = [
        c for exposure in find_exposures(kg.catalogue, slug) for c in kg.catalogue.claims_on(exposure, INTERACTION)
    ]
    with_it = [claim for claim in claims if claim["predicate"] in INTERACTION]
    profile = find_risks(kg, slug)
    return Side(
        agent=slug,
        label=profile.label,
        classes=tuple(find_classes(kg.catalogue, slug)),
        mechanism=tuple(_targets_first(kg, [c for c in own if c["causal"] and c["predicate"] not in INTERACTION])),
        uses=tuple(claim for claim in own if claim["predicate"] in ("treats", "studied_for")),
        contraindications=tuple(claim for claim in own if claim["predicate"] == "contraindicated_in"),
        interactions=tuple({claim["claim"]: claim for claim in (*with_it, *on_exposures)}.values()),
        care=tuple(kg.care_for(slug)),
        profile=profile,
    )


def _targets_first(kg: KnowledgeGraph, claims: Sequence[Record]) -> list[Record]:
    kinds = kg.catalogue.kinds(claim["object"] for claim in claims)
    return sorted(
        claims, key=lambda claim: (kinds[claim["object"]] != "Target", CONFIDENCES.index(claim["confidence"]))
    )


def _lines(kg: KnowledgeGraph, sides: Sequence[Side]) -> list[RiskLine]:
    entries = [{entry.risk: entry for entry in side.profile.entries} for side in sides]
    versus = _head_to_head(kg, [side.agent for side in sides], "has_risk")
    lines = []
    for risk in sorted(set().union(*entries)):
        row = tuple(of.get(risk) for of in entries)
        first = next(entry for entry in row if entry)
        against = tuple(claim for claim in versus if claim["object"] == risk)
        lines.append(RiskLine(risk, first.label, first.category, row, against))
    return sorted(lines, key=lambda line: (min(entry.rank for entry in line.entries if entry), line.risk))


def _head_to_head(kg: KnowledgeGraph, slugs: Sequence[str], predicate: str) -> list[Record]:
    return [
        claim
        for slug in slugs
        for claim in kg.catalogue.claims_of(slug)
        if (claim["predicate"], claim["subject"]) == (predicate, slug) and claim["comparator"] in slugs
    ]


def _similarity(one: Side, other: Side) -> Similarity:
    mine, theirs = set(one.acts_on.items()), set(other.acts_on.items())
    return Similarity(
        one.agent, other.agent, jaccard(mine, theirs), jaccard(one.raises, other.raises),
        shared_targets=tuple(sorted(slug for slug, _ in mine & theirs)),
        shared_risks=tuple(sorted(one.raises & other.raises)),
    )  # fmt: skip


def _side_json(side: Side) -> dict[str, Any]:
    claims = {name: list(getattr(side, name)) for name in
              ("mechanism", "uses", "contraindications", "interactions", "care")}  # fmt: skip
    return {"agent": side.agent, "label": side.label, "classes": list(side.classes), **claims}


def _line_json(line: RiskLine) -> dict[str, Any]:
    return {
        "risk": line.risk,
        "label": line.label,
        "category": line.category,
        "status": [str(status) for status in line.statuses],
        "entries": [entry.to_json() if entry else None for entry in line.entries],
        "head_to_head": list(line.head_to_head),
    }
