"""Coverage is counted from the graph: depth, kinds of fact, risks explained and not."""

from __future__ import annotations

from pathlib import Path

import pytest

import immunokg
from immunokg.build.pipeline import build_bundle
from immunokg.graph.coverage import find_coverage
from immunokg.graph.registers import read_register
from immunokg.ontology.errors import BundleError
from tests.build.making import find_row
from tests.toy import Rows, toy_rows, write_tables

FULL = {"depths": [{"agent": "tacrolimus", "depth": "full"}, {"agent": "tofacitinib", "depth": "full"}]}


def open_with(tmp_path: Path, rows: Rows) -> immunokg.KnowledgeGraph:
    return immunokg.open(build_bundle(tmp_path / "cache", tables=write_tables(tmp_path / "tables", rows)))


def test_rows_count_for_the_agent_its_exposure_and_those_it_is_done_for(toy: immunokg.KnowledgeGraph) -> None:
    tacrolimus = next(agent for agent in find_coverage(toy).agents if agent.slug == "tacrolimus")
    assert tacrolimus.kinds == {
        "mechanism": 4, "exposure": 1, "risk": 1, "frequency": 1, "interaction": 3, "monitoring": 2,
    }  # fmt: skip
    assert (tacrolimus.depth, tacrolimus.wanted) == ("base", 8)


def test_co_medications_have_no_line(toy: immunokg.KnowledgeGraph) -> None:
    assert "fluconazole" not in {agent.slug for agent in find_coverage(toy).agents}


def test_what_is_inherited_does_not_count(toy: immunokg.KnowledgeGraph) -> None:
    agents = {agent.slug: agent for agent in find_coverage(toy).agents}
    assert agents["tofacitinib"].kinds == {"class": 1}
    assert agents["deucravacitinib"].kinds == {"class": 1, "looked for, not found": 1}


def test_efficacy_counts(toy: immunokg.KnowledgeGraph) -> None:
    agents = {agent.slug: agent for agent in find_coverage(toy).agents}
    assert agents["belatacept"].kinds["efficacy"] == 1


def test_depth_is_what_the_register_says_or_follows_from_the_status(tmp_path: Path) -> None:
    rows = toy_rows() | FULL
    find_row(rows, "nodes", slug="belatacept").update(
        status="investigational", source="review-toy", locator="p. 1", second_reading="supported"
    )
    found = {agent.slug: (agent.depth, agent.wanted) for agent in find_coverage(open_with(tmp_path, rows)).agents}
    assert found["tacrolimus"] == ("full", 30)
    assert found["belatacept"] == ("pipeline", 5)
    assert found["sirolimus"] == ("base", 8)


def test_a_frequent_risk_of_a_full_agent_is_explained_by_a_path_of_its_sign(tmp_path: Path) -> None:
    (risk,) = find_coverage(open_with(tmp_path, toy_rows() | FULL)).risks
    assert (risk.subject, risk.object, risk.boxed, risk.percent) == ("tacrolimus", "ptdm", False, 20.0)
    assert risk.path[0] == "tacrolimus"
    assert risk.path[-1] == "ptdm"


@pytest.mark.parametrize(
    ("cells", "due"),
    [
        ({"events": "9"}, False),
        ({"events": "10"}, True),
        ({"events": "9", "prominence": "boxed"}, True),
        ({"events": "", "total": "", "percent_low": "3", "percent_high": "12"}, True),
        ({"events": "", "total": "", "frequency_class": "very common (≥1/10)"}, True),
        ({"events": "", "total": "", "frequency_class": "common (≥1/100 to <1/10)"}, False),
        ({"stance": "looked_for_not_found"}, False),
    ],
)
def test_due_are_boxed_risks_and_those_of_ten_percent(tmp_path: Path, cells: dict[str, str], due: bool) -> None:
    rows = toy_rows() | FULL
    find_row(rows, "risks", subject="tacrolimus").update(cells)
    assert bool(find_coverage(open_with(tmp_path, rows)).risks) == due


def test_an_unexplained_risk_shows_what_was_searched(tmp_path: Path) -> None:
    searched = {"subject": "tofacitinib", "object": "thrombosis", "searched": "tofacitinib thrombosis mechanism|JAK2",
                "date_searched": "2026-11-24"}  # fmt: skip
    rows = toy_rows() | FULL | {"unexplained": [searched]}
    rows["risks"].append(
        find_row(rows, "risks", subject="jak-inhibitors") | {"subject": "tofacitinib", "heritable": ""}
    )
    found = {risk.subject: risk for risk in find_coverage(open_with(tmp_path, rows)).risks}
    assert (found["tofacitinib"].boxed, found["tofacitinib"].path) == (True, ())
    assert found["tofacitinib"].searched == searched["searched"]


def test_evidence_is_counted_by_kind_and_year(toy: immunokg.KnowledgeGraph) -> None:
    found = find_coverage(toy)
    assert sum(found.evidence_kinds.values()) == toy.stats()["evidence"]
    assert found.years == {0: toy.stats()["evidence"]}
    assert found.to_json()["agents"][0]["slug"] == "belatacept"


def test_a_register_without_rows_is_empty_and_an_unknown_one_an_error(toy: immunokg.KnowledgeGraph) -> None:
    assert read_register(toy.folder, "unexplained") == []
    with pytest.raises(BundleError, match="no register claims; known: depths"):
        read_register(toy.folder, "claims")


def test_a_bundle_without_registers_says_so(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="build --force"):
        read_register(tmp_path, "depths")
