"""What a member has of its class, and what keeps it away.

agent-a ─member_of→ class-near ─member_of→ class-far        class-other
"""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from immunokg.build.inherit import inherit, provenance_quads
from immunokg.build.model import Claim
from immunokg.build.rdf import claim_quads
from immunokg.ontology.claims import ClaimKey, claim_hash, claim_iri
from immunokg.ontology.prefixes import GRAPH_INFERRED
from tests.build.making import (
    all_quads,
    claim_of,
    facts_of,
    find_row,
    iri,
    member_rows,
    row,
    stated_quads,
    text_of,
    toy_facts,
)  # fmt: skip

HERITABLE = {"heritable": "yes", "direction": "raises"}
FAR = row("class-far has_risk clot", **HERITABLE, evidence_kind="label", source="label-toy")


def inherited(folder: Path, *rows: dict[str, str]) -> list[Claim]:
    """Return what the small graph of classes inherits with these rows."""
    return inherit(stated_quads(facts_of(folder, member_rows(*rows))))


def of_agent(claims: list[Claim]) -> list[str]:
    """Return the inherited claims as text; only agent-a can have any."""
    assert {claim.key.subject for claim in claims} <= {"agent-a"}
    return [" ".join(filter(None, claim.key[1:])) for claim in claims]


def test_a_claim_passes_to_the_member_of_the_class(tmp_path: Path) -> None:
    near = FAR | {"subject": "class-near"}
    (claim,) = inherited(tmp_path, near)
    assert claim.key == ("agent-a", "has_risk", "clot", "raises", "", "")
    assert (claim.state, claim.evidence) == ("supported", ())
    (parent,) = claim.derived_from
    assert parent == claim_hash(claim.key._replace(subject="class-near"))


def test_a_claim_passes_through_two_levels_but_not_to_the_class_between(tmp_path: Path) -> None:
    assert of_agent(inherited(tmp_path, FAR)) == ["has_risk clot raises"]


def test_the_iri_made_by_the_rule_is_the_one_of_the_key(tmp_path: Path) -> None:
    (claim,) = inherited(tmp_path, FAR)
    assert claim_iri(claim.key).endswith(claim.id)
    assert claim.id == "bfapnafdcac5qh6qsbzbvqaovlf25avgn3t6i7uofxpvnrrvdunq"


def test_context_and_comparator_pass_and_are_hashed(tmp_path: Path) -> None:
    risk = FAR | {"comparator": "agent-b"}
    quads = stated_quads(facts_of(tmp_path, member_rows(risk)))
    claims = inherit(quads)
    assert of_agent(claims) == ["has_risk clot raises agent-b"]
    assert claims[0].id == claim_hash(claims[0].key)


@pytest.mark.parametrize(
    ("kind", "confidence"),
    [("label", "provisional"), ("cohort", "provisional"), ("spontaneous_report", "hypothetical")],
)
def test_an_inherited_claim_is_at_most_provisional(kind: str, confidence: str, tmp_path: Path) -> None:
    (claim,) = inherited(tmp_path, FAR | {"evidence_kind": kind})
    assert claim.confidence == confidence


def test_the_jak_warning_is_not_inherited_by_deucravacitinib(tmp_path: Path) -> None:
    claims = inherit(stated_quads(toy_facts(tmp_path)))
    assert [claim.key.subject for claim in claims if claim.key.object == "thrombosis"] == ["tofacitinib"]


@pytest.mark.parametrize("stance", ["supports", "refutes", "looked_for_not_found"])
def test_the_members_own_claim_blocks_whatever_its_state(stance: str, tmp_path: Path) -> None:
    own = row("agent-a has_risk clot", direction="raises", stance=stance)
    assert inherited(tmp_path, FAR, own) == []


def test_the_members_own_conflicting_claim_blocks(tmp_path: Path) -> None:
    pro = row("agent-a has_risk clot", direction="raises")
    assert inherited(tmp_path, FAR, pro, pro | {"stance": "refutes"}) == []


@pytest.mark.parametrize("direction", ["raises", "lowers", "no_difference"])
def test_the_members_own_claim_blocks_in_any_direction(direction: str, tmp_path: Path) -> None:
    assert inherited(tmp_path, FAR, row("agent-a has_risk clot", direction=direction)) == []


def test_a_comparison_of_the_member_blocks_no_claim_on_the_risk_as_such(tmp_path: Path) -> None:
    own = row("agent-a has_risk clot", direction="lowers", comparator="agent-b")
    assert of_agent(inherited(tmp_path, FAR, own)) == ["has_risk clot raises"]


def test_a_comparison_of_the_member_blocks_the_same_comparison_of_the_class(tmp_path: Path) -> None:
    own = row("agent-a has_risk clot", direction="lowers", comparator="agent-b")
    assert of_agent(inherited(tmp_path, FAR | {"comparator": "agent-b"}, own)) == []


def test_an_agent_of_local_use_inherits_nothing(tmp_path: Path) -> None:
    rows = member_rows(FAR)
    find_row(rows, "nodes", slug="agent-a")["roles"] = "immunosuppressant|local-use"
    assert of_agent(inherit(stated_quads(facts_of(tmp_path, rows)))) == []


