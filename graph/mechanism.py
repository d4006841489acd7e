"""A mechanism path as people get it: slugs, signs and whole claims in place of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from immunokg.graph.adjacency import Hops
from immunokg.graph.catalogue import Record
from immunokg.graph.paths import RawPath
from immunokg.ontology.hops import CONFIDENCES

__all__ = ["Hop", "MechanismPath", "make_path"]


@dataclass(frozen=True, slots=True)
class Hop:
    """One claim of a path: `record` holds all of it, with its evidence, state and context."""

    claim: str
    subject: str
    predicate: str
    object: str
    sign: int
    confidence: str
    sources: tuple[str, ...]
    record: Record

    def to_json(self) -> dict[str, Any]:
        """Return the hop as plain data, without the evidence.

        What is special about it stands in three more fields: `state` if the claim is not supported, `context` if it
        holds in one place only, `inherited_from` if it is said of a class.
        """
        special = {
            "state": None if self.record["state"] == "supported" else self.record["state"],
            "context": self.record["context"],
            "inherited_from": self.record["inherited_from"],
        }
        return {
            "claim": self.claim,
            "subject": self.subject,
            "predicate": self.predicate,
            "object": self.object,
            "sign": self.sign,
            "confidence": self.confidence,
            "sources": list(self.sources),
        } | {name: value for name, value in special.items() if value}


@dataclass(frozen=True, slots=True)
class MechanismPath:
    """A signed path: node slugs, hops, product of signs, confidence, context slug or None, and score."""

    nodes: tuple[str, ...]
    hops: tuple[Hop, ...]
    sign: int
    confidence: str
    end_to_end: str
    context: str | None
    score: float

    def __repr__(self) -> str:
        """Return the nodes, the sign and the confidence."""
        return f"<MechanismPath {' → '.join(self.nodes)}: {self.sign:+d}, {self.confidence}>"

    @property
    def holds(self) -> bool:
        """Whether every hop is a supported claim; only a search of all states gives others."""
        return all(hop.record["state"] == "supported" for hop in self.hops)

    @property
    def weakest(self) -> int | None:
        """Place of the weakest hop, from 0, the first one among equals; None if all hops are alike."""
        ranks = [CONFIDENCES.index(hop.confidence) for hop in self.hops]
        return ranks.index(max(ranks)) if max(ranks) > min(ranks) else None

    def to_json(self) -> dict[str, Any]:
        """Return the path as plain data."""
        return {
            "nodes": list(self.nodes),
            "hops": [hop.to_json() for hop in self.hops],
            "sign": self.sign,
            "confidence": self.confidence,
            "end_to_end": self.end_to_end,
            "context": self.context,
            "score": self.score,
        }


def make_path(path: RawPath, hops: Hops, records: Mapping[int, Record]) -> MechanismPath:
    """Return the path with slugs for its nodes and the records of its claims, which `records` holds by number."""
    return MechanismPath(
        nodes=tuple(hops.slugs[node] for node in path.nodes),
        hops=tuple(_hop(records[edge]) for edge in path.edges),
        sign=path.sign,
        confidence=path.grade.confidence,
        end_to_end=path.grade.end_to_end,
        context=hops.context_names[path.context - 1] if path.context else None,
        score=path.grade.score,
    )


def _hop(record: Record) -> Hop:
    supporting = {item["source"] for item in record["evidence"] if item["stance"] == "supports"}
    return Hop(
        claim=record["claim"],
        subject=record["subject"],
        predicate=record["predicate"],
        object=record["object"],
        sign=record["sign"],
        confidence=record["confidence"],
        sources=tuple(sorted(supporting or record["sources"])),
        record=record,
    )
