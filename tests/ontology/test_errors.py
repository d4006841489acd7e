from __future__ import annotations

import inspect

import pytest

from immunokg.ontology import errors
from immunokg.ontology.errors import (
    AmbiguousNameError,
    BuildError,
    BundleError,
    CurieError,
    ImmunokgError,
    MissingExtraError,
    PathError,
    Problem,
    QueryError,
    QueryLimitError,
    QueryRefusedError,
    TableError,
    UnknownNameError,
)


@pytest.mark.parametrize(
    "error",
    [AmbiguousNameError, BuildError, BundleError, CurieError, MissingExtraError, PathError, QueryError,
     QueryLimitError, QueryRefusedError, TableError, UnknownNameError],
)  # fmt: skip
def test_every_error_is_in_the_tree_that_is_drawn(error: type[ImmunokgError]) -> None:
    assert issubclass(error, ImmunokgError)
    assert f"─ {error.__name__} " in str(errors.__doc__)


def test_the_drawing_forgets_no_error() -> None:
    found = [name for name, value in vars(errors).items() if inspect.isclass(value) and issubclass(value, Exception)]
    assert set(found) <= {*errors.__all__}
    assert all(name in str(errors.__doc__) for name in found)


def test_problem_says_file_line_column_message() -> None:
    assert str(Problem("nodes.tsv", 3, "slug", "is empty")) == "nodes.tsv:3 slug: is empty"


def test_problem_of_a_whole_line_names_no_column() -> None:
    assert str(Problem("nodes.tsv", 3, "", "no tabs")) == "nodes.tsv:3: no tabs"


def test_one_problem_is_not_called_problems() -> None:
    error = TableError([Problem("a.tsv", 1, "", "x")])
    assert str(error) == "a.tsv:1: x\n1 problem in the tables; nothing was written"


def test_the_first_hundred_problems_then_the_count() -> None:
    error = TableError([Problem("a.tsv", line, "", "x") for line in range(1, 101)], count=2500)
    lines = str(error).splitlines()
    assert len(lines) == 102
    assert lines[99] == "a.tsv:100: x"
    assert lines[100:] == ["… and 2400 more problems", "2500 problems in the tables; nothing was written"]


def test_a_hundred_problems_are_all_shown() -> None:
    lines = str(TableError([Problem("a.tsv", line, "", "x") for line in range(1, 101)])).splitlines()
    assert lines[99:] == ["a.tsv:100: x", "100 problems in the tables; nothing was written"]


def test_unknown_name_tells_near_ones() -> None:
    error = UnknownNameError("tacrolimsu", ["tacrolimus", "pimecrolimus"])
    assert str(error) == "no node is called 'tacrolimsu'. Did you mean tacrolimus, pimecrolimus?"
    assert error.near == ["tacrolimus", "pimecrolimus"]


def test_unknown_name_without_near_ones_tells_what_to_try() -> None:
    assert "immunokg search" in str(UnknownNameError("xyz", what="risk"))
    assert str(UnknownNameError("xyz", what="risk")).startswith("no risk is called 'xyz'")


def test_ambiguous_name_lists_the_candidates() -> None:
    error = AmbiguousNameError("ATG", ["rabbit-atg", "horse-atg"])
    assert error.candidates == ["rabbit-atg", "horse-atg"]
    assert "rabbit-atg or horse-atg" in str(error)


def test_query_error_holds_line_and_column() -> None:
    error = QueryRefusedError("no", line=2, column=5)
    assert isinstance(error, QueryError)
    assert (error.line, error.column) == (2, 5)
    assert (QueryError("no").line, QueryError("no").column) == (0, 0)


def test_missing_extra_names_the_pip_command() -> None:
    assert str(MissingExtraError("pyshacl", "validate")).endswith("pip install 'immunokg[validate]'")
