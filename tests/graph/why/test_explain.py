"""Why, who, what is watched, what interrupts, what is unknown: on the toy graph."""

from __future__ import annotations

import json

import pytest

import immunokg
from immunokg.graph.why import explain
from immunokg.ontology.errors import PathError, UnknownNameError


def test_paths_agree_with_the_clinical_claim(toy: immunokg.KnowledgeGraph) -> None:
    found = explain(toy, "FK506", "PTDM")
    assert (found.status.status, found.status.direction) == ("supported", "raises")
    assert [path.sign for path in found.paths] == [1]
    assert found.competing == ()
    assert found.gap is None


def test_who_is_at_more_and_at_less_risk_through_the_exposure(toy: immunokg.KnowledgeGraph) -> None:
    found = {item.who: (item.kind, item.through, item.effect) for item in explain(toy, "tacrolimus", "ptdm").modifiers}
    assert found == {
        "fluconazole": ("Agent", "tacrolimus-trough", 1),
        "cyp3a5-expresser": ("Genotype", "tacrolimus-trough", -1),
    }


def test_the_same_modifiers_turn_round_for_rejection(toy: immunokg.KnowledgeGraph) -> None:
    found = {item.who: item.effect for item in explain(toy, "tacrolimus", "rejection").modifiers}
    assert found == {"fluconazole": -1, "cyp3a5-expresser": 1}


def test_tests_observe_nodes_of_the_path_and_the_exposure(toy: immunokg.KnowledgeGraph) -> None:
    seen = [(claim["subject"], claim["object"]) for claim in explain(toy, "tacrolimus", "ptdm").observations]
    assert seen == [("hba1c", "ptdm"), ("hba1c", "tacrolimus-trough")]


def test_what_is_watched_in_others_only_is_left_out(toy: immunokg.KnowledgeGraph) -> None:
    seen = [(claim["subject"], claim["object"]) for claim in explain(toy, "belatacept", "ptdm").observations]
    assert ("hba1c", "ptdm") not in seen


def test_a_dose_reduction_interrupts_at_the_exposure_and_is_symptomatic_at_the_end(
    toy: immunokg.KnowledgeGraph,
) -> None:
    found = [(i.intervention, i.acts_on, i.interrupts) for i in explain(toy, "tacrolimus", "ptdm").interruptions]
    assert found == [
        ("cni-dose-reduction", "tacrolimus-trough", True),
        ("cni-dose-reduction", "ptdm", False),
    ]


def test_what_interrupts_a_helpful_path_takes_the_help_away(toy: immunokg.KnowledgeGraph) -> None:
    found = [(item.intervention, item.acts_on) for item in explain(toy, "tacrolimus", "rejection").interruptions]
    assert found == [("cni-dose-reduction", "tacrolimus-trough")]


def test_without_claim_or_path_it_says_how_far_the_search_got(toy: immunokg.KnowledgeGraph) -> None:
    found = explain(toy, "sirolimus", "ptdm")
    assert found.paths == ()
    assert found.gap is not None
    assert found.gap.forward[:2] == (1, 1)
    assert "mtorc1" not in found.gap.meeting
    assert "no clinical claim against none or placebo; unknown is not safe" in found.unknown


def test_a_path_over_refuted_claims_is_named_as_such(toy: immunokg.KnowledgeGraph) -> None:
    found = explain(toy, "sirolimus", "ptdm").gap
    assert found is not None
    assert found.unsupported[:3] == ("sirolimus", "sirolimus-fkbp12-complex", "calcineurin")


def test_it_is_plain_data(toy: immunokg.KnowledgeGraph) -> None:
    data = json.loads(json.dumps(explain(toy, "tacrolimus", "ptdm").to_json()))
    assert data["status"]["status"] == "supported"
    assert data["paths"][0]["nodes"][0] == "tacrolimus"
    assert data["gap"] is None


def test_names_and_numbers_that_cannot_be_used(toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(PathError, match="choose 1 or more"):
        explain(toy, "tacrolimus", "ptdm", k=0)
    with pytest.raises(UnknownNameError):
        explain(toy, "tacrolimus", "ptdmm")
    with pytest.raises(PathError, match="choose two nodes"):
        explain(toy, "ptdm", "PTDM")
