"""catalogue.sqlite against the claims, and against hops.bin of the same bundle."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from immunokg.build.pipeline import build_bundle, read_facts
from immunokg.ontology.bundle import CATALOGUE, HOPS
from immunokg.ontology.names import fold_name
from immunokg.ontology.prefixes import IK
from immunokg.ontology.terms import PREDICATES
from tests.build.test_hops import Hops
from tests.toy import toy_rows, write_tables


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bundle of the toy with a renamed slug."""
    rows = toy_rows()
    rows["redirects"] = [{"slug": "nodat", "target": "ptdm"}]
    folder = tmp_path_factory.mktemp("catalogue")
    return build_bundle(folder / "cache", tables=write_tables(folder / "tables", rows))


@pytest.fixture
def database(bundle: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{bundle / CATALOGUE}?mode=ro", uri=True)) as connection:
        yield connection


def test_every_claim_has_one_row_and_its_record(bundle: Path, database: sqlite3.Connection) -> None:
    lines = (bundle / "tables" / "claims.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = database.execute("SELECT id, subject, predicate, object, state, record FROM claim").fetchall()
    assert {f"{IK}claim/{row[0]}" for row in rows} == {line.split("\t")[0] for line in lines}
    for identity, subject, predicate, object_, state, record in rows:
        read = json.loads(record)
        assert read["claim"] == f"{IK}claim/{identity}"
        assert (read["subject"], read["predicate"], read["object"]) == (subject, predicate, object_)
        assert read["state"] == state


def test_claims_are_numbered_from_zero_causal_ones_first(database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT number, predicate FROM claim ORDER BY number").fetchall()
    assert [number for number, _ in rows] == list(range(len(rows)))
    causal = [PREDICATES[predicate].causal for _, predicate in rows]
    assert causal == sorted(causal, reverse=True)


def test_numbers_agree_with_the_edges_of_hops(bundle: Path, database: sqlite3.Connection) -> None:
    hops = Hops(bundle / HOPS)
    found = database.execute("SELECT subject, predicate, object FROM claim ORDER BY number").fetchall()
    edges = [
        (
            hops.slug(hops["subjects"][edge]),
            hops.header["predicates"][hops["predicates"][edge]],
            hops.slug(hops["objects"][edge]),
        )
        for edge in range(hops.header["edges"])
    ]
    assert edges == found[: len(edges)]
    assert not any(PREDICATES[predicate].causal for _, predicate, _ in found[len(edges) :])


def test_every_node_and_source_is_there(bundle: Path, database: sqlite3.Connection) -> None:
    facts = read_facts(bundle.parents[1] / "tables")
    nodes = database.execute("SELECT slug, kind, label FROM node").fetchall()
    assert set(nodes) == {(node.slug, node.kind, node.label) for node in facts.nodes.values()}
    assert {row[0] for row in database.execute("SELECT id FROM source")} == set(facts.sources)


@pytest.mark.parametrize(
    ("text", "slug", "what"),
    [
        ("tacrolimus", "tacrolimus", "slug"),
        ("Post-Transplant Diabetes Mellitus", "ptdm", "label"),
        ("fk-506", "tacrolimus", "synonym"),
        ("CHEBI:61049", "tacrolimus", "curie"),
        ("NODAT", "ptdm", "old slug"),
    ],
)
def test_a_name_leads_to_its_node(text: str, slug: str, what: str, database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT slug, what FROM name WHERE folded = ?", (fold_name(text),)).fetchall()
    assert (slug, what) in rows
    assert {found for found, _ in rows} == {slug}


def test_part_of_a_name_is_found_but_no_identifier(database: sqlite3.Connection) -> None:
    query = "SELECT DISTINCT slug FROM name_search WHERE name_search MATCH ?"
    assert ("tacrolimus",) in database.execute(query, ('"acrolim"',)).fetchall()
    assert database.execute(query, ('"chebi6104"',)).fetchall() == []
