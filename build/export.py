"""Write the loss-free files of a bundle: sorted N-Quads and the tables of what was built."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, serialize

from immunokg.build.claims import ARM, SHARED
from immunokg.build.model import Claim, Facts, Value
from immunokg.build.records import claim_record
from immunokg.ontology.tables import REGISTERS, table_schemas

__all__ = ["write_nquads", "write_tables"]

PARTS = ("frequencies", "target_range", "effect_estimate")


def write_nquads(path: Path, quads: Iterable[Quad]) -> int:
    """Write the quads to `path`, one a line, sorted, each once; return how many."""
    text = serialize(quads, format=RdfFormat.N_QUADS)
    assert text is not None
    lines = sorted(set(text.splitlines(keepends=True)))
    with path.open("wb") as handle:
        handle.writelines(lines)
    return len(lines)


def write_tables(folder: Path, claims: Sequence[Claim], facts: Facts, by_id: dict[str, Claim]) -> None:
    """Write nodes, sources, claims, evidence, frequencies and the registers as TSV, each sorted by its id or key."""
    nodes: list[dict[str, object]] = [
        {"slug": n.slug, "kind": n.kind, "label": n.label, **n.details} for n in facts.nodes.values()
    ]
    sources: list[dict[str, object]] = [{"id": source.id, **source.details} for source in facts.sources.values()]
    records = [claim_record(claim, facts, by_id) for claim in sorted(claims, key=lambda claim: claim.id)]
    evidence: list[dict[str, object]] = []
    frequencies: list[dict[str, object]] = []
    for record in records:
        items = [] if record["inferred"] else record["evidence"]
        for item in items:
            flat = {key: value for key, value in item.items() if key not in PARTS}
            parts = item.get("target_range", {}) | item.get("effect_estimate", {})
            evidence.append({"claim": record["claim"], **flat, **parts})
            frequencies += [{"evidence": item["id"], **found} for found in item.get("frequencies", [])]
        record["evidence"] = [item["id"] for item in items]
    for name, rows in (
        ("nodes", nodes),
        ("sources", sources),
        ("claims", records),
        ("evidence", evidence),
        ("frequencies", frequencies),
        *facts.registers.items(),
    ):
        _write(folder / f"{name}.tsv", rows, columns_of(name))


def columns_of(name: str) -> tuple[str, ...]:
    """Return the columns that a table has at least, so that an empty one can be read, too."""
    if name == "frequencies":
        return ("evidence", "side", *ARM, *SHARED)
    return tuple(table_schemas()[name].column_names) if name in REGISTERS else ()


def _write(path: Path, rows: Sequence[dict[str, Any]], least: Sequence[str]) -> None:
    columns = list(dict.fromkeys([*least, *(column for row in rows for column in row)]))
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        handle.write("\t".join(columns) + "\n")
        handle.writelines("\t".join(_cell(row.get(column)) for column in columns) + "\n" for row in rows)


def _cell(value: object | Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return "|".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)
