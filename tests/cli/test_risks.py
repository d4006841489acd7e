"""The command risks."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_commands import run


def test_the_table_says_how_often_and_why_and_that_unknown_is_not_safe(toy_bundle: Path) -> None:
    done = run("risks", "FK506", bundle=toy_bundle)
    assert done.returncode == 0
    assert "• post-transplant diabetes mellitus: raises [provisional], warning (US)" in done.stdout
    assert "how often: tacrolimus 20 % (kidney; 1 year)" in done.stdout
    assert "why: tacrolimus → " in done.stdout
    assert "unknown is not safe" in done.stdout


def test_json_and_tsv_hold_the_same_risks(toy_bundle: Path) -> None:
    data = json.loads(run("risks", "tacrolimus", "--format", "json", bundle=toy_bundle).stdout)
    lines = run("risks", "tacrolimus", "--format", "tsv", bundle=toy_bundle).stdout.splitlines()
    assert [entry["risk"] for entry in data] == [line.split("\t")[1] for line in lines[1:]] == ["ptdm"]


def test_filters_leave_what_fits(toy_bundle: Path) -> None:
    assert run("risks", "tacrolimus", "--at-least", "20", bundle=toy_bundle).returncode == 0
    for words in (["--boxed"], ["--category", "infection"], ["--at-least", "21"]):
        done = run("risks", "tacrolimus", *words, bundle=toy_bundle)
        assert (done.returncode, done.stdout) == (1, "")
        assert "1 risks do not fit the filters; unknown is not safe" in done.stderr


def test_a_drug_without_risks_is_not_called_safe(toy_bundle: Path) -> None:
    done = run("risks", "fluconazole", bundle=toy_bundle)
    assert done.returncode == 1
    assert "nothing on its risks; unknown is not safe" in done.stderr
