"""Several drugs together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import immunokg
from immunokg.build.pipeline import build_bundle
from immunokg.graph.risk import analyse_regimen
from immunokg.ontology.errors import ArgumentError, UnknownNameError
from tests.toy import toy_rows, write_tables

SAID = {"source": "label-toy", "locator": "7", "evidence_kind": "label", "second_reading": "supported"}


def row(triple: str, **cells: str) -> dict[str, str]:
    key = dict(zip(("subject", "predicate", "object"), triple.split(), strict=True))
    return key | SAID | {"stance": "supports", "finding": f"The label says: {triple}."} | cells


@pytest.fixture
def kg(tmp_path: Path) -> immunokg.KnowledgeGraph:
    """Return the toy graph with a saved regimen, a second diabetogenic drug, vaccines and a forbidden pair."""
    rows = toy_rows()
    rows["nodes"] += [
        {"slug": "toy-regimen", "kind": "Regimen", "label": "toy regimen"},
        {"slug": "live-vaccines", "kind": "AgentClass", "label": "live vaccines"},
        {"slug": "infection", "kind": "ClinicalState", "label": "infection", "roles": "risk",
         "risk_category": "infection"},
    ]  # fmt: skip
    rows["structure"] += [
        row("toy-regimen has_component tacrolimus"),
        row("toy-regimen has_component sirolimus"),
    ]
    rows["risks"] += [
        row("sirolimus has_risk ptdm", direction="raises"),
        row("sirolimus has_risk infection", direction="raises", prominence="boxed", jurisdiction="US"),
        row("toy-regimen has_risk infection", direction="raises"),
    ]
    rows["interactions"] += [
        row("tofacitinib interacts_with tacrolimus", interaction_severity="contraindicated"),
        row("tacrolimus interacts_with live-vaccines", action="avoid"),
    ]
    rows["mechanisms"].append(row("mtorc1 increases insulin-secretion", sign="1", context="beta-cell"))
    rows["uses"].append(row("tacrolimus treats rejection", approval_status="approved", regulator="FDA"))
    return immunokg.open(build_bundle(tmp_path / "cache", tables=write_tables(tmp_path / "tables", rows)))


def test_risks_that_two_raise_come_with_the_nodes_they_share(kg: immunokg.KnowledgeGraph) -> None:
    (shared,) = analyse_regimen(kg, ["tacrolimus", "sirolimus"]).shared
    assert (shared.line.risk, shared.raised_by) == ("ptdm", ("tacrolimus", "sirolimus"))
    assert shared.through == {"insulin-secretion": ("tacrolimus", "sirolimus")}


def test_what_one_alone_raises_stands_apart(kg: immunokg.KnowledgeGraph) -> None:
    assert analyse_regimen(kg, ["tacrolimus", "sirolimus"]).alone == {"tacrolimus": (), "sirolimus": ("infection",)}


def test_a_pair_that_must_not_be_combined_says_so(kg: immunokg.KnowledgeGraph) -> None:
    one, two = (
        analyse_regimen(kg, ["tacrolimus", "tofacitinib"]).pairs[0],
        analyse_regimen(kg, ["fluconazole", "tacrolimus"]).pairs[0],
    )
    assert (one.contraindicated, two.contraindicated) == (True, False)
    assert [(claim["predicate"], claim["object"]) for claim in two.interactions] == [
        ("raises_exposure_of", "tacrolimus-trough")
    ]


def test_every_two_drugs_are_a_pair(kg: immunokg.KnowledgeGraph) -> None:
    pairs = analyse_regimen(kg, ["tacrolimus", "sirolimus", "fluconazole"]).pairs
    assert [(pair.one, pair.other) for pair in pairs] == [
        ("tacrolimus", "sirolimus"), ("tacrolimus", "fluconazole"), ("sirolimus", "fluconazole"),
    ]  # fmt: skip


def test_shared_class_is_a_duplicated_mechanism(kg: immunokg.KnowledgeGraph) -> None:
    (pair,) = analyse_regimen(kg, ["tofacitinib", "deucravacitinib"]).pairs
    assert pair.same_class == ("jak-inhibitors",)


def test_care_vaccines_and_balance(kg: immunokg.KnowledgeGraph) -> None:
    found = analyse_regimen(kg, ["tacrolimus", "sirolimus"])
    assert [(claim["subject"], claim["object"]) for claim in found.monitoring] == [("hba1c", "ptdm")]
    assert [claim["object"] for claim in found.vaccines] == ["live-vaccines"]
    assert (found.over, found.under) == ({"infection": ("sirolimus",)}, {"rejection": ("tacrolimus",)})


def test_a_saved_regimen_stands_for_its_components_and_brings_its_own_claims(kg: immunokg.KnowledgeGraph) -> None:
    found = analyse_regimen(kg, ["toy regimen"])
    assert found.name == "toy-regimen"
    assert {side.agent for side in found.sides} == {"tacrolimus", "sirolimus"}
    assert [(claim["predicate"], claim["object"]) for claim in found.own] == [("has_risk", "infection")]


def test_a_saved_regimen_and_one_more_drug(kg: immunokg.KnowledgeGraph) -> None:
    found = analyse_regimen(kg, ["toy-regimen", "belatacept"])
    assert (found.name, len(found.sides)) == (None, 3)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["tacrolimus"], "two drugs or more"),
        (["tacrolimus", "FK506"], "two drugs or more"),
        (["tacrolimus", "ptdm"], "ptdm: no drug"),
    ],
)
def test_what_is_no_regimen(names: list[str], message: str, kg: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(ArgumentError, match=message):
        analyse_regimen(kg, names)


def test_no_drug_is_left_out(kg: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError):
        analyse_regimen(kg, ["tacrolimus", "sirolimus", "aspirin"])


def test_it_is_plain_data_with_frequencies_side_by_side(kg: immunokg.KnowledgeGraph) -> None:
    data = json.loads(json.dumps(analyse_regimen(kg, ["tacrolimus", "sirolimus"]).to_json()))
    assert data["risks"]["ptdm"]["tacrolimus"]["frequencies"][0]["percent_low"] == 20.0
    assert data["risks"]["ptdm"]["sirolimus"]["frequencies"] == []
    assert data["risks"]["infection"]["tacrolimus"] is None
