"""Read a reduced vocabulary in JSON: a list of terms with id, name, synonyms and other ids."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from immunokg.build.sources.terms import Term, open_text

__all__ = ["read_term_json"]


def read_term_json(path: Path, prefix: str) -> Iterator[Term]:
    """Yield the terms of a file, each followed by the ids that were merged into it; bare ids get the prefix."""
    with open_text(path) as file:
        terms = json.load(file)
    for term in terms:
        names = (term["name"], *term.get("synonyms", ()))
        curie = _curie(term["id"], prefix)
        yield Term(curie, names, "no successor" if term["name"].startswith("obsolete ") else "")
        for other in term.get("alt_ids", ()):
            yield Term(_curie(other, prefix), names, curie)


def _curie(identifier: str, prefix: str) -> str:
    return identifier if ":" in identifier else f"{prefix}:{identifier}"
