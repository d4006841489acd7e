"""What may be said: schema, vocabulary, prefixes, claim identity, shapes, rules, the bundle seam, errors.

Everything may import this package; it imports nothing of ours.
"""

from immunokg.ontology.claims import ClaimKey, claim_hash, claim_iri, conflict_key
from immunokg.ontology.errors import ImmunokgError
from immunokg.ontology.terms import PREDICATES, NodeKind

__all__ = ["PREDICATES", "ClaimKey", "ImmunokgError", "NodeKind", "claim_hash", "claim_iri", "conflict_key"]
