from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import immunokg
from immunokg.build.pipeline import build_bundle
from immunokg.graph.paths import INNER_KINDS
from immunokg.ontology.errors import PathError, UnknownNameError
from tests.toy import Rows, toy_rows, write_tables


def build(tmp_path: Path, rows: Rows) -> immunokg.KnowledgeGraph:
    cache = tmp_path / "cache"
    cache.mkdir(exist_ok=True)
    return immunokg.open(build_bundle(cache, tables=write_tables(tmp_path / "tables", rows)))


def test_the_worked_example_has_five_hops_and_raises(toy: immunokg.KnowledgeGraph) -> None:
    (path,) = toy.paths("tacrolimus", "ptdm")
    assert path.nodes == (
        "tacrolimus", "tacrolimus-fkbp12-complex", "calcineurin", "nfat-in-beta-cells", "insulin-secretion", "ptdm",
    )  # fmt: skip
    assert [hop.sign for hop in path.hops] == [1, -1, 1, 1, -1]
    assert path.sign == 1
    assert path.context == "beta-cell"
    assert path.end_to_end == "assembled"
    assert path.confidence == "provisional"


def test_genotype_reaches_toxicity_and_rejection_with_opposite_signs(toy: immunokg.KnowledgeGraph) -> None:
    assert [path.sign for path in toy.paths("cyp3a5-expresser", "rejection")] == [1]
    assert [path.sign for path in toy.paths("cyp3a5-expresser", "ptdm")] == [-1]


def test_sirolimus_does_not_inhibit_calcineurin_through_the_shared_binding_partner(
    toy: immunokg.KnowledgeGraph,
) -> None:
    assert toy.paths("sirolimus", "calcineurin") == []


def test_refuted_claim_is_walked_only_when_asked(toy: immunokg.KnowledgeGraph) -> None:
    (path,) = toy.paths("sirolimus", "calcineurin", states="all")
    assert path.hops[-1].record["state"] == "refuted"
    assert path.confidence == "hypothetical"


def test_t_cell_step_does_not_lead_into_a_beta_cell_step(toy: immunokg.KnowledgeGraph) -> None:
    paths = toy.paths("tacrolimus", "ptdm", k=100, max_hops=12)
    assert all("il2-transcription" not in path.nodes for path in paths)


def test_t_cell_and_beta_cell_do_not_meet_across_a_step_without_context(tmp_path: Path) -> None:
    rows = toy_rows()
    for row in rows["mechanisms"]:
        if row["subject"] == "il2-transcription" and row["object"] == "shared-kinase":
            row["context"] = ""
    kg = build(tmp_path, rows)
    assert all("shared-kinase" not in path.nodes for path in kg.paths("tacrolimus", "ptdm", k=100))


def test_nested_context_narrows(tmp_path: Path) -> None:
    rows = toy_rows()
    for row in rows["mechanisms"]:
        if row["subject"] == "calcineurin" and row["object"] == "nfat-in-beta-cells":
            row["context"] = "pancreas"
    (path,) = build(tmp_path, rows).paths("tacrolimus", "ptdm")
    assert path.context == "beta-cell"


def test_clinical_claim_is_never_a_hop(toy: immunokg.KnowledgeGraph) -> None:
    for path in toy.paths("tacrolimus", "ptdm", k=100):
        assert {hop.predicate for hop in path.hops} <= {"increases", "decreases", "inhibits", "activates"}
    assert toy.paths("belatacept", "ptdm") == []


def test_conflicting_hop_is_left_out(toy: immunokg.KnowledgeGraph) -> None:
    assert toy.paths("sirolimus", "hyperlipidaemia") == []
    both = toy.paths("sirolimus", "hyperlipidaemia", states="all")
    assert sorted(path.sign for path in both) == [-1, 1]


def test_agent_does_not_enter_its_exposure(toy: immunokg.KnowledgeGraph) -> None:
    paths = toy.paths("tacrolimus", "rejection", k=100)
    assert all("tacrolimus-trough" not in path.nodes for path in paths)


