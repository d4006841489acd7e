"""Run SPARQL on a store: read-only, no SERVICE, our prefixes declared, named graphs as one.

`run_query` runs in this process, where the engine cannot be interrupted; `run_in_child` runs in a child that
is killed when the time is up or when the caller goes away.
"""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from immunokg.graph.guard import refuse_unsafe
from immunokg.graph.results import AskResult, GraphResult, QueryResult, SelectResult, limited
from immunokg.ontology.errors import QueryError, QueryLimitError
from immunokg.ontology.prefixes import QUERY_PREFIXES

__all__ = ["run_in_child", "run_query"]

PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
SHOWN_TOKENS = 3


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
    refuse_unsafe(query, allow_service=allow_service)
    deadline = None if deadline_seconds is None else time.monotonic() + deadline_seconds
    try:
        raw = store.query(query, prefixes=QUERY_PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise explain_syntax(query, str(error)) from None
    return _wrap(raw, max_rows, deadline)


def _wrap(raw: Any, max_rows: int | None, deadline: float | None) -> QueryResult:
    if isinstance(raw, QueryBoolean):
        return AskResult(bool(raw))
    if isinstance(raw, QueryTriples):
        return GraphResult(limited(raw, max_rows=max_rows, deadline=deadline))
    return SelectResult(_names(raw), limited(raw, max_rows=max_rows, deadline=deadline))


def _names(solutions: QuerySolutions) -> list[str]:
    return [variable.value for variable in solutions.variables]


def explain_syntax(query: str, message: str) -> QueryError:
    """Return a short error for the engine's long one: line, column, the line itself, three expected tokens."""
    found = PLACE.search(message)
    if not found:
        return QueryError(f"the query does not parse: {message.splitlines()[0]}")
    line, column = int(found[1]), int(found[2])
    lines = query.splitlines() or [""]
    text = lines[min(line, len(lines)) - 1]
    shown = f"\n  {text}\n  {' ' * (column - 1)}^" if len(text) <= 200 else ""
    expected = _expected(found[3])
    hint = f"expected {', '.join(expected)}" if expected else found[3].splitlines()[0]
    return QueryError(
        f"line {line}, column {column}: the query does not parse; {hint}{shown}", line=line, column=column
    )


def _expected(message: str) -> list[str]:
    """Return at most three of the tokens the engine expected, the readable ones."""
    if not message.startswith("expected"):
        return []
    listed = message.removeprefix("expected").removeprefix(" one of").strip()
    tokens = re.findall(r'"[^"]*"|[A-Za-z][A-Za-z_ ]*[A-Za-z]|[A-Za-z]', re.sub(r"\[[^\]]*\]", "", listed))
    words = [token for token in dict.fromkeys(tokens) if "\\u" not in token]
    words.sort(key=lambda token: token.startswith('"'), reverse=True)
    return words[:SHOWN_TOKENS]


@contextlib.contextmanager
def run_in_child(
    folder: Path,
    query: str,
    *,
    timeout_seconds: float,
    max_rows: int | None = None,
    allow_service: bool = False,
) -> Iterator[QueryResult]:
    """Run a query on the bundle in `folder` in a child process; a context that gives its result.

    The child is killed after `timeout_seconds`, and when the context is left, by whatever way: Ctrl-C ends
    the query.

    Raises
    ------
    QueryError
        As `run_query`.
    QueryLimitError
        When the time or the rows are used up.
    """
    refuse_unsafe(query, allow_service=allow_service)
    child = subprocess.Popen(
        [sys.executable, "-m", "immunokg.graph.worker", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    expired = threading.Event()

    def expire() -> None:
        expired.set()
        child.kill()

    timer = threading.Timer(timeout_seconds, expire)
    timer.daemon = True
    timer.start()
    try:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(query.encode())
        child.stdin.close()
        yield _read(child.stdout, query, max_rows)
    except (QueryError, QueryLimitError):
        raise
    except (OSError, SyntaxError, ValueError) as error:
        if expired.is_set():
            raise QueryLimitError(f"the query was stopped after {timeout_seconds:g} seconds") from None
        raise QueryError(f"the query process failed: {error}") from error
    finally:
        timer.cancel()
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _read(stream: IO[bytes], query: str, max_rows: int | None) -> QueryResult:
    """Read what the worker wrote: a line of JSON that says what follows, then the results."""
    head = stream.readline()
    if not head.endswith(b"\n"):
        raise ValueError("it ended without an answer")
    answer = json.loads(head)
    if "syntax" in answer:
        raise explain_syntax(query, answer["syntax"])
    if answer["form"] == "graph":
        quads = parse(stream, format=RdfFormat.N_TRIPLES)
        return GraphResult(limited((quad.triple for quad in quads), max_rows=max_rows, deadline=None))
    parsed = parse_query_results(stream, format=QueryResultsFormat.JSON)
    if isinstance(parsed, QueryBoolean):
        return AskResult(bool(parsed))
    assert isinstance(parsed, QuerySolutions)
    return SelectResult(_names(parsed), limited(parsed, max_rows=max_rows, deadline=None))
