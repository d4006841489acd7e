"""Samples can be drawn again, and scores come with exact intervals."""

from __future__ import annotations

import pytest

import immunokg
from immunokg.graph.audit import STRATA, draw_sample, exact_interval, score_verdicts
from immunokg.ontology.errors import ArgumentError


def test_a_stratum_named_twice_is_drawn_once(toy: immunokg.KnowledgeGraph) -> None:
    once = draw_sample(toy, 50, 1, strata=["mechanism"])
    assert draw_sample(toy, 50, 1, strata=["mechanism", "mechanism"]) == once


def test_the_interval_of_thousands_is_found() -> None:
    low, high = exact_interval(515, 1030)
    assert (round(low, 4), round(high, 4)) == (0.469, 0.531)


def test_the_same_seed_draws_the_same_and_another_one_does_not(toy: immunokg.KnowledgeGraph) -> None:
    drawn = [item.id for item in draw_sample(toy, 8, 1)]
    assert drawn == [item.id for item in draw_sample(toy, 8, 1)]
    assert drawn != [item.id for item in draw_sample(toy, 8, 2)]
    assert len(set(drawn)) == 8


def test_a_sample_of_all_holds_every_piece_of_evidence_and_every_identifier(toy: immunokg.KnowledgeGraph) -> None:
    drawn = draw_sample(toy, 10_000, 1)
    evidence = [item for item in drawn if item.stratum != "identifier"]
    assert len(evidence) == toy.stats()["evidence"]
    assert {(item.subject, item.object) for item in drawn if item.stratum == "identifier"} == {
        ("calcineurin", "HGNC:9314"), ("tacrolimus", "CHEBI:61049"),
    }  # fmt: skip
    assert [item.number for item in drawn] == list(range(1, len(drawn) + 1))


@pytest.mark.parametrize(
    ("stratum", "subject"),
    [
        ("boxed", "jak-inhibitors"), ("frequency", "tacrolimus"), ("dose", "hba1c"), ("genotype", "cyp3a5-expresser"),
        ("efficacy", "belatacept"),
    ],
)  # fmt: skip
def test_each_stratum_draws_its_own_kind(toy: immunokg.KnowledgeGraph, stratum: str, subject: str) -> None:
    (item,) = draw_sample(toy, 5, 1, strata=[stratum])
    assert (item.stratum, item.subject) == (stratum, subject)
    assert item.source["title"].startswith("A toy")


def test_every_stratum_of_the_toy_is_drawn_in_order(toy: immunokg.KnowledgeGraph) -> None:
    order = [STRATA.index(item.stratum) for item in draw_sample(toy, 1, 1, strata=STRATA)]
    assert order == list(range(len(STRATA)))


@pytest.mark.parametrize(("size", "strata", "message"), [(0, (), "choose 1 or more"), (1, ("doses",), "known: boxed")])
def test_what_cannot_be_drawn_is_said(
    toy: immunokg.KnowledgeGraph, size: int, strata: tuple[str, ...], message: str
) -> None:
    with pytest.raises(ArgumentError, match=message):
        draw_sample(toy, size, 1, strata=strata)


def test_a_score_counts_by_stratum_and_in_all() -> None:
    found = score_verdicts([("boxed", "supported"), ("dose", "unclear"), ("boxed", "not supported")])
    assert [(score.stratum, score.total, score.supported) for score in found] == [
        ("boxed", 2, 1), ("dose", 1, 0), ("all", 3, 1),
    ]  # fmt: skip
    assert (found[0].percent, found[0].not_supported, found[1].unclear) == (50.0, 1, 1)


def test_a_verdict_that_is_none_is_an_error() -> None:
    with pytest.raises(ArgumentError, match="'yes' is no stratum and verdict"):
        score_verdicts([("boxed", "yes")])


@pytest.mark.parametrize(
    ("successes", "total", "low", "high"),
    [
        # The ends have closed forms: 1 - 0.025 ** (1 / n), and its mirror image.
        (0, 10, 0.0, 1 - 0.025 ** (1 / 10)),
        (40, 40, 0.025 ** (1 / 40), 1.0),
        (1, 1, 0.025, 1.0),
    ],
)
def test_exact_intervals_at_the_ends(successes: int, total: int, low: float, high: float) -> None:
    assert exact_interval(successes, total) == pytest.approx((low, high), abs=1e-9)


def test_the_limits_are_where_the_tails_are_a_fortieth() -> None:
    from math import comb

    low, high = exact_interval(57, 60)
    upper = sum(comb(60, k) * low**k * (1 - low) ** (60 - k) for k in range(57, 61))
    lower = sum(comb(60, k) * high**k * (1 - high) ** (60 - k) for k in range(58))
    assert (upper, lower) == pytest.approx((0.025, 0.025), abs=1e-9)
