"""Open the Oxigraph store of a bundle, read-only; make it anew if another engine version wrote it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from immunokg.ontology.bundle import GRAPH_FILE, lock, store_folder
from immunokg.ontology.errors import BundleError

__all__ = ["open_store"]


def open_store(folder: Path) -> Store:
    """Return the store of the bundle in `folder`.

    Without a store of this engine version it is loaded from graph.nq: onto disk if the bundle can be
    written, else into memory.

    Raises
    ------
    BundleError
        If neither a store nor graph.nq can be read.
    """
    place = store_folder(folder)
    try:
        if not place.exists():
            return _reload(folder, place)
        return Store.read_only(str(place))
    except (OSError, SyntaxError) as error:
        raise BundleError(f"{place} cannot be read ({error}). Run `immunokg build --force`.") from error


def _reload(folder: Path, place: Path) -> Store:
    source = folder / GRAPH_FILE
    if not os.access(folder, os.W_OK):
        store = Store()
        store.bulk_load(path=str(source), format=RdfFormat.N_QUADS)
        return store
    with lock(folder):
        for left in folder.glob(".store-*"):
            shutil.rmtree(left, ignore_errors=True)
        if not place.exists():
            draft = folder / f".{place.name}-{os.getpid()}"
            made = Store(str(draft))
            made.bulk_load(path=str(source), format=RdfFormat.N_QUADS)
            made.optimize()
            made.flush()
            del made
            draft.rename(place)
    return Store.read_only(str(place))
