"""Loops, shortcuts, private chains and orphans are found."""

from __future__ import annotations

from pathlib import Path

import immunokg
from immunokg.build.pipeline import build_bundle
from immunokg.graph.network_report import NetworkReport, report_network
from tests.build.making import row
from tests.toy import toy_rows, write_tables


def report_of(tmp_path: Path, *mechanisms: dict[str, str]) -> NetworkReport:
    rows = toy_rows()
    rows["mechanisms"] += mechanisms
    return report_network(immunokg.open(build_bundle(tmp_path / "cache", tables=write_tables(tmp_path / "t", rows))))


def test_the_toy_has_nothing_odd(toy: immunokg.KnowledgeGraph) -> None:
    assert report_network(toy) == NetworkReport([], [], [], [])


def test_a_node_that_nothing_names_is_an_orphan(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["nodes"].append({"slug": "alone", "kind": "Process", "label": "alone"})
    found = report_network(immunokg.open(build_bundle(tmp_path / "cache", tables=write_tables(tmp_path / "t", rows))))
    assert found.orphans == ["alone"]


def test_feedback_is_a_loop(tmp_path: Path) -> None:
    found = report_of(tmp_path, row("insulin-secretion decreases nfat-in-beta-cells"))
    assert found.loops == [("insulin-secretion", "nfat-in-beta-cells")]


def test_a_hop_from_agent_to_risk_is_a_shortcut(tmp_path: Path) -> None:
    assert report_of(tmp_path, row("mesna decreases ptdm")).shortcuts == [("mesna", "ptdm")]


def test_a_node_between_one_agent_and_one_risk_is_a_private_chain(tmp_path: Path) -> None:
    rows = row("mesna increases t-cell"), row("t-cell increases thrombosis")
    assert report_of(tmp_path, *rows).private_chains == [("mesna", "t-cell")]
