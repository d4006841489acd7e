"""Predicates and kinds: signs, opposites, and words that exist in the pinned Biolink release."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import immunokg.build
import immunokg.ontology
from immunokg.ontology.terms import BIOLINK_RELEASE, KIND_CATEGORIES, PREDICATES, NodeKind

NAMES = json.loads((Path(__file__).parents[1] / "data" / "biolink-4.4.4.json").read_text(encoding="utf-8"))
HOPS = {
    "inhibits", "activates", "depletes", "degrades", "increases", "decreases", "raises_exposure_of",
    "lowers_exposure_of",
}  # fmt: skip
INNER = {"Target", "Process", "Pathway", "CellType", "Exposure", "ClinicalState"}


def test_causal_predicates_are_the_eight_of_the_model() -> None:
    assert {name for name, predicate in PREDICATES.items() if predicate.causal} == HOPS


def test_a_hop_has_a_sign_and_nothing_else_has() -> None:
    assert all(predicate.sign in ((-1, 1) if predicate.causal else (0,)) for predicate in PREDICATES.values())


def test_opposites_have_opposite_signs() -> None:
    for predicate in PREDICATES.values():
        if predicate.opposite:
            assert PREDICATES[predicate.opposite].sign == -predicate.sign


def test_a_hop_leads_to_a_kind_that_may_stand_in_a_path() -> None:
    for name in HOPS:
        assert PREDICATES[name].objects <= INNER | {"Pathogen"}


def test_names_of_predicates_are_their_keys() -> None:
    assert all(name == predicate.name for name, predicate in PREDICATES.items())


def test_predicates_join_known_kinds() -> None:
    for predicate in PREDICATES.values():
        assert predicate.subjects | predicate.objects <= set(NodeKind)


def test_every_kind_has_a_category() -> None:
    assert set(KIND_CATEGORIES) == set(NodeKind)


def test_the_names_are_of_the_pinned_release() -> None:
    assert NAMES["version"] == BIOLINK_RELEASE


@pytest.mark.parametrize("name", PREDICATES)
def test_predicate_maps_to_a_biolink_predicate(name: str) -> None:
    prefix, _, local = PREDICATES[name].biolink.partition(":")
    assert prefix == "biolink"
    assert local in NAMES["predicates"]


@pytest.mark.parametrize("kind", KIND_CATEGORIES)
def test_kind_maps_to_a_biolink_class(kind: str) -> None:
    assert KIND_CATEGORIES[kind].removeprefix("biolink:") in NAMES["classes"]


@pytest.mark.parametrize("name", sorted(HOPS))
def test_hop_has_an_aspect_and_a_direction_of_biolink(name: str) -> None:
    assert PREDICATES[name].biolink == "biolink:affects"
    assert PREDICATES[name].aspect in NAMES["aspects"]
    assert PREDICATES[name].biolink_direction in NAMES["directions"]


@pytest.mark.parametrize("name", sorted(HOPS))
def test_direction_in_biolink_says_the_same_as_the_sign(name: str) -> None:
    predicate = PREDICATES[name]
    sign = {"increased": 1, "decreased": -1}[predicate.biolink_direction]
    more_of_it_means_less = predicate.aspect == "degradation"
    assert (-sign if more_of_it_means_less else sign) == predicate.sign


def test_every_biolink_word_in_schema_rules_and_code_exists() -> None:
    known = {*NAMES["classes"], *NAMES["slots"], *NAMES["predicates"]}
    folders = [Path(str(module.__file__)).parent for module in (immunokg.build, immunokg.ontology)]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".yaml", ".ttl", ".rq")]
    written = re.compile(r'biolink:([A-Za-z_]\w*)|(?:BIOLINK|\["biolink"\]) \+ "(\w+)"')
    used = {
        curie or constant
        for path in files
        if path.parent.name != "generated"
        for curie, constant in written.findall(path.read_text(encoding="utf-8"))
    }
    assert {"Association", "negated", "object_aspect_qualifier", "category"} <= used
    assert used <= known
