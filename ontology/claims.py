"""The identity of a claim: its key, its hash and its IRI. The only place where claims are hashed.

The canonical form is JSON of the non-empty key fields, keys sorted, no blanks, text in Unicode NFC, UTF-8.
The hash is SHA-256 in lower-case base32 without padding. Sign is not part of it: the predicate says it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from typing import NamedTuple

from immunokg.ontology.prefixes import IK
from immunokg.ontology.terms import PREDICATES

__all__ = ["ClaimKey", "claim_hash", "claim_iri", "conflict_key", "evidence_hash", "predicate_family"]


class ClaimKey(NamedTuple):
    """What makes two rows the same claim. Fields are slugs and names, empty if they do not apply."""

    subject: str
    predicate: str
    object: str
    direction: str = ""
    context: str = ""
    comparator: str = ""

    @property
    def sign(self) -> int:
        """How the object changes when the subject rises: −1, 0 or +1, from the predicate alone."""
        return PREDICATES[self.predicate].sign


def claim_hash(key: ClaimKey) -> str:
    """Return the 52-character hash of a claim.

    Examples
    --------
    >>> claim_hash(ClaimKey("tacrolimus-fkbp12-complex", "inhibits", "calcineurin"))
    '2osjomyp5j24yeotnzq2rag5oi3g3qs5azsv66x2gqyxmkc7oova'
    """
    return _hash({name: value for name, value in key._asdict().items() if value})


def evidence_hash(claim: str, fields: dict[str, str]) -> str:
    """Return the hash of one evidence item: the claim's hash and the item's non-empty fields."""
    return _hash({"claim": claim} | {name: value for name, value in fields.items() if value})


def _hash(fields: dict[str, str]) -> str:
    canonical = json.dumps(
        {name: unicodedata.normalize("NFC", value) for name, value in fields.items()},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    digest = hashlib.sha256(canonical.encode()).digest()
    return base64.b32encode(digest).decode().rstrip("=").lower()


def claim_iri(key: ClaimKey) -> str:
    """Return the IRI of a claim."""
    return f"{IK}claim/{claim_hash(key)}"


def predicate_family(name: str) -> str:
    """Return the name under which a predicate and its opposites count as one question.

    Examples
    --------
    >>> predicate_family("depletes") == predicate_family("increases")
    True
    """
    opposite = PREDICATES[name].opposite
    return min(opposite, PREDICATES[opposite].opposite) if opposite else name


def conflict_key(key: ClaimKey) -> ClaimKey:
    """Return the key without its direction; a predicate and its opposite give the same one.

    Two supported claims with one conflict key contradict each other.

    Examples
    --------
    >>> up = ClaimKey("il-6", "increases", "inflammation")
    >>> conflict_key(up) == conflict_key(up._replace(predicate="decreases"))
    True
    """
    return key._replace(predicate=predicate_family(key.predicate), direction="")
