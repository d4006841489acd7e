"""What observes the hops of a mechanism path, and what interrupts it or only treats its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.mechanism import MechanismPath
from immunokg.graph.related import find_classes

__all__ = ["Interruption", "find_interruptions", "find_observations"]

CAUSAL = ("increases", "decreases", "inhibits", "activates", "depletes", "degrades", "raises_exposure_of",
          "lowers_exposure_of")  # fmt: skip
RELIEF = ("mitigates", "prevents")


@dataclass(frozen=True, slots=True)
class Interruption:
    """An intervention against an effect.

    `interrupts` is True if it acts on an inner node of a path against the rest of it, else it is symptomatic. `cost`
    is the path from the same exposure to a condition that the agent is used for, which is lost with it; None if the
    intervention leaves the exposure alone or no such path is known.
    """

    intervention: str
    acts_on: str
    interrupts: bool
    claim: Record
    cost: MechanismPath | None

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "intervention": self.intervention,
            "acts_on": self.acts_on,
            "interrupts": self.interrupts,
            "claim": self.claim,
            "cost": self.cost.to_json() if self.cost else None,
        }


def find_observations(kg: KnowledgeGraph, agent: str, nodes: Sequence[str]) -> list[Record]:
    """Return the claims by which tests monitor these nodes (slugs), in the order of the nodes, then by number.

    What is said for those who take other agents only is left out.
    """
    whose = {agent, *find_classes(kg.catalogue, agent)}
    return [
        claim
        for slug in nodes
        for claim in kg.catalogue.claims_on(slug, ["monitors"])
        if _is_for(claim, whose)
    ]  # fmt: skip


def find_interruptions(kg: KnowledgeGraph, agent: str, end: str, paths: Sequence[MechanismPath]) -> list[Interruption]:
    """Return what interrupts these paths from an agent to `end`, then what only relieves or prevents it, by slug."""
    whose = {agent, *find_classes(kg.catalogue, agent)}
    found = {(item.intervention, item.acts_on): item for item in _inner(kg, agent, paths)}
    for slug in dict.fromkeys((end, *(path.nodes[-1] for path in paths))):
        for claim in kg.catalogue.claims_on(slug, RELIEF):
            if _is_for(claim, whose):
                item = Interruption(claim["subject"], slug, interrupts=False, claim=claim, cost=None)
                found.setdefault((item.intervention, slug), item)
    return sorted(found.values(), key=lambda item: (not item.interrupts, item.intervention, item.acts_on))


def _inner(kg: KnowledgeGraph, agent: str, paths: Sequence[MechanismPath]) -> Iterator[Interruption]:
    for path in paths:
        rest = 1
        for hop in reversed(path.hops):
            rest *= hop.sign
            if hop.subject == agent:
                continue
            for claim in kg.catalogue.claims_on(hop.subject, CAUSAL):
                if claim["sign"] * rest == -path.sign and _is_intervention(kg, claim["subject"]):
                    cost = _cost(kg, agent, hop.subject, claim["sign"])
                    yield Interruption(claim["subject"], hop.subject, interrupts=True, claim=claim, cost=cost)


def _is_intervention(kg: KnowledgeGraph, slug: str) -> bool:
    return kg.catalogue.kinds([slug])[slug] == "Intervention"


def _cost(kg: KnowledgeGraph, agent: str, exposure: str, sign: int) -> MechanismPath | None:
    """Return the path by which lowering an exposure brings back what the agent is used against."""
    if sign > 0 or kg.catalogue.kinds([exposure])[exposure] != "Exposure":
        return None
    uses = (c["object"] for c in kg.catalogue.claims_of(agent) if c["predicate"] == "treats" and c["subject"] == agent)
    for use in dict.fromkeys(uses):
        for path in kg.paths(exposure, use, k=1, narrower=True):
            if path.sign < 0:
                return path
    return None


def _is_for(claim: Record, whose: set[str]) -> bool:
    named = {slug for item in claim["evidence"] for slug in item.get("for_agents", ())}
    return not named or bool(named & whose)
