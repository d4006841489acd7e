"""Run SPARQL in a child process that is killed when the time is up, or when the caller goes away.

What the child writes is whole only if the child ends well: N-Triples have no end mark of their own, so the exit code
is looked at after the last row, and a cut answer is an error, never a shorter one.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, TypeVar

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from immunokg.graph.guard import refuse_update
from immunokg.graph.results import AskResult, GraphResult, QueryResult, SelectResult, limited
from immunokg.graph.sparql import variable_names
from immunokg.ontology.errors import BundleError, ImmunokgError, QueryError, QueryLimitError, QueryRefusedError

__all__ = ["LONGEST_SECONDS", "run_in_child"]

LONGEST_SECONDS = 86_400.0
GRACE_SECONDS = 1.0
T = TypeVar("T")


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

    Parameters
    ----------
    folder, query, max_rows, allow_service
        As for `immunokg.graph.sparql.run_query`.
    timeout_seconds
        When the child is killed, counted from its start: more than 0, at most a day.

    Raises
    ------
    QueryError
        As `run_query`; also if the child dies. On entering or while rows are read.
    QueryLimitError
        When the time or the rows are used up, on entering or while rows are read.
    BundleError
        If the bundle cannot be opened.
    """
    if not 0 < timeout_seconds <= LONGEST_SECONDS:
        raise QueryError(f"timeout_seconds is {timeout_seconds:g}; choose more than 0, at most {LONGEST_SECONDS:g}")
    refuse_update(query)
    child = _Child(folder, timeout_seconds, allow_service=allow_service)
    try:
        yield child.ask(query, max_rows)
    finally:
        child.end()


class _Child:
    """A worker process with a clock here, and a later one of its own in case this process is killed."""

    # -P: the folder that the user is in must not shadow modules.
    command: tuple[str, ...] = (sys.executable, "-P", "-m", "immunokg.graph.worker")

    def __init__(self, folder: Path, timeout_seconds: float, *, allow_service: bool) -> None:
        leave = ["--allow-service"] if allow_service else []
        self.process = subprocess.Popen(
            [*self.command, str(folder), str(timeout_seconds + GRACE_SECONDS), *leave],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self.timeout_seconds = timeout_seconds
        self.expired = threading.Event()
        self.timer = threading.Timer(timeout_seconds, self._expire)
        self.timer.daemon = True
        self.timer.start()

    def _expire(self) -> None:
        self.expired.set()
        self.process.kill()

    def ask(self, query: str, max_rows: int | None) -> QueryResult:
        """Send the query and return its result, whose rows come as the child writes them."""
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None
        assert stdout is not None
        with contextlib.suppress(BrokenPipeError):
            stdin.write(query.encode())
            stdin.close()
        head = stdout.readline()
        if not head.endswith(b"\n"):
            raise self.failure("it ended without an answer")
        answer = json.loads(head)
        if "error" in answer:
            raise _told(answer)
        return self._result(answer["form"], stdout, max_rows)

    def _result(self, form: str, stdout: IO[bytes], max_rows: int | None) -> QueryResult:
        if form == "graph":
            triples = (quad.triple for quad in parse(stdout, format=RdfFormat.N_TRIPLES))
            return GraphResult(limited(self._whole(triples), max_rows=max_rows, deadline=None))
        try:
            parsed: Any = parse_query_results(stdout, format=QueryResultsFormat.JSON)
        except (OSError, SyntaxError, ValueError) as error:
            raise self.failure(str(error)) from error
        if isinstance(parsed, QueryBoolean):
            return AskResult(bool(parsed))
        assert isinstance(parsed, QuerySolutions)
        return SelectResult(variable_names(parsed), limited(self._whole(parsed), max_rows=max_rows, deadline=None))

    def _whole(self, rows: Iterable[T]) -> Iterator[T]:
        """Yield the rows, and raise after the last one if the child did not end well."""
        try:
            yield from rows
        except (OSError, SyntaxError, ValueError) as error:
            raise self.failure(str(error)) from error
        if self.process.wait() != 0:
            raise self.failure("its answer is cut short")

    def failure(self, what: str) -> QueryError | QueryLimitError:
        """Return the error for a child that did not answer."""
        if self.expired.is_set():
            return QueryLimitError(f"the query was stopped after {self.timeout_seconds:g} seconds")
        return QueryError(f"the query process failed: {what}")

    def end(self) -> None:
        """Kill the child if it still runs, and close what belongs to it."""
        self.timer.cancel()
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _told(answer: dict[str, Any]) -> ImmunokgError:
    """Return the error that the child tells of."""
    message, place = answer["message"], {name: answer[name] for name in ("line", "column") if name in answer}
    kinds = {"QueryError": QueryError, "QueryRefusedError": QueryRefusedError}
    return kinds[answer["error"]](message, **place) if answer["error"] in kinds else BundleError(message)
