from __future__ import annotations

import pytest

from immunokg.build.report import Report
from immunokg.ontology.errors import TableError


def test_no_problem_raises_nothing() -> None:
    Report().raise_if_any()


def test_only_the_first_hundred_problems_are_kept_but_all_are_counted() -> None:
    report = Report()
    for line in range(1, 251):
        report.add("nodes.tsv", line, "slug", "bad")
    with pytest.raises(TableError) as caught:
        report.raise_if_any()
    assert [problem.line for problem in caught.value.problems] == list(range(1, 101))
    assert caught.value.count == 250
    assert "… and 150 more problems" in str(caught.value)
    assert not report.lost


def test_a_lost_row_is_a_problem_and_is_remembered() -> None:
    report = Report()
    report.lose("nodes.tsv", 2, "not UTF-8")
    assert report.lost
    assert [str(problem) for problem in report.problems] == ["nodes.tsv:2: not UTF-8"]
