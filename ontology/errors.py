"""The errors of immunokg, as one tree.

ImmunokgError                      anything that is the caller's or the input's fault; exit code 1
├── TableError                     the curated tables are wrong; holds every problem found
├── BuildError                     the tables are fine, but the graph that follows is not
├── BundleError                    no bundle, a broken one, or one of another format
├── UnknownNameError               a name that is no node; holds near ones
├── CurieError                     a cross-reference that is no CURIE we know
├── AmbiguousNameError             a name that is several nodes; holds them
├── QueryError                     SPARQL that does not parse; holds line and column
│   └── QueryRefusedError          SPARQL that we do not run (update, SERVICE)
├── QueryLimitError                rows or seconds are used up
├── ArgumentError                  an argument that is none of those allowed
├── PathError                      a path search that cannot be done as asked
└── MissingExtraError              an optional dependency is not installed

Each message says what is wrong, where, what is near, and what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = [
    "AmbiguousNameError",
    "ArgumentError",
    "BuildError",
    "BundleError",
    "CurieError",
    "ImmunokgError",
    "MissingExtraError",
    "PathError",
    "Problem",
    "QueryError",
    "QueryLimitError",
    "QueryRefusedError",
    "TableError",
    "UnknownNameError",
]

SHOWN_PROBLEMS = 100


class ImmunokgError(Exception):
    """Base of all errors that a user can mend."""


class Problem(NamedTuple):
    """One thing that is wrong in one cell of one table."""

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        """Return ``file:line column: message``."""
        where = f"{self.file}:{self.line}"
        return f"{where} {self.column}: {self.message}" if self.column else f"{where}: {self.message}"


class TableError(ImmunokgError):
    """The curated tables cannot be used; `problems` holds the first ones, `count` how many there are."""

    def __init__(self, problems: Sequence[Problem], count: int | None = None) -> None:
        self.problems = list(problems)
        self.count = len(self.problems) if count is None else count
        shown = [str(problem) for problem in self.problems[:SHOWN_PROBLEMS]]
        if self.count > len(shown):
            shown.append(f"… and {self.count - len(shown)} more problems")
        noun = "problem" if self.count == 1 else "problems"
        super().__init__("\n".join([*shown, f"{self.count} {noun} in the tables; nothing was written"]))


class BuildError(ImmunokgError):
    """The graph that follows from the tables breaks a rule."""


class BundleError(ImmunokgError):
    """There is no bundle to open, or it is broken or of another format."""


class CurieError(ImmunokgError):
    """A cross-reference whose prefix or local part we do not know."""


class UnknownNameError(ImmunokgError):
    """A name that no node has; `near` holds labels of close ones."""

    def __init__(self, name: str, near: Sequence[str] = (), *, what: str = "node") -> None:
        self.name = name
        self.near = list(near)
        hint = (
            f"Did you mean {', '.join(self.near)}?" if self.near else "Try `immunokg search` with a part of the name."
        )
        super().__init__(f"no {what} is called {name!r}. {hint}")


class AmbiguousNameError(ImmunokgError):
    """A name that several nodes have; `candidates` holds their slugs."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        self.name = name
        self.candidates = list(candidates)
        super().__init__(f"{name!r} may be {' or '.join(self.candidates)}. Use one of these slugs.")


class QueryError(ImmunokgError):
    """SPARQL that does not parse; `line` and `column` count from 1, 0 if unknown."""

    def __init__(self, message: str, *, line: int = 0, column: int = 0) -> None:
        self.line = line
        self.column = column
        super().__init__(message)


class QueryRefusedError(QueryError):
    """SPARQL that would write or reach out to another server."""


class QueryLimitError(ImmunokgError):
    """A query that ran out of rows or seconds."""


class ArgumentError(ImmunokgError):
    """An argument that is none of those allowed."""


class PathError(ImmunokgError):
    """A path search that cannot be done as asked."""


class MissingExtraError(ImmunokgError):
    """An optional dependency is missing; the message names the pip command."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"this needs {package}; install it with: pip install 'immunokg[{extra}]'")
