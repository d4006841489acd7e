from __future__ import annotations

from immunokg.ontology.prefixes import QUERY_PREFIXES
from immunokg.ontology.tables import CLAIM_TABLES, table_schemas
from immunokg.ontology.terms import PREDICATES

NEEDED = {"source", "locator", "evidence_kind", "stance", "finding"}


def test_every_predicate_has_a_table_but_the_derived_one() -> None:
    held = set().union(*(table_schemas()[name].predicates for name in CLAIM_TABLES))
    assert held == set(PREDICATES) - {"has_exposure"}


def test_a_claim_row_without_evidence_cannot_be_written() -> None:
    for name in CLAIM_TABLES:
        required = {column.name for column in table_schemas()[name].columns if column.required}
        assert required >= NEEDED | {"subject", "predicate", "object"}


def test_an_exposure_row_without_evidence_cannot_be_written() -> None:
    required = {column.name for column in table_schemas()["exposures"].columns if column.required}
    assert required >= NEEDED - {"stance"}


def test_a_column_means_the_same_in_every_table() -> None:
    meanings: dict[str, set[tuple[str, str, str, bool]]] = {}
    for schema in table_schemas().values():
        for column in schema.columns:
            meaning = (column.type, column.rdf, column.refers_to, column.multiple)
            meanings.setdefault(column.name, set()).add(meaning)
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}


def test_every_column_has_a_property_that_can_be_expanded() -> None:
    for schema in table_schemas().values():
        for column in schema.columns:
            assert column.rdf.partition(":")[0] in QUERY_PREFIXES


def test_key_comes_first_and_evidence_last() -> None:
    names = table_schemas()["risks"].column_names
    assert names[:5] == ("subject", "predicate", "object", "direction", "comparator")
    assert names[-1] == "second_reading"


def test_limits_and_closed_sets_are_read() -> None:
    columns = {column.name: column for column in table_schemas()["risks"].columns}
    assert (columns["percent_low"].minimum, columns["percent_low"].maximum) == (0, 100)
    assert columns["stance"].enum == ("supports", "refutes", "looked_for_not_found")
    assert columns["direction"].refers_to == "term"
    assert columns["attribution"].multiple
    assert columns["subject"].refers_to == "node"
