"""What the evidence of a claim says together: its state and its confidence.

The rule, also in docs/explanation/confidence.md:

- state: supporting evidence only → supported; refuting only → refuted; both → conflicting; only searches that
  found nothing → not_found. Two supported claims with one conflict key make each other conflicting.
- confidence of a claim: established if one supporting item is a label, guideline, randomised trial,
  meta-analysis or regulatory review, or if two different sources support it of which one is a study or review of
  humans, not single cases;
  hypothetical if the claim is not supported, or spontaneous reports are all there is; else provisional.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from immunokg.build.model import Claim, Evidence
from immunokg.ontology.claims import ClaimKey, conflict_key
from immunokg.ontology.terms import ClaimState, Confidence, Direction, EvidenceKind, Stance

__all__ = ["NOT_HUMAN", "STRONG", "confidence_of", "mark_conflicts", "reading_order", "state_of"]

STRONG = frozenset(
    {
        EvidenceKind.LABEL,
        EvidenceKind.GUIDELINE,
        EvidenceKind.RANDOMISED_TRIAL,
        EvidenceKind.META_ANALYSIS,
        EvidenceKind.REGULATORY_REVIEW,
    }
)
NOT_HUMAN = frozenset({EvidenceKind.ANIMAL, EvidenceKind.IN_VITRO})
EFFICACY = frozenset({Direction.IMPROVES, Direction.WORSENS, Direction.NONINFERIOR})
SINGLE_CASES = frozenset({EvidenceKind.CASE_SERIES, EvidenceKind.SPONTANEOUS_REPORT})


def state_of(evidence: Iterable[Evidence]) -> ClaimState:
    """Return the state that the stances give together."""
    stances = {item.stance for item in evidence}
    if Stance.SUPPORTS in stances:
        return ClaimState.CONFLICTING if Stance.REFUTES in stances else ClaimState.SUPPORTED
    return ClaimState.REFUTED if Stance.REFUTES in stances else ClaimState.NOT_FOUND


def confidence_of(state: str, evidence: Sequence[Evidence]) -> Confidence:
    """Return the confidence that follows from state and kinds of evidence."""
    supporting = [item for item in evidence if item.stance == Stance.SUPPORTS]
    kinds = {EvidenceKind(item.evidence_kind) for item in supporting}
    if state != ClaimState.SUPPORTED or kinds <= {EvidenceKind.SPONTANEOUS_REPORT}:
        return Confidence.HYPOTHETICAL
    if kinds & STRONG:
        return Confidence.ESTABLISHED
    several = len({item.source for item in supporting}) > 1
    return Confidence.ESTABLISHED if several and kinds - NOT_HUMAN - SINGLE_CASES else Confidence.PROVISIONAL


def reading_order(item: Evidence) -> tuple[int, str]:
    """Return the key that sorts evidence for a reader: strong kinds, then others of humans, then the rest."""
    kind = EvidenceKind(item.evidence_kind)
    weight = 0 if kind in STRONG else 2 if kind in NOT_HUMAN | SINGLE_CASES else 1
    return weight, item.id


def mark_conflicts(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims in the same order, those that contradict another one as conflicting."""
    claims = list(claims)
    by_conflict: dict[ClaimKey, set[ClaimKey]] = defaultdict(set)
    for claim in claims:
        if claim.state == ClaimState.SUPPORTED:
            by_conflict[conflict_key(claim.key)].add(_stand(claim.key))
    return [
        replace(claim, state=ClaimState.CONFLICTING, confidence=Confidence.HYPOTHETICAL)
        if claim.state == ClaimState.SUPPORTED and _contradict(by_conflict[conflict_key(claim.key)])
        else claim
        for claim in claims
    ]


def _contradict(stands: set[ClaimKey]) -> bool:
    """Return whether these stands exclude one another.

    Of efficacy, worse excludes better and not inferior; a comparison that found no difference excludes neither, for
    another dose or population may have been too small to show one.
    """
    directions = {stand.direction for stand in stands}
    if directions & EFFICACY:
        return Direction.WORSENS in directions and bool(directions & {Direction.IMPROVES, Direction.NONINFERIOR})
    return len(stands) > 1


def _stand(key: ClaimKey) -> ClaimKey:
    """Return what a claim holds on its question: depletes and decreases take the same stand."""
    sign = f"{key.sign:+d}" if key.sign else key.predicate
    return key._replace(predicate=sign)
