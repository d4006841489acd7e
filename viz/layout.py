"""Place nodes left to right in columns by kind, few crossings; the same input gives the same places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

__all__ = ["KIND_GROUPS", "Place", "place_around", "place_nodes"]

KIND_GROUPS: dict[str, int] = {
    "Genotype": 0, "Intervention": 0, "Formulation": 0, "Regimen": 0, "AgentClass": 0, "Agent": 0,
    "Metabolite": 1, "Exposure": 1, "Target": 1,
    "Pathway": 2, "Process": 2, "CellType": 2, "Organ": 2, "Pathogen": 2,
    "ClinicalState": 3, "Outcome": 3,
    "Biomarker": 4, "Test": 4, "Recommendation": 4, "Trial": 4,
}  # fmt: skip
SWEEPS = 8
LAST = 9
TALLEST = 12
TALLEST_AROUND = 9
SHIFTS = (0.0, 0.5, -0.5, 1.0, -1.0, 1.5, -1.5)
TOO_NEAR = 0.4
ROUNDS = 3


class Place(NamedTuple):
    """Where a node stands: column from the left, row from the top; rows are centred around 0."""

    column: int
    row: float


def place_nodes(
    kinds: Mapping[str, str], edges: Iterable[tuple[str, str]], start: str, ends: Collection[str] = ()
) -> dict[str, Place]:
    """Return the place of every node.

    Columns follow the kind (agent, target, process, state, test); within a kind they follow the distance from
    `start`, and a column of more than twelve nodes is split. The `ends` stand behind all the rest. Rows follow the
    mean row of the neighbours, some sweeps to and fro (the barycentre rule of Sugiyama, Tagawa and Toda 1981).
    """
    pairs = [pair for pair in edges if pair[0] in kinds and pair[1] in kinds]
    depth = _depths(kinds, pairs, start)
    layers: dict[tuple[int, int], list[str]] = defaultdict(list)
    for slug in sorted(kinds):
        layers[(LAST, 0) if slug in ends else (KIND_GROUPS[kinds[slug]], depth[slug])].append(slug)
    columns: list[list[str]] = []
    for key in sorted(layers):
        layer = layers[key]
        columns += [layer[at : at + TALLEST] for at in range(0, len(layer), TALLEST)]
    _sort_rows(columns, pairs)
    places = {
        slug: Place(number, row - (len(column) - 1) / 2)
        for number, column in enumerate(columns)
        for row, slug in enumerate(column)
    }
    _clear_lines(columns, places, pairs)
    return places


def place_around(centre: str, kinds: Mapping[str, str], edges: Iterable[tuple[str, str]]) -> dict[str, Place]:
    """Return places around a centre: what acts on it to the left, what it acts on and all else to the right.

    Each side is in order of kind; a side of more than nine nodes stands in several staggered columns, so that the
    lines to a far column pass between the nodes of a near one, and the picture is wide rather than tall.
    """
    acting = {subject for subject, object_ in edges if object_ == centre} - {centre}
    order = sorted((slug for slug in kinds if slug != centre), key=lambda slug: (KIND_GROUPS[kinds[slug]], slug))
    left, right = ([slug for slug in order if (slug in acting) == side] for side in (True, False))
    places = {centre: Place(0, 0.0)}
    for side, direction in ((left, -1), (right, 1)):
        columns = max(1, -(-len(side) // TALLEST_AROUND))
        for at, slug in enumerate(side):
            row = (at - (len(side) - 1) / 2) / columns
            places[slug] = Place(direction * (2 + at % columns), row)
    return places


def _depths(kinds: Mapping[str, str], pairs: Sequence[tuple[str, str]], start: str) -> dict[str, int]:
    """Return the distance of each node from the start along the edges, else against them, else 0."""
    depth = {start: 0}
    for forward in (True, False):
        frontier = list(depth)
        while frontier:
            reached = []
            for subject, object_ in pairs:
                here, there = (subject, object_) if forward else (object_, subject)
                if here in frontier and there not in depth:
                    depth[there] = depth[here] + 1 if forward else depth[here]
                    reached.append(there)
            frontier = reached
    return {slug: depth.get(slug, 0) for slug in kinds}


def _sort_rows(columns: list[list[str]], pairs: Sequence[tuple[str, str]]) -> None:
    near: dict[str, list[str]] = defaultdict(list)
    for subject, object_ in pairs:
        near[subject].append(object_)
        near[object_].append(subject)
    row = {slug: at - (len(column) - 1) / 2 for column in columns for at, slug in enumerate(column)}
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            means = {slug: _mean([row[other] for other in near[slug]], row[slug]) for slug in column}
            column.sort(key=lambda slug: (means[slug], slug))
            row.update({slug: at - (len(column) - 1) / 2 for at, slug in enumerate(column)})


def _clear_lines(columns: list[list[str]], places: dict[str, Place], pairs: Sequence[tuple[str, str]]) -> None:
    """Shift each inner column, left to right, some rounds, so that the fewest lines run through its nodes."""
    for number, column in [*enumerate(columns)][1:-1] * ROUNDS:
        passing = [line for pair in pairs if (line := _row_at(number, places[pair[0]], places[pair[1]])) is not None]

        def crossed(shift: float, column: list[str] = column, passing: list[float] = passing) -> int:
            return sum(abs(places[slug].row + shift - line) < TOO_NEAR for slug in column for line in passing)

        best = min(SHIFTS, key=lambda shift: (crossed(shift), abs(shift), shift))
        places.update({slug: Place(number, places[slug].row + best) for slug in column})


def _row_at(column: int, one: Place, other: Place) -> float | None:
    """Return the row at which the line between two places passes a column, None if it does not pass it."""
    first, last = sorted((one, other))
    if not first.column < column < last.column:
        return None
    return first.row + (last.row - first.row) * (column - first.column) / (last.column - first.column)


def _mean(values: Sequence[float], default: float) -> float:
    return sum(values) / len(values) if values else default
