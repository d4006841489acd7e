"""The columns of the curated tables, read from the generated table schemas."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["CLAIM_TABLES", "REGISTERS", "Column", "TableSchema", "table_schemas"]

CLAIM_TABLES = (
    "structure", "formulations", "mechanisms", "interactions", "risks", "efficacy", "uses", "care", "genotypes",
)  # fmt: skip
REGISTERS = ("depths", "out_of_scope", "polarity_exceptions", "unexplained")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, what it refers to, the values it may hold and its RDF property (a CURIE)."""

    name: str
    type: str
    description: str
    multiple: bool
    refers_to: str
    required: bool
    pattern: str
    enum: tuple[str, ...]
    minimum: float | None
    maximum: float | None
    rdf: str


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table: its name, its columns in order and the predicates its rows may have."""

    name: str
    description: str
    columns: tuple[Column, ...]
    predicates: frozenset[str]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return the header, in order."""
        return tuple(column.name for column in self.columns)


@cache
def table_schemas() -> dict[str, TableSchema]:
    """Return every table schema by table name, in schema order."""
    text = files("immunokg.ontology").joinpath("generated/tables.json").read_text(encoding="utf-8")
    schemas = {}
    for resource in json.loads(text)["resources"]:
        columns = tuple(_column(field) for field in resource["schema"]["fields"])
        name = resource["name"]
        schemas[name] = TableSchema(name, resource["description"], columns, frozenset(resource["predicates"]))
    return schemas


def _column(field: dict[str, object]) -> Column:
    limits = field.get("constraints", {})
    assert isinstance(limits, dict)
    return Column(
        name=str(field["name"]),
        type=str(field["type"]),
        description=str(field["description"]),
        multiple=bool(field["multiple"]),
        refers_to=str(field.get("refers_to", "")),
        required=bool(limits.get("required", False)),
        pattern=str(limits.get("pattern", "")),
        enum=tuple(limits.get("enum", ())),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        rdf=str(field["rdf"]),
    )
