"""Whose a mechanism path is: the one of who takes a drug alone, or only of who takes another drug beside it.

Ciclosporin raises everolimus troughs, and those raise lipids: true of who takes both, no mechanism of ciclosporin. A
genotype or an intervention owns no exposure, so its paths through any are its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from immunokg.graph.knowledge import KnowledgeGraph

__all__ = ["find_owners", "is_own"]

TAKEN = frozenset({"Agent", "AgentClass"})


def find_owners(kg: KnowledgeGraph) -> dict[str, str]:
    """Return what is taken, by slug: agents and classes themselves, the agents of exposures and of product forms."""
    nodes = list(kg.catalogue.iter_nodes())
    owners = {node["slug"]: node["slug"] for node in nodes if node["kind"] in TAKEN}
    owners |= {node["slug"]: node["agent"] for node in nodes if node["kind"] == "Exposure"}
    forms = (claim for claim in kg.catalogue.iter_claims() if claim["predicate"] == "formulation_of")
    return owners | {claim["subject"]: claim["object"] for claim in forms}


def is_own(path: Sequence[str], owners: Mapping[str, str]) -> bool:
    """Return whether a path, as slugs, needs the exposure of no other drug than the one it starts from.

    Parameters
    ----------
    path
        From the start to the end; only inner nodes are judged.
    owners
        As `find_owners` gives them. A start that is not among them is no drug, and every path of it is its own.
    """
    taken = owners.get(path[0])
    return taken is None or all(owners.get(node, taken) == taken for node in path[1:-1])
