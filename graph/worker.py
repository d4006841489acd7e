"""The child process of a query with a time limit: reads the query from stdin, writes results to stdout.

Started as `python -P -m immunokg.graph.worker FOLDER SECONDS [--allow-service]`; an alarm ends it after SECONDS, should
its parent be killed before it can do so. It writes one line of JSON that names the form of the result or the error,
then the result; exit code 0 says that the result is whole.
"""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat

from immunokg.graph.sparql import evaluate
from immunokg.graph.store import open_store
from immunokg.ontology.errors import BundleError, QueryError

__all__ = ["answer"]


def answer(folder: Path, query: str, out: BinaryIO, *, allow_service: bool = False) -> None:
    """Write one line of JSON that names the form of the result or the error, then the result itself."""
    try:
        raw = evaluate(open_store(folder), query, allow_service=allow_service)
    except (QueryError, BundleError) as error:
        place = {"line": error.line, "column": error.column} if isinstance(error, QueryError) else {}
        told = {"error": type(error).__name__, "message": str(error)} | place
        out.write(json.dumps(told).encode() + b"\n")
        return
    if isinstance(raw, QueryTriples):
        out.write(b'{"form": "graph"}\n')
        raw.serialize(out, format=RdfFormat.N_TRIPLES)
        return
    out.write(b'{"form": "rows"}\n')
    raw.serialize(out, format=QueryResultsFormat.JSON)


if __name__ == "__main__":
    if hasattr(signal, "setitimer"):
        # The default action of SIGALRM ends the process in the midst of the engine, where no Python handler would run.
        signal.setitimer(signal.ITIMER_REAL, float(sys.argv[2]))
    asked = sys.stdin.buffer.read().decode()
    answer(Path(sys.argv[1]), asked, sys.stdout.buffer, allow_service="--allow-service" in sys.argv)
    sys.stdout.buffer.flush()
