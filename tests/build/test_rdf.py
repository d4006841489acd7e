"""Quads: which graph, which direct triples, which terms."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from immunokg.build.model import Claim, Facts
from immunokg.build.rdf import claim_quads, facts_quads, has_direct_triple, source_graph
from immunokg.ontology.claims import ClaimKey, claim_hash
from immunokg.ontology.prefixes import GRAPH_CLAIMS, GRAPH_INFERRED, GRAPH_NODES, IK, IKO
from immunokg.ontology.terms import PREDICATES
from tests.build.making import all_quads, claim_of, facts_of, find_row, iri, row, text_of, toy_facts
from tests.toy import toy_rows


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    return toy_facts(tmp_path)


def direct(quads: list[Quad]) -> set[str]:
    """Return the direct triples as ``subject predicate object``."""
    return {
        " ".join(
            text_of(term).removeprefix(IKO).removeprefix(IK) for term in (quad.subject, quad.predicate, quad.object)
        )
        for quad in quads
        if quad.predicate.value.removeprefix(IKO) in PREDICATES
    }


def of(subject: str, quads: list[Quad]) -> dict[NamedNode, set[object]]:
    found: dict[NamedNode, set[object]] = defaultdict(set)
    for quad in quads:
        if text_of(quad.subject) == subject:
            found[quad.predicate].add(quad.object)
    return found


def claim_with(**key: str) -> Claim:
    full = ClaimKey(**({"subject": "a", "predicate": "inhibits", "object": "b"} | key))
    return Claim(claim_hash(full), full, "supported", "established")


@pytest.mark.parametrize("state", ["refuted", "conflicting", "not_found"])
def test_a_claim_that_is_not_supported_has_no_direct_triple(state: str) -> None:
    assert not has_direct_triple(ClaimKey("a", "inhibits", "b"), state)
    assert has_direct_triple(ClaimKey("a", "inhibits", "b"), "supported")


@pytest.mark.parametrize(
    ("direction", "comparator", "stands_alone"),
    [("raises", "", True), ("lowers", "", False), ("no_difference", "", False), ("raises", "c", False),
     ("lowers", "c", False)],
)  # fmt: skip
def test_a_risk_stands_alone_only_if_it_is_raised_against_nothing(
    direction: str, comparator: str, stands_alone: bool
) -> None:
    assert has_direct_triple(ClaimKey("a", "has_risk", "b", direction, "", comparator), "supported") is stands_alone


def test_direct_triples_of_the_toy(facts: Facts) -> None:
    triples = direct(all_quads(facts))
    assert "tacrolimus-fkbp12-complex inhibits calcineurin" in triples
    assert "tacrolimus has_risk ptdm" in triples
    assert "tofacitinib has_risk thrombosis" in triples
    for absent in (
        "sirolimus-fkbp12-complex inhibits calcineurin",
        "deucravacitinib has_risk thrombosis",
        "belatacept has_risk ptdm",
        "mtorc1 increases hyperlipidaemia",
        "mtorc1 decreases hyperlipidaemia",
    ):
        assert absent not in triples


def test_there_is_one_direct_triple_for_each_claim_that_may_have_one(facts: Facts) -> None:
    expected = {" ".join(claim.key[:3]) for claim in facts.claims if has_direct_triple(claim.key, claim.state)}
    assert direct(list(facts_quads(facts))) == expected


def test_the_association_says_key_state_confidence_and_sign() -> None:
    claim = claim_with(context="t-cell", comparator="c", direction="raises", predicate="has_risk")
    said = of(f"{IK}claim/{claim.id}", list(claim_quads(claim)))
    assert said == {
        iri("rdf:type"): {iri("biolink:Association")},
        iri("biolink:subject"): {iri("ik:a")},
        iri("biolink:predicate"): {iri("iko:has_risk")},
        iri("biolink:object"): {iri("ik:b")},
        iri("iko:direction"): {iri("iko:raises")},
        iri("iko:context"): {iri("ik:t-cell")},
        iri("iko:comparator"): {iri("ik:c")},
        iri("iko:state"): {iri("iko:supported")},
        iri("iko:confidence"): {iri("iko:established")},
        iri("iko:sign"): {Literal("0", datatype=iri("xsd:integer"))},
        iri("iko:inferred"): {Literal("false", datatype=iri("xsd:boolean"))},
        iri("biolink:negated"): {Literal("false", datatype=iri("xsd:boolean"))},
    }


@pytest.mark.parametrize("name", [name for name, predicate in PREDICATES.items() if predicate.causal])
def test_a_causal_claim_carries_the_biolink_qualifiers(name: str) -> None:
    claim = claim_with(predicate=name)
    said = of(f"{IK}claim/{claim.id}", list(claim_quads(claim)))
    assert said[iri("biolink:object_aspect_qualifier")] == {Literal(PREDICATES[name].aspect)}
    assert said[iri("biolink:object_direction_qualifier")] == {Literal(PREDICATES[name].biolink_direction)}
    assert said[iri("iko:sign")] == {Literal(str(PREDICATES[name].sign), datatype=iri("xsd:integer"))}


@pytest.mark.parametrize(
    ("state", "negated"),
    [("refuted", "true"), ("supported", "false"), ("conflicting", "false"), ("not_found", "false")],
)
def test_only_a_refuted_claim_is_negated(state: str, negated: str) -> None:
    key = ClaimKey("a", "binds", "b")
    claim = Claim(claim_hash(key), key, state, "hypothetical")
    said = of(f"{IK}claim/{claim.id}", list(claim_quads(claim)))
    assert {term.value for term in said[iri("biolink:negated")] if isinstance(term, Literal)} == {negated}


def test_nodes_claims_and_evidence_lie_in_their_graphs(facts: Facts) -> None:
    homes = defaultdict(set)
    for quad in facts_quads(facts):
        head = text_of(quad.subject).removeprefix(IK).partition("/")
        homes[head[0] if head[1] else "node"].add((text_of(quad.graph_name), quad.predicate))
    assert {graph for graph, _ in homes["claim"]} == {GRAPH_CLAIMS}
    plain = {graph for graph, predicate in homes["node"] if predicate.value.removeprefix(IKO) not in PREDICATES}
    assert plain == {GRAPH_NODES}
    sources = {source_graph(name).value for name in ("review-toy", "label-toy", "lab-toy")}
    assert {graph for graph, _ in homes["evidence"]} == {graph for graph, _ in homes["source"]} == sources


def test_evidence_lies_in_the_graph_of_its_own_source(facts: Facts) -> None:
    quads = list(facts_quads(facts))
    for claim in facts.claims:
        for item in claim.evidence:
            found = [quad for quad in quads if text_of(quad.subject).startswith(f"{IK}evidence/{item.id}")]
            assert found
            assert {quad.graph_name for quad in found} == {source_graph(item.source)}


def test_direct_triples_lie_beside_their_association(facts: Facts) -> None:
    graphs = {
        text_of(quad.graph_name): " ".join(direct([quad]))
        for quad in all_quads(facts)
        if direct([quad]) & {"tacrolimus binds fkbp12", "tofacitinib has_risk thrombosis"}
    }
    assert graphs == {GRAPH_CLAIMS: "tacrolimus binds fkbp12", GRAPH_INFERRED: "tofacitinib has_risk thrombosis"}


def test_a_node_has_its_kind_category_names_and_identifiers(facts: Facts) -> None:
    said = of(f"{IK}tacrolimus", list(facts_quads(facts)))
    assert said[iri("rdf:type")] == {iri("iko:Agent")}
    assert said[iri("biolink:category")] == {iri("biolink:Drug")}
    assert said[iri("rdfs:label")] == {Literal("tacrolimus")}
    assert said[iri("skos:altLabel")] == {Literal("FK506"), Literal("Prograf")}
    assert said[iri("skos:exactMatch")] == {NamedNode("http://purl.obolibrary.org/obo/CHEBI_61049")}
    assert said[iri("iko:xref")] == {Literal("CHEBI:61049")}
    assert said[iri("iko:source")] == {iri("source:review-toy")}


def test_frequency_and_target_range_are_nodes_of_their_own(facts: Facts) -> None:
    quads = list(facts_quads(facts))
    (risk,) = claim_of(facts.claims, "tacrolimus has_risk ptdm").evidence
    frequency = of(f"{IK}evidence/{risk.id}-f1", quads)
    assert frequency[iri("rdf:type")] == {iri("iko:FrequencyObservation")}
    assert frequency[iri("iko:events")] == {Literal("20", datatype=iri("xsd:integer"))}
    (care,) = claim_of(facts.claims, "hba1c monitors tacrolimus-trough").evidence
    window = of(f"{IK}evidence/{care.id}-range", quads)
    assert window[iri("iko:targetLow")] == {Literal("5", datatype=iri("xsd:decimal"))}
    assert of(f"{IK}evidence/{care.id}", quads)[iri("iko:hasTargetRange")] == {iri(f"evidence:{care.id}-range")}


def test_two_arms_are_two_observations(tmp_path: Path) -> None:
    rows = toy_rows()
    find_row(rows, "risks", subject="tacrolimus").update(comparator_arm="ciclosporin", comparator_percent_low="9.5")
    facts = facts_of(tmp_path, rows)
    (item,) = claim_of(facts.claims, "tacrolimus has_risk ptdm").evidence
    said = of(f"{IK}evidence/{item.id}", list(facts_quads(facts)))
    assert said[iri("iko:hasFrequency")] == {iri(f"evidence:{item.id}-f{number}") for number in (1, 2)}


def test_a_term_of_a_closed_set_is_an_iri_and_a_date_is_a_date(facts: Facts) -> None:
    quads = list(facts_quads(facts))
    (item,) = claim_of(facts.claims, "sirolimus-fkbp12-complex inhibits calcineurin").evidence
    said = of(f"{IK}evidence/{item.id}", quads)
    assert said[iri("iko:stance")] == {iri("iko:refutes")}
    assert said[iri("iko:evidenceKind")] == {iri("iko:review")}
    source = of(f"{IK}source/label-toy", quads)
    assert source[iri("iko:dateRead")] == {Literal("2026-11-24", datatype=iri("xsd:date"))}


def test_every_iri_is_valid_and_has_no_blank_or_bracket(facts: Facts) -> None:
    text = serialize(all_quads(facts), format=RdfFormat.N_QUADS)
    assert text is not None
    assert len(list(parse(text, format=RdfFormat.N_QUADS))) == len(all_quads(facts))
    iris = re.findall(r"<([^>]*)>", re.sub(r'"(\\.|[^"\\])*"', '""', text.decode()))
    assert all(re.fullmatch(r'https?://[^\s<>"{}|\\^`]+', found) for found in iris)


def test_an_old_doi_of_a_source_is_a_valid_iri(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["sources"][0]["xrefs"] = "DOI:10.1002/(SICI)1097(1998)17:15<1661::AID>3.0.CO;2-2"
    assert all_quads(facts_of(tmp_path, rows))


def test_markup_and_quotes_in_a_finding_survive(tmp_path: Path) -> None:
    rows = toy_rows()
    finding = 'He said "no" <script> \\ é 🙂'
    rows["structure"].append(row("tacrolimus binds mtorc1", finding=finding))
    store = Store()
    store.extend(all_quads(facts_of(tmp_path, rows)))
    assert list(store.quads_for_pattern(None, iri("iko:finding"), Literal(finding)))


def test_there_is_no_blank_node(facts: Facts) -> None:
    assert all(isinstance(term, (NamedNode, Literal)) for quad in all_quads(facts) for term in quad.triple)
