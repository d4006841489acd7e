from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from immunokg.build.reference import Reference, changed_files, read_reference
from immunokg.build.sources.terms import Term

HETIONET = "id\tname\tkind\nAnatomy::UBERON:0000004\tnose\tAnatomy\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hetionet").mkdir()
    (tmp_path / "hetionet" / "nodes.tsv").write_text(HETIONET, encoding="utf-8")
    return tmp_path


def test_an_empty_folder_covers_nothing(tmp_path: Path) -> None:
    reference = read_reference(tmp_path)
    assert reference.labels == {}
    assert not reference.covers("GO:0000001")


def test_files_are_found_where_their_makers_names_put_them(folder: Path) -> None:
    assert read_reference(folder).labels == {"UBERON:0000004": "nose"}


def test_names_are_folded_and_inverted_headings_turned() -> None:
    reference = Reference([Term("MESH:D007676", ("Kidney Failure, Chronic", "ESRD"))])
    assert reference.names("MESH:D007676") == {"kidneyfailurechronic", "chronickidneyfailure", "esrd"}
    assert reference.names("MESH:D000000") == set()


def test_two_files_add_their_names_and_the_first_gives_the_label() -> None:
    reference = Reference([Term("GO:1", ("a",)), Term("GO:1", ("b",), "GO:2")])
    assert (reference.labels["GO:1"], reference.names("GO:1"), reference.retired) == ("a", {"a", "b"}, {})


@pytest.mark.parametrize(
    ("curie", "covered"), [("GO:2", True), ("MESH:D2", True), ("MESH:C2", False), ("CHEBI:2", False), ("HP:2", False)]
)
def test_only_a_vocabulary_that_was_read_whole_can_tell_that_an_id_does_not_exist(curie: str, covered: bool) -> None:
    read = [Term("GO:1", ("a",)), Term("MESH:D1", ("a",)), Term("CHEBI:1", ("a",))]
    assert Reference(read).covers(curie) is covered


def test_a_file_that_is_not_the_one_described_is_named(folder: Path) -> None:
    assert changed_files(folder) == []
    sources = folder / "SOURCES.tsv"
    right = hashlib.sha256(HETIONET.encode()).hexdigest()
    sources.write_text(f"file\tsha256\nhetionet/nodes.tsv\t{right}\n", encoding="utf-8")
    assert changed_files(folder) == []
    sources.write_text("file\tsha256\nhetionet/nodes.tsv\t00\n", encoding="utf-8")
    assert changed_files(folder) == ["hetionet/nodes.tsv"]
