"""The risks of one agent in one list: what, how serious, how often, when, why, and by what mechanism."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.paths import iter_paths
from immunokg.graph.related import find_exposures
from immunokg.graph.risk.status import Status, status_of
from immunokg.ontology.catalogue import Side

__all__ = ["PROMINENCES", "Frequency", "RiskEntry", "RiskProfile", "find_risks"]

PROMINENCES = ("boxed", "warning", "adverse reaction")
"""How prominent a label makes a risk, most prominent first."""
DETAILS = ("population", "background_regimen", "dose", "horizon", "event_definition", "adjustment", "frequency_class")


@dataclass(frozen=True, slots=True)
class Frequency:
    """One observation of how often: in percent of the arm of the agent, and of the comparator arm where there is one.

    `percent_low` and `percent_high` are equal unless the source gives a range; None if it gives a word only.
    `details` holds population, dose, horizon, event definition and the like, where known.
    """

    arm: str
    percent_low: float | None
    percent_high: float | None
    comparator_arm: str | None
    comparator_low: float | None
    comparator_high: float | None
    details: dict[str, str]
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class RiskEntry:
    """One risk of one agent.

    `prominence` maps a jurisdiction (empty if not stated) to the most prominent place a label of it gives the risk.
    `seriousness`, `attribution`, `onset`, `dose_dependence`, `reversibility` and `confounding` hold every value that
    a supporting source states, in the order of the claims. `frequencies` come highest first. `path` is the best
    mechanism path of the same sign to this risk or one below it, as slugs, empty if there is none. `inherited_from`
    names the classes that it is really said of. `contested` says that lighter evidence speaks against it. `claims` are
    all of it, with evidence.
    """

    risk: str
    label: str
    category: str
    status: Status
    direction: str | None
    confidence: str | None
    contested: bool
    prominence: dict[str, str]
    seriousness: tuple[str, ...]
    attribution: tuple[str, ...]
    onset: tuple[str, ...]
    dose_dependence: tuple[str, ...]
    reversibility: tuple[str, ...]
    confounding: tuple[str, ...]
    frequencies: tuple[Frequency, ...]
    path: tuple[str, ...]
    inherited_from: tuple[str, ...]
    claims: tuple[Record, ...]

    @property
    def comparisons(self) -> int:
        """How many claims compare the risk with that of another agent."""
        return sum(claim["comparator"] is not None for claim in self.claims)

    @property
    def rank(self) -> int:
        """Place of the most prominent label in `PROMINENCES`, or how many there are."""
        return min((PROMINENCES.index(place) for place in self.prominence.values()), default=len(PROMINENCES))

    @property
    def highest_percent(self) -> float:
        """Highest percentage that is stated of the agent's arm, 0 if none is."""
        return max((f.percent_high for f in self.frequencies if f.percent_high is not None), default=0.0)

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {**asdict(self), "status": str(self.status)}


@dataclass(frozen=True, slots=True)
class RiskProfile:
    """The risks of an agent: by prominence, then by highest percentage, then by slug."""

    agent: str
    label: str
    entries: tuple[RiskEntry, ...]

    def by_category(self) -> dict[str, list[RiskEntry]]:
        """Return the entries by category of risk, categories in alphabetical order, entries in theirs."""
        groups: dict[str, list[RiskEntry]] = defaultdict(list)
        for entry in self.entries:
            groups[entry.category].append(entry)
        return dict(sorted(groups.items()))

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {"agent": self.agent, "label": self.label, "risks": [entry.to_json() for entry in self.entries]}


def find_risks(kg: KnowledgeGraph, name: str, *, mechanisms: bool = True) -> RiskProfile:
    """Return the risk profile of an agent, class or regimen; also of what it lowers, and of what was not found.

    Parameters
    ----------
    name
        Slug, label, synonym or CURIE.
    mechanisms
        Look for a mechanism path to each risk; without, `path` is empty and the profile takes a third of the time.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        With near names, or the candidates.

    Notes
    -----
    About 10 ms for the largest profile of the curated graph, with mechanisms.

    Examples
    --------
    >>> import immunokg
    >>> from immunokg.graph.risk import find_risks
    >>> find_risks(immunokg.open(), "belatacept").entries[0].prominence
    {'US': 'boxed'}
    """
    agent = kg.lexicon.resolve(name)
    claims: dict[str, list[Record]] = defaultdict(list)
    for claim in kg.catalogue.claims_of(agent):
        if claim["predicate"] == "has_risk" and claim["subject"] == agent:
            claims[claim["object"]].append(claim)
    entries = [_entry(kg, agent, risk, here, mechanisms=mechanisms) for risk, here in claims.items()]
    entries.sort(key=lambda entry: (entry.rank, -entry.highest_percent, entry.risk))
    record = kg.catalogue.node(agent)
    assert record is not None
    return RiskProfile(agent, record["label"], tuple(entries))


