"""Read the terms of an OBO 1.2 file: id, name, synonyms, other ids, and whether it is obsolete."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from immunokg.build.sources.terms import Term, open_text

__all__ = ["read_obo"]

QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


def read_obo(path: Path) -> Iterator[Term]:
    """Yield the terms of a file in its order, each followed by the ids that were merged into it."""
    tags: dict[str, list[str]] = defaultdict(list)
    in_term = False
    with open_text(path) as lines:
        for line in lines:
            text = line.strip()
            if text.startswith("["):
                yield from _terms(tags)
                tags.clear()
                in_term = text == "[Term]"
            elif in_term and ": " in text:
                tag, _, value = text.partition(": ")
                tags[tag].append(value)
    yield from _terms(tags)


def _terms(tags: dict[str, list[str]]) -> Iterator[Term]:
    if not tags["id"]:
        return
    synonyms = [found[1].replace("\\", "") for value in tags["synonym"] if (found := QUOTED.match(value))]
    names = (*tags["name"], *synonyms)
    curie = tags["id"][0]
    obsolete = tags["is_obsolete"] == ["true"]
    yield Term(curie, names, ", ".join(tags["replaced_by"]) or "no successor" if obsolete else "")
    for other in tags["alt_id"]:
        yield Term(other, names, curie)
