from __future__ import annotations

from pathlib import Path

import immunokg
from immunokg.build.pipeline import build_bundle
from tests.build.making import find_row, row
from tests.toy import Rows, toy_rows, write_tables


def opened(folder: Path, rows: Rows) -> immunokg.KnowledgeGraph:
    return immunokg.open(build_bundle(folder, tables=write_tables(folder / "tables", rows)))


def hba1c(kg: immunokg.KnowledgeGraph, name: str) -> list[str]:
    return [claim["object"] for claim in kg.care_for(name) if claim["subject"] == "hba1c"]


def test_broader_is_nearest_first_and_narrower_is_sorted(tmp_path: Path) -> None:
    rows = toy_rows()
    find_row(rows, "nodes", slug="rejection")["broader"] = "thrombosis"
    kg = opened(tmp_path, rows)
    assert kg.broader("kidney-rejection") == ["rejection", "thrombosis"]
    assert kg.narrower("thrombosis") == ["kidney-rejection", "rejection"]
    assert (kg.broader("thrombosis"), kg.narrower("kidney-rejection")) == ([], [])


def test_care_is_of_those_who_take_the_agent(toy: immunokg.KnowledgeGraph) -> None:
    assert hba1c(toy, "FK506") == ["ptdm"]
    assert hba1c(toy, "sirolimus") == []


def test_care_of_a_class_is_care_of_its_members_unless_membership_is_refuted(tmp_path: Path) -> None:
    rows = toy_rows()
    find_row(rows, "care", subject="hba1c", object="ptdm")["for_agents"] = "jak-inhibitors"
    find_row(rows, "structure", subject="deucravacitinib")["stance"] = "refutes"
    kg = opened(tmp_path, rows)
    assert hba1c(kg, "tofacitinib") == ["ptdm"]
    assert hba1c(kg, "deucravacitinib") == []


def test_monitoring_comes_first_and_what_is_refuted_is_left_out(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["care"].append(row("cni-dose-reduction mitigates thrombosis", for_agents="tacrolimus"))
    rows["care"].append(row("cni-dose-reduction prevents ptdm", for_agents="tacrolimus", stance="refutes"))
    assert [claim["predicate"] for claim in opened(tmp_path, rows).care_for("tacrolimus")] == ["monitors", "mitigates"]
