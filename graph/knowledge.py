"""The graph that people open: one object for names, SPARQL, paths and exports over one bundle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from immunokg.graph.adjacency import Hops
from immunokg.graph.catalogue import Catalogue, Record
from immunokg.graph.choices import States, View, check_states, check_view
from immunokg.graph.lexicon import Hit, Lexicon
from immunokg.graph.mechanism import MechanismPath, make_path
from immunokg.graph.paths import MAX_HOPS, first_of_each, iter_paths
from immunokg.graph.related import find_broader, find_care, find_narrower
from immunokg.ontology.bundle import CATALOGUE, HOPS, read_manifest
from immunokg.ontology.errors import ArgumentError, PathError

if TYPE_CHECKING:
    import networkx
    import pandas
    import pyoxigraph
    import rdflib

    from immunokg.graph.neighbourhood import Neighbourhood
    from immunokg.graph.results import QueryResult

__all__ = ["KnowledgeGraph", "Node"]


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its record and the claims it stands in, as subject or object, of every state."""

    slug: str
    label: str
    kind: str
    record: Record
    claims: tuple[Record, ...]

    def __repr__(self) -> str:
        """Return slug, kind and number of claims; all of it would fill pages."""
        return f"<Node {self.slug} ({self.kind}), {len(self.claims)} claims>"


