"""Agents side by side."""

from __future__ import annotations

import json

import pytest

import immunokg
from immunokg.graph.risk import Status, compare
from immunokg.graph.risk.compare import jaccard
from immunokg.ontology.errors import ArgumentError, UnknownNameError


def test_each_side_has_its_mechanism_and_what_changes_its_exposure(toy: immunokg.KnowledgeGraph) -> None:
    tacrolimus, sirolimus = compare(toy, ["FK506", "sirolimus"]).sides
    assert tacrolimus.acts_on == {"tacrolimus-fkbp12-complex": 1}
    assert sirolimus.acts_on == {"sirolimus-fkbp12-complex": 1}
    assert {claim["subject"] for claim in tacrolimus.interactions} == {
        "fluconazole", "cyp3a5-expresser", "cni-dose-reduction",
    }  # fmt: skip
    assert sirolimus.interactions == ()


def test_a_risk_that_nobody_looked_at_is_not_assessed(toy: immunokg.KnowledgeGraph) -> None:
    (line,) = compare(toy, ["tacrolimus", "sirolimus"]).risks
    assert (line.risk, line.statuses) == ("ptdm", (Status.SUPPORTED, Status.NOT_ASSESSED))
    assert line.entries[1] is None


def test_comparisons_between_the_agents_stand_apart(toy: immunokg.KnowledgeGraph) -> None:
    found = compare(toy, ["belatacept", "tacrolimus"])
    (line,) = found.risks
    assert line.statuses == (Status.NOT_ASSESSED, Status.SUPPORTED)
    assert [(c["subject"], c["direction"], c["comparator"]) for c in line.head_to_head] == [
        ("belatacept", "lowers", "tacrolimus")
    ]
    assert [(c["object"], c["direction"]) for c in found.head_to_head] == [("graft-survival", "improves")]


def test_comparisons_with_a_third_agent_do_not(toy: immunokg.KnowledgeGraph) -> None:
    assert compare(toy, ["belatacept", "sirolimus"]).head_to_head == ()


def test_similarity_is_the_jaccard_index_of_what_is_known(toy: immunokg.KnowledgeGraph) -> None:
    (alike,) = compare(toy, ["tacrolimus", "sirolimus"]).similarities
    assert (alike.mechanism, alike.risk, alike.shared_targets) == (0.0, 0.0, ())
    (unknown,) = compare(toy, ["fluconazole", "mesna"]).similarities
    assert (unknown.mechanism, unknown.risk) == (None, None)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("ab", "ab", 1.0), ("ab", "cd", 0.0), ("abc", "c", 1 / 3), ("", "a", 0.0), ("", "", None)],
)
def test_jaccard(one: str, other: str, share: float | None) -> None:
    assert jaccard(one, other) == share


@pytest.mark.parametrize("names", [[], ["tacrolimus"], ["tacrolimus", "FK506"]])
def test_one_agent_is_no_comparison(names: list[str], toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(ArgumentError, match="name two different ones"):
        compare(toy, names)


def test_no_name_is_left_out(toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError):
        compare(toy, ["tacrolimus", "belatacept", "sirolimsu"])


def test_it_is_plain_data(toy: immunokg.KnowledgeGraph) -> None:
    data = json.loads(json.dumps(compare(toy, ["belatacept", "tacrolimus"]).to_json()))
    assert [agent["agent"] for agent in data["agents"]] == ["belatacept", "tacrolimus"]
    assert data["risks"][0]["status"] == ["not assessed", "supported"]