def _entry(kg: KnowledgeGraph, agent: str, risk: str, claims: Sequence[Record], *, mechanisms: bool) -> RiskEntry:
    node = kg.catalogue.node(risk) or {}
    status, direction = status_of(claims)
    own = [claim for claim in claims if claim["comparator"] is None and claim["state"] == "supported"]
    items = [item for claim in own for item in claim["evidence"] if item["stance"] == "supports"]
    sign = {"raises": 1, "lowers": -1}.get(direction or "", 0)
    return RiskEntry(
        risk=risk,
        label=node.get("label", risk),
        category=node.get("risk_category") or "not classified",
        status=status,
        direction=direction,
        confidence=own[0]["confidence"] if own else None,
        contested=any(claim["contested"] for claim in own),
        prominence=_prominence(items),
        seriousness=_stated(items, "seriousness"),
        attribution=_stated(items, "attribution"),
        onset=_stated(items, "onset"),
        dose_dependence=_stated(items, "dose_dependence"),
        reversibility=_stated(items, "reversibility"),
        confounding=_stated(items, "confounding"),
        frequencies=tuple(sorted(_frequencies(items), key=lambda f: -(f.percent_high or 0.0))),
        path=_path(kg, agent, risk, sign) if mechanisms and sign else (),
        inherited_from=tuple(sorted({slug for claim in own for slug in claim["inherited_from"]})),
        claims=tuple(claims),
    )


def _prominence(items: Iterable[Record]) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in items:
        place, where = item.get("prominence"), item.get("jurisdiction", "")
        if place and (where not in found or PROMINENCES.index(place) < PROMINENCES.index(found[where])):
            found[where] = place
    return dict(sorted(found.items()))


def _stated(items: Iterable[Record], name: str) -> tuple[str, ...]:
    """Return the values of a field, each once, in the order found; a field may hold several."""
    values: dict[str, None] = {}
    for item in items:
        value = item.get(name)
        values.update(dict.fromkeys(value if isinstance(value, list) else [value] if value else []))
    return tuple(values)


def _frequencies(items: Iterable[Record]) -> Iterator[Frequency]:
    for item in items:
        if not item.get("frequencies"):
            continue
        sides = {frequency["side"]: frequency for frequency in item["frequencies"]}
        first, other = sides.get(Side.SUBJECT, {}), sides.get(Side.COMPARATOR, {})
        (low, high), (other_low, other_high) = _percents(first), _percents(other)
        details = {name: str(first[name]) for name in DETAILS if name in first}
        yield Frequency(
            str(first.get("arm", "not given")),
            low,
            high,
            other.get("arm"),
            other_low,
            other_high,
            details,
            item["id"],
            item["source"],
        )


def _percents(frequency: Record) -> tuple[float | None, float | None]:
    """Return lowest and highest percentage; one that is not stated follows from the counts, or is the other one."""
    low, high = frequency.get("percent_low"), frequency.get("percent_high")
    if low is None and high is None and "events" in frequency:
        low = high = round(100 * int(frequency["events"]) / int(frequency["total"]), 1)
    numbers = [float(value) for value in (low, high) if value is not None]
    return (numbers[0], numbers[-1]) if numbers else (None, None)


def _path(kg: KnowledgeGraph, agent: str, risk: str, sign: int) -> tuple[str, ...]:
    """Return the best path of this sign that needs the exposure of no other drug, as slugs."""
    hops = kg.hops
    own = set(find_exposures(kg.catalogue, agent))
    targets = [hops.numbers[slug] for slug in (risk, *kg.narrower(risk)) if slug != agent]
    for path in iter_paths(hops, hops.numbers[agent], targets):
        slugs = tuple(hops.slugs[node] for node in path.nodes)
        if path.sign == sign and all(slug in own or hops.kind(hops.numbers[slug]) != "Exposure" for slug in slugs):
            return slugs
    return ()
