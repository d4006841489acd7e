"""SHACL: the toy passes; each hand-written rule fails with its message when the graph is tampered with."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from immunokg.build.model import Claim, Facts
from immunokg.build.pipeline import build_bundle
from immunokg.build.rdf import has_direct_triple
from immunokg.build.shapes import validate_quads
from immunokg.ontology.errors import BuildError, MissingExtraError
from immunokg.ontology.prefixes import GRAPH_CLAIMS, IK
from tests.build.making import all_quads, claim_of, facts_of, find_row, iri, toy_facts
from tests.toy import toy_rows, write_tables

GRAPH = NamedNode(GRAPH_CLAIMS)


class Tampering:
    """The toy graph, to be changed quad by quad."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.quads = all_quads(facts)

    def claim(self, triple: str) -> Claim:
        return claim_of(self.facts.claims, triple)

    def node(self, triple: str) -> NamedNode:
        return NamedNode(f"{IK}claim/{self.claim(triple).id}")

    def part(self, triple: str, suffix: str = "") -> NamedNode:
        return NamedNode(f"{IK}evidence/{self.claim(triple).evidence[0].id}{suffix}")

    def inherited(self) -> NamedNode:
        return next(
            quad.subject
            for quad in self.quads
            if quad.predicate == iri("prov:wasDerivedFrom") and isinstance(quad.subject, NamedNode)
        )

    def add(self, subject: NamedNode, predicate: str, term: NamedNode | Literal) -> None:
        self.quads.append(Quad(subject, iri(predicate), term, GRAPH))

    def drop(self, subject: NamedNode, predicate: str) -> None:
        before = len(self.quads)
        self.quads = [quad for quad in self.quads if (quad.subject, quad.predicate) != (subject, iri(predicate))]
        assert len(self.quads) < before

    def swap(self, subject: NamedNode, predicate: str, term: NamedNode | Literal) -> None:
        self.drop(subject, predicate)
        self.add(subject, predicate, term)

    def complaint(self) -> str:
        with pytest.raises(BuildError) as caught:
            validate_quads(self.quads)
        return str(caught.value)


@pytest.fixture
def toy(tmp_path: Path) -> Tampering:
    return Tampering(toy_facts(tmp_path))


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=iri("xsd:integer"))


def decimal(value: str) -> Literal:
    return Literal(value, datatype=iri("xsd:decimal"))


def put_beta_cells_into_the_joint(toy: Tampering) -> None:
    toy.swap(toy.node(HOP), "biolink:object", iri("ik:beta-cell"))
    toy.swap(toy.node(HOP), "iko:context", iri("ik:joint"))
    toy.add(iri("ik:joint"), "rdf:type", iri("iko:Organ"))


