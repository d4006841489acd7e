"""Tables with one thing changed, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.build.making import find_row, problems_of
from tests.toy import Rows, toy_rows, write_tables

__all__ = [
    "EXPOSURE",
    "PTDM",
    "WINDOW",
    "Change",
    "add",
    "alter",
    "assert_reported",
    "both",
    "locate",
    "node",
    "problems_with",
    "state",
]

Change = Callable[[Rows], object]


def problems_with(folder: Path, change: Change) -> list[str]:
    """Return the problems of the toy tables after a change of their rows."""
    rows = toy_rows()
    change(rows)
    return problems_of(write_tables(folder, rows))


def assert_reported(folder: Path, change: Change, expected: list[str]) -> None:
    """Check that these problems are found, each where it is, in order, and no other."""
    found = problems_with(folder, change)
    assert len(found) == len(expected), found
    for problem, start in zip(found, expected, strict=True):
        assert problem.startswith(locate(start, folder))


def add(table: str, *rows: dict[str, str]) -> Change:
    return lambda all_rows: all_rows.setdefault(table, []).extend(rows)


def alter(table: str, where: dict[str, str], **cells: str) -> Change:
    return lambda rows: find_row(rows, table, **where).update(cells)


def both(*changes: Change) -> Change:
    return lambda rows: [change(rows) for change in changes]


def locate(expected: str, folder: Path) -> str:
    """Replace ``table.tsv[start of a row+n]`` by ``table.tsv:line``, n lines below the first such row."""

    def line(match: re.Match[str]) -> str:
        file, start, below = match.groups()
        lines = (folder / file).read_text(encoding="utf-8").splitlines()
        begins = start.replace(" ", "\t") + "\t"
        found = next(
            number for number, text in enumerate(lines, 1) if f"{text}\t".startswith(begins) or start == "target"
        )
        return f"{file}:{found + int(below or 0)}"

    return re.sub(r"(\w+\.tsv)\[(.*?)(?:\+(\d))?\]", line, expected)


def node(slug: str, kind: str, **cells: str) -> dict[str, str]:
    return {"slug": slug, "kind": kind, "label": slug, **cells}


def state(slug: str, **cells: str) -> dict[str, str]:
    return node(slug, "ClinicalState", roles="condition", **cells)


EXPOSURE = {"slug": "tacrolimus-trough"}
PTDM = {"subject": "tacrolimus", "object": "ptdm"}
WINDOW = {"object": "tacrolimus-trough"}
