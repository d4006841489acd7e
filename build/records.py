"""Plain records (dicts and lists) of nodes, sources and claims, as the catalogue keeps them."""

from __future__ import annotations

from typing import Any

from immunokg.build.model import Claim, Evidence, Facts, Node, Source
from immunokg.ontology.prefixes import IK
from immunokg.ontology.terms import KIND_CATEGORIES, PREDICATES

__all__ = ["claim_record", "node_record", "source_record"]


def node_record(node: Node) -> dict[str, Any]:
    """Return a node as plain data."""
    details = {name: list(value) if isinstance(value, tuple) else value for name, value in node.details.items()}
    return {
        "slug": node.slug,
        "iri": IK + node.slug,
        "kind": node.kind,
        "label": node.label,
        "biolink_category": KIND_CATEGORIES[node.kind],
        **details,
    }


def source_record(source: Source) -> dict[str, Any]:
    """Return a source as plain data."""
    details = {name: list(value) if isinstance(value, tuple) else value for name, value in source.details.items()}
    return {"id": source.id, **details}


def claim_record(claim: Claim, facts: Facts, by_id: dict[str, Claim]) -> dict[str, Any]:
    """Return a claim as plain data; an inherited one carries the evidence of its class claim for reading."""
    parents = [by_id[parent] for parent in claim.derived_from]
    evidence = claim.evidence or tuple(item for parent in parents for item in parent.evidence)
    key = claim.key
    return {
        "claim": f"{IK}claim/{claim.id}",
        "subject": key.subject,
        "predicate": key.predicate,
        "object": key.object,
        "direction": key.direction or None,
        "context": key.context or None,
        "comparator": key.comparator or None,
        "sign": key.sign,
        "causal": PREDICATES[key.predicate].causal,
        "state": str(claim.state),
        "confidence": str(claim.confidence),
        "contested": claim.contested,
        "inferred": bool(claim.derived_from),
        "derived_from": [f"{IK}claim/{parent.id}" for parent in parents],
        "inherited_from": sorted({parent.key.subject for parent in parents}),
        "sources": sorted({item.source for item in evidence}),
        "evidence": [_evidence_record(item, inherited=bool(parents)) for item in evidence],
    }


def _evidence_record(item: Evidence, *, inherited: bool) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": f"{IK}evidence/{item.id}",
        "source": item.source,
        "locator": item.locator,
        "evidence_kind": item.evidence_kind,
        "stance": item.stance,
        "finding": item.finding,
    }
    if inherited:
        return record
    for name, value in item.details.items():
        record[name] = list(value) if isinstance(value, tuple) else value
    if item.frequencies:
        record["frequencies"] = [{"side": str(frequency.side), **frequency.details} for frequency in item.frequencies]
    if item.target_range:
        record["target_range"] = dict(item.target_range)
    if item.effect:
        record["effect_estimate"] = dict(item.effect)
    return record