BINDS = "tacrolimus binds fkbp12"
REFUTED = "sirolimus-fkbp12-complex inhibits calcineurin"
HOP = "calcineurin increases nfat-in-beta-cells"
RISK = "tacrolimus has_risk ptdm"
EFFICACY = "belatacept has_efficacy graft-survival"
RANGE = "hba1c monitors tacrolimus-trough"
PTDM = iri("ik:ptdm")
WRONG_WAY = (("Low", "9.5"), ("High", "9.0"))
RULES: dict[str, tuple[str, Callable[[Tampering], object]]] = {
    "no state": ("a claim has exactly one state", lambda t: t.drop(t.node(BINDS), "iko:state")),
    "two states": (
        "a claim has exactly one state",
        lambda t: t.add(t.node(BINDS), "iko:state", iri("iko:refuted")),
    ),
    "no confidence": (
        "a claim has exactly one confidence",
        lambda t: t.drop(t.node(BINDS), "iko:confidence"),
    ),
    "neither evidence nor parent": (
        "a claim has evidence or a claim it derives from",
        lambda t: t.drop(t.node(REFUTED), "iko:hasEvidence"),
    ),
    "refuted without refuting evidence": (
        "a refuted claim has refuting evidence",
        lambda t: t.swap(t.part(REFUTED), "iko:stance", iri("iko:supports")),
    ),
    "direct triple of a refuted claim": (
        "only a supported claim has a direct triple",
        lambda t: t.add(iri("ik:sirolimus-fkbp12-complex"), "iko:inhibits", iri("ik:calcineurin")),
    ),
    "supported without supporting evidence": (
        "a supported claim has supporting evidence or a parent",
        lambda t: t.swap(t.part(BINDS), "iko:stance", iri("iko:looked_for_not_found")),
    ),
    "risk without direction": (
        "has_risk and has_efficacy have a direction, other predicates have none",
        lambda t: t.drop(t.node(RISK), "iko:direction"),
    ),
    "direction of a claim that is no risk": (
        "has_risk and has_efficacy have a direction, other predicates have none",
        lambda t: t.add(t.node(BINDS), "iko:direction", iri("iko:raises")),
    ),
    "efficacy without condition": (
        "has_efficacy names a condition as its context",
        lambda t: t.drop(t.node(EFFICACY), "iko:context"),
    ),
    "sign of another predicate": (
        "the sign is the one of the predicate",
        lambda t: t.swap(t.node(HOP), "iko:sign", integer(-1)),
    ),
    "inherited and established": (
        "an inherited claim is at most provisional",
        lambda t: t.swap(
            t.inherited(),
            "iko:confidence",
            iri("iko:established"),
        ),
    ),
    "compared with itself": (
        "nothing is compared with itself",
        lambda t: t.add(t.node(RISK), "iko:comparator", iri("ik:tacrolimus")),
    ),
    "context that is a target": (
        "a context is a cell type, an organ or a clinical state",
        lambda t: t.swap(t.node(HOP), "iko:context", iri("ik:mtorc1")),
    ),
    "cells of one organ in another": (
        "a claim about cells of one organ holds in that organ, not in another",
        put_beta_cells_into_the_joint,
    ),
    "T cells within a beta cell": (
        "a claim that holds within a cell type is about cells of that type, if about cells at all",
        lambda t: t.swap(t.node(HOP), "biolink:object", iri("ik:t-cell")),
    ),
    "risk that has not the role": (
        "the object of has_risk has the role risk",
        lambda t: t.swap(t.node(RISK), "biolink:object", iri("ik:pregnancy")),
    ),
    "part of itself by way of a broader node": (
        "nothing lies in itself: contexts compose along what they lie in",
        lambda t: t.add(iri("ik:pancreas"), "skos:broader", iri("ik:beta-cell")),
    ),
    "frequency without population": (
        "a frequency has a population",
        lambda t: t.drop(t.part(RISK, "-f1"), "iko:population"),
    ),
    "frequency without arm": ("a frequency names its arm", lambda t: t.drop(t.part(RISK, "-f1"), "iko:arm")),
    "frequency without evidence": (
        "a frequency belongs to one piece of evidence, and so to a source",
        lambda t: t.drop(t.part(RISK), "iko:hasFrequency"),
    ),
    "more events than patients": (
        "no more events than patients",
        lambda t: t.swap(t.part(RISK, "-f1"), "iko:events", integer(101)),
    ),
    "percentages the wrong way round": (
        "the lower percentage is not above the higher",
        lambda t: t.quads.extend(
            Quad(t.part(RISK, "-f1"), iri(f"iko:percent{end}"), decimal(text), GRAPH) for end, text in WRONG_WAY
        ),
    ),
    "evidence of a source that is not described": (
        "evidence has one source that is described",
        lambda t: t.swap(t.part(BINDS), "iko:source", iri("source:nowhere")),
    ),
    "evidence of two sources": (
        "evidence has one source that is described",
        lambda t: t.add(t.part(BINDS), "iko:source", iri("source:lab-toy")),
    ),
    "evidence without finding": ("evidence says what was found", lambda t: t.drop(t.part(BINDS), "iko:finding")),
    "range without organ": (
        "a target range names the organ",
        lambda t: t.drop(t.part(RANGE, "-range"), "iko:organ"),
    ),
    "range without time": (
        "a target range names the time since transplant",
        lambda t: t.drop(t.part(RANGE, "-range"), "iko:timeSinceTransplant"),
    ),
    "range without metric": (
        "a target range names the metric",
        lambda t: t.drop(t.part(RANGE, "-range"), "iko:targetMetric"),
    ),
    "range without unit": ("a target range has a unit", lambda t: t.drop(t.part(RANGE, "-range"), "iko:unit")),
    "two categories": (
        "a risk is in one category",
        lambda t: t.add(PTDM, "iko:riskCategory", Literal("renal")),
    ),
    "risk without category": (
        "a state with the role risk has a category, another state has none",
        lambda t: t.drop(PTDM, "iko:riskCategory"),
    ),
    "category without the role": (
        "a state with the role risk has a category, another state has none",
        lambda t: t.add(iri("ik:pregnancy"), "iko:riskCategory", Literal("renal")),
    ),
}


