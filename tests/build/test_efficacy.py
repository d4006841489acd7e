"""Efficacy rows: what a trial found of an outcome in a condition, from row to record and RDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from immunokg.build.records import claim_record
from tests.build.changing import Change, alter, assert_reported
from tests.build.making import claim_of, iri, stated_quads, text_of, toy_facts

ROW = {"subject": "belatacept", "predicate": "has_efficacy"}
BAD: dict[str, tuple[Change, list[str]]] = {
    "direction of a risk": (
        alter("efficacy", ROW, direction="lowers"),
        ["efficacy.tsv[belatacept has_efficacy] direction: lowers of has_efficacy; choose improves, worsens"],
    ),
    "risk with a direction of efficacy": (
        alter("risks", {"subject": "belatacept"}, direction="improves"),
        ["risks.tsv[belatacept has_risk] direction: improves of has_risk; choose raises, lowers, no_difference"],
    ),
    "no condition": (
        alter("efficacy", ROW, context=""),
        ["efficacy.tsv[belatacept has_efficacy] context: is empty; Slug of the condition"],
    ),
    "outcome that is a state": (
        alter("efficacy", ROW, object="ptdm"),
        ["efficacy.tsv[belatacept has_efficacy] object: ptdm is a ClinicalState; has_efficacy takes Outcome"],
    ),
    "effect of no measure": (
        alter("efficacy", ROW, effect_measure=""),
        ["efficacy.tsv[belatacept has_efficacy] effect_measure: is empty; effect cannot be read without it"],
    ),
    "half an interval": (
        alter("efficacy", ROW, effect_high=""),
        ["efficacy.tsv[belatacept has_efficacy] effect_high: is empty; effect low cannot be read without it"],
    ),
    "interval of no level": (
        alter("efficacy", ROW, interval_percent=""),
        ["efficacy.tsv[belatacept has_efficacy] interval_percent: is empty; effect low cannot be read without it"],
    ),
    "estimate outside its interval": (
        alter("efficacy", ROW, effect="0.95"),
        ["efficacy.tsv[belatacept has_efficacy] effect_high: 0.9 is below effect 0.95"],
    ),
    "value of no unit": (
        alter("efficacy", ROW, value="3"),
        ["efficacy.tsv[belatacept has_efficacy] value_unit: is empty; value cannot be read without it"],
    ),
    "compared with itself": (
        alter("efficacy", ROW, comparator="belatacept"),
        ["efficacy.tsv[belatacept has_efficacy] comparator: is the subject itself"],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_wrong_row_is_reported(name: str, tmp_path: Path) -> None:
    change, expected = BAD[name]
    assert_reported(tmp_path, change, expected)


def test_arms_and_effect_stand_apart_from_the_other_cells(tmp_path: Path) -> None:
    facts = toy_facts(tmp_path)
    claim = claim_of(facts.claims, "belatacept has_efficacy graft-survival")
    (item,) = claim_record(claim, facts, {})["evidence"]
    assert [(arm["arm"], arm["events"]) for arm in item["frequencies"]] == [("belatacept", "95"), ("tacrolimus", "90")]
    assert item["effect_estimate"]["effect"] == "0.5"
    assert item["endpoint"] == "graft loss at 1 year"
    assert not {"events", "effect", "population"} & set(item)


def test_an_effect_is_a_node_of_its_own_in_rdf(tmp_path: Path) -> None:
    quads = stated_quads(toy_facts(tmp_path))
    (part,) = {quad.object for quad in quads if quad.predicate == iri("iko:hasEffect")}
    said = {quad.predicate: quad.object for quad in quads if quad.subject == part}
    assert text_of(said[iri("iko:effectLow")]) == "0.3"


def test_a_comparison_has_no_direct_triple(tmp_path: Path) -> None:
    assert not [quad for quad in stated_quads(toy_facts(tmp_path)) if quad.predicate == iri("iko:has_efficacy")]
