"""Print how fast immunokg is beside its peers, as ratios: `make bench`. Never a test; absolute times are noise.

Every figure is the median of paired runs, ours and the peer's in turn, so that a slow moment hits both.
"""

from __future__ import annotations

import contextlib
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import rdflib

import immunokg
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.results import AskResult
from immunokg.ontology.bundle import GRAPH_FILE, store_folder
from immunokg.ontology.prefixes import QUERY_PREFIXES

RUNS = 15
PATIENCE_SECONDS = 60
QUERIES = {
    "filtered three-way join": """SELECT ?drug ?risk ?finding {
        ?claim biolink:subject ?drug ; biolink:predicate iko:has_risk ; biolink:object ?risk ; iko:hasEvidence ?item .
        ?item iko:evidenceKind iko:label ; iko:finding ?finding . ?risk iko:riskCategory "metabolic"
        FILTER(CONTAINS(?finding, "diabetes")) }""",
    "label search": """SELECT ?node ?label { ?node rdfs:label ?label FILTER(CONTAINS(LCASE(?label), "transplant")) }""",
    "group by": """SELECT ?predicate (COUNT(*) AS ?n) { ?claim biolink:predicate ?predicate } GROUP BY ?predicate""",
    "star path": """SELECT ?end { ik:tacrolimus-fkbp12-complex (iko:inhibits|iko:activates|iko:increases)* ?end }""",
    "optionals": """SELECT ?agent ?definition ?status { ?agent a iko:Agent
        OPTIONAL { ?agent skos:definition ?definition } OPTIONAL { ?agent iko:status ?status } }""",
    "order and limit": """SELECT ?label (COUNT(?risk) AS ?risks) { ?drug a iko:Agent ; rdfs:label ?label ;
        iko:has_risk ?risk } GROUP BY ?label ORDER BY DESC(?risks) ?label LIMIT 5""",
    "bare order and limit (a sort, where the engines are alike)": """SELECT ?item ?finding {
        ?item iko:finding ?finding } ORDER BY ?finding LIMIT 20""",
    "construct": 'CONSTRUCT { ?a iko:touches ?b } { ?a iko:has_risk ?b . ?b iko:riskCategory "infection" }',
    "ask": "ASK { ?claim biolink:subject ik:tacrolimus ; biolink:object ik:ptdm ; iko:state iko:supported }",
}


def seconds(action: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def ratio(ours: Callable[[], object], peer: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median of ours / peer over paired runs, after one warm-up of each."""
    ours()
    peer()
    return statistics.median(seconds(ours) / seconds(peer) for _ in range(runs))


def process(*command: str) -> Callable[[], object]:
    """Return an action that runs a whole process."""
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def consume(result: object) -> int:
    """Read a result to its end and return the number of rows."""
    return 1 if isinstance(result, (AskResult, pyoxigraph.QueryBoolean)) else len(list(result))  # type: ignore[call-overload]


def starts() -> None:
    """Compare whole processes with importing rdflib and networkx."""
    peer = process(sys.executable, "-c", "import rdflib, networkx")
    face = [str(Path(sys.executable).parent / "immunokg")]
    for name, limit, command in (
        (
            "paths tacrolimus nephrotoxicity --format json",
            0.45,
            ["paths", "tacrolimus", "nephrotoxicity", "--format", "json"],
        ),
        ("--help", 0.3, ["--help"]),
    ):
        report(f"process: {name}", "import rdflib, networkx", ratio(process(*face, *command), peer), limit)


def queries(kg: KnowledgeGraph) -> None:
    """Compare kg.query with pyoxigraph called directly and with rdflib's own evaluator."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(kg.folder / GRAPH_FILE, format="nquads")
    for name, text in QUERIES.items():

        def direct(text: str = text) -> int:
            raw = kg.store.query(text, prefixes=QUERY_PREFIXES, use_default_graph_as_union=True)
            return consume(raw)

        def ours(text: str = text) -> int:
            return consume(kg.query(text))

        def theirs(text: str = text) -> int:
            return sum(1 for _ in dataset.query(text, initNs=QUERY_PREFIXES))

        assert ours() == direct()
        report(f"query: {name}", "pyoxigraph", ratio(ours, direct, 51), 1.3)
        report(f"query: {name}", "rdflib", faster_than(ours, theirs), 5, faster=True)


def faster_than(ours: Callable[[], object], slow: Callable[[], object]) -> float:
    """Return slow / ours; the slow one runs once, and is stopped after `PATIENCE_SECONDS`, which then count."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE_SECONDS)
    start = time.perf_counter()
    with contextlib.suppress(TimeoutError):
        slow()
    taken = time.perf_counter() - start
    signal.setitimer(signal.ITIMER_REAL, 0)
    return taken / statistics.median(seconds(ours) for _ in range(RUNS))


def opening(kg: KnowledgeGraph) -> None:
    """Compare opening a bundle, store included, with opening its store alone."""
    place = str(store_folder(kg.folder))
    report(
        "open a bundle",
        "Store.read_only",
        ratio(lambda: immunokg.open(kg.folder).store, lambda: pyoxigraph.Store.read_only(place), 51),
        1.5,
    )


def build() -> None:
    """Print seconds and peak memory of a full build from the tables."""
    with tempfile.TemporaryDirectory() as folder:
        code = (
            "import resource, sys, time; from pathlib import Path; from immunokg.build.pipeline import build_bundle;"
            "start = time.perf_counter(); build_bundle(Path(sys.argv[1]));"
            "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
        )
        done = subprocess.run([sys.executable, "-c", code, folder], check=True, capture_output=True, text=True)
    taken, megabytes = map(float, done.stdout.split())
    print(f"full build: {taken:.1f} s (aim ≤ 10), {megabytes:.0f} MB (aim ≤ 500)")


def report(what: str, peer: str, figure: float, limit: float, *, faster: bool = False) -> None:
    """Print one ratio and the aim."""
    met = figure >= limit if faster else figure <= limit
    words = (
        f"{figure:.1f} × faster than {peer} (aim ≥ {limit:g})" if faster else f"{figure:.2f} × {peer} (aim ≤ {limit:g})"
    )
    print(f"{'ok  ' if met else 'MISS'} {what}: {words}", flush=True)


if __name__ == "__main__":
    graph = immunokg.open()
    starts()
    opening(graph)
    queries(graph)
    build()
