"""Turn nodes, sources and claims into quads, each in its named graph.

Evidence lies in the graph of its source, claims and direct triples in `graph/claims`, nodes in `graph/nodes`.
A direct triple exists only for a supported claim; for has_risk only when it raises the risk, and for has_efficacy only
when it improves the outcome, against nothing: a bare triple cannot say "lowers" or "than tacrolimus".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from immunokg.build.model import Claim, Evidence, Facts, Node, Source, Value
from immunokg.ontology.claims import ClaimKey
from immunokg.ontology.prefixes import (
    GRAPH_CLAIMS,
    GRAPH_INFERRED,
    GRAPH_NODES,
    IK,
    IKO,
    QUERY_PREFIXES,
    curie_iri,
    parse_curie,
)
from immunokg.ontology.tables import Column, table_schemas
from immunokg.ontology.terms import KIND_CATEGORIES, PREDICATES, ClaimState, Direction

__all__ = ["claim_quads", "facts_quads", "has_direct_triple", "source_graph"]

RDF_TYPE = NamedNode(QUERY_PREFIXES["rdf"] + "type")
RDFS_LABEL = NamedNode(QUERY_PREFIXES["rdfs"] + "label")
XSD = QUERY_PREFIXES["xsd"]
DATATYPES = {"integer": XSD + "integer", "number": XSD + "decimal", "date": XSD + "date"}
COLUMNS: dict[str, Column] = {column.name: column for schema in table_schemas().values() for column in schema.columns}
BASES = {"node": IK, "source": f"{IK}source/", "term": IKO}
FOR_ITSELF = frozenset({Direction.RAISES, Direction.IMPROVES})
Term = NamedNode | Literal


def facts_quads(facts: Facts) -> Iterator[Quad]:
    """Yield the quads of all nodes, sources and claims."""
    for node in facts.nodes.values():
        yield from _node_quads(node)
    for source in facts.sources.values():
        yield from _source_quads(source)
    for claim in facts.claims:
        yield from claim_quads(claim)
        for item in claim.evidence:
            yield from _evidence_quads(item)


def source_graph(source: str) -> NamedNode:
    """Return the named graph of a source."""
    return NamedNode(f"{IK}graph/source/{source}")


def has_direct_triple(key: ClaimKey, state: str) -> bool:
    """Return whether subject–predicate–object may stand alone for this claim."""
    if state != ClaimState.SUPPORTED:
        return False
    return not key.direction or (key.direction in FOR_ITSELF and not key.comparator)


def _expand(curie: str) -> NamedNode:
    prefix, _, local = curie.partition(":")
    return NamedNode(QUERY_PREFIXES[prefix] + local)


def _terms(name: str, value: Value) -> Iterator[tuple[NamedNode, Term]]:
    column = COLUMNS[name]
    for item in value if isinstance(value, tuple) else (value,):
        yield _expand(column.rdf), _term(column, item)


def _term(column: Column, item: str) -> Term:
    if column.refers_to in BASES:
        return NamedNode(BASES[column.refers_to] + item)
    if column.refers_to == "iri":
        return NamedNode(item)
    if column.refers_to == "curie":
        return NamedNode(curie_iri(parse_curie(item)))
    if column.type in DATATYPES:
        return Literal(item, datatype=NamedNode(DATATYPES[column.type]))
    return Literal(item)


def _node_quads(node: Node) -> Iterator[Quad]:
    graph, subject = NamedNode(GRAPH_NODES), NamedNode(IK + node.slug)
    yield Quad(subject, RDF_TYPE, NamedNode(IKO + node.kind), graph)
    category = NamedNode(QUERY_PREFIXES["biolink"] + "category")
    yield Quad(subject, category, _expand(KIND_CATEGORIES[node.kind]), graph)
    yield Quad(subject, RDFS_LABEL, Literal(node.label), graph)
    for name, value in node.details.items():
        for predicate, term in _terms(name, value):
            yield Quad(subject, predicate, term, graph)
    for name in ("exact", "close", "encoded_by"):
        for curie in node.many(name):
            yield Quad(subject, NamedNode(IKO + "xref"), Literal(curie), graph)


def _source_quads(source: Source) -> Iterator[Quad]:
    graph, subject = source_graph(source.id), NamedNode(f"{IK}source/{source.id}")
    yield Quad(subject, RDF_TYPE, NamedNode(IKO + "Source"), graph)
    for name, value in source.details.items():
        for predicate, term in _terms(name, value):
            yield Quad(subject, predicate, term, graph)


def claim_quads(claim: Claim) -> Iterator[Quad]:
    """Yield the Association of a claim and, if it may stand alone, its direct triple."""
    graph = NamedNode(GRAPH_INFERRED if claim.derived_from else GRAPH_CLAIMS)
    subject = NamedNode(f"{IK}claim/{claim.id}")
    key = claim.key
    yield Quad(subject, RDF_TYPE, NamedNode(QUERY_PREFIXES["biolink"] + "Association"), graph)
    for predicate, term in _claim_terms(claim):
        yield Quad(subject, _expand(predicate), term, graph)
    if has_direct_triple(key, claim.state):
        yield Quad(NamedNode(IK + key.subject), NamedNode(IKO + key.predicate), NamedNode(IK + key.object), graph)


def _claim_terms(claim: Claim) -> Iterator[tuple[str, Term]]:
    key, predicate = claim.key, PREDICATES[claim.key.predicate]
    yield "biolink:subject", NamedNode(IK + key.subject)
    yield "biolink:predicate", NamedNode(IKO + key.predicate)
    yield "biolink:object", NamedNode(IK + key.object)
    yield "iko:state", NamedNode(IKO + claim.state)
    yield "iko:confidence", NamedNode(IKO + claim.confidence)
    yield "iko:sign", Literal(str(key.sign), datatype=NamedNode(XSD + "integer"))
    yield "biolink:negated", _boolean(claim.state == ClaimState.REFUTED)
    yield "iko:inferred", _boolean(bool(claim.derived_from))
    if claim.contested:
        yield "iko:contested", _boolean(True)
    if key.direction:
        yield "iko:direction", NamedNode(IKO + key.direction)
    for name, slug in (("context", key.context), ("comparator", key.comparator)):
        if slug:
            yield f"iko:{name}", NamedNode(IK + slug)
    if predicate.aspect:
        yield "biolink:object_aspect_qualifier", Literal(predicate.aspect)
        yield "biolink:object_direction_qualifier", Literal(predicate.biolink_direction)
    if claim.heritable:
        yield "iko:heritable", _boolean(True)
    for item in claim.evidence:
        yield "iko:hasEvidence", NamedNode(f"{IK}evidence/{item.id}")


def _boolean(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=NamedNode(XSD + "boolean"))


def _evidence_quads(item: Evidence) -> Iterator[Quad]:
    graph, subject = source_graph(item.source), NamedNode(f"{IK}evidence/{item.id}")
    yield Quad(subject, RDF_TYPE, NamedNode(IKO + "Evidence"), graph)
    said = {name: getattr(item, name) for name in ("source", "locator", "evidence_kind", "stance", "finding")}
    for name, value in (said | item.details).items():
        for predicate, term in _terms(name, value):
            yield Quad(subject, predicate, term, graph)
    for number, frequency in enumerate(item.frequencies, 1):
        part = NamedNode(f"{IK}evidence/{item.id}-f{number}")
        yield Quad(subject, NamedNode(IKO + "hasFrequency"), part, graph)
        yield from _part_quads(part, "FrequencyObservation", frequency.details.items(), graph)
    if item.target_range:
        part = NamedNode(f"{IK}evidence/{item.id}-range")
        yield Quad(subject, NamedNode(IKO + "hasTargetRange"), part, graph)
        yield from _part_quads(part, "TargetRange", item.target_range.items(), graph)
    if item.effect:
        part = NamedNode(f"{IK}evidence/{item.id}-effect")
        yield Quad(subject, NamedNode(IKO + "hasEffect"), part, graph)
        yield from _part_quads(part, "EffectEstimate", item.effect.items(), graph)


def _part_quads(part: NamedNode, kind: str, fields: Iterable[tuple[str, str]], graph: NamedNode) -> Iterator[Quad]:
    yield Quad(part, RDF_TYPE, NamedNode(IKO + kind), graph)
    for name, value in fields:
        for predicate, term in _terms(name, value):
            yield Quad(part, predicate, term, graph)
