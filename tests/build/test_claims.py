"""From rows to claims: one claim a key, one piece of evidence a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from immunokg.build.model import Facts
from immunokg.ontology.claims import claim_hash
from tests.build.making import claim_of, facts_of, find_row, row, toy_facts
from tests.toy import toy_rows


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    return toy_facts(tmp_path)


def test_rows_of_one_claim_become_one_claim_with_their_evidence(facts: Facts) -> None:
    claim = claim_of(facts.claims, "tacrolimus-fkbp12-complex inhibits calcineurin")
    assert [item.source for item in claim.evidence] == ["label-toy", "review-toy"]
    assert (claim.state, claim.confidence) == ("supported", "established")


def test_claims_are_sorted_by_their_hash_and_stand_once(facts: Facts) -> None:
    ids = [claim.id for claim in facts.claims]
    assert ids == sorted(set(ids))
    assert all(claim.id == claim_hash(claim.key) for claim in facts.claims)


def test_every_row_is_the_evidence_of_a_claim(facts: Facts) -> None:
    rows = toy_rows()
    count = sum(len(table) for name, table in rows.items() if name not in ("nodes", "sources"))
    assert sum(len(claim.evidence) for claim in facts.claims) == count


def test_context_makes_another_claim(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["mechanisms"].append(row("calcineurin increases il2-transcription", context="beta-cell"))
    claims = facts_of(tmp_path, rows).claims
    assert len([claim for claim in claims if claim.key[:3] == ("calcineurin", "increases", "il2-transcription")]) == 2


def test_a_row_that_refutes_makes_the_claim_conflicting(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["structure"].append(row("tacrolimus binds fkbp12", stance="refutes"))
    assert claim_of(facts_of(tmp_path, rows).claims, "tacrolimus binds fkbp12").state == "conflicting"


@pytest.mark.parametrize(
    ("triple", "state"),
    [
        ("tacrolimus binds fkbp12", "supported"),
        ("sirolimus-fkbp12-complex inhibits calcineurin", "refuted"),
        ("deucravacitinib has_risk thrombosis", "not_found"),
        ("mtorc1 increases hyperlipidaemia", "conflicting"),
        ("mtorc1 decreases hyperlipidaemia", "conflicting"),
    ],
)
def test_states_of_the_toy(facts: Facts, triple: str, state: str) -> None:
    assert claim_of(facts.claims, triple).state == state


def test_an_exposure_row_makes_a_claim_and_describes_the_node(facts: Facts) -> None:
    claim = claim_of(facts.claims, "tacrolimus has_exposure tacrolimus-trough")
    assert (claim.state, len(claim.evidence)) == ("supported", 1)
    details = facts.nodes["tacrolimus-trough"].details
    assert (details["matrix"], details["metric"], details["analyte"]) == ("whole blood", "C0", "tacrolimus")


def test_an_exposure_without_matrix_has_none(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["exposures"][0] |= {"matrix": "", "metric": "daily dose"}
    assert "matrix" not in facts_of(tmp_path, rows).nodes["tacrolimus-trough"].details


def test_sign_and_heritability_are_no_evidence(facts: Facts) -> None:
    for claim in facts.claims:
        for item in claim.evidence:
            assert not {"sign", "heritable", "subject", "context"} & set(item.details)


def test_a_class_claim_is_heritable_only_if_a_row_says_so(facts: Facts) -> None:
    assert [claim.key.subject for claim in facts.claims if claim.heritable] == ["jak-inhibitors"]


def test_a_frequency_hangs_on_its_evidence(facts: Facts) -> None:
    (item,) = claim_of(facts.claims, "tacrolimus has_risk ptdm").evidence
    (frequency,) = item.frequencies
    assert frequency.details == {
        "arm": "tacrolimus", "events": "20", "total": "100", "population": "kidney", "horizon": "1 year",
    }  # fmt: skip
    assert item.details["prominence"] == "warning"
    assert not {"arm", "events", "population"} & set(item.details)


def test_the_comparator_arm_is_an_observation_of_its_own(tmp_path: Path) -> None:
    rows = toy_rows()
    found = find_row(rows, "risks", subject="tacrolimus")
    found |= {"comparator_arm": "ciclosporin", "comparator_percent_low": "9.5", "dose": "0.1 mg/kg"}
    (item,) = claim_of(facts_of(tmp_path, rows).claims, "tacrolimus has_risk ptdm").evidence
    own, other = item.frequencies
    assert own.details["dose"] == "0.1 mg/kg"
    assert other.details == {"arm": "ciclosporin", "percent_low": "9.5", "population": "kidney", "horizon": "1 year"}


def test_an_arm_without_a_figure_is_no_frequency(tmp_path: Path) -> None:
    rows = toy_rows()
    find_row(rows, "risks", subject="tacrolimus")["events"] = ""
    (item,) = claim_of(facts_of(tmp_path, rows).claims, "tacrolimus has_risk ptdm").evidence
    assert item.frequencies == ()
    assert item.details["population"] == "kidney"


def test_a_target_range_hangs_on_its_evidence(facts: Facts) -> None:
    (item,) = claim_of(facts.claims, "hba1c monitors tacrolimus-trough").evidence
    assert item.target_range == {
        "target_low": "5", "target_high": "10", "unit": "ng/mL", "organ": "kidney",
        "time_since_transplant": "month 1–3", "target_metric": "C0",
    }  # fmt: skip
    assert "organ" not in item.details


def test_two_ranges_of_one_source_are_not_merged(tmp_path: Path) -> None:
    rows = toy_rows()
    later = find_row(rows, "care", object="tacrolimus-trough") | {"time_since_transplant": "year 1", "target_low": "4"}
    rows["care"].append(later)
    items = claim_of(facts_of(tmp_path, rows).claims, "hba1c monitors tacrolimus-trough").evidence
    assert sorted(item.target_range["target_low"] for item in items) == ["4", "5"]


def test_the_organ_of_a_row_without_a_range_is_a_detail(tmp_path: Path) -> None:
    rows = toy_rows()
    find_row(rows, "care", object="ptdm")["organ"] = "kidney"
    (item,) = claim_of(facts_of(tmp_path, rows).claims, "hba1c monitors ptdm").evidence
    assert (item.target_range, item.details["organ"]) == ({}, "kidney")


def test_several_values_of_a_cell_are_a_tuple(facts: Facts) -> None:
    assert facts.nodes["tacrolimus"].details["synonyms"] == ("FK506", "Prograf")
    assert facts.nodes["tacrolimus"].many("synonyms") == ("FK506", "Prograf")
    assert facts.nodes["tacrolimus"].many("status") == ("approved",)
    assert facts.nodes["tacrolimus"].many("broader") == ()


def test_redirects_and_sources_are_kept(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["redirects"] = [{"slug": "nodat", "target": "ptdm"}]
    facts = facts_of(tmp_path, rows)
    assert facts.redirects == {"nodat": "ptdm"}
    assert facts.sources["label-toy"].details["source_kind"] == "label"


def test_nodes_are_sorted_by_slug(facts: Facts) -> None:
    assert list(facts.nodes) == sorted(facts.nodes)
