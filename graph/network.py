"""Claims as a NetworkX MultiDiGraph, and back without loss."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from immunokg.graph.catalogue import Record

if TYPE_CHECKING:
    import networkx

__all__ = ["iter_records", "to_networkx"]

NODE_FIELDS = ("label", "kind", "synonyms", "category", "xrefs")
OWN_FIELDS = ("claim", "subject", "object")


def to_networkx(nodes: Iterable[Record], claims: Iterable[Record]) -> networkx.MultiDiGraph[str]:
    """Return a fresh graph: nodes are slugs, edges are claims keyed by claim IRI.

    Nodes carry label, kind, synonyms (list), category (Biolink), xrefs (list) and the rest of their record under
    `record`. Edges carry predicate, sign, direction, context, comparator, qualifiers, state, confidence,
    sources (list of ids), evidence (list of dicts), inferred, derived_from, causal. No literal is ever a node.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for record in nodes:
        graph.add_node(record["slug"], **_node_attributes(record))
    for record in claims:
        attributes = {name: value for name, value in copy.deepcopy(record).items() if name not in OWN_FIELDS}
        attributes["qualifiers"] = _qualifiers(record)
        graph.add_edge(record["subject"], record["object"], key=record["claim"], **attributes)
    return graph


def _node_attributes(record: Record) -> dict[str, Any]:
    xrefs = [curie for name in ("exact", "close", "encoded_by") for curie in record.get(name, ())]
    return {
        "label": record["label"],
        "kind": record["kind"],
        "synonyms": list(record.get("synonyms", ())),
        "category": record["biolink_category"],
        "xrefs": xrefs,
        "record": copy.deepcopy(record),
    }


def _qualifiers(record: Record) -> dict[str, Any]:
    """Return what the claim's evidence says of partners and mechanisms, each value once, in order."""
    found: dict[str, Any] = {}
    for name in ("via", "mechanism"):
        values: list[str] = []
        for item in record["evidence"]:
            said = item.get(name, ())
            values += [said] if isinstance(said, str) else list(said)
        if values:
            found[name] = list(dict.fromkeys(values))
    return found


def iter_records(graph: networkx.MultiDiGraph[str]) -> Iterator[Record]:
    """Yield the claim records of a graph made by `to_networkx`, sorted by claim IRI: what went in comes out."""
    for subject, object_, key, attributes in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2]):
        fields = {name: value for name, value in attributes.items() if name != "qualifiers"}
        yield copy.deepcopy({"claim": key, "subject": subject, "object": object_, **fields})
