"""What the graph says about itself: the vocabulary, and a VoID and DCAT description."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from immunokg.build.model import Facts
from immunokg.ontology.prefixes import GRAPH_META, GRAPH_SCHEMA, IK, IKO, QUERY_PREFIXES
from immunokg.ontology.terms import BIOLINK_RELEASE, KIND_CATEGORIES, PREDICATES, SCHEMA_VERSION

__all__ = ["description_quads", "schema_quads"]

RDF, RDFS, OWL, SKOS, XSD, VOID, DCAT, DCT, PROV = (
    QUERY_PREFIXES[name] for name in ("rdf", "rdfs", "owl", "skos", "xsd", "void", "dcat", "dcterms", "prov")
)
RULE = IK + "ontology/rule-inherit"
DATA_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def schema_quads() -> Iterator[Quad]:
    """Yield classes and predicates with sign, hop flag and Biolink mapping."""
    graph = NamedNode(GRAPH_SCHEMA)

    def quad(subject: str, predicate: str, term: NamedNode | Literal) -> Quad:
        return Quad(NamedNode(subject), NamedNode(predicate), term, graph)

    for kind, category in KIND_CATEGORIES.items():
        yield quad(IKO + kind, RDF + "type", NamedNode(OWL + "Class"))
        yield quad(IKO + kind, RDFS + "subClassOf", NamedNode(IKO + "Node"))
        yield quad(IKO + kind, RDFS + "label", Literal(kind))
        yield quad(IKO + kind, SKOS + "broadMatch", _biolink(category))
    for predicate in PREDICATES.values():
        iri = IKO + predicate.name
        yield quad(iri, RDF + "type", NamedNode(OWL + "ObjectProperty"))
        yield quad(iri, RDFS + "label", Literal(predicate.name.replace("_", " ")))
        yield quad(iri, RDFS + "comment", Literal(predicate.description))
        yield quad(iri, RDFS + "subPropertyOf", _biolink(predicate.biolink))
        yield quad(iri, IKO + "sign", Literal(str(predicate.sign), datatype=NamedNode(XSD + "integer")))
        causal = Literal(str(predicate.causal).lower(), datatype=NamedNode(XSD + "boolean"))
        yield quad(iri, IKO + "causal", causal)


def _biolink(curie: str) -> NamedNode:
    return NamedNode(QUERY_PREFIXES["biolink"] + curie.removeprefix("biolink:"))


def description_quads(facts: Facts, quads: Sequence[Quad], version: str) -> Iterator[Quad]:
    """Yield the VoID and DCAT description: title, licence, version, counts by class and by predicate."""
    graph, dataset = NamedNode(GRAPH_META), NamedNode(IK)

    def say(subject: NamedNode, predicate: str, term: NamedNode | Literal) -> Quad:
        return Quad(subject, NamedNode(predicate), term, graph)

    yield say(dataset, RDF + "type", NamedNode(VOID + "Dataset"))
    yield say(dataset, RDF + "type", NamedNode(DCAT + "Dataset"))
    yield say(
        dataset,
        DCT + "title",
        Literal("immunokg: a knowledge graph of immunosuppressive therapy"),
    )
    purpose = "Research and teaching tool; no medical advice. Every claim carries its evidence, sign and licence."
    yield say(dataset, DCT + "description", Literal(purpose))
    yield say(dataset, DCT + "license", NamedNode(DATA_LICENCE))
    yield say(dataset, DCT + "hasVersion", Literal(version))
    yield say(dataset, DCT + "conformsTo", Literal(f"Biolink {BIOLINK_RELEASE}, schema {SCHEMA_VERSION}"))
    yield say(dataset, VOID + "uriSpace", Literal(IK))
    yield say(dataset, VOID + "vocabulary", NamedNode(IKO))
    yield say(dataset, VOID + "triples", _count(len({quad.triple for quad in quads})))
    yield say(dataset, VOID + "entities", _count(len(facts.nodes)))
    for source in facts.sources:
        yield say(dataset, DCT + "source", NamedNode(f"{IK}source/{source}"))
    kinds = Counter(node.kind for node in facts.nodes.values())
    direct = {quad.triple for quad in quads if quad.predicate.value.removeprefix(IKO) in PREDICATES}
    predicates = Counter(triple.predicate.value.removeprefix(IKO) for triple in direct)
    yield from _partitions(sorted(kinds.items()), "class", "entities", graph)
    yield from _partitions(sorted(predicates.items()), "property", "triples", graph)


def _partitions(counts: Iterable[tuple[str, int]], part: str, figure: str, graph: NamedNode) -> Iterator[Quad]:
    for name, count in counts:
        node = NamedNode(f"{IK}ontology/{part}-partition-{name}")
        yield Quad(NamedNode(IK), NamedNode(f"{VOID}{part}Partition"), node, graph)
        yield Quad(node, NamedNode(VOID + part), NamedNode(IKO + name), graph)
        yield Quad(node, NamedNode(VOID + figure), _count(count), graph)


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(XSD + "integer"))
