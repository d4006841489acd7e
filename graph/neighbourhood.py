"""What surrounds a node: claims within some steps, in both directions, of every predicate."""

from __future__ import annotations

from dataclasses import dataclass

from immunokg.graph.catalogue import Catalogue, Record
from immunokg.ontology.errors import PathError

__all__ = ["Neighbourhood", "find_neighbourhood"]

WIDEST = 3
RANKS = ("boxed", "warning", "causal", "treats")


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Slugs by distance from the centre, the claims among them, how many neighbours of what is kept are left out."""

    centre: str
    distance: dict[str, int]
    claims: tuple[Record, ...]
    left_out: int


def find_neighbourhood(catalogue: Catalogue, slug: str, *, radius: int = 1, max_nodes: int = 60) -> Neighbourhood:
    """Return the supported claims within `radius` steps of a node, nearest first.

    Parameters
    ----------
    catalogue
        Where the records are.
    slug
        The centre, a slug.
    radius
        1 to 3.
    max_nodes
        How many nodes to keep: of each distance first what a boxed warning is of, then what is warned of, targets and
        the nodes of other causal claims, approved uses and the rest; among equals the ones with more claims to what is
        kept already, then by slug.

    Raises
    ------
    PathError
        If the radius is out of range.
    """
    if not 1 <= radius <= WIDEST:
        raise PathError(f"radius is {radius}; choose 1 to {WIDEST}")
    distance = {slug: 0}
    claims: dict[str, Record] = {}
    frontier, cut = [slug], set[str]()
    for step in range(1, radius + 1):
        weight: dict[str, tuple[int, int]] = {}
        for node in frontier:
            for claim in catalogue.claims_of(node):
                if claim["state"] != "supported":
                    continue
                claims[claim["claim"]] = claim
                for end in (claim["subject"], claim["object"]):
                    if end not in distance:
                        rank, count = weight.get(end, (len(RANKS), 0))
                        weight[end] = (min(rank, _rank(claim)), count - 1)
        order = sorted(weight, key=lambda end: (weight[end], end))
        room = max(0, max_nodes - len(distance))
        cut |= set(order[room:])
        frontier = order[:room]
        distance.update(dict.fromkeys(frontier, step))
    kept = (claims[key] for key in sorted(claims))
    inside = tuple(claim for claim in kept if claim["subject"] in distance and claim["object"] in distance)
    return Neighbourhood(slug, distance, inside, len(cut - set(distance)))


def _rank(claim: Record) -> int:
    """Return how early a claim is shown: place in `RANKS`."""
    said = {item.get("prominence") for item in claim["evidence"]} | {claim["predicate"]}
    said |= {"causal"} if claim["causal"] else set()
    return next((place for place, name in enumerate(RANKS) if name in said), len(RANKS))
