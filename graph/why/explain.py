"""Everything the graph holds on one drug and one risk or condition, as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.mechanism import MechanismPath
from immunokg.graph.paths import MAX_HOPS
from immunokg.graph.registers import read_register
from immunokg.graph.related import find_exposures
from immunokg.graph.risk.status import Status, StatusReport, find_status
from immunokg.graph.why.care import Interruption, find_interruptions, find_observations
from immunokg.graph.why.gap import Gap, find_gap
from immunokg.graph.why.modifiers import Modifier, find_modifiers
from immunokg.ontology.errors import PathError

__all__ = ["Explanation", "explain"]

SEARCHED = 400
USES = ("treats", "studied_for", "has_efficacy", "contraindicated_in")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why, how sure, who, what is watched, what helps, and what is not known.

    `status` holds the clinical claims. `uses` are treats, studied_for and has_efficacy claims between the two.
    `paths` are the best mechanism paths whose sign agrees with the clinical claim (or the sign of the best path, if
    there is none); `competing` those of the other sign. `modifiers`: who is at more or less risk. `observations`: tests
    on the nodes of `paths`, in the order of the nodes. `interruptions`: what breaks a path, then what is symptomatic.
    `unknown`: sentences on what the graph does not know. `gap` only if there is no path at all.
    """

    start: str
    end: str
    status: StatusReport
    uses: tuple[Record, ...]
    paths: tuple[MechanismPath, ...]
    competing: tuple[MechanismPath, ...]
    modifiers: tuple[Modifier, ...]
    observations: tuple[Record, ...]
    interruptions: tuple[Interruption, ...]
    unknown: tuple[str, ...]
    gap: Gap | None

    def to_json(self) -> dict[str, Any]:
        """Return plain data; claims with all their evidence."""
        return {
            "start": self.start,
            "end": self.end,
            "status": self.status.to_json(),
            "uses": list(self.uses),
            "paths": [path.to_json() for path in self.paths],
            "competing": [path.to_json() for path in self.competing],
            "modifiers": [item.to_json() for item in self.modifiers],
            "observations": list(self.observations),
            "interruptions": [item.to_json() for item in self.interruptions],
            "unknown": list(self.unknown),
            "gap": self.gap.to_json() if self.gap else None,
        }


def explain(kg: KnowledgeGraph, start: str, end: str, *, k: int = 3, max_hops: int = MAX_HOPS) -> Explanation:
    """Return why `start` (an agent, class, genotype or the like) raises or lowers `end` (a risk or condition).

    Parameters
    ----------
    start, end
        Names: slug, label, synonym or CURIE.
    k
        How many paths of each sign, at least 1; of paths over the same nodes only the best.
    max_hops
        Longest path, 1 to 12.

    Raises
    ------
    UnknownNameError, AmbiguousNameError, PathError
        For names and numbers that cannot be used.

    Notes
    -----
    Paths end in `end` or a state below it, in the order of `immunokg.graph.paths.iter_paths`. Nothing is decided
    here that the claims do not say: what is missing is in `unknown`.

    Examples
    --------
    >>> import immunokg
    >>> from immunokg.graph.why import explain
    >>> answer = explain(immunokg.open(), "tacrolimus", "post-transplant diabetes mellitus")
    >>> answer.status.direction, answer.paths[0].sign
    ('raises', 1)
    """
    if k < 1:
        raise PathError(f"k is {k}; choose 1 or more")
    status = find_status(kg, start, end)
    first, last = status.agent, status.risk
    found = kg.paths(first, last, k=SEARCHED, max_hops=max_hops, narrower=True, parallel=False)
    wanted = _wanted_sign(status, found)
    paths = tuple(islice((path for path in found if path.sign == wanted), k))
    competing = tuple(islice((path for path in found if path.sign != wanted), k))
    through = [*paths, *_by_exposure(kg, first, last, wanted)]
    return Explanation(
        start=first,
        end=last,
        status=status,
        uses=tuple(_uses(kg, first, last)),
        paths=paths,
        competing=competing,
        modifiers=tuple(find_modifiers(kg, first, last, paths)),
        observations=tuple(find_observations(kg, first, _nodes(through, last))),
        interruptions=tuple(find_interruptions(kg, first, last, through)),
        unknown=tuple(_unknown(kg, status, paths)),
        gap=None if found else find_gap(kg, first, last),
    )


def _wanted_sign(status: StatusReport, paths: Sequence[MechanismPath]) -> int:
    if status.direction:
        return 1 if status.direction == "raises" else -1
    return paths[0].sign if paths else 0


def _by_exposure(kg: KnowledgeGraph, agent: str, end: str, sign: int) -> list[MechanismPath]:
    """Return the best path of this sign from each exposure of the agent."""
    found = []
    for slug in find_exposures(kg.catalogue, agent):
        ahead = kg.paths(slug, end, k=5, narrower=True, parallel=False) if slug != end else []
        found += [path for path in ahead if path.sign == sign][:1]
    return found


def _nodes(paths: Sequence[MechanismPath], end: str) -> list[str]:
    return list(dict.fromkeys([*(slug for path in paths for slug in path.nodes), end]))


def _uses(kg: KnowledgeGraph, agent: str, condition: str) -> Iterator[Record]:
    for claim in kg.catalogue.claims_of(agent):
        if claim["subject"] != agent:
            continue
        if condition in (claim["object"], claim["context"]) and claim["predicate"] in USES:
            yield claim


def _unknown(kg: KnowledgeGraph, status: StatusReport, paths: Sequence[MechanismPath]) -> Iterator[str]:
    if status.status == Status.NOT_ASSESSED:
        yield "no clinical claim against none or placebo; unknown is not safe"
    if status.status == Status.CONFLICTING:
        yield "the clinical evidence conflicts"
    if not paths:
        searched = [
            row["searched"]
            for row in read_register(kg.folder, "unexplained")
            if (row["subject"], row["object"]) == (status.agent, status.risk)
        ]
        tried = f"; searched in vain: {'; '.join(searched)}" if searched else ""
        yield f"no mechanism path of the same sign{tried}"
    for path in paths[:1]:
        weak = [hop for hop in path.hops if hop.confidence == "hypothetical"]
        yield from (f"the hop {hop.subject} {hop.predicate} {hop.object} is hypothetical" for hop in weak)
    if status.status == Status.SUPPORTED and not _has_frequency(status):
        yield "how often is not stated by any source here"


def _has_frequency(status: StatusReport) -> bool:
    return any(item.get("frequencies") for claim in status.claims for item in claim["evidence"])
