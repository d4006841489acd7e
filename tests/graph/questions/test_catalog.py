"""Questions are read from their files, numbered, and found by id, number and keyword."""

from __future__ import annotations

import re

import pytest

import immunokg
from immunokg.graph.questions import Answer, compare_answer, find_questions, get_question, read_answer
from immunokg.graph.questions.answers import run_question, write_answer
from immunokg.graph.questions.catalog import Question
from immunokg.ontology.errors import UnknownNameError

ASKED = Question("99-toy", "Who raises PTDM?", ("toy",), "SELECT ?a { ?a iko:has_risk ik:ptdm } ORDER BY ?a", "")


def test_ids_are_numbered_and_told_apart() -> None:
    questions = find_questions()
    numbers = [question.number for question in questions]
    assert numbers == sorted(set(numbers))
    assert all(re.fullmatch(r"\d\d-[a-z0-9-]+", question.id) for question in questions)
    assert len({question.text for question in questions}) == len(questions)


def test_each_has_text_keywords_and_one_way_to_be_answered() -> None:
    for question in find_questions():
        assert question.text.endswith("?") or question.text.endswith("."), question.id
        assert question.keywords, question.id
        assert bool(question.query) != bool(question.call), question.id


def test_a_question_is_found_by_id_and_number() -> None:
    first = find_questions()[0]
    assert get_question(first.id) == get_question("1") == get_question("01") == first


def test_keywords_narrow_down() -> None:
    assert 0 < len(find_questions("target")) < len(find_questions())
    assert find_questions("no such keyword") == []


def test_an_unknown_question_is_told_near_ids() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean"):
        get_question("01-tragets")


def test_an_answer_holds_slugs_in_the_order_of_the_query(toy: immunokg.KnowledgeGraph) -> None:
    assert run_question(toy, ASKED) == Answer(("a",), (("tacrolimus",),))


def test_an_ask_is_a_row(toy: immunokg.KnowledgeGraph) -> None:
    asked = Question("98-toy", "Is it?", ("toy",), "ASK { ik:tacrolimus iko:has_risk ik:ptdm }", "")
    assert run_question(toy, asked) == Answer(("answer",), (("true",),))


@pytest.mark.parametrize(
    ("rows", "added", "removed", "reordered"),
    [
        ((("a",), ("b",)), (), (), False),
        ((("b",), ("a",)), (), (), True),
        ((("a",), ("c",)), (("c",),), (("b",),), False),
        ((("a",),), (), (("b",),), False),
    ],
)
def test_a_change_names_rows_that_are_new_and_gone(
    rows: tuple[tuple[str, ...], ...],
    added: tuple[tuple[str, ...], ...],
    removed: tuple[tuple[str, ...], ...],
    reordered: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frozen = Answer(("x",), (("a",), ("b",)))
    monkeypatch.setattr("immunokg.graph.questions.answers.read_answer", lambda _: frozen)
    change = compare_answer(ASKED, Answer(("x",), rows))
    assert (change.added, change.removed, change.reordered, change.unknown) == (added, removed, reordered, False)
    assert bool(change) == bool(added or removed or reordered)


def test_without_a_frozen_answer_all_of_it_is_new() -> None:
    assert read_answer(ASKED) is None
    change = compare_answer(ASKED, Answer(("x",), (("a",),)))
    assert change.unknown
    assert change


def test_an_answer_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory) -> None:
    answer = Answer(("a", "b"), (("1", ""), ("é", "x | y")))
    path = write_answer(tmp_path_factory.mktemp("answers"), ASKED, answer)
    assert path.read_text(encoding="utf-8") == "a\tb\n1\t\né\tx | y\n"
