"""View models: the nodes and edges of a picture with everything the page shows of them, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.ontology.terms import PREDICATES
from immunokg.viz.answer import Answer, clinical_words, sign_word
from immunokg.viz.layout import Place, place_around, place_nodes
from immunokg.viz.words import claim_words, effect_words, frequency_words, source_words

__all__ = ["View", "view_of_answer", "view_of_neighbourhood"]

READABLE = 28
ORDER = {name: place for place, name in enumerate(PREDICATES)}


@dataclass(frozen=True, slots=True)
class View:
    """A picture: title, subtitle, clinical claims, paths as lists of edge ids, placed nodes, edges with evidence.

    `answers` is a question of a start and an end, so that having no clinical claim is an answer too.
    """

    title: str
    subtitle: str
    claims: tuple[dict[str, Any], ...]
    paths: tuple[dict[str, Any], ...]
    nodes: tuple[dict[str, Any], ...]
    edges: tuple[dict[str, Any], ...]
    answers: bool = False
    near: tuple[str, ...] = ()
    caution: str = ""


def view_of_answer(answer: Answer) -> View:
    """Return the picture of an answer: its paths left to right, clinical claims as text beside them."""
    records = {hop.claim: hop.record for path in answer.paths for hop in path.hops}
    slugs = sorted({slug for path in answer.paths for slug in path.nodes}) or [
        answer.start["slug"],
        answer.end["slug"],
    ]
    start = answer.start["slug"]
    paths = tuple(
        {
            "edges": [hop.claim for hop in path.hops],
            "weakest": "" if path.weakest is None else path.hops[path.weakest].claim,
            "says": sign_word(path),
            "sign": path.sign,
            "confidence": path.confidence,
            "end_to_end": path.end_to_end,
            "context": answer.label(path.context) if path.context else "",
        }
        for path in answer.paths
    )
    return View(
        title=f"{answer.start['label']} → {answer.end['label']}",
        subtitle=_subtitle(answer),
        claims=tuple(_clinical(claim, answer) for claim in answer.claims),
        paths=paths,
        nodes=_nodes(
            answer.nodes,
            place_nodes(_kinds(slugs, answer.nodes), _pairs(records.values()), start, _ends(answer)),
            start,
        ),
        edges=tuple(_edge(record, answer.sources, answer.label) for record in records.values()),
        answers=True,
        near=tuple(answer.label(slug) for slug in answer.near),
        caution=answer.caution,
    )


def view_of_neighbourhood(kg: KnowledgeGraph, name: str, *, radius: int = 1, max_nodes: int = READABLE) -> View:
    """Return the picture of what surrounds a node; says how many nodes were left out."""
    around = kg.neighbourhood(name, radius=radius, max_nodes=max_nodes)
    found = {slug: kg.catalogue.node(slug) for slug in around.distance}
    nodes = {slug: record for slug, record in found.items() if record is not None}
    ids = sorted({source for claim in around.claims for source in claim["sources"]})
    sources = {source: record for source in ids if (record := kg.catalogue.source(source)) is not None}
    more = f"; {around.left_out} more nodes not shown" if around.left_out else ""
    centre = nodes[around.centre]

    def label(slug: str) -> str:
        record = nodes.get(slug) or kg.catalogue.node(slug)
        return str(record["label"]) if record is not None else slug

    places = place_around(around.centre, _kinds(sorted(nodes), nodes), _pairs(around.claims))
    return View(
        title=centre["label"],
        subtitle=f"{len(nodes) - 1} neighbours, {len(around.claims)} supported claims{more}",
        claims=(),
        paths=(),
        nodes=_nodes(nodes, places, around.centre),
        edges=tuple(
            _edge(record, sources, label)
            for record in sorted(
                around.claims, key=lambda claim: (ORDER[claim["predicate"]], claim_words(claim, label))
            )
        ),
    )


def _ends(answer: Answer) -> set[str]:
    return {path.nodes[-1] for path in answer.paths} or {answer.end["slug"]}


def _subtitle(answer: Answer) -> str:
    if not answer.paths:
        return "No mechanism path of causal claims in this graph"
    if answer.caution:
        return answer.caution
    words = sorted({sign_word(path) for path in answer.paths})
    noun = "path" if len(answer.paths) == 1 else "paths"
    return f"{len(answer.paths)} mechanism {noun}: {' and '.join(words)}"


def _clinical(claim: Record, answer: Answer) -> dict[str, Any]:
    return {
        "says": clinical_words(claim, answer),
        "confidence": claim["confidence"],
        "contested": claim["contested"],
        "state": claim["state"],
        "evidence": [_evidence(item, answer.sources) for item in claim["evidence"]],
    }


def _kinds(slugs: Iterable[str], records: dict[str, Record]) -> dict[str, str]:
    return {slug: records[slug]["kind"] for slug in slugs}


def _pairs(claims: Iterable[Record]) -> list[tuple[str, str]]:
    return [(claim["subject"], claim["object"]) for claim in claims]


def _nodes(records: dict[str, Record], places: dict[str, Place], start: str) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "id": slug,
            "label": records[slug]["label"],
            "kind": records[slug]["kind"],
            "column": place.column,
            "row": place.row,
            "definition": records[slug].get("definition", ""),
            "synonyms": records[slug].get("synonyms", []),
            "xrefs": [*records[slug].get("exact", []), *records[slug].get("close", [])],
            "iri": records[slug]["iri"],
            "start": slug == start,
        }
        for slug, place in sorted(places.items())
    )


def _edge(claim: Record, sources: dict[str, Record], label: Callable[[str], str]) -> dict[str, Any]:
    return {
        "id": claim["claim"],
        "from": claim["subject"],
        "to": claim["object"],
        "predicate": claim["predicate"].replace("_", " "),
        "says": claim_words(claim, label),
        "sign": claim["sign"],
        "causal": claim["causal"],
        "confidence": claim["confidence"],
        "contested": claim["contested"],
        "inferred": claim["inferred"],
        "context": label(claim["context"]) if claim["context"] else "",
        "evidence": [_evidence(item, sources) for item in claim["evidence"]],
    }


def _evidence(item: Record, sources: dict[str, Record]) -> dict[str, Any]:
    source = sources[item["source"]]
    return {
        "finding": item["finding"],
        "stance": item["stance"].replace("_", " "),
        "kind": item["evidence_kind"].replace("_", " "),
        "source": source_words(source, item["locator"]),
        "url": source["url"],
        "xrefs": source.get("xrefs", []),
        "licence": source.get("licence", "not stated"),
        "frequencies": [frequency_words(found) for found in item.get("frequencies", [])] + _effect(item),
    }


def _effect(item: Record) -> list[str]:
    return [effect_words(item["effect_estimate"])] if "effect_estimate" in item else []
