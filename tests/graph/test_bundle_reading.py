from __future__ import annotations

import gc
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import immunokg
from immunokg.build.pipeline import build_bundle
from immunokg.bundles import current_bundle
from immunokg.graph.adjacency import Hops
from immunokg.graph.catalogue import Catalogue
from immunokg.graph.store import open_store
from immunokg.ontology.bundle import HOPS, store_folder
from immunokg.ontology.errors import ArgumentError, BundleError, PathError
from tests.toy import toy_rows, write_tables


@pytest.fixture
def copy(toy_bundle: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(toy_bundle, tmp_path / "bundle"))


def test_missing_bundle_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="immunokg build"):
        immunokg.open(tmp_path)


@pytest.mark.parametrize("content", [b"", b"IKHOPS01", b"IKHOPS01\xff\xff\x00\x00{}", b"something else entirely"])
def test_broken_hops_are_reported(copy: Path, content: bytes) -> None:
    (copy / HOPS).write_bytes(content)
    with pytest.raises(BundleError, match="--force"):
        Hops(copy / HOPS)


def test_cut_hops_are_reported(copy: Path) -> None:
    whole = (copy / HOPS).read_bytes()
    (copy / HOPS).write_bytes(whole[:-200])
    with pytest.raises(BundleError, match="cut short"):
        Hops(copy / HOPS)


def test_broken_catalogue_is_reported(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_text("no database")
    with pytest.raises(BundleError, match="--force"):
        Catalogue(tmp_path / "x.sqlite")


def test_store_of_another_engine_is_made_anew(copy: Path) -> None:
    shutil.rmtree(store_folder(copy))
    assert len(list(open_store(copy))) > 100
    assert store_folder(copy).exists()


def test_read_only_bundle_without_store_is_loaded_into_memory(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(store_folder(copy))
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert len(list(open_store(copy))) > 100
    assert not store_folder(copy).exists()


def test_stats_have_the_promised_shape(toy: immunokg.KnowledgeGraph) -> None:
    stats = toy.stats()
    assert list(stats) == ["nodes", "claims", "evidence", "sources", "triples", "build"]
    assert stats["nodes"]["Agent"] == 7
    assert stats["sources"] == 3


def test_tables_are_data_frames(toy: immunokg.KnowledgeGraph) -> None:
    tables = toy.tables()
    assert set(tables) == {"nodes", "claims", "evidence", "frequencies", "sources"}
    assert len(tables["sources"]) == 3
    assert sorted(tables["frequencies"]["events"]) == ["20", "90", "95"]


def test_rdflib_view_leaves_out_what_is_not_supported(toy: immunokg.KnowledgeGraph) -> None:
    ask = "ASK { ?claim biolink:negated true }"
    refuted = "ASK { ?claim iko:state iko:refuted }"
    assert not toy.rdflib().query(refuted).askAnswer
    assert toy.rdflib(states="all").query(refuted).askAnswer
    assert toy.rdflib(states="all").query(ask).askAnswer
    assert len(toy.rdflib()) < len(toy.rdflib(states="all"))


def test_neighbourhood_is_cut_and_says_so(toy: immunokg.KnowledgeGraph) -> None:
    around = toy.neighbourhood("calcineurin")
    assert around.distance["calcineurin"] == 0
    assert "sirolimus-fkbp12-complex" not in around.distance
    small = toy.neighbourhood("calcineurin", radius=2, max_nodes=3)
    assert len(small.distance) == 3
    assert small.left_out > 0
    with pytest.raises(PathError, match="1 to 3"):
        toy.neighbourhood("calcineurin", radius=9)


def test_first_use_builds_and_later_uses_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toy_tables: Path
) -> None:
    from immunokg import bundles
    from immunokg.build import inputs, pipeline

    monkeypatch.setenv("IMMUNOKG_CACHE", str(tmp_path))
    monkeypatch.setattr(bundles, "input_files", lambda: inputs.input_files(toy_tables))
    calls = []
    real = pipeline.build_bundle

    def counted(root: Path, **options: object) -> Path:
        calls.append(root)
        return real(root, tables=toy_tables, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "build_bundle", counted)
    first = current_bundle()
    assert current_bundle() == first
    assert len(calls) == 1


def test_closing_closes_the_files_and_later_use_opens_them_anew(toy_bundle: Path) -> None:
    with immunokg.open(toy_bundle) as kg:
        catalogue = kg.catalogue
        assert kg.node("tacrolimus").slug == "tacrolimus"
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        catalogue.node("tacrolimus")
    kg.close()
    assert kg.paths("tacrolimus", "ptdm", k=1)


def test_a_graph_that_nobody_holds_leaves_no_open_file(toy_bundle: Path) -> None:
    catalogue = immunokg.open(toy_bundle).catalogue
    database = catalogue.database
    del catalogue
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        database.execute("SELECT 1")


def test_a_bundle_of_another_format_is_not_opened(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    (copy / "manifest.json").write_text(json.dumps(manifest | {"bundle_format": 99}), encoding="utf-8")
    with pytest.raises(BundleError, match="bundle format 99"):
        immunokg.open(copy)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda kg: kg.paths("tacrolimus", "ptdm", states="ALL"), "states is 'ALL'; choose 'supported' or 'all'"),
        (lambda kg: kg.networkx(view="Causal"), "view is 'Causal'; choose 'claims' or 'causal'"),
        (lambda kg: kg.networkx(view="causal", states="all"), "supported claims only"),
        (lambda kg: kg.rdflib(states="every"), "states is 'every'"),
        (lambda kg: kg.query("ASK {}", deadline_seconds=1, timeout_seconds=1), "give one"),
    ],
)
def test_a_switch_that_is_not_there_is_an_error(
    call: Callable[[immunokg.KnowledgeGraph], object], said: str, toy: immunokg.KnowledgeGraph
) -> None:
    with pytest.raises(ArgumentError, match=said):
        call(toy)


def test_making_a_store_touches_the_bundle_alone(copy: Path) -> None:
    shutil.rmtree(store_folder(copy))
    (copy / ".store-left-over").mkdir()
    assert len(open_store(copy)) > 0
    assert not (copy.parent / "lock").exists()
    assert not (copy / ".store-left-over").exists()


def test_tables_of_a_graph_without_frequencies_are_read_too(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["risks"] = [row for row in rows["risks"] if "arm" not in row]
    rows.pop("efficacy")
    kg = immunokg.open(build_bundle(tmp_path / "cache", tables=write_tables(tmp_path / "tables", rows)))
    frequencies = kg.tables()["frequencies"]
    assert len(frequencies) == 0
    assert {"evidence", "side", "arm", "events", "total"} <= set(frequencies.columns)


def test_what_is_printed_at_the_prompt_is_short(toy: immunokg.KnowledgeGraph) -> None:
    assert repr(toy.node("FK506")).startswith("<Node tacrolimus (Agent), ")
    assert repr(toy.query("SELECT ?a { ?a a iko:Agent }")).startswith("<SelectResult a;")
    assert repr(toy.query("ASK { ?a a iko:Agent }")) == "<AskResult true>"
    assert repr(toy.paths("tacrolimus", "ptdm")[0]).endswith("ptdm: +1, provisional>")
    assert repr(toy).startswith("<KnowledgeGraph ")
