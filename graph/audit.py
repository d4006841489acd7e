"""Draw a random sample of what the graph says, for an independent check, and judge what came of it.

The sample depends on the seed and on the bundle alone, so that anyone can draw it again.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log1p
from typing import Any

from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.ontology.errors import ArgumentError

__all__ = ["STRATA", "Item", "Score", "draw_sample", "exact_interval", "score_verdicts"]

STRATA = ("boxed", "frequency", "dose", "interaction", "genotype", "identifier", "mechanism", "efficacy", "other")
VERDICTS = ("supported", "not supported", "unclear")
EXPOSURE = ("raises_exposure_of", "lowers_exposure_of", "interacts_with")
STEPS = 60


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look up: a claim with one piece of its evidence, or a node with one identifier.

    `said` holds what the row says by column; `source` is the record of the source, empty for an identifier.
    """

    number: int
    stratum: str
    id: str
    subject: str
    predicate: str
    object: str
    said: dict[str, Any]
    source: Record


@dataclass(frozen=True, slots=True)
class Score:
    """Verdicts in one stratum, and the share supported with its exact 95 % interval (Clopper–Pearson), in percent."""

    stratum: str
    total: int
    supported: int
    not_supported: int
    unclear: int
    percent: float
    percent_low: float
    percent_high: float


def draw_sample(kg: KnowledgeGraph, size: int, seed: int, *, strata: Sequence[str] = ()) -> list[Item]:
    """Return a random sample, numbered from 1, by stratum in the order of `STRATA`, then in the order drawn.

    Parameters
    ----------
    size
        How many in all; with `strata` how many of each. A stratum that holds fewer is taken whole.
    seed
        Of the random numbers.
    strata
        Names of `STRATA`; empty draws from everything alike.

    Raises
    ------
    ArgumentError
        For a size below 1 or an unknown stratum.
    """
    unknown = set(strata) - set(STRATA)
    if unknown:
        raise ArgumentError(f"no stratum {', '.join(sorted(unknown))}; known: {', '.join(STRATA)}")
    if size < 1:
        raise ArgumentError(f"a sample of {size}; choose 1 or more")
    pools: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(_iter_items(kg), key=lambda item: item.id):
        pools[item.stratum if strata else ""].append(item)
    # A label reader is no adversary: reproducible numbers are what is wanted, not secret ones.
    dice = random.Random(seed)
    drawn = [
        item
        for name in (dict.fromkeys(strata) or [""])
        for item in dice.sample(pools[name], min(size, len(pools[name])))
    ]
    drawn.sort(key=lambda item: STRATA.index(item.stratum))
    return [
        Item(number, item.stratum, item.id, item.subject, item.predicate, item.object, item.said, item.source)
        for number, item in enumerate(drawn, 1)
    ]


def _iter_items(kg: KnowledgeGraph) -> Iterator[Item]:
    kinds: dict[str, str] = {}
    for node in kg.catalogue.iter_nodes():
        kinds[node["slug"]] = node["kind"]
        for field in ("exact", "encoded_by"):
            for curie in node.get(field, ()):
                said = {"label": node["label"], "kind": node["kind"], "definition": node.get("definition", "")}
                yield Item(0, "identifier", f"{node['slug']} {curie}", node["slug"], field, curie, said, {})
    for claim in kg.catalogue.iter_claims(all_states=True):
        if claim["inferred"]:
            continue
        key = {name: claim[name] for name in ("direction", "context", "comparator") if claim[name]}
        for item in claim["evidence"]:
            said = key | {name: value for name, value in item.items() if name not in ("id", "source")}
            source = kg.catalogue.source(item["source"]) or {}
            stratum = _stratum(claim, item, kinds)
            yield Item(0, stratum, item["id"], claim["subject"], claim["predicate"], claim["object"], said, source)


def _stratum(claim: Record, item: Record, kinds: dict[str, str]) -> str:
    if item.get("prominence") == "boxed":
        return "boxed"
    if claim["predicate"] == "has_efficacy":
        return "efficacy"
    if item.get("frequencies"):
        return "frequency"
    if item.get("target_range"):
        return "dose"
    if kinds[claim["subject"]] == "Genotype":
        return "genotype"
    if claim["predicate"] in EXPOSURE:
        return "interaction"
    return "mechanism" if claim["causal"] else "other"


def score_verdicts(verdicts: Iterable[tuple[str, str]]) -> list[Score]:
    """Return the score of each stratum, in the order of `STRATA`, and of all together, from (stratum, verdict) pairs.

    Raises
    ------
    ArgumentError
        For a verdict that is none of supported, not supported, unclear, or an unknown stratum.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for stratum, verdict in verdicts:
        if stratum not in STRATA or verdict not in VERDICTS:
            known = f"strata: {', '.join(STRATA)}; verdicts: {', '.join(VERDICTS)}"
            raise ArgumentError(f"{stratum!r} {verdict!r} is no stratum and verdict. Known {known}")
        found[stratum].append(verdict)
        found["all"].append(verdict)
    return [_score(name, found[name]) for name in (*STRATA, "all") if found[name]]


def _score(stratum: str, verdicts: list[str]) -> Score:
    counts = [verdicts.count(verdict) for verdict in VERDICTS]
    total = len(verdicts)
    low, high = exact_interval(counts[0], total)
    share = round(100 * counts[0] / total, 1)
    supported, not_supported, unclear = counts
    return Score(stratum, total, supported, not_supported, unclear, share, round(100 * low, 1), round(100 * high, 1))


def exact_interval(successes: int, total: int, *, level: float = 0.95) -> tuple[float, float]:
    """Return the exact (Clopper–Pearson) interval of a proportion, as fractions.

    C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404; found by halving, to within 1e-9.

    Examples
    --------
    >>> low, high = exact_interval(0, 10)
    >>> low, round(high, 4)
    (0.0, 0.3085)
    """
    tail = (1 - level) / 2
    low = 0.0 if successes == 0 else _halve(lambda p: _at_least(successes, total, p) < tail)
    high = 1.0 if successes == total else _halve(lambda p: 1 - _at_least(successes + 1, total, p) > tail)
    return low, high


def _halve(too_low: Any) -> float:
    """Return where a monotone condition stops to hold between 0 and 1."""
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if too_low(middle) else (low, middle)
    return (low + high) / 2


def _at_least(successes: int, total: int, p: float) -> float:
    """Return the probability of so many successes or more; by logarithms, for thousands are drawn too."""

    def share(k: int) -> float:
        ways = lgamma(total + 1) - lgamma(k + 1) - lgamma(total - k + 1)
        return exp(ways + k * log(p) + (total - k) * log1p(-p))

    return sum(share(k) for k in range(successes, total + 1))
