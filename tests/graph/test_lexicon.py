from __future__ import annotations

from pathlib import Path

import pytest

import immunokg
from immunokg.build.pipeline import build_bundle
from immunokg.ontology.errors import AmbiguousNameError, UnknownNameError
from tests.toy import NAMED, toy_rows, write_tables


@pytest.mark.parametrize(
    "name",
    [
        "tacrolimus",
        "TACROLIMUS",
        "FK506",
        "fk-506",
        "Prograf",
        "CHEBI:61049",
        "ik:tacrolimus",
        "https://w3id.org/immunokg/tacrolimus",
    ],
)
def test_slug_label_synonym_curie_and_iri_name_the_same_node(toy: immunokg.KnowledgeGraph, name: str) -> None:
    assert toy.node(name).slug == "tacrolimus"


def test_unknown_name_suggests_near_ones(toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean tacrolimus"):
        toy.node("tacrolimos")
    with pytest.raises(UnknownNameError, match="immunokg search"):
        toy.node("zzzzqqqq")


def test_ambiguous_name_lists_the_candidates(tmp_path: Path) -> None:
    rows = toy_rows()
    for row in rows["nodes"]:
        if row["slug"] in ("tacrolimus", "sirolimus"):
            row |= {"synonyms": "the macrolide", **NAMED}
    kg = immunokg.open(build_bundle(tmp_path, tables=write_tables(tmp_path / "tables", rows)))
    with pytest.raises(AmbiguousNameError, match="sirolimus or tacrolimus"):
        kg.node("The Macrolide")


def test_old_slug_is_redirected(tmp_path: Path) -> None:
    rows = toy_rows() | {"redirects": [{"slug": "fk-five", "target": "tacrolimus"}]}
    kg = immunokg.open(build_bundle(tmp_path, tables=write_tables(tmp_path / "tables", rows)))
    assert kg.node("fk-five").slug == "tacrolimus"


def test_search_puts_exact_first_then_beginnings_then_parts_then_typos(toy: immunokg.KnowledgeGraph) -> None:
    slugs = [hit.slug for hit in toy.search("tacrolimus")]
    assert slugs[0] == "tacrolimus"
    assert set(slugs[1:3]) == {"tacrolimus-trough", "tacrolimus-fkbp12-complex"}
    assert toy.search("diabetes mellitus")[0].slug == "ptdm"
    assert toy.search("sirolimos")[0].slug == "sirolimus"
    assert toy.search("fk")[0].slug in {"tacrolimus", "fkbp12"}
    assert toy.search("!!!") == []
    assert len(toy.search("a", limit=1)) <= 1


def test_node_holds_its_claims_of_every_state(toy: immunokg.KnowledgeGraph) -> None:
    states = {claim["state"] for claim in toy.node("mtorc1").claims}
    assert states == {"supported", "conflicting"}


def test_search_for_nothing_finds_nothing(toy: immunokg.KnowledgeGraph) -> None:
    assert toy.search("  - ") == []


@pytest.mark.parametrize("text", ['"""', 'tacro"limus', "'; DROP TABLE node", "*", "a" * 5000])
def test_search_for_odd_text_is_no_error(text: str, toy: immunokg.KnowledgeGraph) -> None:
    assert isinstance(toy.search(text), list)
