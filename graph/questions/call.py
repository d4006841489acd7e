"""What a question in Python is, and the cells that several of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.mechanism import MechanismPath

__all__ = ["Call", "Rows", "arrow", "is_boxed", "label_of", "path_sources", "sources_of", "weakest_hop"]

Rows = tuple[Sequence[str], Iterable[Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Call:
    """Text and keywords of a question, and the function that answers it with columns and rows."""

    text: str
    keywords: tuple[str, ...]
    ask: Callable[[KnowledgeGraph], Rows]


def label_of(kg: KnowledgeGraph, slug: str) -> str:
    """Return the label of a node, its slug if it has none."""
    return str((kg.catalogue.node(slug) or {}).get("label", slug))


def arrow(nodes: Iterable[str]) -> str:
    """Return nodes as a chain."""
    return " > ".join(nodes)


def path_sources(path: MechanismPath) -> list[str]:
    """Return the sources of each hop, one text a hop."""
    return [",".join(hop.sources) for hop in path.hops]


def weakest_hop(path: MechanismPath) -> str:
    """Return the weakest hop, empty if all are alike."""
    hop = path.hops[path.weakest] if path.weakest is not None else None
    return f"{hop.subject} {hop.predicate} {hop.object}" if hop else ""


def sources_of(claims: Iterable[Record]) -> str:
    """Return the sources of claims, each once, sorted."""
    return " ".join(sorted({source for claim in claims for source in claim["sources"]}))


def is_boxed(claim: Record) -> bool:
    """Whether a supported claim, of the agent itself and against none or placebo, is a boxed risk."""
    if (claim["predicate"], claim["state"], claim["direction"]) != ("has_risk", "supported", "raises"):
        return False
    own = not claim["inferred"] and claim["comparator"] is None
    return own and any(item.get("prominence") == "boxed" and item["stance"] == "supports" for item in claim["evidence"])
