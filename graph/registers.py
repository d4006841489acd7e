"""Read the registers of a bundle: rows that are no claims, kept beside the graph."""

from __future__ import annotations

import csv
from pathlib import Path

from immunokg.ontology.bundle import TABLES
from immunokg.ontology.errors import BundleError
from immunokg.ontology.tables import REGISTERS, table_schemas

__all__ = ["read_register"]


def read_register(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a register of the bundle in `folder`, in file order, with every column, empty if unknown.

    Parameters
    ----------
    folder
        A bundle.
    name
        One of `immunokg.ontology.tables.REGISTERS`.

    Raises
    ------
    BundleError
        If the bundle has no such register.
    """
    if name not in REGISTERS:
        raise BundleError(f"no register {name}; known: {', '.join(REGISTERS)}")
    path = folder / TABLES / f"{name}.tsv"
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    except OSError as error:
        raise BundleError(f"{path} cannot be read ({error}). Run `immunokg build --force`.") from error
    columns = table_schemas()[name].column_names
    return [{column: row.get(column) or "" for column in columns} for row in rows]
