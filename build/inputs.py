"""Which files a graph is made from. Imports nothing heavy: every start looks here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import immunokg.ontology

__all__ = ["CURATED", "input_files"]

BUILD = Path(__file__).resolve().parent
CURATED = BUILD / "curated"
ONTOLOGY = Path(immunokg.ontology.__file__).resolve().parent


def input_files(tables: Path = CURATED) -> Iterator[tuple[str, Path]]:
    """Yield name and path of every file that decides what the graph is: tables, rules, schema, and code."""
    for path in sorted(tables.glob("*.tsv")):
        if not path.name.endswith(".rejected.tsv"):
            yield f"tables/{path.name}", path
    for path in sorted((BUILD / "rules").glob("*.rq")):
        yield f"rules/{path.name}", path
    for home in (BUILD, ONTOLOGY):
        for path in sorted(home.glob("*.py")):
            yield f"{home.name}/{path.name}", path
    for path in sorted((ONTOLOGY / "schema").glob("*.yaml")):
        yield f"schema/{path.name}", path
    yield "generated/tables.json", ONTOLOGY / "generated" / "tables.json"
