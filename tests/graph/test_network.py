from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import immunokg
from immunokg.graph.network import iter_records, to_networkx


def test_claims_in_are_claims_out(toy: immunokg.KnowledgeGraph) -> None:
    claims = sorted(toy.catalogue.iter_claims(all_states=True), key=lambda claim: claim["claim"])
    assert list(iter_records(toy.networkx(states="all"))) == claims


def test_default_graph_holds_supported_claims_only(toy: immunokg.KnowledgeGraph) -> None:
    states = {data["state"] for *_, data in toy.networkx().edges(data=True)}
    assert states == {"supported"}


def test_causal_view_holds_hops_only(toy: immunokg.KnowledgeGraph) -> None:
    edges = list(toy.networkx(view="causal").edges(data=True))
    assert edges
    assert all(data["causal"] and data["state"] == "supported" for *_, data in edges)


def test_edges_and_nodes_carry_what_is_promised(toy: immunokg.KnowledgeGraph) -> None:
    graph = toy.networkx(states="all")
    assert {"label", "kind", "synonyms", "category", "xrefs"} <= set(graph.nodes["tacrolimus"])
    assert graph.nodes["tacrolimus"]["synonyms"] == ["FK506", "Prograf"]
    assert graph.nodes["calcineurin"]["xrefs"] == ["HGNC:9314"]
    wanted = {
        *("predicate", "sign", "direction", "context", "qualifiers"),
        *("state", "confidence", "sources", "evidence", "inferred"),
    }
    for *_, key, data in graph.edges(keys=True, data=True):
        assert key.startswith("https://w3id.org/immunokg/claim/")
        assert wanted <= set(data)


def test_each_call_gives_a_fresh_graph(toy: immunokg.KnowledgeGraph) -> None:
    first = toy.networkx()
    first.clear()
    assert toy.networkx().number_of_edges() > 0


def test_literals_are_never_nodes(toy: immunokg.KnowledgeGraph) -> None:
    slugs = {record["slug"] for record in toy.catalogue.iter_nodes()}
    assert set(toy.networkx(states="all").nodes) == slugs


TEXT = st.text(max_size=8)
EVIDENCE = st.fixed_dictionaries(
    {"source": TEXT, "locator": TEXT, "finding": TEXT, "stance": st.sampled_from(("supports", "refutes"))},
    optional={"via": TEXT, "mechanism": st.lists(TEXT, max_size=2)},
)
CLAIM = st.fixed_dictionaries(
    {
        "subject": st.sampled_from("abc"),
        "object": st.sampled_from("abc"),
        "predicate": TEXT,
        "direction": st.none() | TEXT,
        "context": st.none() | TEXT,
        "sign": st.sampled_from((-1, 0, 1)),
        "state": TEXT,
        "evidence": st.lists(EVIDENCE, max_size=3),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIM, max_size=8))
def test_any_claims_survive_the_way_through_networkx(claims: list[dict[str, Any]]) -> None:
    records = [{"claim": f"claim/{number:03}", **claim} for number, claim in enumerate(claims)]
    nodes = [{"slug": slug, "label": slug, "kind": "Target", "biolink_category": "x"} for slug in "abc"]
    assert list(iter_records(to_networkx(nodes, records))) == records
