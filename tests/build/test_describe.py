"""What the graph says of itself: vocabulary, VoID, DCAT."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from immunokg.build.describe import DATA_LICENCE, description_quads, schema_quads
from immunokg.build.model import Facts
from immunokg.ontology.prefixes import BIOLINK, GRAPH_META, GRAPH_SCHEMA, IK, IKO
from immunokg.ontology.terms import KIND_CATEGORIES, PREDICATES
from tests.build.making import all_quads, iri, text_of, toy_facts

Said = set[tuple[str, str, str]]


def triples(quads: list[Quad]) -> Said:
    return {(text_of(quad.subject), quad.predicate.value, text_of(quad.object)) for quad in quads}


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    return toy_facts(tmp_path)


@pytest.fixture
def described(facts: Facts) -> Said:
    return triples(list(description_quads(facts, all_quads(facts), "1.2.3")))


@pytest.mark.parametrize("kind", KIND_CATEGORIES)
def test_each_kind_is_a_class_with_its_biolink_match(kind: str) -> None:
    said = triples(list(schema_quads()))
    assert (IKO + kind, iri("rdf:type").value, iri("owl:Class").value) in said
    assert (IKO + kind, iri("rdfs:subClassOf").value, iri("iko:Node").value) in said
    category = BIOLINK + KIND_CATEGORIES[kind].removeprefix("biolink:")
    assert (IKO + kind, iri("skos:broadMatch").value, category) in said


@pytest.mark.parametrize("name", PREDICATES)
def test_each_predicate_is_a_property_with_sign_hop_flag_and_biolink_parent(name: str) -> None:
    said = triples(list(schema_quads()))
    predicate = PREDICATES[name]
    parent = BIOLINK + predicate.biolink.removeprefix("biolink:")
    assert (IKO + name, iri("rdf:type").value, iri("owl:ObjectProperty").value) in said
    assert (IKO + name, iri("rdfs:subPropertyOf").value, parent) in said
    assert (IKO + name, iri("iko:sign").value, str(predicate.sign)) in said
    assert (IKO + name, iri("iko:causal").value, str(predicate.causal).lower()) in said


def test_schema_and_description_lie_in_graphs_of_their_own(facts: Facts) -> None:
    assert {quad.graph_name for quad in schema_quads()} == {NamedNode(GRAPH_SCHEMA)}
    assert {quad.graph_name for quad in description_quads(facts, [], "1")} == {NamedNode(GRAPH_META)}


def test_the_dataset_has_title_licence_version_and_sources(described: Said) -> None:
    about = {(predicate, value) for subject, predicate, value in described if subject == IK}
    assert {(iri("rdf:type").value, iri(kind).value) for kind in ("void:Dataset", "dcat:Dataset")} <= about
    assert (iri("dcterms:license").value, DATA_LICENCE) in about
    assert (iri("dcterms:hasVersion").value, "1.2.3") in about
    assert (iri("dcterms:source").value, f"{IK}source/label-toy") in about
    assert any("no medical advice" in value for _, value in about)


def test_counts_are_the_ones_of_the_graph(described: Said, facts: Facts) -> None:
    quads = all_quads(facts)
    assert (IK, iri("void:triples").value, str(len({quad.triple for quad in quads}))) in described
    assert (IK, iri("void:entities").value, str(len(facts.nodes))) in described
    kinds = Counter(node.kind for node in facts.nodes.values())
    for kind, count in kinds.items():
        assert (f"{IK}ontology/class-partition-{kind}", iri("void:entities").value, str(count)) in described


def test_triples_of_a_predicate_are_its_direct_triples(described: Said) -> None:
    inhibits = f"{IK}ontology/property-partition-inhibits"
    assert (inhibits, iri("void:property").value, f"{IKO}inhibits") in described
    assert (inhibits, iri("void:triples").value, "2") in described


def test_a_predicate_without_a_direct_triple_has_no_partition(described: Said) -> None:
    assert not any("partition-treats" in subject for subject, _, _ in described)


def test_a_triple_that_lies_in_two_graphs_counts_once(facts: Facts) -> None:
    quads = [
        Quad(iri("ik:a"), iri("iko:binds"), iri("ik:b"), iri(graph)) for graph in ("graph:claims", "graph:inferred")
    ]
    said = triples(list(description_quads(facts, quads, "1")))
    assert (IK, iri("void:triples").value, "1") in said
    assert (f"{IK}ontology/property-partition-binds", iri("void:triples").value, "1") in said
