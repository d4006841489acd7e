"""Signed mechanism paths: simple, directed, over causal claims only.

A clinical claim (has_risk) is what a path explains, never a hop; binding and structure are no hops either, so
a shared binding partner carries nothing. Contexts must compose along the whole path. A path goes on from an
exposure only through claims about that exposure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from immunokg.graph.adjacency import Hops
from immunokg.graph.context import ANYWHERE, compose
from immunokg.graph.grade import Grade, grade_path
from immunokg.ontology.errors import PathError

__all__ = ["INNER_KINDS", "MAX_HOPS", "RawPath", "first_of_each", "iter_paths"]

INNER_KINDS = frozenset({"Target", "Process", "Pathway", "CellType", "Exposure", "ClinicalState"})
MAX_HOPS = 8
LONGEST = 12
SUPPORTED = 0


@dataclass(frozen=True, slots=True)
class RawPath:
    """A path by numbers: nodes, edges (claim numbers), product of signs, context (0 for none), grade."""

    nodes: tuple[int, ...]
    edges: tuple[int, ...]
    sign: int
    context: int
    grade: Grade


@dataclass(slots=True)
class _Search:
    hops: Hops
    targets: Collection[int]
    all_states: bool
    to_go: dict[int, int] = field(default_factory=dict)

    def leads_on(self, node: int) -> bool:
        return self.hops.kind(node) in INNER_KINDS

    def usable(self, edge: int) -> bool:
        return self.all_states or self.hops.states[edge] == SUPPORTED


def iter_paths(
    hops: Hops, source: int, targets: Collection[int], *, max_hops: int = MAX_HOPS, all_states: bool = False
) -> Iterator[RawPath]:
    """Yield the simple mechanism paths from `source` to any of `targets`.

    Parameters
    ----------
    hops
        The adjacency.
    source, targets
        Numbers of nodes. Targets are ends: no path goes through one.
    max_hops
        Longest path, 1 to 12 hops.
    all_states
        Also walk conflicting, refuted and not-found claims.

    Yields
    ------
    RawPath
        Best first: by length, then by score, then stated before assembled, then by the slugs of the nodes and
        the claim numbers. The order does not change from run to run.

    Raises
    ------
    PathError
        If `max_hops` is out of range or the source is among the targets.

    Notes
    -----
    Depth-first by length, cut where the target cannot be reached in the hops that are left (distances from a
    backward breadth-first search). Memory holds the paths of one length at a time.
    """
    if not 1 <= max_hops <= LONGEST:
        raise PathError(f"max_hops is {max_hops}; choose 1 to {LONGEST}")
    if source in targets:
        raise PathError(f"start and end are both {hops.slugs[source]}; choose two nodes")
    search = _Search(hops, targets, all_states)
    search.to_go = _distances(search, max_hops)
    for length in range(search.to_go.get(source, max_hops + 1), max_hops + 1):
        found = [_raw(edges, context, hops) for edges, context in _walk(search, source, length)]
        found.sort(key=lambda path: _rank(path, hops))
        yield from found


def first_of_each(paths: Iterable[RawPath]) -> Iterator[RawPath]:
    """Yield the first path over each sequence of nodes, in order."""
    seen: set[tuple[int, ...]] = set()
    for path in paths:
        if path.nodes not in seen:
            seen.add(path.nodes)
            yield path


def _distances(search: _Search, limit: int) -> dict[int, int]:
    """Return the fewest hops from each node to a target, for nodes within `limit`."""
    hops = search.hops
    distance = dict.fromkeys(search.targets, 0)
    frontier = list(search.targets)
    for step in range(1, limit + 1):
        reached = []
        for node in frontier:
            if step > 1 and not search.leads_on(node):
                continue
            for edge in hops.in_edges[hops.in_offsets[node] : hops.in_offsets[node + 1]]:
                before = hops.subjects[edge]
                if before not in distance and search.usable(edge):
                    distance[before] = step
                    reached.append(before)
        frontier = reached
    return distance


def _walk(search: _Search, source: int, length: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield the edges and the context of every path of exactly `length` hops."""
    hops, far = search.hops, length + 1
    visited = {source}
    edges: list[int] = []

    def step(node: int, context: int) -> Iterator[tuple[tuple[int, ...], int]]:
        left = length - len(edges) - 1
        for edge in range(hops.out_offsets[node], hops.out_offsets[node + 1]):
            after = hops.objects[edge]
            if after in visited or search.to_go.get(after, far) > left or not search.usable(edge):
                continue
            narrowed = compose(context, hops.contexts[edge], hops.lies_in)
            if narrowed is None:
                continue
            edges.append(edge)
            if after in search.targets:
                if left == 0:
                    yield tuple(edges), narrowed
            elif left and search.leads_on(after):
                visited.add(after)
                yield from step(after, narrowed)
                visited.remove(after)
            edges.pop()

    yield from step(source, ANYWHERE)


def _raw(edges: tuple[int, ...], context: int, hops: Hops) -> RawPath:
    sign = 1
    for edge in edges:
        sign *= hops.sign(edge)
    nodes = (hops.subjects[edges[0]], *(hops.objects[edge] for edge in edges))
    return RawPath(nodes, edges, sign, context, grade_path(edges, hops))


def _rank(path: RawPath, hops: Hops) -> tuple[Any, ...]:
    slugs = tuple(hops.slugs[node] for node in path.nodes)
    return (-path.grade.score, path.grade.end_to_end != "stated", slugs, path.edges)
