"""Whether steps that hold in different tissues may follow one another."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["ANYWHERE", "compose"]

ANYWHERE = 0
"""The number of no context; context c of the header has number c + 1."""


def compose(here: int, there: int, lies_in: Sequence[frozenset[int]]) -> int | None:
    """Return the narrower of two contexts, or None if neither lies in the other.

    Parameters
    ----------
    here, there
        Numbers of contexts, 0 for none.
    lies_in
        For each context, by place in the header, the places of those it lies in.

    Examples
    --------
    Beta cell (1) lies in pancreas (2); T cell (3) lies in neither.

    >>> lies_in = [frozenset({1}), frozenset(), frozenset()]
    >>> compose(2, 1, lies_in)
    1
    >>> compose(3, 1, lies_in) is None
    True
    >>> compose(0, 3, lies_in)
    3
    """
    if there in (here, ANYWHERE):
        return here
    if here == ANYWHERE or here - 1 in lies_in[there - 1]:
        return there
    return here if there - 1 in lies_in[here - 1] else None
