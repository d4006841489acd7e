"""What is left when restricted sources are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

import immunokg
from immunokg.build.pipeline import build_bundle, read_facts
from immunokg.ontology import bundle
from tests.build.making import claim_of, find_row
from tests.toy import toy_rows, write_tables


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """Return the toy with its label restricted."""
    rows = toy_rows()
    find_row(rows, "sources", id="label-toy")["redistribution"] = "restricted"
    return write_tables(tmp_path / "tables", rows)


def test_what_only_a_restricted_source_says_is_gone(tables: Path) -> None:
    facts = read_facts(tables, open_only=True)
    assert "label-toy" not in facts.sources
    assert not [
        claim for claim in facts.claims if claim.key.object == "thrombosis" and claim.key.subject == "jak-inhibitors"
    ]
    assert not [item for claim in facts.claims for item in claim.evidence if item.source == "label-toy"]


def test_confidence_follows_from_what_is_left(tables: Path) -> None:
    hop = "tacrolimus-fkbp12-complex inhibits calcineurin"
    assert claim_of(read_facts(tables).claims, hop).confidence == "established"
    assert claim_of(read_facts(tables, open_only=True).claims, hop).confidence == "provisional"


def test_nothing_is_inherited_from_a_claim_that_is_gone(tables: Path, tmp_path: Path) -> None:
    whole = immunokg.open(build_bundle(tmp_path / "cache", tables=tables))
    open_ = immunokg.open(build_bundle(tmp_path / "cache", tables=tables, open_only=True))
    assert whole.claims("tofacitinib", "has_risk", "thrombosis")
    assert not open_.claims("tofacitinib", "has_risk", "thrombosis")


def test_a_node_stays_without_the_definition_that_is_gone(tmp_path: Path) -> None:
    rows = toy_rows()
    find_row(rows, "nodes", slug="tacrolimus")["source"] = "label-toy"
    find_row(rows, "sources", id="label-toy")["redistribution"] = "restricted"
    node = read_facts(write_tables(tmp_path, rows), open_only=True).nodes["tacrolimus"]
    assert "definition" not in node.details
    assert not {"synonyms", "status", "source"} & set(node.details)


def test_an_exposure_goes_with_the_restricted_source_that_says_what_it_is(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["exposures"][0]["source"] = "label-toy"
    find_row(rows, "sources", id="label-toy")["redistribution"] = "restricted"
    facts = read_facts(write_tables(tmp_path, rows), open_only=True)
    assert "tacrolimus-trough" not in facts.nodes
    assert not [claim for claim in facts.claims if "tacrolimus-trough" in claim.key]


def test_an_open_bundle_has_an_id_of_its_own_and_does_not_become_current(tables: Path, tmp_path: Path) -> None:
    whole = build_bundle(tmp_path / "cache", tables=tables)
    open_ = build_bundle(tmp_path / "cache", tables=tables, open_only=True)
    assert open_ != whole
    pointer = bundle.read_pointer(tmp_path / "cache")
    assert pointer is not None
    assert pointer.build == whole.name
    assert [bundle.read_manifest(folder)["open_only"] for folder in (whole, open_)] == [False, True]
