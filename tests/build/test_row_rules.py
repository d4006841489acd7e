"""Rules of one claim row: each bad input, and that only it is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.changing import PTDM, WINDOW, Change, add, alter, assert_reported, locate, problems_with
from tests.build.making import row

CASES: dict[str, tuple[Change, list[str]]] = {
    "unknown predicate": (
        add("mechanisms", row("mtorc1 inhibit calcineurin")),
        ["mechanisms.tsv[mtorc1 inhibit] predicate: unknown predicate inhibit; did you mean inhibits?"],
    ),
    "unknown predicate like no other": (
        add("risks", row("sirolimus qqq ptdm", direction="raises")),
        ["risks.tsv[sirolimus qqq] predicate: unknown predicate qqq; this table has has_risk"],
    ),
    "predicate of another table": (
        add("structure", row("sirolimus inhibits mtorc1")),
        ["structure.tsv[sirolimus inhibits] predicate: unknown predicate inhibits; "],
    ),
    "missing predicate": (
        add("structure", row("sirolimus binds mtorc1", predicate="")),
        ["structure.tsv[sirolimus  mtorc1] predicate: is empty; Name of the predicate."],
    ),
    "sign against predicate": (
        alter("mechanisms", {"subject": "mtorc1", "object": "t-cell-activation"}, sign="-1"),
        ["mechanisms.tsv[mtorc1 increases t-cell-activation] sign: -1 against predicate increases, whose sign is 1"],
    ),
    "sign that is no number": (
        alter("mechanisms", {"subject": "mtorc1", "object": "t-cell-activation"}, sign="plus"),
        ["mechanisms.tsv[mtorc1 increases t-cell-activation] sign: 'plus' is no integer; write digits"],
    ),
    "off-label use as treatment": (
        add("uses", row("tacrolimus treats rejection", approval_status="off-label")),
        ["uses.tsv[tacrolimus treats] approval_status: off-label against treats"],
    ),
    "prominence of nobody's label": (
        alter("risks", PTDM, jurisdiction=""),
        ["risks.tsv[tacrolimus has_risk] jurisdiction: is empty; how prominent a label states a risk"],
    ),
    "advice of nobody": (
        alter("genotypes", {"subject": "cyp3a5-expresser"}, body="", action="raise the dose"),
        ["genotypes.tsv[cyp3a5-expresser] body: is empty; advice on a genotype names who gives it"],
    ),
    "way by way of an organ": (
        alter("mechanisms", {"subject": "mtorc1", "object": "t-cell-activation"}, via="pancreas"),
        ["mechanisms.tsv[mtorc1 increases t-cell-activation] via: pancreas is a Organ; increases takes"],
    ),
    "agent that lets a claim pass": (
        alter("risks", PTDM, heritable="yes"),
        ["risks.tsv[tacrolimus has_risk] heritable: tacrolimus has no members"],
    ),
    "risk without direction": (
        alter("risks", PTDM, direction=""),
        ["risks.tsv[tacrolimus has_risk] direction: is empty; Against comparator"],
    ),
    "subject of a wrong kind": (
        add("structure", row("pancreas binds fkbp12")),
        ["structure.tsv[pancreas] subject: pancreas is a Organ; binds takes Agent, Metabolite, Target"],
    ),
    "activity of a process": (
        add("mechanisms", row("mtorc1 inhibits insulin-secretion", sign="-1")),
        [
            "mechanisms.tsv[mtorc1 inhibits] object: insulin-secretion is a Process; inhibits takes Pathway, Target. "
            "For a Process: decreases"
        ],
    ),
    "context of a wrong kind": (
        alter("mechanisms", {"subject": "mtorc1", "object": "t-cell-activation"}, context="calcineurin"),
        ["mechanisms.tsv[mtorc1 increases t-cell-activation] context: calcineurin is a Target; increases takes"],
    ),
    "comparator of a wrong kind": (
        alter("risks", {"subject": "belatacept"}, comparator="pancreas"),
        ["risks.tsv[belatacept] comparator: pancreas is a Organ; has_risk takes Agent, AgentClass"],
    ),
    "comparator is the subject": (
        alter("risks", {"subject": "belatacept"}, comparator="belatacept"),
        ["risks.tsv[belatacept] comparator: is the subject itself"],
    ),
    "a claim about itself": (
        add("structure", row("fkbp12 binds fkbp12")),
        ["structure.tsv[fkbp12] object: a claim about itself; subject and object are the same"],
    ),
    "a label warning of no difference": (
        alter("risks", PTDM, direction="no_difference"),
        ["risks.tsv[tacrolimus has_risk] prominence: a label warning is no statement of no difference"],
    ),
    "frequency without population": (
        alter("risks", PTDM, population=""),
        ["risks.tsv[tacrolimus has_risk] population: is empty; a frequency needs its arm and its population"],
    ),
    "frequency without arm": (
        alter("risks", PTDM, arm=""),
        ["risks.tsv[tacrolimus has_risk] arm: is empty; a frequency needs its arm and its population"],
    ),
    "frequency of a comparator arm that is not named": (
        alter("risks", PTDM, comparator_percent_low="3"),
        ["risks.tsv[tacrolimus has_risk] comparator_arm: is empty; a frequency needs its arm and its population"],
    ),
    "events without total": (
        alter("risks", PTDM, total=""),
        ["risks.tsv[tacrolimus has_risk] total: is empty; events need the total"],
    ),
    "more events than patients": (
        alter("risks", PTDM, events="101"),
        ["risks.tsv[tacrolimus has_risk] events: 101 events of 100 patients"],
    ),
    "percentages the wrong way round": (
        alter("risks", PTDM, percent_low="20", percent_high="9.5"),
        ["risks.tsv[tacrolimus has_risk] percent_high: 9.5 is below percent_low 20"],
    ),
    "target range without unit and organ": (
        alter("care", WINDOW, unit="", organ=""),
        [
            "care.tsv[hba1c monitors tacrolimus-trough] unit: is empty; a target range has unit",
            "care.tsv[hba1c monitors tacrolimus-trough] organ: is empty; a target range has unit",
        ],
    ),
    "target range the wrong way round": (
        alter("care", WINDOW, target_low="12"),
        ["care.tsv[hba1c monitors tacrolimus-trough] target_high: 10 is below target_low 12"],
    ),
    "claim that was read once": (
        alter("risks", PTDM, second_reading="pending"),
        ["risks.tsv[tacrolimus has_risk] second_reading: not confirmed by a second reader; have it read, or move it"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_bad_rows_are_reported_where_they_are(name: str, tmp_path: Path) -> None:
    change, expected = CASES[name]
    assert_reported(tmp_path, change, expected)


@pytest.mark.parametrize("column", ["source", "locator", "evidence_kind", "stance", "finding"])
def test_missing_evidence(column: str, tmp_path: Path) -> None:
    found = problems_with(tmp_path, alter("risks", {"subject": "tacrolimus"}, **{column: ""}))
    start = locate(f"risks.tsv[tacrolimus has_risk] {column}: is empty; ", tmp_path)
    assert [problem for problem in found if problem.startswith(start)] == found
    assert found


def test_a_target_range_may_have_one_end(tmp_path: Path) -> None:
    assert problems_with(tmp_path, alter("care", WINDOW, target_low="")) == []
