"""What follows from the claims: names, SPARQL, NetworkX, neighbourhoods and signed paths over a bundle.

Imports the ontology only; never build. The face and viz stand on it. Start with `KnowledgeGraph`.
"""

from immunokg.graph.knowledge import KnowledgeGraph, Node
from immunokg.graph.mechanism import Hop, MechanismPath

__all__ = ["Hop", "KnowledgeGraph", "MechanismPath", "Node"]
