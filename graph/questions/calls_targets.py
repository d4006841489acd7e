"""Questions on targets and mechanisms of conditions: what approved agents cover, what those in trials add."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.questions.call import Call, Rows, arrow, label_of, path_sources, sources_of

__all__ = ["TARGET_CALLS"]

CONDITIONS = ("kidney-graft-rejection", "antibody-mediated-rejection", "lupus-nephritis",
              "systemic-lupus-erythematosus", "rheumatoid-arthritis", "multiple-sclerosis", "plaque-psoriasis",
              "iga-nephropathy", "myasthenia-gravis")  # fmt: skip
CAUSES = ("increases", "activates")
CAUSAL_KINDS = ("Target", "Pathway", "Process", "CellType", "Biomarker")
ACTIONS = ("inhibits", "activates", "degrades", "binds")
LATE = ("2", "2/3", "3")
SHARED_RISKS = ("serious-infection", "ptld", "malignancy", "hypogammaglobulinaemia", "venous-thromboembolism")
MANY = 2000


def _covered(kg: KnowledgeGraph) -> Rows:
    rows: list[Sequence[object]] = []
    for condition in CONDITIONS:
        used = {claim["subject"] for claim in kg.catalogue.claims_on(condition, ["treats"])}
        agents = sorted(slug for slug, kind in kg.catalogue.kinds(used).items() if kind == "Agent")
        passed: dict[str, list[str]] = defaultdict(list)
        for agent in agents:
            paths = kg.paths(agent, condition, k=MANY, max_hops=4, parallel=False)
            for node in {path.nodes[-2] for path in paths if path.sign == -1 and len(path.nodes) > 2}:
                passed[node].append(agent)
        causes = defaultdict(list)
        for claim in kg.catalogue.claims_on(condition, CAUSES):
            causes[claim["subject"]].append(claim)
        kinds = kg.catalogue.kinds(causes)
        rows += [
            (label_of(kg, condition), label_of(kg, node), passed[node] or "none", sources_of(claims))
            for node, claims in sorted(causes.items())
            if kinds[node] in CAUSAL_KINDS
        ]
    return ("condition", "mechanism", "approved_agents_with_a_path_through_it", "sources_of_the_mechanism"), rows


def _pipeline(kg: KnowledgeGraph) -> Rows:
    columns = ("agent", "phases", "new_target", "action", "sources", "expected_risk", "path", "sources_of_each_hop")
    nodes = {node["slug"]: node for node in kg.catalogue.iter_nodes()}
    on_targets = _on_targets(kg, nodes)
    covered = {claim["object"] for claim in on_targets if nodes[claim["subject"]].get("status") == "approved"}
    rows: list[Sequence[object]] = []
    for claim in on_targets:
        agent, target = claim["subject"], claim["object"]
        phases = _phases(kg, agent)
        if nodes[agent].get("status") == "investigational" and target not in covered and phases:
            said = (agent, phases, target, claim["predicate"], sources_of([claim]))
            rows += [(*said, *expected) for expected in _expected(kg, agent, target)]
    return columns, sorted(rows, key=str)


def _on_targets(kg: KnowledgeGraph, nodes: dict[str, Record]) -> list[Record]:
    """Return the supported claims of immunosuppressants on targets; binding only where no action is stated."""
    found = [
        claim
        for claim in kg.catalogue.iter_claims()
        if claim["predicate"] in ACTIONS
        and "immunosuppressant" in nodes[claim["subject"]].get("roles", ())
        and nodes[claim["object"]]["kind"] == "Target"
    ]
    acted = {(claim["subject"], claim["object"]) for claim in found if claim["predicate"] != "binds"}
    return [c for c in found if c["predicate"] != "binds" or (c["subject"], c["object"]) not in acted]


def _phases(kg: KnowledgeGraph, agent: str) -> list[str]:
    claims = [claim for claim in kg.catalogue.claims_of(agent) if claim["subject"] == agent]
    return sorted({item["phase"] for claim in claims for item in claim["evidence"] if item.get("phase") in LATE})


def _expected(kg: KnowledgeGraph, agent: str, target: str) -> list[Sequence[object]]:
    found: list[Sequence[object]] = []
    for risk in SHARED_RISKS:
        paths = kg.paths(agent, risk, k=MANY, parallel=False, narrower=True)
        best = next((path for path in paths if path.sign == 1 and target in path.nodes), None)
        if best:
            found.append((risk, arrow(best.nodes), path_sources(best)))
    return found or [("no path known, which is not safe", "", "")]


TARGET_CALLS: dict[str, Call] = {
    "09-covered-mechanisms": Call(
        "Which direct mechanisms of a condition do the agents that are approved for it reach within four hops, and "
        "which does none of them reach?",
        ("indication", "mechanism", "gap"),
        _covered,
    ),
    "39-pipeline-targets": Call(
        "Which agents in phase 2 or 3 act on a target that no approved one acts on, and which known risk would they be "
        "expected to share, by which path through that target?",
        ("pipeline", "target", "risk path"),
        _pipeline,
    ),
}
