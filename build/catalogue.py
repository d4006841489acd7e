"""Write catalogue.sqlite: names for search, records for reading."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from immunokg.build.model import Claim, Facts, Node
from immunokg.build.records import claim_record, node_record, source_record
from immunokg.ontology.catalogue import SCHEMA
from immunokg.ontology.names import fold_name

__all__ = ["write_catalogue"]


def write_catalogue(path: Path, ordered: Sequence[Claim], facts: Facts, by_id: dict[str, Claim]) -> None:
    """Write nodes, names, sources and the claims in the order given (from `edge_order`) to `path`."""
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(SCHEMA)
        database.executemany(
            "INSERT INTO node VALUES (?, ?, ?, ?)",
            ((node.slug, node.kind, node.label, _json(node_record(node))) for node in facts.nodes.values()),
        )
        names = sorted(set(_names(facts)))
        database.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", names)
        database.executemany(
            "INSERT INTO name_search (folded, slug, text, what) VALUES (?, ?, ?, ?)",
            (name for name in names if name[3] != "curie"),
        )
        database.executemany(
            "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (number, claim.id, *claim.key[:3], claim.state, _json(claim_record(claim, facts, by_id)))
                for number, claim in enumerate(ordered)
            ),
        )
        database.executemany(
            "INSERT INTO broader VALUES (?, ?)",
            ((parent, node.slug) for node in facts.nodes.values() for parent in node.many("broader")),
        )
        database.executemany("INSERT INTO care VALUES (?, ?)", _care(ordered))
        database.executemany(
            "INSERT INTO source VALUES (?, ?)",
            ((source.id, _json(source_record(source))) for source in facts.sources.values()),
        )


def _care(ordered: Sequence[Claim]) -> list[tuple[str, int]]:
    """Return agent and claim number of everything that is said for those who take an agent, sorted."""
    return sorted(
        {
            (agent, number)
            for number, claim in enumerate(ordered)
            for item in claim.evidence
            for agent in item.details.get("for_agents", ())
        }
    )


def _json(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _names(facts: Facts) -> Iterator[tuple[str, str, str, str]]:
    """Yield folded name, slug, name as written, and what sort of name it is."""
    for node in facts.nodes.values():
        for text, what in _names_of(node):
            yield fold_name(text), node.slug, text, what
    for old, new in facts.redirects.items():
        yield fold_name(old), new, old, "old slug"


def _names_of(node: Node) -> Iterator[tuple[str, str]]:
    yield node.slug, "slug"
    yield node.label, "label"
    for synonym in node.many("synonyms"):
        yield synonym, "synonym"
    for curie in node.many("exact"):
        yield curie, "curie"
