"""The child process of a query with a time limit: reads the query from stdin, writes results to stdout.

Started as `python -m immunokg.graph.worker FOLDER`. The parent has refused what must not run.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat

from immunokg.graph.store import open_store
from immunokg.ontology.prefixes import QUERY_PREFIXES

__all__ = ["answer"]


def answer(folder: Path, query: str, out: BinaryIO) -> None:
    """Write one line of JSON that names the form of the result, then the result itself."""
    store = open_store(folder)
    try:
        raw = store.query(query, prefixes=QUERY_PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        out.write(json.dumps({"syntax": str(error)}).encode() + b"\n")
        return
    if isinstance(raw, QueryTriples):
        out.write(b'{"form": "graph"}\n')
        raw.serialize(out, format=RdfFormat.N_TRIPLES)
        return
    out.write(b'{"form": "rows"}\n')
    raw.serialize(out, format=QueryResultsFormat.JSON)


if __name__ == "__main__":
    answer(Path(sys.argv[1]), sys.stdin.buffer.read().decode(), sys.stdout.buffer)
