from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immunokg.ontology.names import fold_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tacrolimus", "TACROLIMUS"),
        ("FK-506", "fk 506"),
        ("Sjögren syndrome", "Sjogren syndrome"),
        ("NF-κB", "NF-kappaB"),
        ("interferon-γ", "Interferon gamma"),
        ("TNF‑α", "tnf-alpha"),
        ("IL‑1β", "il1beta"),
        ("TGF-δ", "TGF delta"),
        ("𝖠TG", "atg"),
        ("CD20⁺", "cd20+"),
    ],
)
def test_ways_to_write_one_name_fold_to_one(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


def test_numbers_still_tell_names_apart() -> None:
    assert fold_name("IL-2") != fold_name("IL-12")


@pytest.mark.parametrize(
    ("one", "other"),
    [("CD4+ T cell", "CD4− T cell"), ("PKCθ", "PKC-ε"), ("TCRζ", "TCR"), ("*1/*17", "*11/*7"), ("他克莫司 XR", "XR")],
)
def test_names_of_different_things_stay_apart(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"), [("PKCθ", "PKC theta"), ("anti-TNF-α", "anti TNF alpha"), ("HLA-B27", "hla b27")]
)
def test_a_hyphen_is_no_minus(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


def test_a_name_without_latin_letters_is_kept() -> None:
    assert fold_name("他克莫司") == "他克莫司"


@given(st.text() | st.text(st.characters(min_codepoint=0x370)))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)
