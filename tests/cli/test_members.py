from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from immunokg.cli.members import command

INDEX = "atc_code,atc_name\nL04AD02,tacrolimus\nL04AX01,azathioprine\n"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    path = tmp_path / "atc.csv"
    path.write_text(INDEX, encoding="utf-8")
    return path


def run(path: Path, bundle: Path, *words: str) -> Result:
    return CliRunner().invoke(command, [str(path), "--bundle", str(bundle), *words], catch_exceptions=False)


def test_what_is_missing_is_listed_and_exits_with_1(index: Path, toy_bundle: Path) -> None:
    done = run(index, toy_bundle, "--format", "tsv")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[1:] == ["L04AX01\tazathioprine\t\tmissing\t0\t0"]
    assert done.stderr.strip() == "1 covered, 0 short, 0 no agent, 0 other, 0 out of scope, 1 missing"


def test_all_lists_what_is_covered_and_ends_well_if_nothing_is_missing(index: Path, toy_bundle: Path) -> None:
    done = run(index, toy_bundle, "--group", "L04AD", "--all", "--format", "json")
    assert done.exit_code == 0
    assert [row["standing"] for row in json.loads(done.stdout)] == ["covered"]
