"""Judge whether the mechanism paths of a clinical risk claim point the way the claim does.

A claim agrees if one of its paths has its sign. Paths of the other sign are real pharmacology that counteracts the
risk: they stay. A claim that has only such paths is opposed, and needs a row of polarity_exceptions with a source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from immunokg.graph.adjacency import Hops
from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.own_paths import find_owners, is_own
from immunokg.graph.paths import MAX_HOPS, iter_paths
from immunokg.graph.registers import read_register
from immunokg.ontology.errors import BuildError

__all__ = ["Polarity", "Verdict", "find_polarity", "require_polarity"]

SIGNS = {"raises": 1, "lowers": -1}


class Verdict(StrEnum):
    """What the mechanism paths of a claim say of it together."""

    AGREES = "agrees"
    OPPOSED = "opposed"
    UNDETERMINED = "undetermined"
    NO_PATH = "no path"


@dataclass(frozen=True, slots=True)
class Polarity:
    """A has_risk claim and its paths of at most eight hops.

    `agreeing` and `counteracting` are the best path of each sign as slugs, empty if there is none; `acknowledged` says
    that an opposed claim stands among the exceptions.
    """

    claim: str
    subject: str
    direction: str
    object: str
    verdict: Verdict
    agreeing: tuple[str, ...]
    counteracting: tuple[str, ...]
    acknowledged: bool


def find_polarity(kg: KnowledgeGraph, *, max_hops: int = MAX_HOPS) -> list[Polarity]:
    """Return the verdict on every claim that something itself raises or lowers a risk, by subject and object.

    Judged are supported claims, not inherited, against nothing or placebo: a comparison with another drug says
    nothing of the sign against none. Paths that are not the subject's own do not count, see `immunokg.graph.own_paths`.
    Under a second on the curated graph.
    """
    excepted = {_key(row) for row in read_register(kg.folder, "polarity_exceptions")}
    owners = find_owners(kg)
    found = []
    for claim in _judged(kg):
        best = _best_of_each_sign(claim, kg.hops, owners, max_hops)
        found.append(_judge(claim, best, acknowledged=_key(claim) in excepted))
    return sorted(found, key=lambda polarity: (polarity.subject, polarity.object, polarity.direction))


def require_polarity(folder: Path) -> None:
    """Refuse a bundle in which a risk claim is opposed by all of its paths and nobody said why.

    A bundle of open sources alone is not judged. It may lack the claim of an exception or the path that agrees, which
    the tables have: no row could then please both bundles.

    Raises
    ------
    BuildError
        Naming each such claim with its best opposing path, and each exception that is not needed any more.
    """
    with KnowledgeGraph(folder) as kg:
        if kg.manifest["open_only"]:
            return
        found = find_polarity(kg)
        excepted = {_key(row) for row in read_register(folder, "polarity_exceptions")}
    opposed = [item for item in found if item.verdict == Verdict.OPPOSED]
    wrong = [
        f"{item.subject} {item.direction} {item.object}, but its paths say the opposite: "
        f"{' → '.join(item.counteracting)}. Add the mechanism that agrees, or a row of polarity_exceptions.tsv"
        for item in opposed
        if not item.acknowledged
    ]
    needed = {(item.subject, item.direction, item.object) for item in opposed}
    wrong += [
        f"{' '.join(key)} is not opposed; remove it from polarity_exceptions.tsv" for key in sorted(excepted - needed)
    ]
    if wrong:
        raise BuildError("signs of risks and mechanisms disagree:\n" + "\n".join(f"  {line}" for line in wrong))


def _key(row: Record) -> tuple[str, str, str]:
    return row["subject"], row["direction"], row["object"]


def _judged(kg: KnowledgeGraph) -> Iterator[Record]:
    for claim in kg.catalogue.iter_claims():
        own = claim["predicate"] == "has_risk" and not claim["inferred"] and not claim["comparator"]
        if own and claim["direction"] in SIGNS:
            yield claim


def _best_of_each_sign(
    claim: Record, hops: Hops, owners: Mapping[str, str], max_hops: int
) -> dict[int, tuple[str, ...]]:
    best: dict[int, tuple[str, ...]] = {}
    start, end = hops.numbers[claim["subject"]], hops.numbers[claim["object"]]
    for path in iter_paths(hops, start, [end], max_hops=max_hops):
        slugs = tuple(hops.slugs[node] for node in path.nodes)
        if is_own(slugs, owners):
            best.setdefault(path.sign, slugs)
        if {1, -1} <= set(best):
            break
    return best


def _judge(claim: Record, best: Mapping[int, tuple[str, ...]], *, acknowledged: bool) -> Polarity:
    wanted = SIGNS[claim["direction"]]
    verdict = (
        Verdict.AGREES if wanted in best
        else Verdict.OPPOSED if -wanted in best
        else Verdict.UNDETERMINED if best
        else Verdict.NO_PATH
    )  # fmt: skip
    return Polarity(
        claim=claim["claim"],
        subject=claim["subject"],
        direction=claim["direction"],
        object=claim["object"],
        verdict=verdict,
        agreeing=best.get(wanted, ()),
        counteracting=best.get(-wanted, ()),
        acknowledged=acknowledged,
    )
