"""What is odd in the network of mechanisms: loops, shortcuts, chains of one agent alone, nodes that nothing speaks of.

None of it is wrong as such. Feedback is biology, a shortcut may be all that a source says; but each deserves a look.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from immunokg.graph.adjacency import Hops
from immunokg.graph.knowledge import KnowledgeGraph

__all__ = ["NetworkReport", "report_network"]

SUPPORTED = 0
ACTORS = frozenset({"Agent", "AgentClass", "Formulation", "Intervention", "Genotype"})


@dataclass(frozen=True, slots=True)
class NetworkReport:
    """Findings as slugs, each list sorted.

    Attributes
    ----------
    loops
        Groups of nodes that reach one another (strongly connected components of two or more).
    shortcuts
        (agent, risk): a causal claim that leads straight from an agent to a clinical state.
    private_chains
        (agent, node): a node that is entered from this one agent's mechanism alone and leads to one node alone.
    orphans
        Nodes that no claim speaks of.
    """

    loops: list[tuple[str, ...]]
    shortcuts: list[tuple[str, str]]
    private_chains: list[tuple[str, str]]
    orphans: list[str]


def report_network(kg: KnowledgeGraph) -> NetworkReport:
    """Return what is odd in the supported causal claims of a graph; some 100 ms on the curated one."""
    hops = kg.hops
    edges = [(hops.subjects[n], hops.objects[n]) for n in range(len(hops.objects)) if hops.states[n] == SUPPORTED]
    spoken = _spoken_of(kg)
    return NetworkReport(
        loops=_loops(kg),
        shortcuts=sorted({
            (hops.slugs[a], hops.slugs[b]) for a, b in edges
            if hops.kind(a) == "Agent" and hops.kind(b) == "ClinicalState"
        }),
        private_chains=_private_chains(edges, hops),
        orphans=sorted(node["slug"] for node in kg.catalogue.iter_nodes() if node["slug"] not in spoken),
    )  # fmt: skip


def _loops(kg: KnowledgeGraph) -> list[tuple[str, ...]]:
    import networkx

    groups = networkx.strongly_connected_components(networkx.DiGraph(kg.networkx(view="causal")))
    return sorted((tuple(sorted(group)) for group in groups if len(group) > 1), key=lambda group: (len(group), group))


def _spoken_of(kg: KnowledgeGraph) -> set[str]:
    """Return the nodes that a claim of any state names in any place, or that another node lies in."""
    places = ("subject", "object", "context", "comparator")
    named = {claim[place] for claim in kg.catalogue.iter_claims(all_states=True) for place in places if claim[place]}
    return named | {
        up for node in kg.catalogue.iter_nodes() for way in ("broader", "part_of") for up in node.get(way, ())
    }


def _private_chains(edges: list[tuple[int, int]], hops: Hops) -> list[tuple[str, str]]:
    before: dict[int, set[int]] = defaultdict(set)
    after: dict[int, set[int]] = defaultdict(set)
    for start, end in edges:
        before[end].add(start)
        after[start].add(end)
    return sorted(
        (hops.slugs[next(iter(before[node]))], hops.slugs[node])
        for node in list(before)
        if len(before[node]) == 1 and len(after[node]) == 1 and hops.kind(next(iter(before[node]))) in ACTORS
        and hops.kind(next(iter(after[node]))) == "ClinicalState"
    )  # fmt: skip