def test_a_claim_of_the_member_on_another_object_blocks_nothing(tmp_path: Path) -> None:
    rows = member_rows(FAR, row("agent-a has_risk bleed", direction="raises"))
    rows["nodes"].append(
        {"slug": "bleed", "kind": "ClinicalState", "label": "bleed", "roles": "risk", "risk_category": "haematological"}
    )
    assert of_agent(inherit(stated_quads(facts_of(tmp_path, rows)))) == ["has_risk clot raises"]


def exposure(predicate: str, subject: str, **cells: str) -> dict[str, str]:
    return row(f"{subject} {predicate} dose", **cells)


def heritable_exposure(folder: Path, *rows: dict[str, str]) -> list[Claim]:
    """Inherit a class claim about an exposure, marked heritable in its row."""
    marked = [
        row | {"heritable": "yes"}
        if row["predicate"].endswith("exposure_of") and row["subject"].startswith("class-")
        else row
        for row in rows
    ]
    return inherited(folder, *marked)


def test_an_effect_on_an_exposure_passes_too(tmp_path: Path) -> None:
    assert of_agent(heritable_exposure(tmp_path, exposure("raises_exposure_of", "class-far"))) == [
        "raises_exposure_of dose"
    ]


@pytest.mark.parametrize("own", ["raises_exposure_of", "lowers_exposure_of"])
def test_the_members_claim_on_a_predicate_or_its_opposite_blocks(own: str, tmp_path: Path) -> None:
    assert heritable_exposure(tmp_path, exposure("raises_exposure_of", "class-far"), exposure(own, "agent-a")) == []


def test_a_comparison_with_the_member_itself_does_not_pass_to_it(tmp_path: Path) -> None:
    assert inherited(tmp_path, FAR | {"comparator": "agent-a"}) == []


@pytest.mark.parametrize("triple", ["class-far studied_for clot", "class-far contraindicated_in clot"])
def test_uses_and_contraindications_stay_with_the_class(triple: str, tmp_path: Path) -> None:
    assert heritable_exposure(tmp_path, row(triple)) == []


@pytest.mark.parametrize("predicate", ["treats", "inhibits", "increases", "monitors"])
def test_other_predicates_are_not_in_the_rule_even_if_a_class_had_them(predicate: str, tmp_path: Path) -> None:
    facts = facts_of(tmp_path, member_rows(FAR))
    parent = claim_of(facts.claims, "class-far has_risk clot")
    key = parent.key._replace(predicate=predicate, direction="")
    quads = [
        *stated_quads(facts),
        *claim_quads(Claim(claim_hash(key), key, "supported", "established", heritable=True)),
    ]
    assert of_agent(inherit(quads)) == ["has_risk clot raises"]


def test_a_claim_that_is_not_marked_stays_with_the_class(tmp_path: Path) -> None:
    assert inherited(tmp_path, FAR | {"heritable": "no"}) == []
    assert inherited(tmp_path / "b", FAR | {"heritable": ""}) == []


@pytest.mark.parametrize("stance", ["refutes", "looked_for_not_found"])
def test_only_a_supported_claim_passes(stance: str, tmp_path: Path) -> None:
    assert inherited(tmp_path, FAR | {"stance": stance}) == []


@pytest.mark.parametrize("stance", ["refutes", "looked_for_not_found"])
def test_membership_that_is_not_supported_passes_nothing(stance: str, tmp_path: Path) -> None:
    rows = member_rows(FAR)
    rows["structure"][1]["stance"] = stance
    assert inherit(stated_quads(facts_of(tmp_path, rows))) == []


@pytest.mark.parametrize("stance", ["refutes", "looked_for_not_found"])
def test_a_nearer_class_that_says_otherwise_blocks(stance: str, tmp_path: Path) -> None:
    near = row("class-near has_risk clot", direction="raises", stance=stance)
    assert inherited(tmp_path, FAR, near) == []


def test_a_nearer_class_that_says_it_for_itself_alone_blocks(tmp_path: Path) -> None:
    assert inherited(tmp_path, FAR, row("class-near has_risk clot", direction="lowers")) == []


def test_of_two_heritable_claims_the_nearer_wins(tmp_path: Path) -> None:
    near = FAR | {"subject": "class-near", "direction": "lowers"}
    assert of_agent(inherited(tmp_path, FAR, near)) == ["has_risk clot lowers"]


def test_of_two_equal_claims_the_nearer_is_the_parent(tmp_path: Path) -> None:
    (claim,) = inherited(tmp_path, FAR, FAR | {"subject": "class-near"})
    assert claim.derived_from == (claim_hash(claim.key._replace(subject="class-near")),)


def other_class(*rows: dict[str, str]) -> tuple[dict[str, str], ...]:
    return (FAR, row("agent-a member_of class-other"), *rows)


