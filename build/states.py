"""What the evidence of a claim says together: its state and its confidence.

The rule, also in docs/explanation/confidence.md:

- state: supporting evidence, and none that refutes and weighs as much → supported; refuting only → refuted; both, the
  refuting one as heavy or heavier → conflicting; only searches that found nothing → not_found. Of supported claims
  with one conflict key, those that do not stand against the others (`immunokg.build.weights`) are conflicting.
- contested: a supported claim that other evidence, lighter, speaks against.
- confidence of a claim: established if one supporting item is a label (not a mere list of adverse reactions),
  guideline, randomised trial, meta-analysis or regulatory review, or if two different sources support it of which one
  is a study or review of humans, not single cases;
  hypothetical if the claim is not supported, or spontaneous reports are all there is; else provisional.
  At most provisional: that there is no difference, and what is contested by evidence nearly as heavy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from immunokg.build.model import Claim, Evidence
from immunokg.build.weights import LISTED, Standing, opposed, standing_of, stands_against, weight_of
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
SINGLE_CASES = frozenset({EvidenceKind.CASE_SERIES, EvidenceKind.SPONTANEOUS_REPORT})


def state_of(evidence: Sequence[Evidence]) -> ClaimState:
    """Return the state that the stances give together."""
    stances = {item.stance for item in evidence}
    if Stance.SUPPORTS in stances:
        stands = standing_of(evidence).weight > standing_of(evidence, Stance.REFUTES).weight
        return ClaimState.SUPPORTED if stands else ClaimState.CONFLICTING
    return ClaimState.REFUTED if Stance.REFUTES in stances else ClaimState.NOT_FOUND


def confidence_of(state: str, evidence: Sequence[Evidence], direction: str = "") -> Confidence:
    """Return the confidence that follows from state, kinds of evidence and the direction of the claim."""
    supporting = [item for item in evidence if item.stance == Stance.SUPPORTS]
    kinds = {EvidenceKind(item.evidence_kind) for item in supporting}
    if state != ClaimState.SUPPORTED or kinds <= {EvidenceKind.SPONTANEOUS_REPORT}:
        return Confidence.HYPOTHETICAL
    found = Confidence.ESTABLISHED if _is_established(supporting) else Confidence.PROVISIONAL
    mine, theirs = standing_of(evidence), standing_of(evidence, Stance.REFUTES)
    return _capped(found) if direction == Direction.NO_DIFFERENCE or _close(mine, theirs) else found


def _is_established(supporting: Sequence[Evidence]) -> bool:
    listed = [item for item in supporting if item.evidence_kind == EvidenceKind.LABEL and weight_of(item) == LISTED]
    kinds = {EvidenceKind(item.evidence_kind) for item in supporting if item not in listed}
    several = len({item.source for item in supporting}) > 1
    return bool(kinds & STRONG) or (several and bool(kinds - NOT_HUMAN - SINGLE_CASES))


def _close(mine: Standing, theirs: Standing) -> bool:
    return theirs.sources > 0 and theirs.weight >= mine.weight - 1


def _capped(confidence: str) -> Confidence:
    return max(Confidence(confidence), Confidence.PROVISIONAL, key=list(Confidence).index)


def reading_order(item: Evidence) -> tuple[int, str]:
    """Return the key that sorts evidence for a reader: strong kinds, then others of humans, then the rest."""
    kind = EvidenceKind(item.evidence_kind)
    weight = 0 if kind in STRONG else 2 if kind in NOT_HUMAN | SINGLE_CASES else 1
    return weight, item.id


def mark_conflicts(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims in the same order, marked where others on the same question contradict them.

    One that does not stand against all others is conflicting; one that does is contested.
    """
    claims = list(claims)
    rivals: dict[ClaimKey, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.state == ClaimState.SUPPORTED:
            rivals[conflict_key(claim.key)].append(claim)
    return [
        _marked(claim, rivals[conflict_key(claim.key)]) if claim.state == ClaimState.SUPPORTED else claim
        for claim in claims
    ]


def _marked(claim: Claim, rivals: Sequence[Claim]) -> Claim:
    stand, mine = _stand(claim.key), standing_of(claim.evidence)
    against = [(_stand(rival.key), standing_of(rival.evidence)) for rival in rivals]
    against = [(other, theirs) for other, theirs in against if opposed(stand, other)]
    if not against:
        return claim
    if not all(stands_against(stand, mine, other, theirs) for other, theirs in against):
        return replace(claim, state=ClaimState.CONFLICTING, confidence=Confidence.HYPOTHETICAL, contested=False)
    close = any(_close(mine, theirs) for _, theirs in against)
    return replace(claim, contested=True, confidence=_capped(claim.confidence) if close else claim.confidence)


def _stand(key: ClaimKey) -> str:
    """Return what a claim holds on its question: a direction or a sign; depletes and decreases take the same stand."""
    return key.direction or (f"{key.sign:+d}" if key.sign else key.predicate)
