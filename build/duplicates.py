"""Nodes that may be one thing named twice: names equal but for spelling or order, labels that are synonyms, shared ids.

Kinds differ on purpose (a drug and the test of its level), so names are compared within a kind; only a label that is a
synonym of another node is a trap whatever the kinds, for a search by that name finds one of the two alone.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from immunokg.build.model import Node
from immunokg.ontology.errors import ImmunokgError
from immunokg.ontology.names import fold_name

__all__ = ["ACCEPTED_COLUMNS", "TWO_THINGS", "Duplicate", "find_duplicates", "fold_spelling", "read_accepted_pairs"]

ACCEPTED_COLUMNS = ("slug", "other", "reason")
TWO_THINGS = Path(__file__).resolve().parent / "rules" / "two_things.tsv"
SHORTEST_PLURAL = 4
JOINING = frozenset({"a", "an", "and", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"})
SPELLINGS = (
    (re.compile("[ao]e"), "e"),
    (re.compile("our"), "or"),
    (re.compile(r"is(?=(e|ed|er|es|ing|ation)\b)"), "iz"),
    (re.compile(r"yse(?=d?\b)"), "yze"),
    (re.compile(r"(?<=[bt])re\b"), "er"),
    (re.compile("ll"), "l"),
    (re.compile("ph(?=[aeiouy])"), "f"),
)
"""What tells British from American words; both sides are changed, so that a word that is neither keeps its equals."""


class Duplicate(NamedTuple):
    """Two nodes, in order of their slugs, and what they share."""

    slug: str
    other: str
    what: str
    shared: str


def fold_spelling(name: str) -> str:
    """Return a name without case, hyphens, plural s, and the difference of British and American spelling.

    Examples
    --------
    >>> fold_spelling("Haemolytic-anaemias") == fold_spelling("hemolytic anemia")
    True
    >>> fold_spelling("tumour localisation") == fold_spelling("tumor localization")
    True
    >>> fold_spelling("viruses") == fold_spelling("virus")
    True
    """
    words = re.sub(r"[-\u2010-\u2015]", " ", name.casefold())
    for pattern, american in SPELLINGS:
        words = pattern.sub(american, words)
    return fold_name(" ".join(_singular(word) for word in words.split()))


def _words(name: str) -> str:
    """Return the folded words of a name in order of the alphabet, without those that only join."""
    words = {fold_spelling(word) for word in re.split(r"[\s\-\u2010-\u2015]+", name.casefold()) if word not in JOINING}
    return " ".join(sorted(words - {""})) or name


def _singular(word: str) -> str:
    if len(word) < SHORTEST_PLURAL or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("es" if word.endswith(("uses", "sses", "xes", "ches")) else "s")


def find_duplicates(nodes: Iterable[Node], accepted: Collection[tuple[str, str]] = ()) -> list[Duplicate]:
    """Return the pairs of nodes that may be one thing, sorted, without those that a reviewer let pass."""
    given = list(nodes)
    found = {*_by_name(given), *_label_as_synonym(given), *_by_identifier(given)}
    passed = {tuple(sorted(pair)) for pair in accepted}
    return sorted(pair for pair in found if (pair.slug, pair.other) not in passed)


def read_accepted_pairs(path: Path = TWO_THINGS) -> dict[tuple[str, str], str]:
    """Return the reviewed pairs with the reason why each is two things; none if there is no file.

    Raises
    ------
    ImmunokgError
        If the table has other columns, or a pair without a reason.
    """
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(reader.fieldnames or ()) != ACCEPTED_COLUMNS:
            raise ImmunokgError(f"{path.name}:1: the columns are {', '.join(ACCEPTED_COLUMNS)}, in this order")
        pairs: dict[tuple[str, str], str] = {}
        for line, row in enumerate(reader, start=2):
            if not row["reason"]:
                raise ImmunokgError(f"{path.name}:{line}: {row['slug']} and {row['other']} need a reason")
            pairs[row["slug"], row["other"]] = row["reason"]
    return pairs


def _names(node: Node) -> Iterator[str]:
    yield node.label
    yield from node.many("synonyms")
    yield node.slug


def _by_name(nodes: list[Node]) -> Iterator[Duplicate]:
    said: set[tuple[str, str]] = set()
    for what, fold in (("same name", fold_spelling), ("same words", _words)):
        owners: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for node in nodes:
            for name in _names(node):
                owners[node.kind, fold(name)].setdefault(node.slug, name)
        for slugs in owners.values():
            for pair in combinations(sorted(slugs), 2):
                if pair not in said:
                    said.add(pair)
                    yield Duplicate(*pair, what, slugs[pair[0]])


def _label_as_synonym(nodes: list[Node]) -> Iterator[Duplicate]:
    labels = {fold_spelling(node.label): node for node in nodes}
    for node in nodes:
        for name in node.many("synonyms"):
            owner = labels.get(fold_spelling(name))
            if owner is not None and owner.slug != node.slug and owner.kind != node.kind:
                slug, other = sorted((node.slug, owner.slug))
                yield Duplicate(slug, other, "label of one, synonym of the other", name)


def _by_identifier(nodes: list[Node]) -> Iterator[Duplicate]:
    """Yield nodes of one kind that share an id, but not where the hierarchy tells them apart.

    A wide id is close to each part of what it names: kidney and liver rejection lie below one node, so they are two.
    """
    above = _ancestors(nodes)
    owners: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for node in nodes:
        for column in ("exact", "close"):
            for curie in node.many(column):
                owners[node.kind, curie].setdefault(node.slug, column)
    for (_, curie), slugs in owners.items():
        for slug, other in combinations(sorted(slugs), 2):
            if not above[slug] & above[other]:
                columns = sorted({slugs[slug], slugs[other]}, reverse=True)
                yield Duplicate(slug, other, f"same id, {' and '.join(columns)}", curie)


def _ancestors(nodes: list[Node]) -> dict[str, set[str]]:
    """Return each node with everything above it; circles are for the check of the tables to report."""
    parents = {node.slug: node.many("broader") for node in nodes}
    above: dict[str, set[str]] = {}
    for slug in parents:
        todo, seen = [slug], set[str]()
        while todo:
            current = todo.pop()
            if current not in seen:
                seen.add(current)
                todo.extend(parents.get(current, ()))
        above[slug] = seen
    return above
