"""Rows, facts and quads for the tests of the build."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from immunokg.build.claims import make_facts
from immunokg.build.describe import schema_quads
from immunokg.build.inherit import inherit, provenance_quads
from immunokg.build.model import Claim, Facts
from immunokg.build.pipeline import read_facts
from immunokg.build.rdf import claim_quads, facts_quads
from immunokg.build.report import Report
from immunokg.build.tables import read_tables
from immunokg.ontology.errors import TableError
from immunokg.ontology.prefixes import QUERY_PREFIXES
from tests.toy import Rows, toy_rows, write_tables

__all__ = [
    "all_quads",
    "claim_of",
    "facts_of",
    "find_row",
    "iri",
    "member_rows",
    "problems_of",
    "row",
    "stated_quads",
    "text_of",
    "toy_facts",
]


def row(triple: str, **cells: str) -> dict[str, str]:
    """Return a claim row: ``subject predicate object`` with usual evidence, and other cells."""
    subject, predicate, object_ = triple.split()
    usual = {
        "source": "review-toy",
        "locator": "p. 9",
        "evidence_kind": "review",
        "stance": "supports",
        "finding": f"It says: {triple}.",
        "second_reading": "supported",
    }
    return {"subject": subject, "predicate": predicate, "object": object_, **usual, **cells}


def find_row(rows: Rows, table: str, **cells: str) -> dict[str, str]:
    """Return the first row of a table that has these cells."""
    return next(found for found in rows[table] if cells.items() <= found.items())


def facts_of(folder: Path, rows: Rows) -> Facts:
    return read_facts(write_tables(folder, rows))


def toy_facts(folder: Path) -> Facts:
    report = Report()
    tables = read_tables(write_tables(folder, toy_rows()), report)
    assert not report.count
    return make_facts(tables)


def problems_of(folder: Path) -> list[str]:
    """Return the problems of the tables in a folder as text, in order; empty if there are none."""
    try:
        read_facts(folder)
    except TableError as error:
        return [str(problem) for problem in error.problems]
    return []


def claim_of(claims: list[Claim] | tuple[Claim, ...], triple: str, **key: str) -> Claim:
    """Return the one claim with this subject, predicate, object and other key fields."""
    found = [
        claim
        for claim in claims
        if claim.key[:3] == tuple(triple.split()) and key.items() <= claim.key._asdict().items()
    ]
    assert len(found) == 1, [claim.key for claim in found]
    return found[0]


def stated_quads(facts: Facts) -> list[Quad]:
    """Return the quads of a graph before anything is inherited."""
    return [*schema_quads(), *facts_quads(facts)]


def all_quads(facts: Facts) -> list[Quad]:
    """Return all quads of a graph as the pipeline makes them, inherited claims included."""
    quads = stated_quads(facts)
    inherited = inherit(quads)
    quads += [quad for claim in inherited for quad in claim_quads(claim)]
    return [*quads, *provenance_quads(inherited)]


def iri(curie: str) -> NamedNode:
    prefix, _, local = curie.partition(":")
    return NamedNode(QUERY_PREFIXES[prefix] + local)


def text_of(term: NamedNode | BlankNode | DefaultGraph | Literal | Triple) -> str:
    """Return the IRI or the text of a term; our quads hold nothing else."""
    assert isinstance(term, (NamedNode, Literal))
    return term.value


def member_rows(*rows: dict[str, str]) -> Rows:
    """Return a small graph of classes: agent-a in class-near in class-far; and the given risk and mechanism rows."""
    kinds = {"agent-a": "Agent", "agent-b": "Agent", "class-near": "AgentClass", "class-far": "AgentClass",
             "class-other": "AgentClass", "clot": "ClinicalState", "kinase": "Target", "dose": "Exposure",
             "liver": "Organ"}  # fmt: skip
    nodes = [{"slug": slug, "kind": kind, "label": slug} for slug, kind in kinds.items()]
    for node in nodes:
        if node["kind"] == "Agent":
            node["roles"] = "immunosuppressant"
        if node["kind"] == "ClinicalState":
            node |= {"roles": "risk", "risk_category": "cardiovascular"}
    toy = toy_rows()
    exposure = toy["exposures"][0] | {"slug": "dose", "agent": "agent-b", "analyte": "agent-b"}
    tables = {"has_risk": "risks", "treats": "uses", "studied_for": "uses", "contraindicated_in": "uses",
              "member_of": "structure", "binds": "structure", "raises_exposure_of": "interactions",
              "lowers_exposure_of": "interactions"}  # fmt: skip
    made: Rows = {"nodes": nodes, "sources": toy["sources"], "exposures": [exposure], "structure": [
        row("agent-a member_of class-near"), row("class-near member_of class-far"),
    ]}  # fmt: skip
    for given in rows:
        made.setdefault(tables.get(given["predicate"], "mechanisms"), []).append(given)
    return made
