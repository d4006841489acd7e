"""Several drugs together: risks that add up and through what, interactions, what is watched, what each one gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.risk.compare import RiskLine, Side, compare
from immunokg.graph.risk.pairs import Pair, find_pair
from immunokg.ontology.errors import ArgumentError

__all__ = ["Regimen", "SharedRisk", "analyse_regimen"]

OVER = ("infection", "malignancy")
VACCINE = "vaccin"
INTERACTS = ("interacts_with",)


@dataclass(frozen=True, slots=True)
class SharedRisk:
    """A risk that two or more drugs of a regimen raise.

    `raised_by` in the order of the regimen. `through` maps a node that lies on the best mechanism paths of two or more
    of them to these drugs; nodes by how many share them, then by slug.
    """

    line: RiskLine
    raised_by: tuple[str, ...]
    through: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Regimen:
    """What is known of drugs taken together.

    `name` is the slug of a saved regimen, with its own claims in `own`; else None and empty. `sides` and `risks` are
    those of a comparison (frequencies of different trials stand side by side and are never multiplied). `shared`: risks
    that two or more raise, most drugs first. `alone`: by drug, the risks that only it raises. `pairs`: every two drugs.
    `vaccines`: what interacts with vaccination. `monitoring` and `prophylaxis`: claims of care, each once, by number.
    `over`: infections and malignancies that a drug raises, with the drugs; `under`: conditions that a drug is approved
    against, with the drugs: the two sides of the balance.
    """

    name: str | None
    own: tuple[Record, ...]
    sides: tuple[Side, ...]
    risks: tuple[RiskLine, ...]
    shared: tuple[SharedRisk, ...]
    alone: dict[str, tuple[str, ...]]
    pairs: tuple[Pair, ...]
    vaccines: tuple[Record, ...]
    monitoring: tuple[Record, ...]
    prophylaxis: tuple[Record, ...]
    over: dict[str, tuple[str, ...]]
    under: dict[str, tuple[str, ...]]

    def to_json(self) -> dict[str, Any]:
        """Return plain data; the whole profile of a drug is what `compare` gives."""
        shared = [
            {"risk": s.line.risk, "label": s.line.label, "raised_by": list(s.raised_by), "through": s.through}
            for s in self.shared
        ]
        matrix = {
            line.risk: {side.agent: _cell(entry) for side, entry in zip(self.sides, line.entries, strict=True)}
            for line in self.risks
        }
        return {
            "name": self.name, "own": list(self.own), "drugs": [side.agent for side in self.sides],
            "risks": matrix, "shared": shared, "alone": self.alone, "pairs": [pair.to_json() for pair in self.pairs],
            "vaccines": list(self.vaccines), "monitoring": list(self.monitoring),
            "prophylaxis": list(self.prophylaxis), "over": self.over, "under": self.under,
        }  # fmt: skip


def analyse_regimen(kg: KnowledgeGraph, names: Sequence[str]) -> Regimen:
    """Return what is known of two or more drugs taken together.

    Parameters
    ----------
    names
        Slugs, labels, synonyms or CURIEs of drugs or classes, or of one saved regimen, which stands for its components.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        With near names, or the candidates; no name is left out.
    ArgumentError
        For fewer than two different drugs.

    Notes
    -----
    About 40 ms for five drugs of the curated graph.

    Examples
    --------
    >>> import immunokg
    >>> from immunokg.graph.risk import analyse_regimen
    >>> found = analyse_regimen(immunokg.open(), ["tacrolimus", "mycophenolate mofetil", "prednisone"])
    >>> found.shared[0].raised_by
    ('tacrolimus', 'mycophenolate-mofetil', 'prednisone')
    """
    name, drugs = _drugs(kg, names)
    sides = compare(kg, drugs)
    own = tuple(c for c in kg.catalogue.claims_of(name) if c["subject"] == name) if name else ()
    care = {claim["claim"]: claim for side in sides.sides for claim in side.care}.values()
    return Regimen(
        name=name,
        own=tuple(claim for claim in own if claim["predicate"] != "has_component"),
        sides=sides.sides,
        risks=sides.risks,
        shared=tuple(_shared(kg, sides.sides, sides.risks)),
        alone={side.agent: tuple(_only(side, sides.risks, place)) for place, side in enumerate(sides.sides)},
        pairs=tuple(find_pair(kg, one, other) for one, other in combinations(sides.sides, 2)),
        vaccines=tuple(_vaccines(kg, sides.sides)),
        monitoring=tuple(claim for claim in care if claim["predicate"] == "monitors"),
        prophylaxis=tuple(claim for claim in care if claim["predicate"] != "monitors"),
        over=_over(sides.sides, sides.risks),
        under=_under(sides.sides),
    )


def _drugs(kg: KnowledgeGraph, names: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the slug of the saved regimen, if the names are one, and the slugs of the drugs."""
    slugs = list(dict.fromkeys(kg.lexicon.resolve(name) for name in names))
    kinds = kg.catalogue.kinds(slugs)
    saved = [slug for slug in slugs if kinds[slug] == "Regimen"]
    parts = [part for slug in slugs for part in (_components(kg, slug) if slug in saved else [slug])]
    drugs = list(dict.fromkeys(parts))
    wrong = [slug for slug in drugs if kg.catalogue.kinds([slug])[slug] not in ("Agent", "AgentClass", "Formulation")]
    if wrong:
        raise ArgumentError(f"{', '.join(wrong)}: no drug. Name drugs, classes or a saved regimen.")
    if len(drugs) < 2:
        raise ArgumentError(f"{', '.join(names)}: a regimen has two drugs or more; `immunokg risks` is for one")
    return (saved[0] if saved == slugs and len(saved) == 1 else None), drugs


