"""The identity of a claim: golden values first, then properties."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from immunokg.ontology.claims import (
    ClaimKey,
    claim_hash,
    claim_iri,
    conflict_key,
    evidence_hash,
    predicate_family,
)
from immunokg.ontology.terms import PREDICATES

PLAIN = ClaimKey("tacrolimus-fkbp12-complex", "inhibits", "calcineurin")
FULL = ClaimKey("belatacept", "has_risk", "ptdm", "lowers", "kidney", "tacrolimus")
words = st.text(max_size=6)
keys = st.builds(ClaimKey, words, words, words, words, words, words)


def test_hash_of_a_plain_claim_never_changes() -> None:
    assert claim_hash(PLAIN) == "2osjomyp5j24yeotnzq2rag5oi3g3qs5azsv66x2gqyxmkc7oova"


def test_hash_of_a_claim_with_every_field_never_changes() -> None:
    assert claim_hash(FULL) == "j2fnilytjr3vcogcvf77mot4lq7vnugjysbfj7ftxbmdynzt7qca"


def test_hash_is_sha256_of_canonical_json_in_base32() -> None:
    import base64
    import hashlib

    canonical = '{"object":"calcineurin","predicate":"inhibits","subject":"tacrolimus-fkbp12-complex"}'
    digest = base64.b32encode(hashlib.sha256(canonical.encode()).digest()).decode()
    assert claim_hash(PLAIN) == digest.rstrip("=").lower()


def test_iri_is_the_hash_under_claim() -> None:
    assert claim_iri(PLAIN) == f"https://w3id.org/immunokg/claim/{claim_hash(PLAIN)}"


def test_composed_and_decomposed_letters_are_the_same_claim() -> None:
    composed = "sjögren"
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    assert claim_hash(PLAIN._replace(object=composed)) == claim_hash(PLAIN._replace(object=decomposed))


def test_letters_beyond_ascii_are_hashed_as_utf8() -> None:
    assert claim_hash(ClaimKey("é", "binds", "β")) == "ix5pcxerru7ld7its2z2kupobuegi62preh53prq3shaaymfe5oq"


@pytest.mark.parametrize("field", ["direction", "context", "comparator"])
def test_each_optional_field_makes_another_claim(field: str) -> None:
    assert claim_hash(PLAIN._replace(**{field: "x"})) != claim_hash(PLAIN)


def test_an_empty_field_is_as_an_absent_one() -> None:
    assert claim_hash(ClaimKey("a", "binds", "b", "", "", "")) == claim_hash(ClaimKey("a", "binds", "b"))


def test_sign_is_not_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = claim_hash(PLAIN)
    monkeypatch.setitem(PREDICATES, "inhibits", PREDICATES["inhibits"]._replace(sign=1))
    assert PLAIN.sign == 1
    assert claim_hash(PLAIN) == before


@pytest.mark.parametrize(
    ("predicate", "sign"),
    [
        ("inhibits", -1), ("activates", 1), ("depletes", -1), ("degrades", -1), ("increases", 1), ("decreases", -1),
        ("raises_exposure_of", 1), ("lowers_exposure_of", -1), ("binds", 0), ("has_risk", 0), ("treats", 0),
    ],
)  # fmt: skip
def test_sign_follows_from_the_predicate(predicate: str, sign: int) -> None:
    assert ClaimKey("a", predicate, "b").sign == sign


@given(keys, keys)
def test_different_keys_have_different_hashes(one: ClaimKey, other: ClaimKey) -> None:
    same = all(
        unicodedata.normalize("NFC", a) == unicodedata.normalize("NFC", b) for a, b in zip(one, other, strict=True)
    )
    assert (claim_hash(one) == claim_hash(other)) == same


@given(keys, st.permutations(range(6)))
def test_a_value_that_moves_to_another_field_is_another_claim(key: ClaimKey, order: list[int]) -> None:
    moved = ClaimKey(*(key[place] for place in order))
    assume(
        any(unicodedata.normalize("NFC", a) != unicodedata.normalize("NFC", b) for a, b in zip(key, moved, strict=True))
    )
    assert claim_hash(moved) != claim_hash(key)


@given(st.permutations(["source", "locator", "finding", "stance"]))
def test_order_of_fields_does_not_matter(order: list[str]) -> None:
    fields = {"source": "s", "locator": "p. 1", "finding": "f", "stance": "supports"}
    assert evidence_hash("c", {name: fields[name] for name in order}) == evidence_hash("c", fields)


def test_evidence_of_two_claims_differs_even_if_its_text_is_the_same() -> None:
    assert evidence_hash("one", {"source": "s"}) != evidence_hash("two", {"source": "s"})


def test_empty_fields_of_evidence_are_ignored() -> None:
    assert evidence_hash("c", {"source": "s", "year": ""}) == evidence_hash("c", {"source": "s"})


@pytest.mark.parametrize(
    "family",
    [
        {"inhibits", "activates"},
        {"increases", "decreases", "depletes", "degrades"},
        {"raises_exposure_of", "lowers_exposure_of"},
    ],
)
def test_opposite_predicates_are_one_question(family: set[str]) -> None:
    found = {conflict_key(ClaimKey("a", predicate, "b")) for predicate in family}
    assert len(found) == 1
    others = set(PREDICATES) - family
    assert not any(conflict_key(ClaimKey("a", other, "b")) in found for other in others)


def test_a_predicate_without_opposite_is_its_own_family() -> None:
    alone = {name for name, predicate in PREDICATES.items() if not predicate.causal}
    assert {predicate_family(name) for name in alone} == alone


def test_conflict_key_drops_direction() -> None:
    assert conflict_key(FULL) == conflict_key(FULL._replace(direction="raises"))


@pytest.mark.parametrize("field", ["subject", "object", "context", "comparator"])
def test_conflict_key_keeps_everything_else(field: str) -> None:
    assert conflict_key(FULL) != conflict_key(FULL._replace(**{field: "x"}))