class KnowledgeGraph:
    """A bundle, open for reading. Cheap to make: each part is opened when it is first used.

    Files are closed by `close`, at the end of a ``with`` block, or when nobody holds the graph any more.
    """

    def __init__(self, folder: Path) -> None:
        """Open the bundle in `folder`.

        Raises
        ------
        BundleError
            If there is no bundle, or one of another format.
        """
        self.folder = folder
        self.manifest: dict[str, Any] = read_manifest(folder)

    def __repr__(self) -> str:
        """Return the build and its size."""
        counts = self.manifest["counts"]
        return f"<KnowledgeGraph {self.manifest['build']}: {sum(counts['nodes'].values())} nodes>"

    def __enter__(self) -> Self:
        """Return the graph itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the files."""
        self.close()

    def close(self) -> None:
        """Close what was opened; what is used afterwards is opened anew."""
        catalogue: Catalogue | None = self.__dict__.pop("catalogue", None)
        if catalogue is not None:
            catalogue.close()
        for part in ("lexicon", "hops", "store"):
            self.__dict__.pop(part, None)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Records of nodes, claims and sources."""
        return Catalogue(self.folder / CATALOGUE)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Names of nodes."""
        return Lexicon(self.catalogue)

    @cached_property
    def hops(self) -> Hops:
        """Adjacency of the causal claims."""
        return Hops(self.folder / HOPS)

    @cached_property
    def store(self) -> pyoxigraph.Store:
        """The Oxigraph store, read-only."""
        from immunokg.graph.store import open_store

        return open_store(self.folder)

    def stats(self) -> dict[str, Any]:
        """Return counts: nodes by kind, claims by predicate, evidence, sources, triples, and the build id.

        Claims that a member inherits from its class do not count.
        """
        counts = self.manifest["counts"]
        return {
            "nodes": counts["nodes"],
            "claims": counts["claims"],
            "evidence": counts["evidence"],
            "sources": counts["sources"],
            "triples": counts["triples"],
            "build": self.manifest["build"],
        }

    def search(self, text: str, *, limit: int = 10) -> list[Hit]:
        """Return nodes with names that are, hold or nearly are `text`, best first."""
        return self.lexicon.search(text, limit=limit)

    def node(self, name: str) -> Node:
        """Return the node that has this slug, label, synonym or CURIE.

        Raises
        ------
        UnknownNameError, AmbiguousNameError
            With near names, or the candidates.
        """
        slug = self.lexicon.resolve(name)
        record = self.catalogue.node(slug)
        assert record is not None
        return Node(slug, record["label"], record["kind"], record, tuple(self.catalogue.claims_of(slug)))

    def broader(self, slug: str) -> list[str]:
        """Return the slugs of everything above this node in its hierarchy, nearest first."""
        return find_broader(self.catalogue, slug)

    def narrower(self, slug: str) -> list[str]:
        """Return the slugs of everything below this node in its hierarchy, sorted."""
        return find_narrower(self.catalogue, slug)

    def paths(  # noqa: PLR0913  one search, switches keyword-only
        self,
        start: str,
        end: str,
        *,
        max_hops: int = MAX_HOPS,
        k: int = 10,
        states: States = "supported",
        narrower: bool = False,
        through: Sequence[str] = (),
        parallel: bool = True,
    ) -> list[MechanismPath]:
        """Return the `k` best signed mechanism paths between two nodes, best first.

        Parameters
        ----------
        start, end
            Names: slug, label, synonym or CURIE.
        max_hops
            Longest path, 1 to 12.
        k
            How many, at least 1.
        states
            ``"all"`` also walks claims that are conflicting, refuted or not found.
        narrower
            Let a path end in a state below `end` as well.
        through
            Names of nodes that a path must pass, in any order.
        parallel
            False keeps only the best of the paths over the same nodes, which differ in a context.

        Raises
        ------
        UnknownNameError, AmbiguousNameError, PathError
            For names and numbers that cannot be used.

        Notes
        -----
        Order and rules are those of `immunokg.graph.paths.iter_paths`. 0.1 to 10 ms on the curated graph.

        Examples
        --------
        >>> import immunokg
        >>> kg = immunokg.open()
        >>> path = kg.paths("tacrolimus", "post-transplant diabetes mellitus", k=1)[0]
        >>> path.sign
        1
        """
        if k < 1:
            raise PathError(f"k is {k}; choose 1 or more")
        check_states(states)
        first, last = self.lexicon.resolve(start), self.lexicon.resolve(end)
        targets = [last, *(self.narrower(last) if narrower else [])]
        numbers = self.hops.numbers
        found = iter_paths(
            self.hops,
            numbers[first],
            [numbers[slug] for slug in targets if slug != first or slug == last],
            max_hops=max_hops,
            all_states=states == "all",
        )
        passed = {numbers[self.lexicon.resolve(name)] for name in through}
        if not parallel:
            found = first_of_each(found)
        fitting = (path for path in found if passed <= set(path.nodes[1:-1]))
        paths = list(islice(fitting, k))
        records = self.catalogue.claims_by_number(edge for path in paths for edge in path.edges)
        return [make_path(path, self.hops, records) for path in paths]

    def claims(self, subject: str, predicate: str, object_: str) -> list[Record]:
        """Return the claims with these ends (names) and this predicate, of every state, by number."""
        first, last = self.lexicon.resolve(subject), self.lexicon.resolve(object_)
        return [
            claim
            for claim in self.catalogue.claims_of(first)
            if (claim["subject"], claim["predicate"], claim["object"]) == (first, predicate, last)
        ]

    def care_for(self, name: str) -> list[Record]:
        """Return what is monitored, mitigated or prevented in those who take an agent; see `graph.related`."""
        return find_care(self.catalogue, self.lexicon.resolve(name))

    def neighbourhood(self, name: str, *, radius: int = 1, max_nodes: int = 60) -> Neighbourhood:
        """Return the supported claims around a node; see `immunokg.graph.neighbourhood`."""
        from immunokg.graph.neighbourhood import find_neighbourhood

        slug = self.lexicon.resolve(name)
        return find_neighbourhood(self.catalogue, slug, radius=radius, max_nodes=max_nodes)

    def query(
        self,
        text: str,
        *,
        max_rows: int | None = None,
        deadline_seconds: float | None = None,
        timeout_seconds: float | None = None,
        allow_service: bool = False,
    ) -> QueryResult:
        """Run a SPARQL query and return its result; see `immunokg.graph.sparql.run_query`.

        Parameters
        ----------
        text, max_rows, allow_service
            As there.
        deadline_seconds
            Run in this process, where only a look at the clock between rows can stop it.
        timeout_seconds
            Run in a child process that is killed in time, and hold the rows in memory.

        Raises
        ------
        QueryError
            If the query does not parse, or updates, or holds SERVICE.
        QueryLimitError
            Past a limit; without `timeout_seconds` only while rows are read.
        ArgumentError
            For both limits of time at once.
        """
        if timeout_seconds is not None and deadline_seconds is not None:
            raise ArgumentError("deadline_seconds is for this process, timeout_seconds for a child; give one")
        from immunokg.graph.child import run_in_child
        from immunokg.graph.results import held
        from immunokg.graph.sparql import run_query

        if timeout_seconds is None:
            return run_query(
                self.store,
                text,
                max_rows=max_rows,
                deadline_seconds=deadline_seconds,
                allow_service=allow_service,
            )
        with run_in_child(
            self.folder, text, timeout_seconds=timeout_seconds, max_rows=max_rows, allow_service=allow_service
        ) as result:
            return held(result)

    def networkx(self, *, view: View = "claims", states: States = "supported") -> networkx.MultiDiGraph[str]:
        """Return the claims as a fresh NetworkX graph; see `immunokg.graph.network.to_networkx`.

        Parameters
        ----------
        view
            ``"causal"`` holds supported causal claims only, the hops of mechanism paths.
        states
            ``"all"`` also holds conflicting, refuted and not-found claims; not with ``view="causal"``.

        Raises
        ------
        ArgumentError
            For another view or other states, and for ``"causal"`` with ``"all"``.
        """
        from immunokg.graph.network import to_networkx

        check_states(states)
        check_view(view)
        if (view, states) == ("causal", "all"):
            raise ArgumentError('view="causal" holds supported claims only; leave states out, or view')
        claims: Iterator[Record] = self.catalogue.iter_claims(all_states=states == "all")
        if view == "causal":
            claims = (claim for claim in claims if claim["causal"])
        return to_networkx(self.catalogue.iter_nodes(), claims)

    def rdflib(self, *, states: States = "supported") -> rdflib.Dataset:
        """Return the graph as an rdflib Dataset; ``states="all"`` is the loss-free one."""
        from immunokg.graph.exchange import to_rdflib

        check_states(states)
        return to_rdflib(self.folder, all_states=states == "all")

    def tables(self) -> dict[str, pandas.DataFrame]:
        """Return DataFrames of nodes, claims, evidence, frequencies and sources, every cell text."""
        from immunokg.graph.exchange import read_frames

        return read_frames(self.folder)
