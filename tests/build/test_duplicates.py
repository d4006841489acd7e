from __future__ import annotations

from pathlib import Path

import pytest

from immunokg.build.duplicates import TWO_THINGS, Duplicate, find_duplicates, fold_spelling, read_accepted_pairs
from immunokg.build.model import Node
from immunokg.ontology.errors import ImmunokgError


def node(slug: str, label: str = "", kind: str = "ClinicalState", **details: str) -> Node:
    return Node(slug, kind, label or slug, {name: tuple(value.split("|")) for name, value in details.items()})


def test_no_nodes_have_no_duplicates() -> None:
    assert find_duplicates([]) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Oedema", "edema"),
        ("diarrhoea", "Diarrhea"),
        ("JAK–STAT signalling", "JAK-STAT signaling"),
        ("tumours", "tumor"),
        ("sensitisation", "sensitization"),
        ("haemolyse", "hemolyze"),
        ("fibre", "fiber"),
        ("sulphasalazine", "sulfasalazine"),
        ("biopsies", "biopsy"),
        ("T cells", "T-cell"),
    ],
)
def test_spelling_hyphens_and_plurals_do_not_count(ours: str, theirs: str) -> None:
    assert fold_spelling(ours) == fold_spelling(theirs)


@pytest.mark.parametrize(
    ("one", "other"),
    [("CD4+ T cell", "CD4- T cell"), ("IL-2", "IL-12"), ("hypocalcaemia", "hypercalcaemia"), ("lupus", "lupu")],
)
def test_what_is_spelt_otherwise_stays_apart(one: str, other: str) -> None:
    assert fold_spelling(one) != fold_spelling(other)


def test_labels_and_synonyms_that_are_equal_but_for_spelling() -> None:
    nodes = [node("b", "oedema"), node("a", "swelling", synonyms="edema|tumefaction"), node("c", "fever")]
    assert find_duplicates(nodes) == [Duplicate("a", "b", "same name", "edema")]


def test_names_of_the_same_words_in_another_order_slugs_too() -> None:
    one = node("lymphocyte-gut-migration", "immune cells on their way", "Process")
    other = node("lymphocyte-migration-to-gut", "homing", "Process")
    assert find_duplicates([one, other]) == [Duplicate(one.slug, other.slug, "same words", one.slug)]
    assert find_duplicates([one, node("lymphocyte-migration-to-skin", kind="Process")]) == []


def test_names_of_joining_words_alone_are_not_all_the_same() -> None:
    assert find_duplicates([node("x", "to"), node("y", "of")]) == []


def test_a_label_that_is_a_synonym_of_another_kind_but_not_two_synonyms() -> None:
    drug = node("basiliximab", kind="Agent", synonyms="IL-2 receptor antagonist|Simulect")
    group = node("antagonists", "IL-2 receptor antagonists", "AgentClass", synonyms="Simulect")
    (found,) = find_duplicates([drug, group])
    assert found == Duplicate(
        "antagonists", "basiliximab", "label of one, synonym of the other", drug.many("synonyms")[0]
    )


def test_ids_shared_within_a_kind() -> None:
    nodes = [node("a", exact="GO:1"), node("b", close="GO:1"), node("c", kind="Process", exact="GO:1")]
    assert find_duplicates(nodes) == [Duplicate("a", "b", "same id, exact and close", "GO:1")]


def test_the_hierarchy_tells_nodes_with_one_id_apart() -> None:
    parent, child = node("top", exact="GO:1"), node("left", close="GO:1", broader="middle")
    between, sibling = node("middle", broader="top"), node("right", close="GO:1", broader="top")
    assert find_duplicates([parent, child, between, sibling]) == []
    assert len(find_duplicates([parent, child, between, node("right", close="GO:1")])) == 2


def test_the_hierarchy_does_not_excuse_one_name() -> None:
    assert len(find_duplicates([node("a", "fever"), node("b", "Fever", broader="a")])) == 1


def test_a_circle_in_the_hierarchy_ends() -> None:
    assert find_duplicates([node("a", broader="b"), node("b", broader="a")]) == []


def test_reviewed_pairs_are_left_out_in_either_order() -> None:
    nodes = [node("a", "fever"), node("b", "fever")]
    assert find_duplicates(nodes, [("b", "a")]) == []
    assert len(find_duplicates(nodes, [("b", "c")])) == 1


def test_pairs_are_read_with_their_reasons(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("slug\tother\treason\na\tb\ttwo stages\n", encoding="utf-8")
    assert read_accepted_pairs(path) == {("a", "b"): "two stages"}
    assert read_accepted_pairs(tmp_path / "none.tsv") == {}


@pytest.mark.parametrize("text", ["slug\tother\n", "slug\tother\treason\na\tb\t\n"])
def test_pairs_without_columns_or_reason_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImmunokgError, match=r"pairs\.tsv:"):
        read_accepted_pairs(path)


def test_the_reviewed_pairs_that_ship_are_sorted_and_each_in_order() -> None:
    pairs = list(read_accepted_pairs(TWO_THINGS))
    assert pairs == sorted(pairs)
    assert all(slug < other for slug, other in pairs)
