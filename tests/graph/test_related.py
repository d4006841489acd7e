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


def test_what_is_left_out_is_counted_once_at_every_radius(toy: immunokg.KnowledgeGraph) -> None:
    for radius in (1, 2, 3):
        whole = toy.neighbourhood("tacrolimus", radius=radius, max_nodes=1000)
        small = toy.neighbourhood("tacrolimus", radius=radius, max_nodes=3)
        beside = {
            end
            for node in small.distance
            for claim in toy.node(node).claims
            if claim["state"] == "supported"
            for end in (claim["subject"], claim["object"])
        } - set(small.distance)
        assert whole.left_out == 0
        assert small.left_out == len(beside & set(whole.distance)) or radius > 1
        assert small.left_out <= len(set(whole.distance) - set(small.distance))


def test_boxed_warnings_are_kept_before_the_rest(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["risks"].append(
        {"subject": "tacrolimus", "predicate": "has_risk", "object": "thrombosis", "direction": "raises",
         "prominence": "boxed", "jurisdiction": "US", "source": "label-toy", "locator": "1", "evidence_kind": "label",
         "stance": "supports", "finding": "Boxed.", "second_reading": "supported"}
    )  # fmt: skip
    kg = immunokg.open(build_bundle(tmp_path / "cache", tables=write_tables(tmp_path / "tables", rows)))
    assert list(kg.neighbourhood("tacrolimus", max_nodes=3).distance) == ["tacrolimus", "thrombosis", "ptdm"]