def test_the_toy_passes(toy: Tampering) -> None:
    validate_quads(toy.quads)


@pytest.mark.parametrize("name", RULES)
def test_a_graph_that_breaks_a_rule_is_refused_with_its_message(name: str, toy: Tampering) -> None:
    message, tamper = RULES[name]
    tamper(toy)
    complaint = toy.complaint()
    assert "SHACL violations; nothing was written" in complaint
    assert message in complaint
    assert IK in complaint


def test_every_hand_written_message_is_tried() -> None:
    import re

    import immunokg.ontology

    shapes = Path(immunokg.ontology.__file__).parent / "shapes" / "rules.shacl.ttl"
    written = set(re.findall(r'sh:message "(.*?)"', shapes.read_text(encoding="utf-8")))
    assert {message for message, _ in RULES.values()} == written


def test_a_generated_shape_is_used_too(toy: Tampering) -> None:
    toy.drop(iri("ik:ptdm"), "rdfs:label")
    assert "http://www.w3.org/2000/01/rdf-schema#label" in toy.complaint()


def test_only_the_first_twenty_violations_are_shown(toy: Tampering) -> None:
    supported = [claim for claim in toy.facts.claims if has_direct_triple(claim.key, claim.state)]
    assert len(supported) > 20
    for claim in supported:
        toy.drop(NamedNode(f"{IK}claim/{claim.id}"), "iko:confidence")
    lines = toy.complaint().splitlines()
    count = int(lines[0].split()[0])
    assert len(lines) == 22
    assert lines[-1] == f"… and {count - 20} more"


def test_without_pyshacl_the_error_names_the_extra(toy: Tampering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(MissingExtraError, match=r"pyshacl.*pip install 'immunokg\[validate\]'"):
        validate_quads(toy.quads)


def test_a_build_with_shacl_validates(tmp_path: Path) -> None:
    said: list[str] = []
    build_bundle(tmp_path / "cache", tables=write_tables(tmp_path / "t", toy_rows()), shacl=True, say=said.append)
    assert "validating with SHACL" in said


def test_a_build_that_breaks_a_shape_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("immunokg.build.rdf.has_direct_triple", lambda key, state: True)
    root = tmp_path / "cache"
    with pytest.raises(BuildError, match="only a supported claim has a direct triple"):
        build_bundle(root, tables=write_tables(tmp_path / "t", toy_rows()), shacl=True)
    assert [path.name for path in root.iterdir()] == ["lock"]


@pytest.mark.parametrize("context", ["ik:beta-cell", "ik:pancreas"])
def test_cells_within_themselves_or_their_organ_pass(context: str, toy: Tampering) -> None:
    toy.swap(toy.node(HOP), "biolink:object", iri("ik:beta-cell"))
    toy.swap(toy.node(HOP), "iko:context", iri(context))
    validate_quads(toy.quads)


def test_what_the_row_checks_let_through_passes_shacl_too(tmp_path: Path) -> None:
    rows = toy_rows()
    find_row(rows, "risks", subject="tacrolimus").update(
        comparator_arm="ciclosporin", comparator_percent_low="9.5", comparator_percent_high="9.5", percent_low="5",
        attribution="off-target|unknown", confounding="none stated", seriousness="serious",
    )  # fmt: skip
    validate_quads(all_quads(facts_of(tmp_path, rows)))
