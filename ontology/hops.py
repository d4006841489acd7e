"""Layout of hops.bin, the adjacency of causal claims: written by build, mapped by graph.

    8 bytes   magic with the layout version
    4 bytes   length of the header, little-endian
    header    JSON: counts, kinds, slugs, predicates, contexts and what each context lies in
    arrays    little-endian, each starting at a multiple of 8, in the order of ARRAYS

Edges are numbered in order of subject, object, claim id; edge i is claim number i of the catalogue.
"""

from __future__ import annotations

__all__ = ["ARRAYS", "CONFIDENCES", "INFERRED", "MAGIC", "NONHUMAN_ONLY", "STATES"]

MAGIC = b"IKHOPS01"
ARRAYS: tuple[tuple[str, str], ...] = (
    ("out_offsets", "I"),  # n + 1: edges of node v are out_offsets[v] … out_offsets[v + 1]
    ("objects", "I"),  # m
    ("in_offsets", "I"),  # n + 1
    ("in_edges", "I"),  # m: edge numbers, by object
    ("subjects", "I"),  # m
    ("contexts", "H"),  # m: 0 for none, else 1 + position in the header's contexts
    ("predicates", "B"),  # m: position in the header's predicates
    ("states", "B"),  # m: position in STATES
    ("confidences", "B"),  # m: position in CONFIDENCES
    ("flags", "B"),  # m: see below
    ("passage_offsets", "I"),  # m + 1
    ("passages", "I"),  # numbers of (source, locator) pairs that support the claim, sorted, by edge
    ("kinds", "B"),  # n: position in the header's kinds
)
NONHUMAN_ONLY = 1
INFERRED = 2
STATES = ("supported", "conflicting", "refuted", "not_found")
CONFIDENCES = ("established", "provisional", "hypothetical")
