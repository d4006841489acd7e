from __future__ import annotations

import json
from pathlib import Path

import pytest

from immunokg.build.inherit import inherit
from immunokg.build.model import Claim, Facts
from immunokg.build.records import claim_record, node_record, source_record
from tests.build.making import claim_of, facts_of, find_row, stated_quads
from tests.toy import toy_rows


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    rows = toy_rows()
    rows["sources"][0]["xrefs"] = "PMID:1|PMC:PMC2"
    find_row(rows, "risks", subject="tacrolimus")["attribution"] = "off-target|unknown"
    return facts_of(tmp_path, rows)


@pytest.fixture
def by_id(facts: Facts) -> dict[str, Claim]:
    return {claim.id: claim for claim in [*facts.claims, *inherit(stated_quads(facts))]}


def test_a_node_record_has_iri_category_and_lists(facts: Facts) -> None:
    record = node_record(facts.nodes["tacrolimus"])
    assert record["iri"] == "https://w3id.org/immunokg/tacrolimus"
    assert record["biolink_category"] == "biolink:Drug"
    assert record["synonyms"] == ["FK506", "Prograf"]
    assert record["status"] == "approved"


def test_a_source_record_has_its_identifiers_as_a_list(facts: Facts) -> None:
    assert source_record(facts.sources["review-toy"])["xrefs"] == ["PMID:1", "PMC:PMC2"]
    assert source_record(facts.sources["review-toy"])["id"] == "review-toy"


def test_a_claim_record_holds_key_state_and_evidence(facts: Facts, by_id: dict[str, Claim]) -> None:
    record = claim_record(claim_of(facts.claims, "tacrolimus has_risk ptdm"), facts, by_id)
    assert (record["direction"], record["context"], record["comparator"]) == ("raises", None, None)
    assert (record["state"], record["sign"], record["causal"], record["inferred"]) == ("supported", 0, False, False)
    assert (record["sources"], record["derived_from"]) == (["review-toy"], [])
    (item,) = record["evidence"]
    assert item["frequencies"][0]["events"] == "20"
    assert (item["prominence"], item["attribution"]) == ("warning", ["off-target", "unknown"])
    assert "target_range" not in item


def test_a_claim_record_holds_its_target_range(facts: Facts, by_id: dict[str, Claim]) -> None:
    (item,) = claim_record(claim_of(facts.claims, "hba1c monitors tacrolimus-trough"), facts, by_id)["evidence"]
    assert item["target_range"]["target_low"] == "5"


def test_an_inherited_claim_shows_the_evidence_of_its_class_without_prominence(
    facts: Facts, by_id: dict[str, Claim]
) -> None:
    (inherited,) = (claim for claim in by_id.values() if claim.derived_from)
    record = claim_record(inherited, facts, by_id)
    parent = claim_of(facts.claims, "jak-inhibitors has_risk thrombosis")
    assert record["inferred"]
    assert record["derived_from"] == [f"https://w3id.org/immunokg/claim/{parent.id}"]
    assert record["sources"] == ["label-toy"]
    (item,) = record["evidence"]
    assert set(item) == {"id", "source", "locator", "evidence_kind", "stance", "finding"}


def test_records_are_json(facts: Facts, by_id: dict[str, Claim]) -> None:
    for claim in by_id.values():
        record = claim_record(claim, facts, by_id)
        assert json.loads(json.dumps(record)) == record
