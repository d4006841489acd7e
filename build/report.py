"""Collect problems: keep the first hundred, count the rest."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from immunokg.ontology.errors import SHOWN_PROBLEMS, Problem, TableError

__all__ = ["Report"]


@dataclass(slots=True)
class Report:
    """The problems found so far; `problems` holds at most the first hundred, `count` says how many there are.

    `lost` holds the files of which rows could not be read.
    """

    problems: list[Problem] = field(default_factory=list)
    count: int = 0
    lost: set[str] = field(default_factory=set)
    hints: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, file: str, line: int, column: str, message: str) -> None:
        """Note one problem."""
        self.count += 1
        if len(self.problems) < SHOWN_PROBLEMS:
            self.problems.append(Problem(file, line, column, message))

    def lose(self, file: str, line: int, message: str, column: str = "") -> None:
        """Note a problem that keeps a row or a table from being read: what refers to it may seem broken."""
        self.lost.add(file)
        self.add(file, line, column, message)

    def did_you_mean(self, value: str, known: Iterable[str], otherwise: str) -> str:
        """Return the hint that ends a complaint about a wrong name: near names of `known`, else `otherwise`.

        A name is looked up once, and not at all when the complaint will not be shown: near names of thousands cost
        seconds.
        """
        if len(self.problems) >= SHOWN_PROBLEMS:
            return otherwise
        if (value, otherwise) not in self.hints:
            near = difflib.get_close_matches(value, list(known))
            self.hints[value, otherwise] = f"did you mean {' or '.join(near)}?" if near else otherwise
        return self.hints[value, otherwise]

    def raise_if_any(self) -> None:
        """Raise TableError if there was any problem."""
        if self.count:
            raise TableError(self.problems, self.count)
