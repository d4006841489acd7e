"""Run the inheritance rule: claims of a class that members do not speak for themselves.

The rule is SPARQL (rules/inherit.rq), run by Oxigraph; the claim hash is a custom function of the engine, so
that rule and pipeline can never disagree on an IRI.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from immunokg.build.describe import RULE
from immunokg.build.model import Claim
from immunokg.build.states import mark_conflicts
from immunokg.ontology.claims import ClaimKey, claim_hash, claim_iri, predicate_family
from immunokg.ontology.hops import CONFIDENCES
from immunokg.ontology.prefixes import BIOLINK, GRAPH_INFERRED, IK, IKO, QUERY_PREFIXES
from immunokg.ontology.terms import ClaimState

__all__ = ["inherit", "provenance_quads"]

PROV = QUERY_PREFIXES["prov"]
SLUG_FIELDS = {
    BIOLINK + "subject": "subject",
    BIOLINK + "object": "object",
    IKO + "context": "context",
    IKO + "comparator": "comparator",
}
TERM_FIELDS = {BIOLINK + "predicate": "predicate", IKO + "direction": "direction"}
CONFIDENCE = IKO + "confidence"
DERIVED = PROV + "wasDerivedFrom"
# Evidence, nine tenths of a graph, is nothing that the rule asks about.
ASKED = {
    *SLUG_FIELDS, *TERM_FIELDS, CONFIDENCE,
    IKO + "heritable", IKO + "state", IKO + "member_of", IKO + "role", QUERY_PREFIXES["rdf"] + "type",
}  # fmt: skip


def inherit(quads: Iterable[Quad]) -> list[Claim]:
    """Return the claims that agents inherit, sorted by id, at most provisional.

    They are supported, but for those of two unrelated classes that contradict each other.
    """
    store = Store()
    store.extend(Quad(*quad.triple) for quad in quads if quad.predicate.value in ASKED)
    rule = files("immunokg.build").joinpath("rules/inherit.rq").read_text(encoding="utf-8")
    functions: dict[NamedNode, Function] = {NamedNode(IKO + "claimIri"): _claim_iri, NamedNode(IKO + "family"): _family}
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    with _raised_afterwards(functions) as watched:
        triples = store.query(rule, prefixes=QUERY_PREFIXES, custom_functions=watched)
        for triple in triples:  # type: ignore[union-attr]
            found[triple.subject.value][triple.predicate.value].add(triple.object.value)
    return mark_conflicts(sorted((_claim(fields) for fields in found.values()), key=lambda claim: claim.id))


Function = Callable[..., Any]


@contextlib.contextmanager
def _raised_afterwards(functions: Mapping[NamedNode, Function]) -> Iterator[dict[NamedNode, Function]]:
    """Let nothing that goes wrong in a custom function get lost.

    The engine takes an exception for "no value" and goes on: a claim less, and nobody knows. So errors are kept and
    raised at the end, and Ctrl-C, which may strike in the midst of a function, waits until then.
    """
    failures: list[Exception] = []
    interrupts: list[int] = []

    def watched(function: Function) -> Function:
        def call(*terms: NamedNode | Literal) -> Any:
            try:
                return function(*terms)
            except Exception as error:
                failures.append(error)
                raise

        return call

    in_main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, lambda number, _: interrupts.append(number)) if in_main else None
    try:
        yield {name: watched(function) for name, function in functions.items()}
    finally:
        if in_main:
            signal.signal(signal.SIGINT, before or signal.SIG_DFL)
    if interrupts:
        signal.raise_signal(signal.SIGINT)
    if failures:
        raise failures[0]


def _claim_iri(*terms: NamedNode | Literal) -> NamedNode:
    values = [term.value.removeprefix(IKO).removeprefix(IK) for term in terms]
    return NamedNode(claim_iri(ClaimKey(*values)))


def _family(predicate: NamedNode | Literal) -> Literal:
    return Literal(predicate_family(predicate.value.removeprefix(IKO)))


def _claim(fields: dict[str, set[str]]) -> Claim:
    def one(iri: str, strip: str) -> str:
        return min(fields.get(iri, {""})).removeprefix(strip)

    slugs = {name: one(iri, IK) for iri, name in SLUG_FIELDS.items()}
    names = {name: one(iri, IKO) for iri, name in TERM_FIELDS.items()}
    key = ClaimKey(**slugs, **names)
    parents = tuple(sorted(parent.removeprefix(IK + "claim/") for parent in fields[DERIVED]))
    confidence = min((value.removeprefix(IKO) for value in fields[CONFIDENCE]), key=CONFIDENCES.index)
    return Claim(claim_hash(key), key, ClaimState.SUPPORTED, confidence, derived_from=parents)


def provenance_quads(claims: Iterable[Claim]) -> Iterator[Quad]:
    """Yield where each inherited claim comes from and which rule made it."""
    graph = NamedNode(GRAPH_INFERRED)
    rule = NamedNode(RULE)
    yield Quad(rule, NamedNode(QUERY_PREFIXES["rdf"] + "type"), NamedNode(PROV + "Plan"), graph)
    label = Literal("heritable class claims pass to members")
    yield Quad(rule, NamedNode(QUERY_PREFIXES["rdfs"] + "label"), label, graph)
    for claim in claims:
        subject = NamedNode(f"{IK}claim/{claim.id}")
        yield Quad(subject, NamedNode(PROV + "wasGeneratedBy"), rule, graph)
        for parent in claim.derived_from:
            yield Quad(subject, NamedNode(DERIVED), NamedNode(f"{IK}claim/{parent}"), graph)
