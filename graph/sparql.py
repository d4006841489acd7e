"""Run SPARQL on a store in this process: read-only, no SERVICE, our prefixes declared, named graphs as one.

The engine cannot be interrupted here; `immunokg.graph.child` runs a query where it can.
"""

from __future__ import annotations

import time
from typing import Any

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

from immunokg.graph.guard import refuse_service, refuse_update
from immunokg.graph.results import AskResult, GraphResult, QueryResult, SelectResult, limited
from immunokg.graph.syntax import explain_syntax
from immunokg.ontology.errors import QueryError
from immunokg.ontology.prefixes import QUERY_PREFIXES

__all__ = ["evaluate", "run_query", "variable_names"]


def run_query(
    store: Store,
    query: str,
    *,
    max_rows: int | None = None,
    deadline_seconds: float | None = None,
    allow_service: bool = False,
) -> QueryResult:
    """Run a query in this process and return its result, read lazily.

    Parameters
    ----------
    store
        An open store.
    query
        SPARQL 1.1 SELECT, ASK, CONSTRUCT or DESCRIBE. The prefixes of `QUERY_PREFIXES` need no PREFIX line. Without
        FROM it sees the union of all named graphs.
    max_rows, deadline_seconds
        Limits, checked between rows; None for none.
    allow_service
        Let SERVICE clauses through (the engine then sends requests to other servers).

    Raises
    ------
    QueryError
        If the query does not parse, or updates, or holds SERVICE.
    QueryLimitError
        While reading, past a limit.
    """
    deadline = None if deadline_seconds is None else time.monotonic() + deadline_seconds
    raw = evaluate(store, query, allow_service=allow_service)
    if isinstance(raw, QueryBoolean):
        return AskResult(bool(raw))
    if isinstance(raw, QueryTriples):
        return GraphResult(limited(raw, max_rows=max_rows, deadline=deadline))
    return SelectResult(variable_names(raw), limited(raw, max_rows=max_rows, deadline=deadline))


def evaluate(store: Store, query: str, *, allow_service: bool) -> Any:
    """Return the engine's own result of a query that is let through.

    Raises
    ------
    QueryError
        If it does not parse, updates, holds SERVICE without leave, or the engine gives up.
    """
    refuse_update(query)
    if not allow_service:
        refuse_service(query)
    try:
        return store.query(query, prefixes=QUERY_PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise explain_syntax(query, str(error)) from None
    except OSError as error:
        raise QueryError(f"the engine gave up: {error}") from error


def variable_names(solutions: QuerySolutions) -> list[str]:
    """Return the variables of a SELECT, in its order."""
    return [variable.value for variable in solutions.variables]
