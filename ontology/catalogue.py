"""Layout of catalogue.sqlite: names for search, and every record as JSON. Written by build, read by graph.

The table `care` says which claims are about the care of those who take an agent (`for_agents` of their evidence).
Claims are numbered from 0: first the causal ones in the order of the edges of hops.bin, then the others.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["SCHEMA", "Side"]

SCHEMA = """
CREATE TABLE node (slug TEXT PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, record TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE name (folded TEXT NOT NULL, slug TEXT NOT NULL, text TEXT NOT NULL, what TEXT NOT NULL,
    PRIMARY KEY (folded, slug, what, text)) WITHOUT ROWID;
CREATE VIRTUAL TABLE name_search USING fts5(folded, text UNINDEXED, slug UNINDEXED, what UNINDEXED,
    tokenize = 'trigram');
CREATE TABLE claim (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, subject TEXT NOT NULL,
    predicate TEXT NOT NULL, object TEXT NOT NULL, state TEXT NOT NULL, record TEXT NOT NULL);
CREATE INDEX claim_subject ON claim (subject);
CREATE INDEX claim_object ON claim (object);
CREATE TABLE broader (parent TEXT NOT NULL, slug TEXT NOT NULL, PRIMARY KEY (parent, slug)) WITHOUT ROWID;
CREATE TABLE care (agent TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (agent, number)) WITHOUT ROWID;
CREATE TABLE source (id TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
"""


class Side(StrEnum):
    """Whose arm a frequency in a claim record is of: who takes the subject, or who takes what it is compared with."""

    SUBJECT = "subject"
    COMPARATOR = "comparator"
