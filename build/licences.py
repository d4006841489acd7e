"""Leave out what only restricted sources say."""

from __future__ import annotations

from immunokg.build.tables import Row, Tables
from immunokg.ontology.terms import Redistribution

__all__ = ["drop_restricted"]

DEFINED_BY = ("definition", "synonyms", "status", "source", "locator", "second_reading")
ENDS = ("subject", "object", "context", "comparator")


def drop_restricted(tables: Tables) -> Tables:
    """Return the tables without restricted sources and without the rows that they support.

    A node stays, without what a restricted source gave it: claims that stay may need it. An exposure of which nobody
    else says what is measured goes, with what is said of it.
    """
    closed = {row["id"] for row in tables["sources"] if row["redistribution"] == Redistribution.RESTRICTED}
    lost = {row["slug"] for row in tables["exposures"] if row["source"] in closed}
    kept: Tables = {}
    for name, rows in tables.items():
        if name == "sources":
            kept[name] = [row for row in rows if row["id"] not in closed]
        elif name == "nodes":
            stay = (row for row in rows if row["slug"] not in lost)
            kept[name] = [_undefined(row) if row["source"] in closed else row for row in stay]
        else:
            kept[name] = [row for row in rows if row["source"] not in closed and not _names(row, lost)]
    return kept


def _names(row: Row, lost: set[str]) -> bool:
    return any(row[end] in lost for end in ENDS)


def _undefined(row: Row) -> Row:
    return Row(row.table, row.line, {name: cell for name, cell in row.cells.items() if name not in DEFINED_BY})
