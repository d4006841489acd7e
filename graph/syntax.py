"""The engine's syntax errors, made short: line, column, the line itself, three expected tokens instead of forty."""

from __future__ import annotations

import re
from typing import NamedTuple

from immunokg.ontology.errors import QueryError

__all__ = ["Place", "explain_syntax", "place_of"]

PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<rest>.*)", re.DOTALL)
SHOWN_TOKENS = 3
LONGEST_LINE = 200


class Place(NamedTuple):
    """Where a query does not parse: line and column, from 1, and what the engine says of it."""

    line: int
    column: int
    rest: str


def place_of(message: str) -> Place | None:
    """Return the place that an error message of the engine names, or None."""
    found = PLACE.search(message)
    return Place(int(found["line"]), int(found["column"]), found["rest"]) if found else None


def explain_syntax(query: str, message: str) -> QueryError:
    """Return a short error for the engine's long one."""
    place = place_of(message)
    if place is None:
        return QueryError(f"the query does not parse: {message.splitlines()[0]}")
    line, column, rest = place
    lines = query.split("\n")
    text = lines[min(line, len(lines)) - 1]
    shown = f"\n  {text}\n  {' ' * (column - 1)}^" if len(text) <= LONGEST_LINE else ""
    expected = _expected(rest)
    hint = f"expected {', '.join(expected)}" if expected else rest.splitlines()[0]
    return QueryError(
        f"line {line}, column {column}: the query does not parse; {hint}{shown}", line=line, column=column
    )


def _expected(message: str) -> list[str]:
    """Return at most three of the tokens the engine expected, the readable ones."""
    if not message.startswith("expected"):
        return []
    listed = message.removeprefix("expected").removeprefix(" one of").strip()
    tokens = re.findall(r'"[^"]*"|[A-Za-z][A-Za-z_ ]*[A-Za-z]|[A-Za-z]', re.sub(r"\[[^\]]*\]", "", listed))
    words = [token for token in dict.fromkeys(tokens) if "\\u" not in token]
    words.sort(key=lambda token: token.startswith('"'), reverse=True)
    return words[:SHOWN_TOKENS]
