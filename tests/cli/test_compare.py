"""The command compare."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_commands import run


def test_the_table_names_what_it_compares_with(toy_bundle: Path) -> None:
    done = run("compare", "belatacept", "tacrolimus", bundle=toy_bundle)
    assert done.returncode == 0
    assert "belatacept: post-transplant diabetes mellitus: lower risk than with tacrolimus" in done.stdout
    assert "hazard ratio 0.5 (95 % CI 0.3 to 0.9) p 0.02" in done.stdout
    assert "not assessed" in done.stdout
    assert "Not assessed is not safe." in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_differing_leaves_out_risks_on_which_they_are_alike(toy_bundle: Path) -> None:
    lines = run("compare", "belatacept", "tacrolimus", "--differing", "--format", "tsv", bundle=toy_bundle)
    assert [line.split("\t")[0] for line in lines.stdout.splitlines()] == ["risk", "ptdm"]
    alike = run("compare", "sirolimus", "fluconazole", "--differing", "--format", "tsv", bundle=toy_bundle)
    assert len(alike.stdout.splitlines()) == 1


def test_json_holds_the_same_risks_as_tsv(toy_bundle: Path) -> None:
    data = json.loads(run("compare", "belatacept", "tacrolimus", "--format", "json", bundle=toy_bundle).stdout)
    assert [line["risk"] for line in data["risks"]] == ["ptdm"]


def test_one_drug_is_an_error_that_helps(toy_bundle: Path) -> None:
    done = run("compare", "tacrolimus", "FK506", bundle=toy_bundle)
    assert done.returncode == 1
    assert "name two different ones" in done.stderr
