"""How much one piece of evidence weighs where pieces disagree, and which of two claims stands.

The weights, also in docs/explanation/confidence.md, highest first:

    5  boxed warning of a label or in a regulator's review
    4  label, guideline, regulator's review
    3  meta-analysis
    2  randomised trial
    1  cohort, registry, pharmacokinetic study, human genetics; a label that merely lists an adverse reaction
    0  review, database, case series, spontaneous report
   -1  animal, in vitro

A difference that a study did not show may still be there: "no difference" yields to a direction unless it weighs more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from immunokg.build.model import Evidence
from immunokg.ontology.terms import Direction, EvidenceKind, Stance

__all__ = ["Standing", "opposed", "standing_of", "stands_against", "weight_of"]

WEIGHTS = {
    EvidenceKind.LABEL: 4,
    EvidenceKind.GUIDELINE: 4,
    EvidenceKind.REGULATORY_REVIEW: 4,
    EvidenceKind.META_ANALYSIS: 3,
    EvidenceKind.RANDOMISED_TRIAL: 2,
    EvidenceKind.COHORT: 1,
    EvidenceKind.REGISTRY: 1,
    EvidenceKind.PHARMACOKINETIC_STUDY: 1,
    EvidenceKind.HUMAN_GENETICS: 1,
    EvidenceKind.REVIEW: 0,
    EvidenceKind.DATABASE: 0,
    EvidenceKind.CASE_SERIES: 0,
    EvidenceKind.SPONTANEOUS_REPORT: 0,
    EvidenceKind.ANIMAL: -1,
    EvidenceKind.IN_VITRO: -1,
}
BOXED, LISTED = 5, 1
NOTHING = -2
MARGIN = 2
"""How much more the one of two opposite directions must weigh to stand against the other."""
EFFICACY = frozenset({Direction.IMPROVES, Direction.WORSENS, Direction.NONINFERIOR})
COMPATIBLE = (
    {Direction.NONINFERIOR, Direction.IMPROVES},
    {Direction.NONINFERIOR, Direction.NO_DIFFERENCE},
)


class Standing(NamedTuple):
    """The heaviest supporting evidence of a claim, and how many sources weigh as much."""

    weight: int
    sources: int


def weight_of(item: Evidence) -> int:
    """Return the weight of a piece of evidence, whatever its stance."""
    prominence = item.details.get("prominence")
    if prominence == "boxed":
        return BOXED
    if item.evidence_kind == EvidenceKind.LABEL and prominence == "adverse reaction":
        return LISTED
    return WEIGHTS[EvidenceKind(item.evidence_kind)]


def standing_of(evidence: Iterable[Evidence], stance: Stance = Stance.SUPPORTS) -> Standing:
    """Return the standing that evidence of one stance gives; weight -2 if there is none, as for inherited claims."""
    weights = [(weight_of(item), item.source) for item in evidence if item.stance == stance]
    best = max((weight for weight, _ in weights), default=NOTHING)
    return Standing(best, len({source for weight, source in weights if weight == best}))


def opposed(one: str, other: str) -> bool:
    """Return whether two different directions, or stands of mechanism, exclude one another.

    Not inferior excludes neither better nor no difference.
    """
    return one != other and {one, other} not in COMPATIBLE


def stands_against(one: str, mine: Standing, other: str, theirs: Standing) -> bool:
    """Return whether a claim stands against one that is opposed to it, from direction and standing of both.

    Of efficacy, a comparison without difference topples nothing and is not toppled: another dose or population may
    have been too small to show one.
    """
    if Direction.NO_DIFFERENCE in (one, other):
        needed = theirs.weight + (one == Direction.NO_DIFFERENCE)
        return bool({one, other} & EFFICACY) or mine.weight >= needed
    return mine.weight >= theirs.weight + MARGIN
