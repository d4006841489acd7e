"""Results of SPARQL queries: rows, a boolean or triples, read once, in the engine's order."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from pyoxigraph import Literal, QuerySolution, Triple

from immunokg.ontology.errors import ArgumentError, QueryLimitError

if TYPE_CHECKING:
    import pandas

__all__ = ["AskResult", "GraphResult", "QueryResult", "SelectResult", "held", "limited"]

T = TypeVar("T")
XSD = "http://www.w3.org/2001/XMLSchema#"
CASTS: dict[str, Callable[[str], Any]] = {
    XSD + "integer": int,
    XSD + "decimal": float,
    XSD + "double": float,
    XSD + "boolean": lambda text: text in ("true", "1"),
}


def limited(items: Iterable[T], *, max_rows: int | None, deadline: float | None) -> Iterator[T]:
    """Yield `items`; raise QueryLimitError past `max_rows` or past `deadline` (of time.monotonic).

    The clock is looked at before each row; what the engine needs to find a row cannot be interrupted.
    """
    if max_rows is not None and max_rows < 0:
        raise ArgumentError(f"max_rows is {max_rows}; choose 0 or more")
    for count, item in enumerate(items):
        if deadline is not None and time.monotonic() > deadline:
            raise QueryLimitError("the query ran out of time; ask for less, or allow more seconds")
        if count == max_rows:
            raise QueryLimitError(f"the query has more than {max_rows} rows; add LIMIT, or allow more rows")
        yield item


class SelectResult:
    """Rows of a SELECT query. Iterating gives pyoxigraph `QuerySolution` objects, once."""

    def __init__(self, variables: Iterable[str], rows: Iterator[QuerySolution]) -> None:
        self.variables = list(variables)
        self._rows = rows

    def __repr__(self) -> str:
        """Return the columns; the rows are read once, so none is shown."""
        return f"<SelectResult {' '.join(self.variables)}; iterate it, or call rows() or to_pandas()>"

    def __iter__(self) -> Iterator[QuerySolution]:
        """Yield the rows as the engine gives them."""
        return self._rows

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield each row as a dict of plain values: str for IRIs and text, numbers, bool, None if unbound."""
        for row in self._rows:
            yield {name: plain(row[name]) for name in self.variables}

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a DataFrame, one column a variable, in SELECT order."""
        import pandas

        return pandas.DataFrame(list(self.rows()), columns=self.variables)


class AskResult:
    """Answer of an ASK query; true or false."""

    def __init__(self, answer: bool) -> None:
        self.answer = answer

    def __bool__(self) -> bool:
        """Return the answer."""
        return self.answer

    def __repr__(self) -> str:
        """Return the answer."""
        return f"<AskResult {str(self.answer).lower()}>"

    def to_pandas(self) -> pandas.DataFrame:
        """Return a DataFrame of one cell, column ``answer``."""
        import pandas

        return pandas.DataFrame({"answer": [self.answer]})


class GraphResult:
    """Triples of a CONSTRUCT or DESCRIBE query. Iterating gives pyoxigraph `Triple` objects, once."""

    def __init__(self, triples: Iterator[Triple]) -> None:
        self._triples = triples

    def __iter__(self) -> Iterator[Triple]:
        """Yield the triples as the engine gives them."""
        return self._triples

    def to_pandas(self) -> pandas.DataFrame:
        """Return the triples as a DataFrame, columns subject, predicate, object."""
        import pandas

        rows = [(plain(item.subject), plain(item.predicate), plain(item.object)) for item in self._triples]
        return pandas.DataFrame(rows, columns=["subject", "predicate", "object"])


QueryResult = SelectResult | AskResult | GraphResult


def held(result: QueryResult) -> QueryResult:
    """Return the result with its rows in memory, so that it outlives where they come from."""
    if isinstance(result, SelectResult):
        rows = list(result)
        return SelectResult(result.variables, iter(rows))
    return GraphResult(iter(list(result))) if isinstance(result, GraphResult) else result


def plain(term: Any) -> Any:
    """Return an RDF term as a plain value: text, number, bool, or None."""
    if term is None:
        return None
    if isinstance(term, Literal):
        cast = CASTS.get(term.datatype.value)
        return cast(term.value) if cast else term.value
    return term.value if hasattr(term, "value") else str(term)
