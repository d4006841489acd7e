"""The switches of the graph that take one of a few words."""

from __future__ import annotations

from typing import Literal, get_args

from immunokg.ontology.errors import ArgumentError

__all__ = ["States", "View", "check_states", "check_view"]

States = Literal["supported", "all"]
View = Literal["claims", "causal"]


def check_states(states: str) -> None:
    """Raise ArgumentError unless `states` is a word of `States`."""
    _check("states", states, get_args(States))


def check_view(view: str) -> None:
    """Raise ArgumentError unless `view` is a word of `View`."""
    _check("view", view, get_args(View))


def _check(what: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ArgumentError(f"{what} is {value!r}; choose {' or '.join(map(repr, allowed))}")
