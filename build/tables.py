"""Read the curated tables: bytes to rows, every problem of every table in one report.

Memory is bounded whatever the input: a line over 1 MiB is reported and skipped without being held.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from immunokg.build.cells import check_cell
from immunokg.build.report import Report
from immunokg.ontology.tables import TableSchema, table_schemas

__all__ = ["MAX_FIELD_BYTES", "MAX_LINE_BYTES", "Row", "Tables", "read_tables"]

MAX_LINE_BYTES = 1 << 20
MAX_FIELD_BYTES = 1 << 16
REQUIRED_TABLES = ("nodes", "sources")
SHOWN_NAME = 80
MANY = 10
BOM = b"\xef\xbb\xbf"
CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one table; `cells` holds the filled cells by column name."""

    table: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell, empty if it is not filled."""
        return self.cells.get(column, "")

    def many(self, column: str) -> tuple[str, ...]:
        """Return the values of a multi-valued cell."""
        return tuple(self[column].split("|")) if self[column] else ()


Tables = dict[str, list[Row]]


def read_tables(folder: Path, report: Report) -> Tables:
    """Return the rows of every table in `folder`, in file order; problems go to `report`.

    Tables without a file are empty, except nodes and sources, which must exist. Files that are no table
    are problems; `*.rejected.tsv` are left alone.
    """
    schemas = table_schemas()
    tables: Tables = {name: [] for name in schemas}
    for path in sorted(folder.glob("*.tsv")):
        name = path.name.removesuffix(".tsv")
        if name.endswith(".rejected"):
            continue
        if name not in schemas:
            report.add(path.name, 0, "", f"no such table; {_near(name, schemas, report)}")
            continue
        with path.open("rb") as handle:
            tables[name] = list(_iter_rows(handle, schemas[name], report))
    for name in REQUIRED_TABLES:
        if not (folder / f"{name}.tsv").exists():
            report.lose(f"{name}.tsv", 0, f"missing from {folder.name or folder}; every graph needs it")
    return tables


def _near(name: str, known: Collection[str], report: Report) -> str:
    return report.did_you_mean(name, known, f"known: {', '.join(known)}")


def _iter_rows(handle: BinaryIO, schema: TableSchema, report: Report) -> Iterator[Row]:
    file = f"{schema.name}.tsv"
    lines = _iter_lines(handle, file, report)
    number, text = next(lines, (0, None))
    if text is None:
        if not number:
            report.lose(file, 1, f"empty; write the header first: {' '.join(schema.column_names)}")
        return
    names = text.split("\t")
    if not _header_is_right(names, schema, file, report):
        return
    previous: tuple[str, ...] = ()
    count = 0
    for number, text in lines:
        count += 1
        if text is None:
            continue
        cells = tuple(text.split("\t"))
        if len(cells) != len(names):
            report.lose(file, number, f"{len(cells)} cells, the header has {len(names)}; check the tabs")
            continue
        if cells < previous:
            report.add(file, number, "", "not sorted; run `immunokg validate --fix`")
        previous = cells
        row = Row(schema.name, number, {name: cell for name, cell in zip(names, cells, strict=True) if cell})
        for column in schema.columns:
            check_cell(row[column.name], column, (file, number), report)
        yield row
    if not count:
        report.add(file, 1, "", "no rows under the header; add a row or remove the file")


def _header_is_right(names: list[str], schema: TableSchema, file: str, report: Report) -> bool:
    known = schema.column_names
    before = report.count
    if len(names) > MANY * len(known):
        report.lose(file, 1, f"{len(names)} columns; expected {' '.join(known)}")
        return False
    for name in names:
        if name not in known:
            report.lose(file, 1, f"unknown column; {_near(name, known, report)}", name[:SHOWN_NAME])
        elif names.count(name) > 1:
            report.lose(file, 1, "column stands twice", name)
    for name in known:
        if name not in names:
            report.lose(file, 1, "column is missing; add it to the header (cells may be empty)", name)
    if report.count == before and tuple(names) != known:
        report.lose(file, 1, f"columns are in another order; expected {' '.join(known)}")
    return report.count == before


def _iter_lines(handle: BinaryIO, file: str, report: Report) -> Iterator[tuple[int, str | None]]:
    """Yield line number (from 1) and text of each line, None if it cannot be used; CRLF is reported once a file."""
    number, crlf = 0, False
    while raw := handle.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(raw) > MAX_LINE_BYTES:
            while raw and not raw.endswith(b"\n"):
                raw = handle.readline(MAX_LINE_BYTES)
            report.lose(file, number, "line is over 1 MiB; split it")
            yield number, None
        else:
            raw = raw.removesuffix(b"\n")
            if raw.endswith(b"\r"):
                raw = raw[:-1]
                if not crlf:
                    report.add(file, number, "", "line ends with CRLF; run `immunokg validate --fix` or save with LF")
                crlf = True
            yield number, _decode(raw, file, number, report)


def _decode(raw: bytes, file: str, number: int, report: Report) -> str | None:
    if raw.startswith(BOM) and number == 1:
        report.add(file, 1, "", "starts with a byte order mark; run `immunokg validate --fix` or save without BOM")
        raw = raw.removeprefix(BOM)
    if any(len(field) > MAX_FIELD_BYTES for field in raw.split(b"\t")):
        report.lose(file, number, "a field is over 64 KiB; shorten it")
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = raw[error.start]
        report.lose(file, number, f"not UTF-8: byte 0x{bad:02x} at {error.start + 1}; save as UTF-8")
        return None
    control = CONTROL.search(text)
    if control is not None:
        report.lose(file, number, f"control character U+{ord(control[0]):04X}; remove it")
        return None
    return text
