"""immunokg: an evidence-backed knowledge graph of immunosuppressive therapy.

>>> import immunokg
>>> kg = immunokg.open()
>>> kg.node("FK506").slug
'tacrolimus'

A research and teaching tool, never medical advice.
"""

from __future__ import annotations

from pathlib import Path

from immunokg.graph.knowledge import Hop, KnowledgeGraph, MechanismPath, Node
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
    if bundle is not None:
        return KnowledgeGraph(Path(bundle))
    from immunokg.bundles import current_bundle

    return KnowledgeGraph(current_bundle())
