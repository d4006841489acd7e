from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from immunokg.ontology.errors import CurieError
from immunokg.ontology.prefixes import (
    QUERY_PREFIXES,
    RESERVED_SEGMENTS,
    XREF_PREFIXES,
    Curie,
    converter,
    curie_iri,
    node_iri,
    parse_curie,
)

GOOD = {
    "CHEBI": "61049", "CHEMBL.COMPOUND": "CHEMBL269732", "CL": "0000084", "CLINICALTRIALS": "NCT00256750",
    "ComplexPortal": "CPX-1009", "DAILYMED": "7f667de3-9dfa-4bd6-8ba0-15ee2d78873b", "DBSNP": "rs776746",
    "DOI": "10.1056/NEJMoa067411", "DOID": "9352", "DRUGBANK": "DB00864", "GO": "0042110", "HGNC": "9314",
    "HP": "0000822", "LOINC": "11253-2", "MAXO": "0000010", "MESH": "D016559", "MONDO": "0005148",
    "NCBITaxon": "10359", "NCIT": "C1311", "PHARMVAR": "CYP3A5", "PMC": "PMC3119433", "PMID": "18094377",
    "REACT": "R-HSA-2025928", "RXNORM": "42316", "UBERON": "0001264", "UNII": "Y5L2157C4J", "UniProtKB": "Q08209",
}  # fmt: skip


@pytest.mark.parametrize("prefix", XREF_PREFIXES)
def test_a_good_identifier_of_each_prefix_is_read(prefix: str) -> None:
    curie = parse_curie(f"{prefix}:{GOOD[prefix]}")
    assert curie == Curie(prefix, GOOD[prefix])
    assert str(curie) == f"{prefix}:{GOOD[prefix]}"


@pytest.mark.parametrize("prefix", XREF_PREFIXES)
def test_our_address_is_the_one_of_the_curies_package(prefix: str) -> None:
    assert curie_iri(Curie(prefix, GOOD[prefix])) == converter().expand_pair(prefix, GOOD[prefix])


def test_converter_goes_back_and_forth() -> None:
    assert converter().compress("http://purl.obolibrary.org/obo/MONDO_0005148") == "MONDO:0005148"
    assert converter().expand("ik:tacrolimus") == node_iri("tacrolimus")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("mondo:0005148", "write MONDO:0005148"),
        ("uniprotkb:Q08209", "write UniProtKB:Q08209"),
        ("SNOMED:1", "known prefixes: CHEBI"),
        ("tacrolimus", "known prefixes"),
        ("MONDO:5148", r"expected MONDO: and then \d{7}"),
        ("MONDO:٠٠٠٥١٤٨", "expected MONDO"),
        ("MONDO:0005148x", "expected MONDO"),
        ("GO:", "expected GO"),
    ],
)
def test_a_bad_curie_says_what_to_write(text: str, hint: str) -> None:
    with pytest.raises(CurieError) as caught:
        parse_curie(text)
    assert hint in str(caught.value)
    assert repr(text) in str(caught.value)


def test_an_old_doi_with_angle_brackets_gives_a_valid_iri() -> None:
    doi = "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"
    iri = curie_iri(parse_curie(f"DOI:{doi}"))
    assert iri.endswith("17:15%3C1661::AID-SIM968%3E3.0.CO;2-2")
    assert NamedNode(iri).value == iri


@given(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1))
def test_whatever_a_pattern_lets_through_becomes_a_valid_iri(local: str) -> None:
    NamedNode(curie_iri(parse_curie(f"PHARMVAR:{local}")))


def test_reserved_segments_are_the_ones_that_our_iris_use() -> None:
    used = {address.removeprefix(QUERY_PREFIXES["ik"]).strip("/#") for address in QUERY_PREFIXES.values()}
    ours = {segment for segment in used if segment and ":" not in segment}
    assert ours == RESERVED_SEGMENTS
