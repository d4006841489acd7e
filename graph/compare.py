"""Compare the graph with mechanism paths of others: are there paths between the same ends, of the sign of a treatment.

A drug is a node of ours if they share an id; never by name, for names are of salts and products too. A disease may also
be one of ours by name, or be narrower or broader: that is said beside the outcome.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, Protocol

from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.mechanism import MechanismPath
from immunokg.ontology.names import fold_name

__all__ = ["Comparison", "Known", "Match", "compare_mechanisms", "find_members"]

LOOKED_AT = 500
NEARNESS = ("exact", "name", "close", "narrower", "broader")


class Known(Protocol):
    """A mechanism that others state: ends with CURIEs, and the CURIEs of what the drug acts on."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def drug_ids(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def disease(self) -> str: ...  # noqa: D102
    @property
    def disease_ids(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def targets(self) -> tuple[str, ...]: ...  # noqa: D102


class Match(StrEnum):
    """What came of one comparison."""

    SAME = "same endpoints and sign"
    OTHER_SIGN = "endpoints but other sign"
    NO_PATH = "no path"
    NO_DISEASE = "disease not in graph"
    NO_AGENT = "agent not in graph"


class Comparison(NamedTuple):
    """One mechanism of others beside ours.

    `nearness` says how our disease is the same; `target` is their target if one of our paths of the sign has it; `path`
    is the best of these.
    """

    id: str
    match: Match
    agent: str = ""
    disease: str = ""
    nearness: str = ""
    target: str = ""
    path: tuple[str, ...] = ()


def find_members(kg: KnowledgeGraph, classes: Iterable[str]) -> set[str]:
    """Return the agents that are supported members of any of these classes."""
    slugs = {kg.lexicon.resolve(name) for name in classes}
    return {
        claim["subject"]
        for slug in slugs
        for claim in kg.catalogue.claims_of(slug)
        if (claim["predicate"], claim["object"], claim["state"]) == ("member_of", slug, "supported")
    }


def compare_mechanisms(
    kg: KnowledgeGraph, known: Iterable[Known], *, without: Collection[str] = ()
) -> list[Comparison]:
    """Return a comparison for each mechanism whose drug is an immunosuppressant of ours, or no node at all.

    Parameters
    ----------
    kg
        The graph.
    known
        The mechanisms of others, each of a drug that lowers a disease.
    without
        Slugs of agents to leave out.
    """
    names = _Names(kg)
    compared = []
    for item in known:
        agent = names.agent(item.drug_ids)
        if agent is None:
            compared.append(Comparison(item.id, Match.NO_AGENT))
        elif agent in names.immunosuppressants and agent not in without:
            compared.append(_compare(kg, names, agent, item))
    return compared


class _Names:
    """Nodes by id and name, read once."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.kg = kg
        self.records = {record["slug"]: record for record in kg.catalogue.iter_nodes()}
        self.by_id: dict[tuple[str, str], list[str]] = defaultdict(list)
        for slug, record in self.records.items():
            for column in ("exact", "close"):
                for curie in record.get(column, ()):
                    self.by_id[column, curie].append(slug)

    @cached_property
    def immunosuppressants(self) -> set[str]:
        return {slug for slug, record in self.records.items() if "immunosuppressant" in record.get("roles", ())}

    def of_kind(self, kind: str, slugs: Iterable[str]) -> list[str]:
        return [slug for slug in slugs if self.records[slug]["kind"] == kind]

    def agent(self, curies: Sequence[str]) -> str | None:
        for column in ("exact", "close"):
            for curie in curies:
                for slug in self.of_kind("Agent", self.by_id[column, curie]):
                    return slug
        return None

    def diseases(self, item: Known) -> list[tuple[str, str]]:
        """Return our states that are the disease or near it, with how near, the nearest first."""
        near: dict[str, str] = {}
        for curie in item.disease_ids:
            near |= dict.fromkeys(self.of_kind("ClinicalState", self.by_id["exact", curie]), "exact")
        for slug in self._named(item.disease):
            near.setdefault(slug, "name")
        for curie in item.disease_ids:
            for slug in self.of_kind("ClinicalState", self.by_id["close", curie]):
                near.setdefault(slug, "close")
        for slug in list(near):
            for below in self.kg.narrower(slug):
                near.setdefault(below, "narrower")
            for above in self.kg.broader(slug):
                near.setdefault(above, "broader")
        return sorted(near.items(), key=lambda pair: NEARNESS.index(pair[1]))

    def _named(self, name: str) -> list[str]:
        wanted = fold_name(name)
        return [
            slug
            for slug, record in self.records.items()
            if record["kind"] == "ClinicalState"
            and wanted in map(fold_name, (record["label"], *record.get("synonyms", ())))
        ]

    def target(self, paths: Iterable[MechanismPath], curies: Sequence[str]) -> str:
        wanted = {slug for curie in curies for column in ("exact", "close") for slug in self.by_id[column, curie]}
        return next((node for path in paths for node in path.nodes if node in wanted), "")


def _compare(kg: KnowledgeGraph, names: _Names, agent: str, item: Known) -> Comparison:
    diseases = names.diseases(item)
    if not diseases:
        return Comparison(item.id, Match.NO_DISEASE, agent)
    other: Comparison | None = None
    for disease, nearness in diseases:
        paths = kg.paths(agent, disease, k=LOOKED_AT, parallel=False)
        lowering = [path for path in paths if path.sign < 0]
        best = (lowering or paths)[:1]
        match = Match.SAME if lowering else Match.OTHER_SIGN
        if best:
            target = names.target(lowering or paths, item.targets)
            found = Comparison(item.id, match, agent, disease, nearness, target, best[0].nodes)
            if lowering:
                return found
            other = other or found
    return other or Comparison(item.id, Match.NO_PATH, agent, *diseases[0])
