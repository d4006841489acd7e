"""The command regimen."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_commands import run


def test_the_text_shows_pairs_care_and_that_unknown_is_not_safe(toy_bundle: Path) -> None:
    done = run("regimen", "tacrolimus", "fluconazole", "belatacept", bundle=toy_bundle)
    assert done.returncode == 0
    for line in (
        "tacrolimus + fluconazole + belatacept",
        "tacrolimus and fluconazole: fluconazole raises exposure of tacrolimus trough [provisional]: AUC ×2",
        "hba1c monitors post-transplant diabetes mellitus: every 3 months",
        "Not assessed is not safe.",
    ):
        assert line in " ".join(done.stdout.split())
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_tsv_has_a_column_a_drug(toy_bundle: Path) -> None:
    lines = run("regimen", "tacrolimus", "sirolimus", "--format", "tsv", bundle=toy_bundle).stdout.splitlines()
    assert lines == ["risk\tcategory\ttacrolimus\tsirolimus", "ptdm\tmetabolic\traises\tnot assessed"]


def test_json(toy_bundle: Path) -> None:
    data = json.loads(run("regimen", "tacrolimus", "sirolimus", "--format", "json", bundle=toy_bundle).stdout)
    assert data["drugs"] == ["tacrolimus", "sirolimus"]


def test_one_drug_and_unknown_names_are_sentences(toy_bundle: Path) -> None:
    assert "a regimen has two drugs or more" in run("regimen", "tacrolimus", bundle=toy_bundle).stderr
    done = run("regimen", "tacrolimus", "sirolimsu", bundle=toy_bundle)
    assert (done.returncode, done.stdout) == (1, "")
    assert "sirolimus" in done.stderr
