"""State and confidence of a claim, as a table; then conflicts between claims."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from immunokg.build.model import Claim, Evidence, Value
from immunokg.build.states import STRONG, confidence_of, mark_conflicts, reading_order, state_of
from immunokg.ontology.claims import ClaimKey, claim_hash
from immunokg.ontology.terms import EvidenceKind


def item(kind: str = "review", stance: str = "supports", source: str = "s", prominence: str = "") -> Evidence:
    details: dict[str, Value] = {"prominence": prominence} if prominence else {}
    return Evidence(f"{kind}{stance}{source}", source, "p. 1", kind, stance, "It says so.", details)


@pytest.mark.parametrize(
    ("stances", "state"),
    [
        ("supports", "supported"),
        ("supports supports", "supported"),
        ("supports looked_for_not_found", "supported"),
        ("refutes", "refuted"),
        ("refutes looked_for_not_found", "refuted"),
        ("supports refutes", "conflicting"),  # of one kind: they weigh the same
        ("supports refutes looked_for_not_found", "conflicting"),
        ("looked_for_not_found", "not_found"),
        ("", "not_found"),
    ],
)
def test_state_follows_from_the_stances_in_any_order(stances: str, state: str) -> None:
    for order in permutations(stances.split()):
        assert state_of([item(stance=stance) for stance in order]) == state


ALL = {str(kind) for kind in EvidenceKind}
STRONG_KINDS = {"label", "guideline", "randomised_trial", "meta_analysis", "regulatory_review"}


def test_strong_kinds_are_the_five_of_the_rule() -> None:
    assert {str(kind) for kind in STRONG} == STRONG_KINDS


@pytest.mark.parametrize("kind", sorted(ALL))
def test_confidence_of_one_item(kind: str) -> None:
    expected = (
        "established" if kind in STRONG_KINDS else "hypothetical" if kind == "spontaneous_report" else "provisional"
    )
    assert confidence_of("supported", [item(kind)]) == expected


@pytest.mark.parametrize(
    ("items", "confidence"),
    [
        ([item("cohort", source="a"), item("cohort", source="b")], "established"),
        ([item("cohort", source="a"), item("review", source="a")], "provisional"),
        ([item("animal", source="a"), item("cohort", source="b")], "established"),
        ([item("animal", source="a"), item("in_vitro", source="b")], "provisional"),
        ([item("animal", source="a"), item("spontaneous_report", source="b")], "provisional"),
        ([item("in_vitro", source="a"), item("case_series", source="b")], "provisional"),
        ([item("case_series", source="a"), item("cohort", source="b")], "established"),
        ([item("animal", source="a"), item("animal", source="b")], "provisional"),
        ([item("spontaneous_report", source="a"), item("spontaneous_report", source="b")], "hypothetical"),
        ([item("animal", source="a"), item("label", source="a")], "established"),
        ([item("cohort", source="a"), item("cohort", "looked_for_not_found", "b")], "provisional"),
        ([item("cohort", source="a"), item("label", "looked_for_not_found", "b")], "provisional"),
        ([], "hypothetical"),
    ],
)
def test_confidence_of_several_items(items: list[Evidence], confidence: str) -> None:
    for order in permutations(items):
        assert confidence_of("supported", order) == confidence


@pytest.mark.parametrize("state", ["conflicting", "refuted", "not_found"])
def test_what_is_not_supported_is_hypothetical_however_strong_the_evidence(state: str) -> None:
    assert confidence_of(state, [item("label"), item("guideline", "refutes")]) == "hypothetical"


def test_lighter_evidence_that_refutes_does_not_topple_a_claim() -> None:
    assert state_of([item("label"), item("in_vitro", "refutes")]) == "supported"
    assert state_of([item("cohort"), item("randomised_trial", "refutes")]) == "conflicting"


def test_what_nearly_as_heavy_evidence_refutes_is_at_most_provisional() -> None:
    assert confidence_of("supported", [item("label"), item("meta_analysis", "refutes")]) == "provisional"
    assert confidence_of("supported", [item("label"), item("randomised_trial", "refutes")]) == "established"


def test_that_there_is_no_difference_is_at_most_provisional() -> None:
    assert confidence_of("supported", [item("meta_analysis")], "no_difference") == "provisional"
    assert confidence_of("supported", [item("meta_analysis")], "raises") == "established"


def test_a_label_that_merely_lists_a_reaction_establishes_nothing_by_itself() -> None:
    listed = item("label", prominence="adverse reaction")
    assert confidence_of("supported", [listed]) == "provisional"
    assert (
        confidence_of("supported", [listed, item("label", prominence="adverse reaction", source="t")]) == "provisional"
    )
    assert confidence_of("supported", [listed, item("cohort", source="t")]) == "established"
    assert confidence_of("supported", [item("label", prominence="warning")]) == "established"


def claim(predicate: str, state: str = "supported", kind: str = "", **key: str) -> Claim:
    full = ClaimKey(**({"subject": "a", "predicate": predicate, "object": "b"} | key))
    evidence = (item(kind),) if kind else ()
    return Claim(claim_hash(full), full, state, "established", evidence)


def risk(direction: str, kind: str = "randomised_trial", **key: str) -> Claim:
    return claim("has_risk", kind=kind, direction=direction, **key)


def efficacy(direction: str, kind: str = "randomised_trial") -> Claim:
    return claim("has_efficacy", kind=kind, direction=direction)


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (claim("inhibits"), claim("activates"), True),
        (claim("increases"), claim("decreases"), True),
        (claim("increases"), claim("depletes"), True),
        (claim("increases"), claim("degrades"), True),
        (claim("raises_exposure_of"), claim("lowers_exposure_of"), True),
        (risk("raises"), risk("lowers"), True),
        (efficacy("improves"), efficacy("worsens"), True),
        (efficacy("noninferior"), efficacy("worsens"), True),
        (claim("decreases"), claim("depletes"), False),
        (claim("depletes"), claim("degrades"), False),
        (claim("inhibits"), claim("decreases"), False),
        (claim("inhibits"), claim("increases"), False),
        (claim("binds"), claim("treats"), False),
        (claim("increases"), claim("decreases", context="t-cell"), False),
        (claim("increases"), claim("decreases", object="c"), False),
        (claim("increases"), claim("decreases", subject="c"), False),
        (claim("increases"), claim("decreases", state="refuted"), False),
        (claim("increases"), claim("decreases", state="conflicting"), False),
        (risk("raises"), risk("lowers", comparator="c"), False),
        (efficacy("improves"), efficacy("noninferior"), False),
        (efficacy("noninferior"), efficacy("no_difference"), False),
    ],
)
def test_two_claims_of_equal_weight_conflict_if_they_exclude_one_another(
    one: Claim, other: Claim, conflict: bool
) -> None:
    for pair in ([one, other], [other, one]):
        marked = mark_conflicts(pair)
        assert [found.key for found in marked] == [given.key for given in pair]
        if conflict:
            assert [(found.state, found.confidence) for found in marked] == [("conflicting", "hypothetical")] * 2
        else:
            assert marked == pair


def outcome(*claims: Claim) -> list[tuple[str, str, bool]]:
    return [(found.state, found.confidence, found.contested) for found in mark_conflicts(claims)]


CONFLICT = ("conflicting", "hypothetical", False)


def test_a_trial_without_difference_topples_no_boxed_warning() -> None:
    boxed = claim("has_risk", kind="label", direction="raises")
    boxed = replace(boxed, evidence=(item("label", prominence="boxed"),))
    assert outcome(boxed, risk("no_difference")) == [("supported", "established", True), CONFLICT]


def test_a_difference_that_was_shown_stands_against_one_that_was_not() -> None:
    assert outcome(risk("raises"), risk("no_difference")) == [("supported", "provisional", True), CONFLICT]


def test_no_difference_in_a_meta_analysis_outweighs_a_cohort() -> None:
    assert outcome(risk("raises", "cohort"), risk("no_difference", "meta_analysis")) == [
        CONFLICT,
        ("supported", "established", True),
    ]


def test_of_opposite_directions_the_much_heavier_one_stands() -> None:
    assert outcome(risk("raises", "meta_analysis"), risk("lowers", "cohort")) == [
        ("supported", "established", True),
        CONFLICT,
    ]
    assert outcome(risk("raises", "meta_analysis"), risk("lowers")) == [CONFLICT, CONFLICT]


def test_of_efficacy_no_difference_and_a_direction_both_stand_contested() -> None:
    both = outcome(efficacy("improves"), efficacy("no_difference"))
    assert both == [("supported", "provisional", True)] * 2


def test_a_bystander_of_a_conflict_is_left_alone() -> None:
    third = claim("inhibits", object="c")
    assert mark_conflicts([claim("inhibits"), third, claim("activates")])[1] is third


def test_a_reader_sees_strong_kinds_first_and_animals_and_single_cases_last() -> None:
    kinds = ["animal", "case_series", "cohort", "in_vitro", "label", "review", "spontaneous_report"]
    weights = [(reading_order(item(kind))[0], kind) for kind in kinds]
    assert [kind for _, kind in sorted(weights)] == [
        *("label", "cohort", "review"),
        *("animal", "case_series", "in_vitro", "spontaneous_report"),
    ]
