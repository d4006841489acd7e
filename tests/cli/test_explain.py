"""The command explain."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_commands import run


def test_the_text_has_its_sections(toy_bundle: Path) -> None:
    done = run("explain", "tacrolimus", "PTDM", bundle=toy_bundle)
    assert done.returncode == 0
    for line in (
        "Mechanism 1: ",
        "Who is at more risk",
        "  • fluconazole +→ tacrolimus trough [provisional]: AUC ×2",
        "Who is at less risk",
        "What is watched",
        "  • hba1c observes post-transplant diabetes mellitus: every 3 months",
        "  • cni dose reduction, interrupts the mechanism at tacrolimus trough [provisional]",
        "Research and teaching tool, not medical advice.",
    ):
        assert line in done.stdout
    assert done.stdout.count("not medical advice") == 1


def test_why_not(toy_bundle: Path) -> None:
    done = run("explain", "sirolimus", "ptdm", bundle=toy_bundle)
    assert done.returncode == 1
    assert "Why there is no path" in done.stdout
    assert "only over claims that are not supported: sirolimus → sirolimus fkbp12 complex → calcineurin" in done.stdout
    assert "unknown is not safe" in done.stdout


def test_json_is_the_whole_of_stdout(toy_bundle: Path) -> None:
    data = json.loads(run("explain", "tacrolimus", "ptdm", "--format", "json", bundle=toy_bundle).stdout)
    assert [item["who"] for item in data["modifiers"]] == ["fluconazole", "cyp3a5-expresser"]
