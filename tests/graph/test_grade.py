"""Confidence and score of a path, worked by hand: 1 / (hops + 1 − 0.9 · weight − 0.1 · share established)."""

from __future__ import annotations

from itertools import accumulate
from types import SimpleNamespace
from typing import Any

import pytest

from immunokg.graph.context import compose
from immunokg.graph.grade import grade_path
from immunokg.ontology.hops import CONFIDENCES, NONHUMAN_ONLY


def hops(*edges: str) -> Any:
    """Return hops of which each is written ``confidence passages [context] [animal]``, as ``established 1,2 0``."""
    words = [edge.split() for edge in edges]
    passages = [[int(number) for number in word[1].split(",")] for word in words]
    return SimpleNamespace(
        confidences=[CONFIDENCES.index(word[0]) for word in words],
        passages=[number for numbers in passages for number in numbers],
        passage_offsets=[0, *accumulate(map(len, passages))],
        contexts=[int(word[2]) for word in words],
        flags=[NONHUMAN_ONLY if "animal" in word else 0 for word in words],
    )


@pytest.mark.parametrize(
    ("edges", "grade"),
    [
        (["established 1 0"], ("established", "stated", 1.0)),
        (["provisional 1 0"], ("provisional", "stated", 0.684932)),  # 1 / (2 − 0.54)
        (["established 1,3 0", "established 2,3 0"], ("established", "stated", 0.5)),
        (["established 1 0", "established 2 0"], ("provisional", "assembled", 0.423729)),  # 1 / (3 − 0.54 − 0.1)
        (["established 1 0", "provisional 1 0"], ("provisional", "stated", 0.414938)),  # 1 / (3 − 0.54 − 0.05)
        (["established 1 0", "hypothetical 1 0"], ("hypothetical", "stated", 0.361011)),  # 1 / (3 − 0.18 − 0.05)
        (["established 1 1", "established 1 1"], ("established", "stated", 0.5)),
        (["established 1 0", "established 1 1"], ("provisional", "stated", 0.423729)),
        (["provisional 1 0 animal"], ("hypothetical", "stated", 0.549451)),  # 1 / (2 − 0.18)
        (["provisional 1 0 animal", "provisional 1 0"], ("provisional", "stated", 0.406504)),  # 1 / (3 − 0.54)
        (["established 1 0", "established 1 0", "established 1 0"], ("established", "stated", 0.333333)),
    ],
)
def test_grade(edges: list[str], grade: tuple[str, str, float]) -> None:
    assert grade_path(range(len(edges)), hops(*edges)) == grade


# Contexts: 1 beta cell, in 2 pancreas, in 3 abdomen; 4 T cell, in none of them.
LIES_IN = [frozenset({1, 2}), frozenset({2}), frozenset(), frozenset()]


@pytest.mark.parametrize(
    ("here", "there", "narrowest"),
    [
        *((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 1), (1, 2, 1), (2, 1, 1), (1, 3, 1), (3, 1, 1), (3, 2, 2), (2, 3, 2)),
        *((1, 4, None), (4, 1, None), (2, 4, None), (4, 3, None)),
    ],
)
def test_contexts_compose_to_the_narrowest_or_not_at_all(here: int, there: int, narrowest: int | None) -> None:
    assert compose(here, there, LIES_IN) == narrowest
