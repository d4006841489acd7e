"""Members of ATC groups are agents with evidence, out of scope, or missing."""

from __future__ import annotations

from pathlib import Path

import pytest

import immunokg
from immunokg.build.pipeline import build_bundle
from immunokg.graph.members import Standing, find_members
from immunokg.ontology.errors import ImmunokgError
from tests.toy import toy_rows, write_tables

INDEX = """atc_code,atc_name,ddd
L04,IMMUNOSUPPRESSANTS,NA
L04AD02,tacrolimus,5
L04AD02,tacrolimus,0.1
L04AX05,pirfenidone,2.4
L04AF09,deucravacitinib,6
L04AX01,azathioprine,0.15
L04AX99,fluconazole,1
N02BA01,acetylsalicylic acid,3
"""
OUTSIDE = {
    "name": "pirfenidone", "reason": "Antifibrotic.", "source": "review-toy", "locator": "p. 1",
    "second_reading": "supported",
}  # fmt: skip


def write(folder: Path, text: str) -> Path:
    path = folder / "atc.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def kg(tmp_path: Path) -> immunokg.KnowledgeGraph:
    tables = write_tables(tmp_path / "tables", toy_rows() | {"out_of_scope": [OUTSIDE]})
    return immunokg.open(build_bundle(tmp_path / "cache", tables=tables))


def test_each_substance_of_the_groups_stands_once_with_its_standing(
    kg: immunokg.KnowledgeGraph, tmp_path: Path
) -> None:
    found = find_members(kg, write(tmp_path, INDEX))
    assert [(member.code, member.node, member.standing) for member in found] == [
        ("L04AD02", "tacrolimus", Standing.COVERED),
        ("L04AF09", "deucravacitinib", Standing.SHORT),
        ("L04AX01", "", Standing.MISSING),
        ("L04AX05", "", Standing.OUT_OF_SCOPE),
        ("L04AX99", "fluconazole", Standing.OTHER),
    ]


def test_a_metabolite_or_product_form_is_no_agent_of_its_own(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["nodes"].append({"slug": "acrolein", "kind": "Metabolite", "label": "acrolein"})
    rows["structure"].append(
        {"subject": "mesna", "predicate": "has_metabolite", "object": "acrolein", "source": "review-toy",
         "locator": "p. 1", "evidence_kind": "review", "stance": "supports", "finding": "So.",
         "second_reading": "supported"}
    )  # fmt: skip
    kg = immunokg.open(build_bundle(tmp_path / "cache", tables=write_tables(tmp_path / "tables", rows)))
    (found,) = find_members(kg, write(tmp_path, "atc_code,atc_name\nL04AX98,acrolein\n"))
    assert found.standing == Standing.NO_AGENT


def test_two_names_of_one_code_are_both_listed(kg: immunokg.KnowledgeGraph, tmp_path: Path) -> None:
    text = "atc_code,atc_name\nL04AD02,tacrolimus\nL04AD02,azathioprine\n"
    found = find_members(kg, write(tmp_path, text))
    assert [(member.name, member.standing) for member in found] == [
        ("azathioprine", Standing.MISSING), ("tacrolimus", Standing.COVERED),
    ]  # fmt: skip


def test_rows_and_rows_wanted_are_those_of_the_coverage(kg: immunokg.KnowledgeGraph, tmp_path: Path) -> None:
    member = find_members(kg, write(tmp_path, INDEX), ["L04AF"])[0]
    assert (member.rows, member.wanted) == (2, 8)


def test_a_group_without_substances_is_an_error(kg: immunokg.KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(ImmunokgError, match="no substance of H02AB"):
        find_members(kg, write(tmp_path, INDEX), ["H02AB"])


def test_a_file_without_the_columns_is_an_error_that_names_them(kg: immunokg.KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(ImmunokgError, match=r"atc\.csv:1 has no column atc_code and no atc_name"):
        find_members(kg, write(tmp_path, "code\tname\n"))


def test_a_file_in_another_encoding_is_an_error(kg: immunokg.KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("atc_code,atc_name\nL04AA03,sérum\n".encode("latin-1"))
    with pytest.raises(ImmunokgError, match="cannot be read as CSV in UTF-8"):
        find_members(kg, path)
