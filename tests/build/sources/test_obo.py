from __future__ import annotations

from pathlib import Path

from immunokg.build.sources.obo import read_obo
from immunokg.build.sources.terms import Term

TOY = r"""format-version: 1.2
name: not a term

[Term]
id: HP:0000001
name: fever
synonym: "high \"temperature\"" EXACT layperson []
alt_id: HP:0000009

[Typedef]
id: part_of
name: part of

[Term]
id: HP:0000002
name: obsolete chill
is_obsolete: true
replaced_by: HP:0000001

[Term]
id: HP:0000003
name: obsolete ache
is_obsolete: true
"""


def read(folder: Path, text: str) -> list[Term]:
    path = folder / "toy.obo"
    path.write_text(text, encoding="utf-8")
    return list(read_obo(path))


def test_an_empty_file_has_no_terms(tmp_path: Path) -> None:
    assert read(tmp_path, "") == []


def test_a_term_has_its_synonyms_and_a_merged_id_names_its_successor(tmp_path: Path) -> None:
    first, merged, *_ = read(tmp_path, TOY)
    assert first == Term("HP:0000001", ("fever", 'high "temperature"'))
    assert merged == Term("HP:0000009", first.names, "HP:0000001")


def test_obsolete_terms_are_retired_with_or_without_a_successor(tmp_path: Path) -> None:
    retired = {term.curie: term.retired for term in read(tmp_path, TOY)[2:]}
    assert retired == {"HP:0000002": "HP:0000001", "HP:0000003": "no successor"}


def test_relations_are_no_terms(tmp_path: Path) -> None:
    assert "part_of" not in {term.curie for term in read(tmp_path, TOY)}
