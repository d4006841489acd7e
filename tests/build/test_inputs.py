from __future__ import annotations

from pathlib import Path

from immunokg.build.inputs import CURATED, input_files
from tests.toy import toy_rows, write_tables


def test_inputs_are_tables_rules_schema_and_code_by_names_without_a_path(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "tables", toy_rows())
    (folder / "risks.rejected.tsv").write_text("x")
    (folder / "notes.md").write_text("x")
    names = [name for name, _ in input_files(folder)]
    assert {name.partition("/")[0] for name in names} == {"tables", "rules", "schema", "generated", "build", "ontology"}
    assert {
        "tables/nodes.tsv",
        "rules/inherit.rq",
        "build/states.py",
        "schema/immunokg.yaml",
        "schema/tables.yaml",
    } <= set(names)
    assert not any("rejected" in name or name.endswith(".md") for name in names)


def test_every_input_is_a_file(tmp_path: Path) -> None:
    assert all(path.is_file() for _, path in input_files(write_tables(tmp_path, toy_rows())))


def test_the_installed_tables_are_the_default() -> None:
    assert CURATED.name == "curated"
    assert [path.parent for name, path in input_files() if name.startswith("tables/")] == [
        CURATED for name, _ in input_files(CURATED) if name.startswith("tables/")
    ]
