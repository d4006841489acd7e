"""Every question runs on the curated graph and gives its frozen answer; a changed one is a reviewed difference.

`immunokg questions run --changed` shows how; `immunokg questions run NN --freeze graph/questions/answers` accepts it.
"""

from __future__ import annotations

import pytest

import immunokg
from immunokg.graph.questions import Question, compare_answer, find_questions, run_question


@pytest.mark.parametrize("question", find_questions(), ids=lambda question: question.id)
def test_the_answer_is_the_frozen_one(question: Question) -> None:
    answer = run_question(immunokg.open(), question)
    assert answer.rows, "a question without answer tests nothing"
    change = compare_answer(question, answer)
    assert not change, (change.added[:3], change.removed[:3], change.reordered, change.unknown)
