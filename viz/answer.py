"""The answer to "why does this raise that": what is claimed clinically, and the mechanism paths that explain it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from immunokg.graph.catalogue import Record
from immunokg.graph.choices import States
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.mechanism import MechanismPath
from immunokg.graph.paths import MAX_HOPS
from immunokg.viz.words import risk_words

__all__ = ["Answer", "answer_of", "clinical_words", "make_answer", "most_telling_first", "sign_word"]

SIGN_WORDS = {1: "raises", -1: "lowers", 0: "undetermined"}
CLINICAL_SIGNS = {"raises": 1, "lowers": -1, "no_difference": 0}
OTHER_WAY = "Caution: none of these mechanisms explains it. They point the other way than what is claimed clinically."
NOT_BORNE_OUT = "Caution: these mechanisms are not borne out. Clinically the risk was not found to differ."


@dataclass(frozen=True, slots=True)
class Answer:
    """Plain data: records of the two nodes, of the clinical claims, of all nodes and sources that are named.

    `near` holds states above and below the end on which there are clinical claims, if there are none on the end itself.
    """

    start: Record
    end: Record
    claims: tuple[Record, ...]
    paths: tuple[MechanismPath, ...]
    nodes: dict[str, Record]
    sources: dict[str, Record]
    near: tuple[str, ...] = ()

    @property
    def caution(self) -> str:
        """What must stand above mechanisms that point another way than what is claimed clinically; mostly empty."""
        told = [claim for claim in self.claims if not claim["comparator"] and claim["state"] != "conflicting"]
        wanted = {CLINICAL_SIGNS[claim["direction"]] if claim["state"] == "supported" else 0 for claim in told}
        found = {path.sign for path in self.paths if path.holds}
        if not wanted or not found or wanted & found:
            return ""
        return NOT_BORNE_OUT if wanted == {0} else OTHER_WAY

    def label(self, slug: str) -> str:
        """Return the label of a node that is named in the answer."""
        return str(self.nodes[slug]["label"]) if slug in self.nodes else slug


def clinical_words(claim: Record, answer: Answer) -> str:
    """Return what a clinical claim says; one on a narrower state names it."""
    said = risk_words(claim, answer.label)
    return said if claim["object"] == answer.end["slug"] else f"{answer.label(claim['object'])}: {said}"


def sign_word(path: MechanismPath) -> str:
    """Return what a path says of its end: raises, lowers or undetermined, if all its steps are supported."""
    return SIGN_WORDS[path.sign] if path.holds else "says nothing: a step is not supported"


def make_answer(  # noqa: PLR0913  one question, switches keyword-only
    kg: KnowledgeGraph,
    start: str,
    end: str,
    *,
    k: int = 3,
    max_hops: int = MAX_HOPS,
    narrower: bool = False,
    through: Sequence[str] = (),
    states: States = "supported",
) -> Answer:
    """Return what the graph holds on start and end: clinical claims of every state, and the `k` best paths.

    Paths over the same nodes count as one; the best of them is kept. Clinical claims come first without comparator,
    then by comparator; among them supported ones first. With `narrower` both end in states below `end` as well.

    Raises
    ------
    UnknownNameError, AmbiguousNameError, PathError
        As `KnowledgeGraph.paths`.
    """
    found = kg.paths(
        start, end, k=k, max_hops=max_hops, narrower=narrower, through=through, states=states, parallel=False
    )
    return answer_of(kg, start, end, found, narrower=narrower)


def most_telling_first(answer: Answer) -> Answer:
    """Return the answer with the best supported path that passes a target in front: it explains most.

    Best supported is the path whose thinnest hop has the most sources; among equals the better ranked one.
    """
    molecular = [path for path in answer.paths if any(answer.nodes[slug]["kind"] == "Target" for slug in path.nodes)]
    best = max(molecular, key=lambda path: min(len(hop.sources) for hop in path.hops), default=None)
    rest = [path for path in answer.paths if path is not best]
    return replace(answer, paths=(best, *rest) if best else tuple(rest))


def answer_of(
    kg: KnowledgeGraph, start: str, end: str, paths: Sequence[MechanismPath], *, narrower: bool = False
) -> Answer:
    """Return the answer with these paths; with `narrower`, clinical claims on states below `end` too."""
    first, last = kg.lexicon.resolve(start), kg.lexicon.resolve(end)
    ends = [last, *(kg.narrower(last) if narrower else [])]
    claims = [claim for place in ends for claim in sorted(kg.claims(first, "has_risk", place), key=_claim_order)]
    slugs = {first, last}
    for claim in claims:
        slugs |= {claim["object"], claim["comparator"], *claim["inherited_from"]} - {None}
    for path in paths:
        slugs |= set(path.nodes)
        for hop in path.hops:
            slugs |= {hop.record["context"], *hop.record["inherited_from"]} - {None}
    named = {slug: kg.catalogue.node(slug) for slug in sorted(slugs)}
    nodes = {slug: record for slug, record in named.items() if record is not None}
    ids = {source for claim in claims for source in claim["sources"]}
    ids |= {source for path in paths for hop in path.hops for source in hop.record["sources"]}
    read = {source: kg.catalogue.source(source) for source in sorted(ids)}
    sources = {source: record for source, record in read.items() if record is not None}
    near = () if claims else _near_states(kg, first, last, nodes)
    return Answer(nodes[first], nodes[last], tuple(claims), tuple(paths), nodes, sources, near)


def _near_states(kg: KnowledgeGraph, start: str, end: str, nodes: dict[str, Record]) -> tuple[str, ...]:
    """Return the states above and below `end` on which there are clinical claims, and add them to `nodes`."""
    objects = {claim["object"] for claim in kg.node(start).claims if claim["predicate"] == "has_risk"}
    near = tuple(slug for slug in (*kg.broader(end), *kg.narrower(end)) if slug in objects)
    nodes |= {slug: record for slug in near if (record := kg.catalogue.node(slug)) is not None}
    return near


def _claim_order(claim: Record) -> tuple[bool, bool, str, str]:
    return (
        claim["comparator"] is not None,
        claim["state"] != "supported",
        claim["comparator"] or "",
        claim["claim"],
    )
