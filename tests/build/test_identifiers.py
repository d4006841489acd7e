from __future__ import annotations

from pathlib import Path

import pytest

from immunokg.build.identifiers import (
    ACCEPTED_COLUMNS,
    Finding,
    Outcome,
    Verdict,
    check_identifiers,
    is_error,
    read_accepted,
)
from immunokg.build.reference import Reference
from immunokg.build.sources.terms import Term
from immunokg.build.tables import Row
from immunokg.ontology.errors import ImmunokgError

REFERENCE = Reference(
    [
        Term("GO:1", ("T-cell activation", "activation of T cells")),
        Term("GO:2", ("old process",), "GO:1"),
        Term("CHEBI:1", ("tacrolimus",)),
        Term("HGNC:1", ("PPP3CA",)),
    ]
)


def check(**cells: str) -> list[Finding]:
    row = Row("nodes", 2, {"slug": "s", "label": "T cell activation"} | cells)
    return check_identifiers([row], REFERENCE)


def test_a_node_without_identifiers_has_no_findings() -> None:
    assert check() == []


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        ({"exact": "GO:1"}, Outcome.OK),
        ({"exact": "GO:1", "label": "other", "synonyms": "x|Activation of T-cells"}, Outcome.OK),
        ({"exact": "GO:1", "label": "B cell activation"}, Outcome.DISAGREES),
        ({"exact": "GO:2", "label": "old process"}, Outcome.UNKNOWN),
        ({"exact": "GO:9"}, Outcome.UNKNOWN),
        ({"exact": "CHEBI:9"}, Outcome.NOT_COVERED),
        ({"exact": "LOINC:1-1"}, Outcome.NOT_COVERED),
    ],
)
def test_an_identifier_is_compared_by_label_and_synonyms(cells: dict[str, str], outcome: Outcome) -> None:
    (found,) = check(**cells)
    assert found.outcome is outcome


@pytest.mark.parametrize(
    ("column", "curie", "error"),
    [
        ("exact", "CHEBI:1", True),
        ("close", "CHEBI:1", False),
        ("encoded_by", "HGNC:1", False),
        ("close", "GO:9", True),
        ("exact", "GO:1", False),
        ("exact", "CHEBI:9", False),
    ],
)
def test_unknown_ids_and_other_labels_of_the_same_thing_are_errors(column: str, curie: str, error: bool) -> None:
    (found,) = check(**{column: curie})
    assert is_error(found) is error


def test_a_retired_id_names_its_successor() -> None:
    (found,) = check(close="GO:2")
    assert found.reference_label == "old process (retired: GO:1)"


def judged(label: str, verdict: Verdict) -> Finding:
    row = Row("nodes", 2, {"slug": "s", "label": label, "exact": "CHEBI:1"})
    (found,) = check_identifiers([row], REFERENCE, {("CHEBI:1", "s"): verdict})
    return found


def test_a_reviewed_disagreement_is_no_error_until_a_label_changes() -> None:
    verdict = Verdict("FK 506", "tacrolimus", "same thing", "code name")
    assert not is_error(judged("FK 506", verdict))
    assert is_error(judged("FK 507", verdict))
    assert is_error(judged("FK 506", verdict._replace(reference_label="sirolimus")))


def test_a_disagreement_that_a_reviewer_called_wrong_stays_an_error() -> None:
    assert is_error(judged("FK 506", Verdict("FK 506", "tacrolimus", "wrong", "another drug")))


def test_a_verdict_on_what_agrees_is_not_used() -> None:
    assert judged("tacrolimus", Verdict("tacrolimus", "tacrolimus", "wrong", "")).verdict == ""


def write(folder: Path, *lines: str) -> Path:
    path = folder / "accepted.tsv"
    path.write_text("\n".join(("\t".join(ACCEPTED_COLUMNS), *lines)) + "\n", encoding="utf-8")
    return path


def test_a_quote_swallows_no_row(tmp_path: Path) -> None:
    path = write(tmp_path, 'GO:1\ts\t"a\tb\tsame thing\tx', "GO:2\ts\ta\tb\twrong\tx")
    assert set(read_accepted(path)) == {("GO:1", "s"), ("GO:2", "s")}


def test_reviewed_rows_are_read_by_id_and_slug(tmp_path: Path) -> None:
    path = write(tmp_path, "GO:1\ts\ta\tb\tsame thing\twords")
    assert read_accepted(path) == {("GO:1", "s"): Verdict("a", "b", "same thing", "words")}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["GO:1\ts\ta\tb\t\twords"], "accepted.tsv:2: GO:1 s has the verdict ''"),
        (["GO:1\ts\ta\tb\twrnog\twords"], "accepted.tsv:2: GO:1 s has the verdict 'wrnog'"),
        (["GO:1\ts\ta\tb\tsame thing\tx"] * 2, "accepted.tsv:3: GO:1 s stands twice"),
    ],
)
def test_a_row_without_verdict_or_one_too_many_is_named(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(ImmunokgError, match=message):
        read_accepted(write(tmp_path, *lines))


def test_other_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "accepted.tsv"
    path.write_text("curie\tslug\n", encoding="utf-8")
    with pytest.raises(ImmunokgError, match="the columns are curie, slug"):
        read_accepted(path)
