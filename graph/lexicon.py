"""Find nodes by name: exact (slug, label, synonym, CURIE), part of a name, or nearly the name."""

from __future__ import annotations

from typing import NamedTuple

from immunokg.graph.catalogue import Catalogue
from immunokg.ontology.errors import AmbiguousNameError, UnknownNameError
from immunokg.ontology.names import fold_name
from immunokg.ontology.prefixes import IK

__all__ = ["Hit", "Lexicon"]

WEIGHT = {"slug": 0, "label": 1, "curie": 2, "old slug": 3, "synonym": 4}
TRIGRAM = 3
POOL = 200
NEAR = 0.6


class Hit(NamedTuple):
    """A node that a search found: by which name, what sort of name, and how near (1 is the same)."""

    slug: str
    label: str
    kind: str
    matched: str
    what: str
    score: float


class Lexicon:
    """Names of nodes, over a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._database = catalogue.database

    def resolve(self, name: str) -> str:
        """Return the slug of the one node that has this name.

        A slug wins over a label, a label over a synonym; case, accents and hyphens do not count.

        Raises
        ------
        UnknownNameError
            If no node has it; the error holds near names.
        AmbiguousNameError
            If several nodes have it and none as slug or label.
        """
        wanted = name.strip().removeprefix(IK).removeprefix("ik:")
        folded = fold_name(wanted)
        rows = self._database.execute("SELECT slug, what FROM name WHERE folded = ?", (folded,)).fetchall()
        if not rows:
            raise UnknownNameError(name, self.near(wanted))
        best = min(WEIGHT[what] for _, what in rows)
        slugs = sorted({slug for slug, what in rows if WEIGHT[what] == best})
        if len(slugs) > 1:
            raise AmbiguousNameError(name, slugs)
        return str(slugs[0])

    def search(self, text: str, *, limit: int = 10) -> list[Hit]:
        """Return the nodes whose names hold `text` or are nearly `text`, best first.

        Exact names come first, then names that begin with the text, then names that hold it, then near
        ones; among equals shorter names and then slugs in order. Each node stands once.
        """
        folded = fold_name(text)
        if not folded:
            return []
        best: dict[str, tuple[float, str, str]] = {}
        for slug, matched, what, name in self._candidates(folded):
            score = _nearness(folded, name)
            if score >= NEAR and (slug not in best or score > best[slug][0]):
                best[slug] = (score, matched, what)
        order = sorted(best, key=lambda slug: (-best[slug][0], len(best[slug][1]), slug))
        return [self._hit(slug, best[slug]) for slug in order[:limit]]

    def near(self, text: str, *, limit: int = 3) -> list[str]:
        """Return slugs of nodes with names near `text`."""
        return [hit.slug for hit in self.search(text, limit=limit)]

    def _hit(self, slug: str, found: tuple[float, str, str]) -> Hit:
        row = self._database.execute("SELECT label, kind FROM node WHERE slug = ?", (slug,)).fetchone()
        return Hit(slug, row[0], row[1], found[1], found[2], round(found[0], 3))

    def _candidates(self, folded: str) -> list[tuple[str, str, str, str]]:
        """Return slug, name as written, what it is, and folded name, of names worth a closer look."""
        exact = "SELECT slug, text, what, folded FROM name WHERE folded = ?"
        rows = self._database.execute(exact, (folded,)).fetchall()
        if len(folded) < TRIGRAM:
            prefix = "SELECT slug, text, what, folded FROM name WHERE folded >= ? AND folded < ? LIMIT ?"
            return rows + self._database.execute(prefix, (folded, folded + "~", POOL)).fetchall()
        grams = {folded[start : start + TRIGRAM] for start in range(len(folded) - TRIGRAM + 1)}
        match = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in sorted(grams))
        fuzzy = "SELECT slug, text, what, folded FROM name_search WHERE name_search MATCH ? ORDER BY rank LIMIT ?"
        return rows + self._database.execute(fuzzy, (match, POOL)).fetchall()


def _nearness(wanted: str, name: str) -> float:
    """Return 1 for the same name, 0.9… for a beginning, 0.8… for a part, else the similarity below 0.8."""
    if wanted == name:
        return 1.0
    share = len(wanted) / len(name)
    if name.startswith(wanted):
        return 0.9 + 0.09 * share
    if wanted in name:
        return 0.8 + 0.09 * share
    from difflib import SequenceMatcher

    return 0.79 * SequenceMatcher(None, wanted, name, autojunk=False).ratio()
