"""What people see: view models (plain data), layout, the offline page made with pyvis, and terminal text.

Imports the graph and the ontology; only the face imports it.
"""

from immunokg.viz.answer import Answer, make_answer
from immunokg.viz.view import View, view_of_answer, view_of_neighbourhood

__all__ = ["Answer", "View", "make_answer", "view_of_answer", "view_of_neighbourhood"]
