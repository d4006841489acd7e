"""What may be said: schema, vocabulary, prefixes, claim identity, shapes, the bundle seam, errors.

Everything may import this package; it imports nothing of ours. The names below are imported when they are first
asked for, because every start of the program passes through here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from immunokg.ontology.claims import ClaimKey, claim_hash, claim_iri, conflict_key
    from immunokg.ontology.errors import ImmunokgError
    from immunokg.ontology.terms import PREDICATES, NodeKind

__all__ = ["PREDICATES", "ClaimKey", "ImmunokgError", "NodeKind", "claim_hash", "claim_iri", "conflict_key"]

HOMES = {"ImmunokgError": "errors", "PREDICATES": "terms", "NodeKind": "terms"}


def __getattr__(name: str) -> Any:
    """Import a name of `__all__` from the module that holds it."""
    if name in __all__:
        return getattr(import_module(f"immunokg.ontology.{HOMES.get(name, 'claims')}"), name)
    raise AttributeError(f"module 'immunokg.ontology' has no attribute {name!r}")
