"""The graph in other libraries' terms: an rdflib Dataset and pandas DataFrames."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from immunokg.ontology.bundle import GRAPH_FILE, TABLES
from immunokg.ontology.prefixes import IKO, QUERY_PREFIXES

if TYPE_CHECKING:
    import pandas
    import rdflib

__all__ = ["read_frames", "to_rdflib"]

FRAMES = ("nodes", "claims", "evidence", "frequencies", "sources")
STATE = NamedNode(IKO + "state")
SUPPORTED = NamedNode(IKO + "supported")
EVIDENCE = NamedNode(IKO + "hasEvidence")


def to_rdflib(folder: Path, *, all_states: bool = False) -> rdflib.Dataset:
    """Return the graph as an rdflib Dataset over an in-memory Oxigraph store; a fresh one each call.

    Its default graph is the union of the named graphs. Without `all_states` the claims that are not supported, and
    their evidence, are left out. `query` with a string is fast; `prepareQuery` is not, rdflib evaluates it.
    """
    import oxrdflib
    import rdflib

    store = Store()
    store.bulk_load(path=str(folder / GRAPH_FILE), format=RdfFormat.N_QUADS)
    if not all_states:
        _drop_unsupported(store)
    dataset = rdflib.Dataset(store=oxrdflib.OxigraphStore(store=store), default_union=True)
    for prefix, address in QUERY_PREFIXES.items():
        dataset.bind(prefix, address, override=True)
    return dataset


def _drop_unsupported(store: Store) -> None:
    gone: list[Quad] = []
    for quad in store.quads_for_pattern(None, STATE, None, None):
        if quad.object == SUPPORTED:
            continue
        for claim in store.quads_for_pattern(quad.subject, None, None, None):
            gone.append(claim)
            if claim.predicate == EVIDENCE:
                gone += _evidence(store, claim.object)
    for quad in gone:
        store.remove(quad)


def _evidence(store: Store, item: object) -> list[Quad]:
    quads = list(store.quads_for_pattern(item, None, None, None))  # type: ignore[arg-type]
    parts = [quad.object for quad in quads if quad.predicate.value.startswith(IKO + "has")]
    return quads + [quad for part in parts for quad in store.quads_for_pattern(part, None, None, None)]  # type: ignore[arg-type]


def read_frames(folder: Path) -> dict[str, pandas.DataFrame]:
    """Return the tables of a bundle by name: nodes, claims, evidence, frequencies, sources.

    Every cell is text, as in the TSV files; several values are joined by ``|``, an unknown one is empty.
    """
    import pandas

    return {
        name: pandas.read_csv(folder / TABLES / f"{name}.tsv", sep="\t", dtype=str, keep_default_na=False, quoting=3)
        for name in FRAMES
    }
