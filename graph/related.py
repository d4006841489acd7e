"""What belongs to a node beyond its own claims: what is broader and narrower, and the care of those who take it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from immunokg.graph.catalogue import Catalogue, Record

__all__ = ["find_broader", "find_care", "find_classes", "find_exposures", "find_narrower"]

CARE = ("monitors", "mitigates", "prevents")


def find_broader(catalogue: Catalogue, slug: str) -> list[str]:
    """Return the slugs of everything above a node in its hierarchy, nearest first."""
    return _reached(slug, lambda node: (catalogue.node(node) or {}).get("broader", ()))


def find_narrower(catalogue: Catalogue, slug: str) -> list[str]:
    """Return the slugs of everything below a node in its hierarchy, sorted."""
    return sorted(_reached(slug, catalogue.narrower))


def find_classes(catalogue: Catalogue, slug: str) -> list[str]:
    """Return the classes that an agent or class belongs to by supported claims, nearest first."""

    def classes(member: str) -> Iterable[str]:
        return (claim["object"] for claim in catalogue.claims_from(member, ["member_of"]))

    return _reached(slug, classes)


def find_care(catalogue: Catalogue, slug: str) -> list[Record]:
    """Return the supported claims that monitor, mitigate or prevent something in those who take an agent.

    They say so of the agent itself or of a class that it belongs to. Monitoring first, then by number.
    """
    whose = [slug, *find_classes(catalogue, slug)]
    care = [claim for claim in catalogue.care_of(whose) if claim["predicate"] in CARE]
    return sorted(care, key=lambda claim: CARE.index(claim["predicate"]))


def find_exposures(catalogue: Catalogue, agent: str) -> list[str]:
    """Return the slugs of the exposures of an agent, sorted."""
    return sorted(claim["object"] for claim in catalogue.claims_from(agent, ["has_exposure"]))


def _reached(start: str, following: Callable[[str], Iterable[str]]) -> list[str]:
    """Return everything that can be reached from `start`, without it, nearest first."""
    reached: dict[str, None] = {}
    todo = [start]
    while todo:
        for node in following(todo.pop(0)):
            if node not in reached and node != start:
                reached[node] = None
                todo.append(node)
    return list(reached)