def _components(kg: KnowledgeGraph, slug: str) -> list[str]:
    return [claim["object"] for claim in kg.catalogue.claims_from(slug, ["has_component"])]


def _shared(kg: KnowledgeGraph, sides: Sequence[Side], risks: Iterable[RiskLine]) -> list[SharedRisk]:
    found = []
    for line in risks:
        entries = {side.agent: entry for side, entry in zip(sides, line.entries, strict=True)}
        raising = {agent: entry for agent, entry in entries.items() if entry and entry.direction == "raises"}
        if len(raising) > 1:
            inner = {agent: entry.path[1:-1] for agent, entry in raising.items()}
            found.append(SharedRisk(line, tuple(raising), _through(inner)))
    return sorted(found, key=lambda shared: -len(shared.raised_by))


def _through(inner: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    nodes: dict[str, list[str]] = defaultdict(list)
    for agent, path in inner.items():
        for node in path:
            nodes[node].append(agent)
    shared = {node: tuple(agents) for node, agents in nodes.items() if len(agents) > 1}
    return dict(sorted(shared.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def _only(side: Side, risks: Iterable[RiskLine], place: int) -> list[str]:
    return [
        line.risk
        for line in risks
        if [entry.direction if entry else None for entry in line.entries].count("raises") == 1
        and (entry := line.entries[place])
        and entry.direction == "raises"
    ]


def _vaccines(kg: KnowledgeGraph, sides: Sequence[Side]) -> list[Record]:
    found = {}
    for side in sides:
        for slug in (side.agent, *side.classes):
            for claim in (*kg.catalogue.claims_from(slug, INTERACTS), *kg.catalogue.claims_on(slug, INTERACTS)):
                if VACCINE in claim["object"] or VACCINE in claim["subject"]:
                    found[claim["claim"]] = claim
    return list(found.values())


def _over(sides: Sequence[Side], risks: Iterable[RiskLine]) -> dict[str, tuple[str, ...]]:
    found = {}
    for line in risks:
        if line.category in OVER:
            raising = [side.agent for side, entry in zip(sides, line.entries, strict=True)
                       if entry and entry.direction == "raises"]  # fmt: skip
            found[line.risk] = tuple(raising)
    return {risk: drugs for risk, drugs in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])) if drugs}


def _under(sides: Sequence[Side]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for side in sides:
        for condition in dict.fromkeys(claim["object"] for claim in side.uses if claim["predicate"] == "treats"):
            found[condition].append(side.agent)
    return {slug: tuple(agents) for slug, agents in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))}


def _cell(entry: Any) -> dict[str, Any] | None:
    if entry is None:
        return None
    frequencies = [
        {"arm": f.arm, "percent_low": f.percent_low, "percent_high": f.percent_high, **f.details, "source": f.source}
        for f in entry.frequencies
    ]
    return {
        "status": str(entry.status), "direction": entry.direction, "confidence": entry.confidence,
        "prominence": entry.prominence, "frequencies": frequencies,
    }  # fmt: skip
