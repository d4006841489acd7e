"""The timeline holds approvals with a year and trials with a phase, in order."""

from __future__ import annotations

from pathlib import Path

import immunokg
from immunokg.build.pipeline import build_bundle
from immunokg.graph.timeline import find_timeline
from tests.build.making import row
from tests.toy import toy_rows, write_tables

USES = [
    row("tacrolimus treats rejection", approval_status="approved", regulator="FDA", approval_year="1994"),
    row("tacrolimus treats rejection", approval_status="approved", regulator="FDA", approval_year="1994",
        advance="Spared steroids.", finding="Another page."),
    row("belatacept treats rejection", approval_status="approved", regulator="EMA"),
    row("sirolimus studied_for ptdm", approval_status="investigational", phase="2", trial="TOY", year="2011"),
    row("tofacitinib studied_for rejection", approval_status="off-label"),
    row("deucravacitinib treats rejection", approval_status="withdrawn", regulator="EMA", approval_year="2004"),
    row("tofacitinib studied_for thrombosis", approval_status="investigational", phase="3"),
    row("fluconazole studied_for ptdm", phase="2", year="2001", stance="looked_for_not_found"),
]  # fmt: skip


def opened(tmp_path: Path) -> immunokg.KnowledgeGraph:
    tables = write_tables(tmp_path / "tables", toy_rows() | {"uses": USES})
    return immunokg.open(build_bundle(tmp_path / "cache", tables=tables))


def test_approvals_and_trials_stand_in_the_order_of_years(tmp_path: Path) -> None:
    found = find_timeline(opened(tmp_path))
    assert [(advance.year, advance.agent, advance.status) for advance in found] == [
        (1994, "tacrolimus", "approved"), (2004, "deucravacitinib", "withdrawn"),
        (2011, "sirolimus", "investigational"), (None, "tofacitinib", "investigational"),
    ]  # fmt: skip
    assert (found[2].phase, found[2].trial, found[0].regulator) == ("2", "TOY", "FDA")


def test_one_approval_is_one_line_and_says_what_it_changed(tmp_path: Path) -> None:
    approval = find_timeline(opened(tmp_path), pipeline=False)[0]
    assert approval.changed == "Spared steroids."


def test_the_toy_has_no_dated_advance(toy: immunokg.KnowledgeGraph) -> None:
    assert find_timeline(toy) == []
