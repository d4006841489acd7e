from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from immunokg.cli.validate import command
from tests.build.making import find_row
from tests.toy import toy_rows, write_tables


def test_nodes_that_may_be_one_thing_are_warnings_and_no_errors(tmp_path: Path) -> None:
    rows = toy_rows()
    find_row(rows, "nodes", slug="thrombosis")["label"] = "Kidney rejections"
    done = CliRunner().invoke(command, [str(write_tables(tmp_path, rows))], catch_exceptions=False)
    assert done.exit_code == 0
    assert "warning: kidney-rejection and thrombosis: same name" in done.stderr
    assert "no problem found" in done.stdout


def test_tables_without_duplicates_have_no_warnings(toy_tables: Path) -> None:
    assert CliRunner().invoke(command, [str(toy_tables)], catch_exceptions=False).stderr == ""
