"""immunokg: an evidence-backed knowledge graph of immunosuppressive therapy.

>>> import immunokg
>>> kg = immunokg.open()
>>> kg.node("FK506").slug
'tacrolimus'

A research and teaching tool, never medical advice.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from immunokg.graph import Hop, KnowledgeGraph, MechanismPath, Node
    from immunokg.ontology.errors import ImmunokgError

__all__ = ["Hop", "ImmunokgError", "KnowledgeGraph", "MechanismPath", "Node", "open"]


def open(bundle: str | Path | None = None) -> KnowledgeGraph:
    """Return the graph, open for reading.

    Parameters
    ----------
    bundle
        Folder of a bundle. None opens the one of the installed tables, and builds it into the user's cache if it is
        not there yet (some seconds, once).

    Raises
    ------
    BundleError
        If the folder holds no bundle.
    """
    from immunokg.graph.knowledge import KnowledgeGraph

    if bundle is not None:
        return KnowledgeGraph(Path(bundle))
    from immunokg.bundles import current_bundle

    return KnowledgeGraph(current_bundle())


def __getattr__(name: str) -> Any:
    """Import the names of `__all__` when they are first asked for: `immunokg --help` needs none of them."""
    if name == "ImmunokgError":
        from immunokg.ontology import errors

        return errors.ImmunokgError
    if name in __all__:
        from immunokg import graph

        return getattr(graph, name)
    raise AttributeError(f"module 'immunokg' has no attribute {name!r}")
