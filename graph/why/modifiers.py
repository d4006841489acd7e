"""Who is at more or less risk: what changes the exposures through which an agent acts, and what states add to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.mechanism import MechanismPath
from immunokg.graph.related import find_exposures

__all__ = ["Modifier", "find_modifiers"]

EXPOSURE = ("raises_exposure_of", "lowers_exposure_of")
CAUSAL_ON_STATE = ("increases", "decreases")


@dataclass(frozen=True, slots=True)
class Modifier:
    """Something that makes an effect of an agent more or less likely.

    `who` is a genotype, co-medication, product form or patient factor of kind `kind`; `through` the exposure or state
    it acts on; `effect` is +1 if the end becomes more likely, −1 if less. `action` is what the source
    says to do, as far as it says so.
    """

    who: str
    kind: str
    through: str
    effect: int
    action: str
    factor: str
    claim: Record

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "who": self.who, "kind": self.kind, "through": self.through, "effect": self.effect,
            "action": self.action, "factor": self.factor, "claim": self.claim,
        }  # fmt: skip


def find_modifiers(kg: KnowledgeGraph, agent: str, end: str, paths: Sequence[MechanismPath]) -> list[Modifier]:
    """Return what makes an effect of an agent more or less likely; what adds first, then by kind and slug.

    Parameters
    ----------
    agent, end
        Slugs.
    paths
        Mechanism paths from the agent or one of its exposures to `end`; patient factors that act on a node of them
        count too. Interventions do not: see `immunokg.graph.why.care`.
    """
    signs = {slug: _sign(kg, slug, end) for slug in find_exposures(kg.catalogue, agent)}
    found = [
        _modifier(claim, claim["sign"] * sign, kg)
        for slug, sign in signs.items()
        if sign
        for claim in kg.catalogue.claims_on(slug, EXPOSURE)
        if claim["subject"] not in signs
    ]
    found += _patient_factors(kg, end, paths)
    unique = {(item.who, item.through, item.effect): item for item in found if item.kind != "Intervention"}
    return sorted(unique.values(), key=lambda item: (-item.effect, item.kind, item.who, item.through))


def _sign(kg: KnowledgeGraph, exposure: str, end: str) -> int:
    """Return the sign of the best path from an exposure to the end or a state below it, 0 if there is none."""
    paths = kg.paths(exposure, end, k=1, narrower=True) if exposure != end else []
    return paths[0].sign if paths else 0


def _patient_factors(kg: KnowledgeGraph, end: str, paths: Sequence[MechanismPath]) -> Iterator[Modifier]:
    remaining = {end: 1}
    for path in paths:
        sign = 1
        for hop in reversed(path.hops[1:]):
            sign *= hop.sign
            remaining.setdefault(hop.subject, sign)
    for slug, sign in remaining.items():
        claims = kg.catalogue.claims_on(slug, CAUSAL_ON_STATE)
        factors = _with_role(kg, (claim["subject"] for claim in claims))
        yield from (_modifier(claim, claim["sign"] * sign, kg) for claim in claims if claim["subject"] in factors)


def _with_role(kg: KnowledgeGraph, slugs: Iterable[str]) -> set[str]:
    records = (kg.catalogue.node(slug) for slug in set(slugs))
    return {record["slug"] for record in records if record and "patient-factor" in record.get("roles", ())}


def _modifier(claim: Record, effect: int, kg: KnowledgeGraph) -> Modifier:
    said = {name: next((str(i[name]) for i in claim["evidence"] if i.get(name)), "") for name in ("action", "factor")}
    kind = kg.catalogue.kinds([claim["subject"]])[claim["subject"]]
    return Modifier(claim["subject"], kind, claim["object"], effect, said["action"], said["factor"], claim)
