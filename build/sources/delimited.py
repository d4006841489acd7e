"""Read terms from a delimited table: which column holds the id, which the names, and how many values are joined."""

from __future__ import annotations

import csv
import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from immunokg.build.sources.terms import Term, open_text

__all__ = ["Layout", "read_delimited", "read_drug_names"]

TAG = re.compile(r"</?\w+>")
WITHDRAWN = re.compile("withdrawn", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is read.

    `columns` names them where the file has no header; `joint` separates the values of a cell; `only` keeps the rows in
    which a column has a value; `status` is the column that says "withdrawn"; `cut` is taken off the id's front.
    """

    prefix: str
    identifier: str
    names: tuple[str, ...]
    delimiter: str = "\t"
    columns: tuple[str, ...] = ()
    skip: int = 0
    joint: str = "|"
    only: tuple[str, str] = ("", "")
    status: str = ""
    cut: str = ""


def read_delimited(path: Path, layout: Layout) -> Iterator[Term]:
    """Yield a term for each id of each row; a row without id or name is passed over."""
    for row in _rows(path, layout):
        column, value = layout.only
        if column and row[column] != value:
            continue
        names = tuple(name for column in layout.names for name in _split(row[column], layout.joint))
        retired = "no successor" if layout.status and WITHDRAWN.search(row[layout.status]) else ""
        for local in _split(row[layout.identifier], layout.joint):
            bare = local.removeprefix(layout.cut).removeprefix(f"{layout.prefix}:")
            if names:
                yield Term(f"{layout.prefix}:{bare}", names, retired)


def read_drug_names(path: Path) -> Iterator[Term]:
    """Yield the terms of a long table of DrugBank ids: its own id, CHEBI and CHEMBL ids, all with the drug's name."""
    ids: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in _rows(path, Layout("", "", ())):
        space, drug, value = row["NAMESPACE"], row["DRUGBANK_ID"], row["ID"]
        if space == "NAME":
            names[drug] = value
        elif space in ("CHEBI", "CHEMBL"):
            ids[drug].append(f"CHEBI:{value}" if space == "CHEBI" else f"CHEMBL.COMPOUND:{value}")
    for drug, name in names.items():
        for curie in (f"DRUGBANK:{drug}", *dict.fromkeys(ids[drug])):
            yield Term(curie, (name,))


def _rows(path: Path, layout: Layout) -> Iterator[dict[str, str]]:
    with open_text(path) as file:
        for _ in range(layout.skip):
            next(file, "")
        if layout.delimiter == ",":
            yield from csv.DictReader(file, layout.columns or None, restval="", restkey="rest")
            return
        # Elsewhere a quote is a quote; and cells are longer than csv allows without a setting for the whole process.
        cells = (line.rstrip("\r\n").split(layout.delimiter) for line in file)
        columns = layout.columns or tuple(next(cells, ()))
        for row in cells:
            yield dict(zip(columns, [*row, *[""] * len(columns)], strict=False))


def _split(cell: str, joint: str) -> list[str]:
    plain = html.unescape(TAG.sub("", cell))
    return [part for part in (piece.strip(' "') for piece in plain.split(joint)) if part]
