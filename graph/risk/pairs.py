"""Two drugs together: how they change each other, and what they both do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.related import find_classes, find_exposures
from immunokg.graph.risk.compare import Side

__all__ = ["Pair", "find_pair"]

ON_EXPOSURE = ("raises_exposure_of", "lowers_exposure_of")
CONTRAINDICATED = "contraindicated"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two drugs of a regimen, in its order.

    `interactions` are the claims between them, their classes and their exposures, by number. `same_action` are nodes on
    which both act directly with the same sign, `same_class` the classes they share: the mechanism is duplicated as far
    as these say. Both sorted.
    """

    one: str
    other: str
    interactions: tuple[Record, ...]
    same_action: tuple[str, ...]
    same_class: tuple[str, ...]

    @property
    def contraindicated(self) -> bool:
        """Whether a source says that the two must not be combined."""
        return any(_forbids(item) for claim in self.interactions for item in claim["evidence"])

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "one": self.one,
            "other": self.other,
            "contraindicated": self.contraindicated,
            "interactions": list(self.interactions),
            "same_action": list(self.same_action),
            "same_class": list(self.same_class),
        }


def find_pair(kg: KnowledgeGraph, one: Side, other: Side) -> Pair:
    """Return what is known of two drugs together."""
    found = [*_between(kg, one.agent, other.agent), *_between(kg, other.agent, one.agent)]
    shared = set(one.acts_on.items()) & set(other.acts_on.items())
    return Pair(
        one.agent,
        other.agent,
        interactions=tuple({claim["claim"]: claim for claim in found}.values()),
        same_action=tuple(sorted(slug for slug, _ in shared)),
        same_class=tuple(sorted(set(one.classes) & set(other.classes))),
    )


def _between(kg: KnowledgeGraph, one: str, other: str) -> Sequence[Record]:
    """Return what the one, or a class of it, does to the other, or a class of it, or its exposures."""
    acting = {one, *find_classes(kg.catalogue, one)}
    acted = [other, *find_classes(kg.catalogue, other)]
    claims = [claim for slug in acted for claim in kg.catalogue.claims_on(slug, ["interacts_with"])]
    for slug in find_exposures(kg.catalogue, other):
        claims += kg.catalogue.claims_on(slug, ON_EXPOSURE)
    return [claim for claim in claims if claim["subject"] in acting]


def _forbids(item: Record) -> bool:
    said = (str(item.get("interaction_severity", "")), str(item.get("action", "")))
    return item["stance"] == "supports" and any(text.casefold().startswith(CONTRAINDICATED) for text in said)
