"""Leave out what only restricted sources say."""

from __future__ import annotations

from immunokg.build.tables import Row, Tables
from immunokg.ontology.terms import Redistribution

__all__ = ["drop_restricted"]

DEFINED_BY = ("definition", "source", "locator", "second_reading")


def drop_restricted(tables: Tables) -> Tables:
    """Return the tables without restricted sources and without the rows that they support.

    A node stays, without the definition that a restricted source gave it: claims that stay may need it.
    """
    closed = {row["id"] for row in tables["sources"] if row["redistribution"] == Redistribution.RESTRICTED}
    kept: Tables = {}
    for name, rows in tables.items():
        if name == "sources":
            kept[name] = [row for row in rows if row["id"] not in closed]
        elif name == "nodes":
            kept[name] = [_undefined(row) if row["source"] in closed else row for row in rows]
        else:
            kept[name] = [row for row in rows if row["source"] not in closed]
    return kept


def _undefined(row: Row) -> Row:
    return Row(row.table, row.line, {name: cell for name, cell in row.cells.items() if name not in DEFINED_BY})
