"""The risks of one agent in one list."""

from __future__ import annotations

import json
from pathlib import Path

import immunokg
from immunokg.build.pipeline import build_bundle
from immunokg.graph.risk import RiskEntry, find_risks
from tests.toy import Rows, toy_rows, write_tables


def risk(object_: str, **cells: str) -> dict[str, str]:
    base = {
        "subject": "tacrolimus", "predicate": "has_risk", "object": object_, "direction": "raises",
        "source": "label-toy", "locator": "6", "evidence_kind": "label", "stance": "supports",
        "finding": f"The label says {object_}.", "second_reading": "supported", "population": "kidney",
    }  # fmt: skip
    return base | cells


def entries(folder: Path, *risks: dict[str, str]) -> list[RiskEntry]:
    rows: Rows = toy_rows()
    rows["risks"] += risks
    kg = immunokg.open(build_bundle(folder / "cache", tables=write_tables(folder / "tables", rows)))
    return list(find_risks(kg, "FK506").entries)


def test_a_risk_has_its_frequency_its_place_on_the_label_and_its_mechanism(toy: immunokg.KnowledgeGraph) -> None:
    (ptdm,) = find_risks(toy, "tacrolimus").entries
    assert (ptdm.risk, ptdm.category, ptdm.status, ptdm.direction) == ("ptdm", "metabolic", "supported", "raises")
    assert ptdm.prominence == {"US": "warning"}
    (seen,) = ptdm.frequencies
    assert (seen.arm, seen.percent_low, seen.percent_high, seen.comparator_arm) == ("tacrolimus", 20.0, 20.0, None)
    assert seen.details == {"population": "kidney", "horizon": "1 year"}
    assert ptdm.path[0] == "tacrolimus"
    assert ptdm.path[-1] == "ptdm"


def test_without_mechanisms_no_path_is_searched(toy: immunokg.KnowledgeGraph) -> None:
    assert find_risks(toy, "tacrolimus", mechanisms=False).entries[0].path == ()


def test_boxed_risks_come_first_then_what_is_most_frequent(tmp_path: Path) -> None:
    found = entries(
        tmp_path,
        risk("thrombosis", prominence="boxed", jurisdiction="US"),
        risk("hyperlipidaemia", prominence="warning", jurisdiction="US", arm="tacrolimus", percent_low="30",
             percent_high="40", comparator_arm="placebo", comparator_percent_low="10", comparator_percent_high="10"),
    )  # fmt: skip
    assert [entry.risk for entry in found] == ["thrombosis", "hyperlipidaemia", "ptdm"]
    (seen,) = found[1].frequencies
    assert (seen.percent_low, seen.percent_high) == (30.0, 40.0)
    assert (seen.comparator_arm, seen.comparator_high) == ("placebo", 10.0)


def test_each_jurisdiction_keeps_its_most_prominent_place(tmp_path: Path) -> None:
    found = entries(
        tmp_path,
        risk("thrombosis", prominence="adverse reaction", jurisdiction="EU"),
        risk("thrombosis", prominence="warning", jurisdiction="EU", locator="4.4"),
        risk("thrombosis", prominence="boxed", jurisdiction="US"),
    )
    assert found[0].prominence == {"EU": "warning", "US": "boxed"}


def test_a_range_in_words_has_no_percentage(tmp_path: Path) -> None:
    found = entries(tmp_path, risk("thrombosis", arm="tacrolimus", frequency_class="common"))
    seen = next(entry for entry in found if entry.risk == "thrombosis").frequencies[0]
    assert (seen.percent_low, seen.percent_high) == (None, None)
    assert seen.details["frequency_class"] == "common"


def test_comparisons_are_counted_and_not_read_as_the_risk_itself(toy: immunokg.KnowledgeGraph) -> None:
    (ptdm,) = find_risks(toy, "belatacept").entries
    assert (ptdm.status, ptdm.direction, ptdm.comparisons, ptdm.frequencies) == ("not assessed", None, 1, ())


def test_what_was_looked_for_in_vain_is_in_the_profile(toy: immunokg.KnowledgeGraph) -> None:
    (clot,) = find_risks(toy, "deucravacitinib").entries
    assert (clot.status, clot.prominence) == ("looked for and not found", {})


def test_the_profile_is_plain_data_by_category(toy: immunokg.KnowledgeGraph) -> None:
    profile = find_risks(toy, "tacrolimus")
    assert list(profile.by_category()) == ["metabolic"]
    assert json.loads(json.dumps(profile.to_json()))["risks"][0]["status"] == "supported"


def test_an_agent_without_risks_has_an_empty_profile(toy: immunokg.KnowledgeGraph) -> None:
    assert find_risks(toy, "fluconazole").entries == ()
