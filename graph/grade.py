"""How sure a path is: the weakest hop, and whether a source states it from end to end.

- A path is *stated* if one passage (one place in one source) supports every hop, else *assembled* by us.
- Its confidence is that of its weakest hop, and at most provisional if it is assembled or if a hop without a
  context stands beside one that holds in a tissue; hypothetical if no hop has support from humans.
- Its score is 1 / (hops + 1 − support): shorter first, then better supported. Support is 0.9 times the weight
  of the path's confidence (established 1, provisional 0.6, hypothetical 0.2) plus 0.1 times the share of
  established hops.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from immunokg.graph.adjacency import Hops
from immunokg.graph.context import ANYWHERE
from immunokg.ontology.hops import CONFIDENCES, NONHUMAN_ONLY

__all__ = ["Grade", "grade_path"]

WEIGHTS = (1.0, 0.6, 0.2)
PROVISIONAL, HYPOTHETICAL = 1, 2


class Grade(NamedTuple):
    """How sure a path is, whether it is stated, and its score (0 to 1, higher is better)."""

    confidence: str
    end_to_end: str
    score: float


def grade_path(edges: Sequence[int], hops: Hops) -> Grade:
    """Return the grade of the path over these edges, in order."""
    worst = max(hops.confidences[edge] for edge in edges)
    stated = _shares_a_passage(edges, hops)
    if not stated or _steps_into_a_tissue(edges, hops):
        worst = max(worst, PROVISIONAL)
    if all(hops.flags[edge] & NONHUMAN_ONLY for edge in edges):
        worst = HYPOTHETICAL
    established = sum(hops.confidences[edge] == 0 for edge in edges) / len(edges)
    support = 0.9 * WEIGHTS[worst] + 0.1 * established
    score = round(1 / (len(edges) + 1 - support), 6)
    return Grade(CONFIDENCES[worst], "stated" if stated else "assembled", score)


def _shares_a_passage(edges: Sequence[int], hops: Hops) -> bool:
    shared: set[int] | None = None
    for edge in edges:
        here = set(hops.passages[hops.passage_offsets[edge] : hops.passage_offsets[edge + 1]])
        shared = here if shared is None else shared & here
        if not shared:
            return False
    return True


def _steps_into_a_tissue(edges: Sequence[int], hops: Hops) -> bool:
    anywhere = [hops.contexts[edge] == ANYWHERE for edge in edges]
    return any(left != right for left, right in pairwise(anywhere))
