"""The loss-free files: N-Quads and tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad, RdfFormat, parse

from immunokg.build.export import write_nquads, write_tables
from immunokg.build.inherit import inherit
from immunokg.build.model import Facts
from tests.build.making import all_quads, claim_of, iri, stated_quads, toy_facts


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    return toy_facts(tmp_path / "in")


def rows_of(path: Path) -> list[dict[str, str]]:
    header, *lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    names = header.split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines]


@pytest.fixture
def exported(facts: Facts, tmp_path: Path) -> Path:
    claims = [*facts.claims, *inherit(stated_quads(facts))]
    folder = tmp_path / "out"
    folder.mkdir()
    write_tables(folder, claims[::-1], facts, {claim.id: claim for claim in claims})
    return folder


def test_quads_are_sorted_unique_and_come_back(facts: Facts, tmp_path: Path) -> None:
    quads = all_quads(facts)
    path = tmp_path / "graph.nq"
    count = write_nquads(path, [*reversed(quads), *quads])
    lines = path.read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert lines == sorted(set(lines))
    assert len(lines) == count
    assert set(parse(path=str(path), format=RdfFormat.N_QUADS)) == set(quads)


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\u2028b\u0085c", 'q"q\\', "tab\there"])
def test_line_ends_inside_a_literal_do_not_break_lines(text: str, tmp_path: Path) -> None:
    quad = Quad(iri("ik:a"), iri("rdfs:label"), Literal(text), iri("graph:nodes"))
    path = tmp_path / "graph.nq"
    assert write_nquads(path, [quad]) == 1
    assert list(parse(path=str(path), format=RdfFormat.N_QUADS)) == [quad]


def test_every_claim_is_a_row_with_its_state_and_parents(exported: Path, facts: Facts) -> None:
    rows = {row["claim"].rpartition("/")[2]: row for row in rows_of(exported / "claims.tsv")}
    assert list(rows) == sorted(rows)
    assert set(rows) == {claim.id for claim in facts.claims} | {
        key for key, row in rows.items() if row["inferred"] == "true"
    }
    refuted = rows[claim_of(facts.claims, "sirolimus-fkbp12-complex inhibits calcineurin").id]
    assert (refuted["state"], refuted["sign"], refuted["causal"], refuted["direction"]) == ("refuted", "-1", "true", "")
    (inferred,) = (row for row in rows.values() if row["inferred"] == "true")
    parent = claim_of(facts.claims, "jak-inhibitors has_risk thrombosis").id
    assert inferred["derived_from"].endswith(parent)
    assert inferred["evidence"] == ""


def test_every_evidence_item_is_a_row_of_its_claim(exported: Path, facts: Facts) -> None:
    found = {
        (row["claim"].rpartition("/")[2], row["id"].rpartition("/")[2]) for row in rows_of(exported / "evidence.tsv")
    }
    assert found == {(claim.id, item.id) for claim in facts.claims for item in claim.evidence}


def test_a_target_range_lies_in_the_row_of_its_evidence(exported: Path) -> None:
    (window,) = (row for row in rows_of(exported / "evidence.tsv") if row["target_low"])
    assert (window["target_low"], window["target_high"], window["unit"]) == ("5", "10", "ng/mL")


def test_frequencies_name_their_evidence(exported: Path) -> None:
    frequencies = rows_of(exported / "frequencies.tsv")
    assert {found["evidence"] for found in frequencies} <= {row["id"] for row in rows_of(exported / "evidence.tsv")}
    assert sorted((found["arm"], found["events"], found["total"]) for found in frequencies) == [
        ("belatacept", "95", "100"), ("tacrolimus", "20", "100"), ("tacrolimus", "90", "100"),
    ]  # fmt: skip


def test_an_effect_lies_in_the_row_of_its_evidence(exported: Path) -> None:
    (effect,) = (row for row in rows_of(exported / "evidence.tsv") if row["effect"])
    assert (effect["effect_measure"], effect["effect"], effect["effect_low"], effect["effect_high"]) == (
        "hazard ratio", "0.5", "0.3", "0.9",
    )  # fmt: skip
    assert (effect["interval_percent"], effect["p_value"]) == ("95", "0.02")


def test_nodes_and_sources_keep_every_detail(exported: Path, facts: Facts) -> None:
    nodes = {row["slug"]: row for row in rows_of(exported / "nodes.tsv")}
    assert list(nodes) == list(facts.nodes)
    assert nodes["tacrolimus"]["synonyms"] == "FK506|Prograf"
    assert nodes["tacrolimus-trough"]["matrix"] == "whole blood"
    assert {row["id"] for row in rows_of(exported / "sources.tsv")} == set(facts.sources)
