"""Check one cell against its column: required, closed set, pattern, number, date, CURIE."""

from __future__ import annotations

import datetime
import re

from pyoxigraph import NamedNode

from immunokg.build.report import Report
from immunokg.ontology.errors import CurieError
from immunokg.ontology.prefixes import parse_curie
from immunokg.ontology.tables import Column

__all__ = ["check_cell", "is_number"]

SHOWN = 80
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBERS = {"integer": re.compile(r"-?[0-9]+"), "number": re.compile(r"-?[0-9]+(\.[0-9]+)?")}


def check_cell(cell: str, column: Column, where: tuple[str, int], report: Report) -> None:
    """Report what is wrong with `cell`; `where` is file and line."""
    file, line = where
    if not cell:
        if column.required:
            report.add(file, line, column.name, f"is empty; {column.description}")
        return
    values = cell.split("|") if column.multiple else [cell]
    if len(set(values)) < len(values):
        report.add(file, line, column.name, f"a value stands twice in {_short(cell)}")
    for value in values:
        message = _complaint(value, column, report)
        if message:
            report.add(file, line, column.name, message)


def _complaint(value: str, column: Column, report: Report) -> str:
    if not value.strip():
        return "an empty value between `|`; remove it"
    if value != value.strip():
        return f"blanks around {_short(value)}; run `immunokg validate --fix`"
    if column.enum and value not in column.enum:
        hint = report.did_you_mean(value, column.enum, f"allowed: {', '.join(column.enum)}")
        return f"{_short(value)} is not allowed; {hint}"
    if column.pattern and not re.search(column.pattern, value):
        return f"{_short(value)} does not match {column.pattern}; {column.description}"
    if column.refers_to == "curie":
        return _curie_complaint(value)
    if column.refers_to == "iri":
        return "" if _is_address(value) else f"{_short(value)} is no web address; write https://…"
    return _number_complaint(value, column) if column.type in ("integer", "number", "date") else ""


def _curie_complaint(value: str) -> str:
    try:
        parse_curie(value)
    except CurieError as error:
        return str(error)
    return ""


def _is_address(value: str) -> bool:
    """Return whether the engine takes `value` as a web address: the only parser whose opinion counts later."""
    try:
        NamedNode(value)
    except ValueError:
        return False
    return re.match(r"https?://[^/]", value) is not None


def _is_date(value: str) -> bool:
    """Return whether `value` is a day as XML Schema writes it; `fromisoformat` alone also takes 20260131."""
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return DATE.fullmatch(value) is not None


def is_number(cell: str, type_: str = "number") -> bool:
    """Return whether a cell holds a number of this column type, in ASCII digits."""
    return NUMBERS[type_].fullmatch(cell) is not None


def _number_complaint(value: str, column: Column) -> str:
    if column.type == "date":
        return "" if _is_date(value) else f"{_short(value)} is no date; write YYYY-MM-DD"
    if not is_number(value, column.type):
        return f"{_short(value)} is no {column.type}; write digits{'' if column.type == 'integer' else ' with a point'}"
    number = float(value)
    if column.minimum is not None and number < column.minimum:
        return f"{value} is below {column.minimum:g}"
    if column.maximum is not None and number > column.maximum:
        return f"{value} is above {column.maximum:g}"
    return ""


def _short(value: str) -> str:
    return repr(value if len(value) <= SHOWN else value[: SHOWN - 1] + "…")
