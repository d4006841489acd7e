from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from immunokg.build.sources.term_json import read_term_json
from immunokg.build.sources.terms import Term


def read(folder: Path, *terms: dict[str, Any]) -> list[Term]:
    path = folder / "toy.json"
    path.write_text(json.dumps(terms), encoding="utf-8")
    return list(read_term_json(path, "MONDO"))


def test_an_empty_list_has_no_terms(tmp_path: Path) -> None:
    assert read(tmp_path) == []


def test_bare_ids_get_the_prefix_and_whole_ones_keep_theirs(tmp_path: Path) -> None:
    found = read(tmp_path, {"id": "0000001", "name": "a", "synonyms": ["b"]}, {"id": "GO:2", "name": "c"})
    assert found == [Term("MONDO:0000001", ("a", "b")), Term("GO:2", ("c",))]


def test_merged_and_obsolete_ids_are_retired(tmp_path: Path) -> None:
    found = read(tmp_path, {"id": "1", "name": "a", "alt_ids": ["2"]}, {"id": "3", "name": "obsolete b"})
    assert [term.retired for term in found] == ["", "MONDO:1", "no successor"]