def test_two_unrelated_classes_that_agree_are_both_parents(tmp_path: Path) -> None:
    other = FAR | {"subject": "class-other", "evidence_kind": "spontaneous_report"}
    (claim,) = inherited(tmp_path, *other_class(other))
    assert len(claim.derived_from) == 2
    assert list(claim.derived_from) == sorted(claim.derived_from)
    assert claim.confidence == "provisional"


def test_two_unrelated_classes_that_disagree_make_the_claims_conflicting(tmp_path: Path) -> None:
    other = FAR | {"subject": "class-other", "direction": "lowers"}
    claims = inherited(tmp_path, *other_class(other))
    assert sorted(of_agent(claims)) == ["has_risk clot lowers", "has_risk clot raises"]
    assert {(claim.state, claim.confidence) for claim in claims} == {("conflicting", "hypothetical")}


def test_prominence_and_frequency_do_not_pass(tmp_path: Path) -> None:
    figures = {
        "prominence": "boxed",
        "jurisdiction": "US",
        "arm": "class",
        "events": "3",
        "total": "9",
        "population": "adults",
    }
    facts = facts_of(tmp_path, member_rows(FAR | figures))
    (claim,) = inherit(stated_quads(facts))
    said = {quad.predicate for quad in claim_quads(claim)}
    assert iri("iko:state") in said
    assert not {iri("iko:hasEvidence"), iri("iko:hasFrequency"), iri("iko:prominence"), iri("iko:heritable")} & said


def test_inherited_claims_are_marked_and_lie_in_their_own_graph(tmp_path: Path) -> None:
    (claim,) = inherited(tmp_path, FAR)
    quads = [*claim_quads(claim), *provenance_quads([claim])]
    assert {text_of(quad.graph_name) for quad in quads} == {GRAPH_INFERRED}
    values = {quad.predicate: quad.object for quad in quads if text_of(quad.subject) == claim_iri(claim.key)}
    assert text_of(values[iri("iko:inferred")]) == "true"
    assert values[iri("prov:wasDerivedFrom")] == iri(f"claim:{claim.derived_from[0]}")
    assert values[iri("prov:wasGeneratedBy")] == iri("ik:ontology/rule-inherit")


def test_an_inherited_claim_is_not_inherited_again(tmp_path: Path) -> None:
    quads = all_quads(facts_of(tmp_path, member_rows(FAR)))
    assert inherit(quads) == []


@pytest.mark.parametrize(("own", "passes"), [("liver", False), ("", True), ("clot", True)])
def test_only_a_claim_in_the_same_context_blocks(own: str, passes: bool, tmp_path: Path) -> None:
    quads = stated_quads(facts_of(tmp_path, member_rows()))
    keys = [
        ClaimKey("class-far", "raises_exposure_of", "dose", "", "liver"),
        ClaimKey("agent-a", "raises_exposure_of", "dose", "", own),
    ]
    for key in keys:
        quads += claim_quads(Claim(claim_hash(key), key, "supported", "provisional", heritable=key is keys[0]))
    assert of_agent(inherit(quads)) == (["raises_exposure_of dose liver"] if passes else [])


@pytest.mark.parametrize(
    ("predicate", "context", "passes"),
    [
        ("raises_exposure_of", "liver", False),
        ("lowers_exposure_of", "liver", False),
        ("raises_exposure_of", "", True),
        ("has_exposure", "liver", True),
    ],
)
def test_a_nearer_class_blocks_only_on_the_same_question(
    predicate: str, context: str, passes: bool, tmp_path: Path
) -> None:
    quads = stated_quads(facts_of(tmp_path, member_rows()))
    far = ClaimKey("class-far", "raises_exposure_of", "dose", "", "liver")
    near = ClaimKey("class-near", predicate, "dose", "", context)
    quads += claim_quads(Claim(claim_hash(far), far, "supported", "provisional", heritable=True))
    quads += claim_quads(Claim(claim_hash(near), near, "not_found", "hypothetical"))
    assert of_agent(inherit(quads)) == (["raises_exposure_of dose liver"] if passes else [])


def test_an_error_in_a_custom_function_is_raised_and_no_claim_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(key: ClaimKey) -> str:
        raise MemoryError

    monkeypatch.setattr("immunokg.build.inherit.claim_iri", fail)
    with pytest.raises(MemoryError):
        inherited(tmp_path, FAR)


def interrupted(key: ClaimKey) -> str:
    """Press Ctrl-C on the way to the IRI of a claim."""
    os.kill(os.getpid(), signal.SIGINT)
    return claim_iri(key)


def test_ctrl_c_in_a_custom_function_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handler = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr("immunokg.build.inherit.claim_iri", interrupted)
    with pytest.raises(KeyboardInterrupt):
        inherited(tmp_path, FAR)
    assert signal.getsignal(signal.SIGINT) is handler


def test_ctrl_c_that_is_switched_off_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("immunokg.build.inherit.claim_iri", interrupted)
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert of_agent(inherited(tmp_path, FAR)) == ["has_risk clot raises"]
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, handler)


def test_another_thread_inherits_too(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        assert of_agent(pool.submit(inherited, tmp_path, FAR).result()) == ["has_risk clot raises"]
