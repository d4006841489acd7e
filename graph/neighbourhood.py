"""What surrounds a node: claims within some steps, in both directions, of every predicate."""

from __future__ import annotations

from dataclasses import dataclass

from immunokg.graph.catalogue import Catalogue, Record
from immunokg.ontology.errors import PathError

__all__ = ["Neighbourhood", "find_neighbourhood"]

WIDEST = 3


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Slugs by distance from the centre, the claims among them, and how many nodes were cut off."""

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
        How many nodes to keep; the ones with more claims to what is kept already come first, then by slug.

    Raises
    ------
    PathError
        If the radius is out of range.
    """
    if not 1 <= radius <= WIDEST:
        raise PathError(f"radius is {radius}; choose 1 to {WIDEST}")
    distance = {slug: 0}
    claims: dict[str, Record] = {}
    frontier, left_out = [slug], 0
    for step in range(1, radius + 1):
        weight: dict[str, int] = {}
        for node in frontier:
            for claim in catalogue.claims_of(node):
                if claim["state"] != "supported":
                    continue
                claims[claim["claim"]] = claim
                for end in (claim["subject"], claim["object"]):
                    if end not in distance:
                        weight[end] = weight.get(end, 0) + 1
        order = sorted(weight, key=lambda end: (-weight[end], end))
        room = max(0, max_nodes - len(distance))
        left_out += len(order[room:])
        frontier = order[:room]
        distance.update(dict.fromkeys(frontier, step))
    kept = (claims[key] for key in sorted(claims))
    inside = tuple(claim for claim in kept if claim["subject"] in distance and claim["object"] in distance)
    return Neighbourhood(slug, distance, inside, left_out)
