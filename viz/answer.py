"""The answer to "why does this raise that": what is claimed clinically, and the mechanism paths that explain it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.mechanism import MechanismPath
from immunokg.graph.paths import MAX_HOPS

__all__ = ["Answer", "answer_of", "make_answer", "sign_word"]

SIGN_WORDS = {1: "raises", -1: "lowers", 0: "undetermined"}


@dataclass(frozen=True, slots=True)
class Answer:
    """Plain data: records of the two nodes, of the clinical claims, of all nodes and sources that are named."""

    start: Record
    end: Record
    claims: tuple[Record, ...]
    paths: tuple[MechanismPath, ...]
    nodes: dict[str, Record]
    sources: dict[str, Record]

    def label(self, slug: str) -> str:
        """Return the label of a node that is named in the answer."""
        return str(self.nodes[slug]["label"]) if slug in self.nodes else slug


def sign_word(sign: int) -> str:
    """Return what a sign says of the end of a path: raises, lowers or undetermined."""
    return SIGN_WORDS[sign]


def make_answer(kg: KnowledgeGraph, start: str, end: str, *, k: int = 3, max_hops: int = MAX_HOPS) -> Answer:
    """Return what the graph holds on start and end: clinical claims of every state, and the `k` best paths.

    Clinical claims come first without comparator, then by comparator; among them supported ones first.

    Raises
    ------
    UnknownNameError, AmbiguousNameError, PathError
        As `KnowledgeGraph.paths`.
    """
    return answer_of(kg, start, end, kg.paths(start, end, k=k, max_hops=max_hops))


def answer_of(kg: KnowledgeGraph, start: str, end: str, found: Sequence[MechanismPath]) -> Answer:
    """Return the answer with these paths, which may end in a state below `end`."""
    paths = tuple(found)
    claims = sorted(kg.claims(start, "has_risk", end), key=_claim_order)
    first, last = kg.lexicon.resolve(start), kg.lexicon.resolve(end)
    slugs = {first, last}
    for claim in claims:
        slugs |= {claim["comparator"]} if claim["comparator"] else set()
    for path in paths:
        slugs |= set(path.nodes) | {hop.record["context"] for hop in path.hops if hop.record["context"]}
    named = {slug: kg.catalogue.node(slug) for slug in sorted(slugs)}
    nodes = {slug: record for slug, record in named.items() if record is not None}
    ids = {source for claim in claims for source in claim["sources"]}
    ids |= {source for path in paths for hop in path.hops for source in hop.record["sources"]}
    read = {source: kg.catalogue.source(source) for source in sorted(ids)}
    sources = {source: record for source, record in read.items() if record is not None}
    return Answer(nodes[first], nodes[last], tuple(claims), paths, nodes, sources)


def _claim_order(claim: Record) -> tuple[bool, bool, str, str]:
    return (
        claim["comparator"] is not None,
        claim["state"] != "supported",
        claim["comparator"] or "",
        claim["claim"],
    )
