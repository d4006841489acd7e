"""Read catalogue.sqlite: records of nodes, claims and sources."""

from __future__ import annotations

import json
import sqlite3
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from immunokg.ontology.errors import BundleError

__all__ = ["Catalogue", "Record"]

Record = dict[str, Any]
BATCH = 500


class Catalogue:
    """Records by slug, id and number; opened read-only, usable from any thread."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises
        ------
        BundleError
            If it is missing or is no catalogue.
        """
        try:
            address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            self.database = sqlite3.connect(address, uri=True, check_same_thread=False)
            # From Python 3.13 on, a connection that nobody closed warns when it is collected.
            self._finalizer = weakref.finalize(self, self.database.close)
            self.database.execute("SELECT 1 FROM node LIMIT 1")
        except sqlite3.Error as error:
            raise BundleError(f"{path} cannot be read ({error}). Run `immunokg build --force`.") from error

    def close(self) -> None:
        """Close the file; closing twice is no error."""
        self._finalizer()

    def node(self, slug: str) -> Record | None:
        """Return the record of a node, or None."""
        row = self.database.execute("SELECT record FROM node WHERE slug = ?", (slug,)).fetchone()
        return json.loads(row[0]) if row else None

    def iter_nodes(self) -> Iterator[Record]:
        """Yield every node, by slug."""
        for (record,) in self.database.execute("SELECT record FROM node ORDER BY slug"):
            yield json.loads(record)

    def source(self, source_id: str) -> Record | None:
        """Return the record of a source, or None."""
        row = self.database.execute("SELECT record FROM source WHERE id = ?", (source_id,)).fetchone()
        return json.loads(row[0]) if row else None

    def claims_by_number(self, numbers: Iterable[int]) -> dict[int, Record]:
        """Return the claims with these numbers, by number."""
        wanted = sorted(set(numbers))
        found: dict[int, Record] = {}
        for start in range(0, len(wanted), BATCH):
            part = wanted[start : start + BATCH]
            marks = ",".join("?" * len(part))
            rows = self.database.execute(f"SELECT number, record FROM claim WHERE number IN ({marks})", part)
            found.update((number, json.loads(record)) for number, record in rows)
        return found

    def claims_of(self, slug: str) -> list[Record]:
        """Return the claims with this node as subject or object, by number."""
        rows = self.database.execute(
            "SELECT record FROM claim WHERE subject = ? OR object = ? ORDER BY number", (slug, slug)
        )
        return [json.loads(record) for (record,) in rows]

    def claims_on(self, slug: str, predicates: Iterable[str]) -> list[Record]:
        """Return the supported claims with this node as object and one of these predicates, by number."""
        return self._claims("object", slug, predicates)

    def claims_from(self, slug: str, predicates: Iterable[str]) -> list[Record]:
        """Return the supported claims with this node as subject and one of these predicates, by number."""
        return self._claims("subject", slug, predicates)

    def _claims(self, end: str, slug: str, predicates: Iterable[str]) -> list[Record]:
        wanted = sorted(set(predicates))
        marks = ",".join("?" * len(wanted))
        rows = self.database.execute(
            f"SELECT record FROM claim WHERE {end} = ? AND state = 'supported' AND predicate IN ({marks}) "
            "ORDER BY number",
            (slug, *wanted),
        )
        return [json.loads(record) for (record,) in rows]

    def kinds(self, slugs: Iterable[str]) -> dict[str, str]:
        """Return the kind of each of these nodes that there is, by slug."""
        wanted = sorted(set(slugs))
        found: dict[str, str] = {}
        for start in range(0, len(wanted), BATCH):
            part = wanted[start : start + BATCH]
            marks = ",".join("?" * len(part))
            found.update(self.database.execute(f"SELECT slug, kind FROM node WHERE slug IN ({marks})", part))
        return found

    def care_of(self, agents: Iterable[str]) -> list[Record]:
        """Return the supported claims that are said for those who take any of these agents or classes, by number."""
        wanted = sorted(set(agents))
        marks = ",".join("?" * len(wanted))
        rows = self.database.execute(
            "SELECT record FROM claim WHERE state = 'supported' AND number IN "
            f"(SELECT number FROM care WHERE agent IN ({marks})) ORDER BY number",
            wanted,
        )
        return [json.loads(record) for (record,) in rows]

    def narrower(self, slug: str) -> list[str]:
        """Return the slugs of the nodes directly below a node, sorted."""
        return [row[0] for row in self.database.execute("SELECT slug FROM broader WHERE parent = ?", (slug,))]

    def iter_claims(self, *, all_states: bool = False) -> Iterator[Record]:
        """Yield claims by number, only supported ones unless asked."""
        where = "" if all_states else "WHERE state = 'supported'"
        for (record,) in self.database.execute(f"SELECT record FROM claim {where} ORDER BY number"):
            yield json.loads(record)