def test_narrower_ends_are_taken_only_when_asked(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["mechanisms"] = [
        row | {"object": "kidney-rejection"} if row["object"] == "rejection" else row for row in rows["mechanisms"]
    ]
    kg = build(tmp_path, rows)
    assert kg.paths("tacrolimus", "rejection") == []
    assert kg.paths("tacrolimus", "rejection", narrower=True)[0].nodes[-1] == "kidney-rejection"


def test_stated_path_is_one_that_a_single_passage_supports(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["mechanisms"] = [
        row | {"source": "label-toy", "evidence_kind": "label", "locator": "12.1", "context": ""}
        for row in rows["mechanisms"]
        if row["object"] != "hyperlipidaemia" and row["stance"] == "supports"
    ][:1] + [
        row | {"locator": "12.1", "source": "label-toy", "evidence_kind": "label"} for row in rows["mechanisms"][1:2]
    ]
    (path,) = build(tmp_path, rows).paths("tacrolimus", "calcineurin")
    assert (path.end_to_end, path.confidence) == ("stated", "established")


def test_animal_evidence_alone_is_hypothetical(tmp_path: Path) -> None:
    rows = toy_rows()
    for row in rows["mechanisms"]:
        if row["object"] != "hyperlipidaemia" and row["stance"] == "supports":
            row |= {"source": "lab-toy", "evidence_kind": "animal"}
    rows["mechanisms"] = [dict(pairs) for pairs in {tuple(sorted(row.items())) for row in rows["mechanisms"]}]
    (path,) = build(tmp_path, rows).paths("tacrolimus", "ptdm")
    assert path.confidence == "hypothetical"


def test_weakest_hop_is_named(toy: immunokg.KnowledgeGraph) -> None:
    (path,) = toy.paths("tacrolimus", "ptdm")
    assert path.weakest == 0
    assert path.hops[path.weakest].confidence == "provisional"


def test_json_has_the_promised_shape(toy: immunokg.KnowledgeGraph) -> None:
    data = toy.paths("tacrolimus", "ptdm")[0].to_json()
    assert list(data) == ["nodes", "hops", "sign", "confidence", "end_to_end", "context", "score"]
    assert list(data["hops"][0]) == ["claim", "subject", "predicate", "object", "sign", "confidence", "sources"]
    assert data["hops"][1]["sources"] == ["label-toy", "review-toy"]


@pytest.mark.parametrize("max_hops", [0, 13])
def test_length_out_of_range_is_refused(toy: immunokg.KnowledgeGraph, max_hops: int) -> None:
    with pytest.raises(PathError, match="choose 1 to 12"):
        toy.paths("tacrolimus", "ptdm", max_hops=max_hops)


def test_no_paths_asked_and_no_way_to_go_are_refused(toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(PathError, match="k is 0"):
        toy.paths("tacrolimus", "ptdm", k=0)
    with pytest.raises(PathError, match="both tacrolimus"):
        toy.paths("tacrolimus", "FK506")
    with pytest.raises(UnknownNameError, match="tacrolimus"):
        toy.paths("tacrolimos", "ptdm")


KINDS = ("Agent", "Target", "Process", "ClinicalState")
NAMES = tuple(f"n{number}" for number in range(7))
EDGE = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(("increases", "decreases")),
    st.sampled_from(("", "t-cell", "beta-cell", "pancreas")),
).filter(lambda edge: edge[0] != edge[1])  # fmt: skip


def random_rows(edges: list[tuple[str, str, str, str]]) -> Rows:
    rows = toy_rows()
    keep = {"t-cell", "beta-cell", "pancreas"}
    rows = {"nodes": [row for row in rows["nodes"] if row["slug"] in keep], "sources": rows["sources"][:1]}
    kinds = ["Agent", "Target", "Process", "Process", "Target", "Pathogen", "ClinicalState"]
    for name, kind in zip(NAMES, kinds, strict=True):
        row = {"slug": name, "kind": kind, "label": name}
        if kind == "Agent":
            row["roles"] = "immunosuppressant"
        if kind == "ClinicalState":
            row |= {"roles": "risk", "risk_category": "renal"}
        rows["nodes"].append(row)
    rows["mechanisms"] = [
        {
            "subject": a, "predicate": predicate, "object": b, "context": context, "source": "review-toy",
            "locator": "p. 1", "evidence_kind": "review", "stance": "supports", "finding": f"{a} {predicate} {b}",
            "second_reading": "supported",
        }
        for a, b, predicate, context in edges
        if b != "n0"
    ]  # fmt: skip
    return rows


def brute_force(kg: immunokg.KnowledgeGraph, start: str, end: str, max_hops: int) -> set[tuple[str, ...]]:
    """Return the claims of every path, found by NetworkX and filtered by the rules afterwards."""
    graph: Any = kg.networkx(view="causal")
    inside = {"beta-cell": {"pancreas"}}
    found = set()
    steps: Any
    for steps in networkx.all_simple_edge_paths(graph, start, end, cutoff=max_hops):
        if any(graph.nodes[step[1]]["kind"] not in INNER_KINDS for step in steps[:-1]):
            continue
        contexts = {graph.edges[step]["context"] for step in steps} - {None}
        if all(a == b or a in inside.get(b, ()) or b in inside.get(a, ()) for a in contexts for b in contexts):
            found.add(tuple(step[2] for step in steps))
    return found


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("random")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edges=st.lists(EDGE, min_size=1, max_size=18, unique_by=lambda edge: edge[:3]), max_hops=st.integers(1, 6))
def test_search_finds_the_same_paths_as_brute_force(
    scratch: Path, edges: list[tuple[str, str, str, str]], max_hops: int
) -> None:
    rows = random_rows(edges)
    if not rows["mechanisms"]:
        return
    for table in (scratch / "tables").glob("*.tsv"):
        table.unlink()
    kg = build(scratch, rows)
    paths = kg.paths("n0", "n6", k=100_000, max_hops=max_hops)
    ours = [tuple(hop.claim for hop in path.hops) for path in paths]
    assert len(ours) == len(set(ours))
    assert set(ours) == brute_force(kg, "n0", "n6", max_hops)
    keys = [(len(path.hops), -path.score) for path in paths]
    assert keys == sorted(keys)
    for path in paths:
        product = 1
        for hop in path.hops:
            product *= hop.sign
        assert path.sign == product


def test_paths_through_a_node_pass_it(toy: immunokg.KnowledgeGraph) -> None:
    assert len(toy.paths("sirolimus", "rejection", through=["mtorc1", "t-cell-activation"])) == 1
    assert toy.paths("sirolimus", "rejection", through=["calcineurin"]) == []
    with pytest.raises(UnknownNameError, match="calcineurin"):
        toy.paths("sirolimus", "rejection", through=["calcineurine"])


def test_the_json_of_a_refuted_hop_says_so(toy: immunokg.KnowledgeGraph) -> None:
    (path,) = toy.paths("sirolimus", "calcineurin", states="all")
    assert not path.holds
    first, last = path.to_json()["hops"]
    assert "state" not in first
    assert last["state"] == "refuted"
