"""One cell against its column."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from immunokg.build.cells import check_cell, is_number
from immunokg.build.report import Report
from immunokg.ontology.tables import Column

TEXT = Column("c", "string", "What it is.", False, "", False, "", (), None, None, "iko:c")
SLUG = replace(TEXT, required=True, pattern="^[a-z0-9]+(-[a-z0-9]+)*$")
ENUM = replace(TEXT, enum=("supports", "refutes"))
MANY = replace(TEXT, multiple=True)
PERCENT = replace(TEXT, type="number", minimum=0, maximum=100)
COUNT = replace(TEXT, type="integer", minimum=1)
DAY = replace(TEXT, type="date")
CURIE = replace(TEXT, refers_to="curie", multiple=True)
ADDRESS = replace(TEXT, refers_to="iri")


def complaints(cell: str, column: Column) -> list[str]:
    report = Report()
    check_cell(cell, column, ("t.tsv", 7), report)
    assert all(problem[:3] == ("t.tsv", 7, "c") for problem in report.problems)
    return [problem.message for problem in report.problems]


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ("", TEXT), ("AUC ×5 | 3", TEXT), ("a-b-2", SLUG), ("refutes", ENUM), ("a|b", MANY), ("0", PERCENT),
        ("100", PERCENT), ("5.25", PERCENT), ("1", COUNT), ("2024-02-29", DAY), ("MONDO:0005148|MESH:D003924", CURIE),
        ("https://example.org/a?b=c#d", ADDRESS), ("http://example.org", ADDRESS),
    ],
)  # fmt: skip
def test_a_good_cell_is_no_problem(cell: str, column: Column) -> None:
    assert complaints(cell, column) == []


@pytest.mark.parametrize(
    ("cell", "column", "message"),
    [
        ("", SLUG, "is empty; What it is."),
        ("Not A Slug", SLUG, "'Not A Slug' does not match ^[a-z0-9]+(-[a-z0-9]+)*$; What it is."),
        ("suports", ENUM, "'suports' is not allowed; did you mean supports?"),
        ("42", ENUM, "'42' is not allowed; allowed: supports, refutes"),
        (" a", TEXT, "blanks around ' a'; run `immunokg validate --fix`"),
        ("a||b", MANY, "an empty value between `|`; remove it"),
        ("a|b|a", MANY, "a value stands twice in 'a|b|a'"),
        ("5,2", PERCENT, "'5,2' is no number; write digits with a point"),
        ("1e3", PERCENT, "'1e3' is no number; write digits with a point"),
        ("٣", PERCENT, "'٣' is no number; write digits with a point"),
        ("-0.5", PERCENT, "-0.5 is below 0"),
        ("100.1", PERCENT, "100.1 is above 100"),
        ("1.5", COUNT, "'1.5' is no integer; write digits"),
        ("²", COUNT, "'²' is no integer; write digits"),
        ("0", COUNT, "0 is below 1"),
        ("2024-02-30", DAY, "'2024-02-30' is no date; write YYYY-MM-DD"),
        ("20240229", DAY, "'20240229' is no date; write YYYY-MM-DD"),
        ("mondo:0005148", CURIE, "'mondo:0005148' has no known prefix; write MONDO:0005148"),
        ("example.org", ADDRESS, "'example.org' is no web address; write https://…"),
        ("https://", ADDRESS, "'https://' is no web address; write https://…"),
        ("https://ex.org/%zz", ADDRESS, "'https://ex.org/%zz' is no web address; write https://…"),
        ("ftp://ex.org/a", ADDRESS, "'ftp://ex.org/a' is no web address; write https://…"),
    ],
)  # fmt: skip
def test_a_bad_cell_says_what_to_do(cell: str, column: Column, message: str) -> None:
    assert complaints(cell, column) == [message]


def test_every_bad_value_of_a_cell_is_reported() -> None:
    assert len(complaints("MONDO:1|GO:2", CURIE)) == 2


def test_a_long_cell_is_shortened_in_the_message() -> None:
    (message,) = complaints("x" * 5000, ENUM)
    assert len(message) < 200
    assert "x…' is not allowed" in message


def test_a_cell_of_eighty_letters_is_shown_whole() -> None:
    assert f"'{'x' * 80}'" in complaints("x" * 80, ENUM)[0]
    assert "…" in complaints("x" * 81, ENUM)[0]


@given(st.from_regex(r"https?://\S{1,30}", fullmatch=True) | st.text())
def test_an_address_that_passes_is_an_iri_for_the_engine(cell: str) -> None:
    if cell and not complaints(cell, ADDRESS):
        NamedNode(cell)


@given(st.text() | st.from_regex(r"-?\d{1,5}(\.\d{1,5})?", fullmatch=True))
def test_a_number_that_passes_can_be_read_and_is_ascii(cell: str) -> None:
    if is_number(cell):
        float(cell)
        assert cell.isascii()
    if is_number(cell, "integer"):
        assert str(int(cell)).lstrip("-") == cell.lstrip("-0") or int(cell) == 0
