"""Questions that SPARQL cannot say: paths, regimens, side by side. Each is a function of the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.mechanism import MechanismPath

__all__ = ["CALLS", "Call"]

Rows = tuple[Sequence[str], Iterable[Sequence[object]]]
PATH = ("sign", "confidence", "path", "weakest_hop", "sources_of_each_hop")


@dataclass(frozen=True, slots=True)
class Call:
    """Text and keywords of a question, and the function that answers it with columns and rows."""

    text: str
    keywords: tuple[str, ...]
    ask: Callable[[KnowledgeGraph], Rows]


def _path_rows(paths: Iterable[MechanismPath]) -> Iterable[Sequence[object]]:
    for path in paths:
        weakest = path.hops[path.weakest] if path.weakest is not None else None
        hop = f"{weakest.subject} {weakest.predicate} {weakest.object}" if weakest else ""
        yield path.sign, path.confidence, path.nodes, hop, [",".join(hop.sources) for hop in path.hops]


def _nephrotoxicity(kg: KnowledgeGraph) -> Rows:
    paths = kg.paths("tacrolimus", "chronic-cni-nephrotoxicity", max_hops=5, k=20, parallel=False)
    return PATH, _path_rows(path for path in paths if path.sign == 1)


CALLS: dict[str, Call] = {
    "17-chronic-nephrotoxicity": Call(
        "Show the sign-consistent paths of at most five hops from tacrolimus to chronic nephrotoxicity, with a source "
        "on every hop; which is best supported, and what is its weakest hop?",
        ("risk path", "nephrotoxicity"),
        _nephrotoxicity,
    ),
}
