"""Load the N-Quads of a bundle into an Oxigraph store on disk."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, Store

from immunokg.ontology.bundle import GRAPH_FILE, store_folder

__all__ = ["write_store"]


def write_store(folder: Path) -> None:
    """Make the store beside graph.nq in `folder`, compacted for reading."""
    store = Store(str(store_folder(folder)))
    store.bulk_load(path=str(folder / GRAPH_FILE), format=RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
