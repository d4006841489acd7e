"""Why not: how far the search for a path got from both ends."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from immunokg.graph.adjacency import Hops
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.paths import INNER_KINDS, LONGEST
from immunokg.ontology.hops import STATES

__all__ = ["Gap", "find_gap"]

SHOWN = 12
SUPPORTED = STATES.index("supported")


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between two nodes that no mechanism path joins.

    `forward` and `backward` say how many nodes are reached at each number of hops, from 1, by supported causal claims
    from the start and back from the end; contexts do not matter here. `last_forward` and `last_backward` are up to
    twelve of the nodes reached last, sorted. `meeting` are nodes reached from both ends: there a path fails only
    because its contexts do not fit or a node would be passed twice. `unsupported` is the best path, as slugs, that
    also walks conflicting, refuted and not-found claims.
    """

    start: str
    end: str
    forward: tuple[int, ...]
    backward: tuple[int, ...]
    last_forward: tuple[str, ...]
    last_backward: tuple[str, ...]
    meeting: tuple[str, ...]
    unsupported: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return asdict(self)


def find_gap(kg: KnowledgeGraph, start: str, end: str) -> Gap:
    """Return how far a search gets from `start` and back from `end` (names).

    Raises
    ------
    UnknownNameError, AmbiguousNameError, PathError
        As `KnowledgeGraph.paths`.
    """
    first, last = kg.lexicon.resolve(start), kg.lexicon.resolve(end)
    ahead, back = _layers(kg.hops, first, forward=True), _layers(kg.hops, last, forward=False)
    reached, reaching = {slug for layer in ahead for slug in layer}, {slug for layer in back for slug in layer}
    walked = kg.paths(first, last, k=1, states="all", narrower=True)
    return Gap(
        first, last,
        forward=tuple(map(len, ahead)), backward=tuple(map(len, back)),
        last_forward=tuple(ahead[-1][:SHOWN]) if ahead else (), last_backward=tuple(back[-1][:SHOWN]) if back else (),
        meeting=tuple(sorted(reached & reaching)[:SHOWN]),
        unsupported=walked[0].nodes if walked else (),
    )  # fmt: skip


def _layers(hops: Hops, slug: str, *, forward: bool) -> list[list[str]]:
    """Return the slugs first reached at each number of hops, each layer sorted."""
    seen, frontier = {hops.numbers[slug]}, [hops.numbers[slug]]
    layers: list[list[str]] = []
    while frontier and len(layers) < LONGEST:
        leading = [node for node in frontier if not layers or hops.kind(node) in INNER_KINDS]
        found = {after for node in leading for after in _next(hops, node, forward=forward)} - seen
        seen |= found
        frontier = sorted(found)
        layers.append(sorted(hops.slugs[node] for node in found))
    return [layer for layer in layers if layer]


def _next(hops: Hops, node: int, *, forward: bool) -> set[int]:
    if forward:
        edges = range(hops.out_offsets[node], hops.out_offsets[node + 1])
        return {hops.objects[edge] for edge in edges if hops.states[edge] == SUPPORTED}
    edges_in = hops.in_edges[hops.in_offsets[node] : hops.in_offsets[node + 1]]
    return {hops.subjects[edge] for edge in edges_in if hops.states[edge] == SUPPORTED}
