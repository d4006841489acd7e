"""Make everything that follows from the schema: run `python -m immunokg.ontology.generate`.

Needs LinkML, which only developers have. `--check` writes nothing and fails if a file is out of date.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linkml_runtime.utils.schemaview import SchemaView

__all__ = ["main", "render_all"]

HERE = Path(__file__).resolve().parent
CORE = HERE / "schema" / "immunokg.yaml"
TABLES = HERE / "schema" / "tables.yaml"
KEY_COLUMNS = ("subject", "predicate", "object", "direction", "context", "comparator", "sign", "via")
EVIDENCE_COLUMNS = (
    "source", "locator", "evidence_kind", "stance", "jurisdiction", "year", "finding", "second_reading",
)  # fmt: skip
FIELD_TYPES = {"integer": "integer", "decimal": "number", "date": "date", "uri": "string"}
NOTE = "Generated from ontology/schema by `make schema`; do not edit."


def render_all() -> dict[Path, str]:
    """Return the text of every generated file by its path, in a fixed order."""
    from linkml_runtime.utils.schemaview import SchemaView

    view = SchemaView(str(TABLES))
    out = HERE / "generated"
    return {
        HERE / "terms.py": render_terms(view),
        out / "tables.json": render_tables(view),
        out / "immunokg.owl.ttl": render_owl(),
        out / "immunokg.shacl.ttl": render_shacl(),
        out / "context.jsonld": render_context(),
        HERE.parent / "docs" / "reference" / "schema.md": render_reference(view),
    }


def render_terms(view: SchemaView) -> str:
    """Return the Python module of closed sets and predicates."""
    lines = [f'"""Closed sets and predicates.\n\n{NOTE}\n"""', "", "from enum import StrEnum",
             "from typing import NamedTuple", ""]  # fmt: skip
    enums = [name for name in view.all_enums() if name != "PredicateEnum"]
    names = sorted([name.removesuffix("Enum") for name in enums] + ["Predicate", "PREDICATES", "SCHEMA_VERSION",
                                                                    "BIOLINK_RELEASE", "KIND_CATEGORIES"])  # fmt: skip
    lines += ["__all__ = [", *[f'    "{name}",' for name in names], "]", ""]
    schema = view.schema
    lines += [f'SCHEMA_VERSION = "{schema.version}"']
    release = view.schema_map["immunokg"].annotations["biolink_release"].value
    lines += [f'BIOLINK_RELEASE = "{release}"', ""]
    for name in enums:
        lines += ["", *_enum_lines(name.removesuffix("Enum"), view.get_enum(name))]
    lines += ["", *_predicate_lines(view.get_enum("PredicateEnum"))]
    lines += ["", *_category_lines(view)]
    return "\n".join(lines) + "\n"


def _notes(element: Any) -> dict[str, str]:
    return {str(key): str(element.annotations[key].value) for key in element.annotations}


def _enum_lines(name: str, enum: Any) -> list[str]:
    lines = [f"class {name}(StrEnum):", f'    """{enum.description.strip()}"""', ""]
    for value in enum.permissible_values:
        member = re.sub(r"\W", "_", value.upper())
        member = f"{name.upper()}_{member}" if member[0].isdigit() else member
        lines.append(f'    {member} = "{value}"')
    return [*lines, ""]


def _predicate_lines(enum: Any) -> list[str]:
    lines = [
        "class Predicate(NamedTuple):",
        '    """A predicate: its sign, whether it may be a hop, what it joins and its Biolink mapping."""',
        "",
        "    name: str",
        "    sign: int",
        "    causal: bool",
        "    subjects: frozenset[str]",
        "    objects: frozenset[str]",
        "    opposite: str",
        "    biolink: str",
        "    aspect: str",
        "    biolink_direction: str",
        "    description: str",
        "",
        "",
        "PREDICATES: dict[str, Predicate] = {",
    ]
    for name, value in enum.permissible_values.items():
        notes = _notes(value)
        subjects, objects = (
            "frozenset({" + ", ".join(f'"{kind}"' for kind in notes[side].split("|")) + "})"
            for side in ("subjects", "objects")
        )
        lines += [
            f'    "{name}": Predicate(',
            f'        "{name}",',
            f"        {notes['sign']},",
            f"        {notes['causal'].lower() == 'true'},",
            f"        {subjects},",
            f"        {objects},",
            f'        "{notes.get("opposite", "")}",',
            f'        "{notes["biolink"]}",',
            f'        "{notes.get("aspect", "")}",',
            f'        "{notes.get("biolink_direction", "")}",',
            f'        "{value.description}",',
            "    ),",
        ]
    return [*lines, "}", ""]


def _category_lines(view: SchemaView) -> list[str]:
    lines = ["KIND_CATEGORIES: dict[str, str] = {"]
    for kind in view.get_enum("NodeKindEnum").permissible_values:
        cls = view.get_class(kind)
        mapped = [*cls.exact_mappings, *cls.close_mappings, *cls.broad_mappings]
        lines.append(f'    "{kind}": "{mapped[0]}",')
    return [*lines, "}"]


def table_columns(view: SchemaView, class_name: str) -> list[Any]:
    """Return the slots of a table class in column order: key, facts of this table, evidence."""
    slots = {str(slot.alias or slot.name): slot for slot in view.class_induced_slots(class_name)}
    if "predicate" not in slots:
        return [slots[str(view.get_slot(name).alias or name)] for name in view.get_class(class_name).slots]
    first = [name for name in KEY_COLUMNS if name in slots]
    last = [name for name in EVIDENCE_COLUMNS if name in slots]
    middle = [name for name in slots if name not in first and name not in last]
    return [slots[name] for name in [*first, *middle, *last]]


def render_tables(view: SchemaView) -> str:
    """Return the table schemas as a Frictionless-style JSON document."""
    resources = []
    for name, cls in view.all_classes().items():
        notes = _notes(cls)
        if "table" not in notes:
            continue
        resources.append(
            {
                "name": notes["table"],
                "path": f"{notes['table']}.tsv",
                "description": cls.description,
                "predicates": notes["predicates"].split("|") if "predicates" in notes else [],
                "schema": {"fields": [_field(view, slot) for slot in table_columns(view, name)]},
            }
        )
    return json.dumps({"note": NOTE, "resources": resources}, indent=1, ensure_ascii=False) + "\n"


def _field(view: SchemaView, slot: Any) -> dict[str, Any]:
    range_ = str(slot.range)
    field: dict[str, Any] = {
        "name": str(slot.alias or slot.name),
        "type": FIELD_TYPES.get(range_, "string"),
        "description": slot.description,
        "multiple": bool(slot.multivalued),
        "rdf": str(slot.slot_uri),
    }
    if range_ in ("Node", "Source", "uriorcurie", "uri", "PredicateEnum"):
        field["refers_to"] = {"uriorcurie": "curie", "uri": "iri", "PredicateEnum": "predicate"}.get(
            range_, range_.lower()
        )
    constraints: dict[str, Any] = {}
    if slot.required:
        constraints["required"] = True
    if slot.pattern:
        constraints["pattern"] = slot.pattern
    for key, name in (("minimum", "minimum_value"), ("maximum", "maximum_value")):
        if getattr(slot, name) is not None:
            constraints[key] = getattr(slot, name)
    if range_ in view.all_enums() and range_ != "PredicateEnum":
        values = view.get_enum(range_).permissible_values
        constraints["enum"] = list(values)
        if all(value.meaning for value in values.values()):
            field["refers_to"] = "term"
    return field | ({"constraints": constraints} if constraints else {})


def render_owl() -> str:
    """Return the ontology in OWL, Turtle."""
    from linkml.generators.owlgen import OwlSchemaGenerator

    generator = OwlSchemaGenerator(
        str(CORE),
        metadata=False,
        type_objects=False,
        mergeimports=False,
        skip_vacuous_min_zero_cardinality_axioms=True,
        skip_vacuous_local_range_axioms=True,
        consolidate_cardinality_axioms=True,
    )
    return _sorted_turtle(generator.serialize())


def render_shacl() -> str:
    """Return the SHACL shapes that LinkML can say, Turtle."""
    from linkml.generators.shaclgen import ShaclGenerator

    generator = ShaclGenerator(str(CORE), closed=False, suffix="Shape", include_annotations=False, metadata=False)
    return _sorted_turtle(generator.serialize())


def _sorted_turtle(text: str) -> str:
    """Return the same triples in an order that does not change from run to run."""
    import rdflib
    from rdflib.compare import to_canonical_graph

    graph = rdflib.Graph().parse(data=text, format="turtle")
    stable = rdflib.Graph()
    for prefix, namespace in graph.namespaces():
        stable.bind(prefix, namespace, override=True)
    for triple in sorted(to_canonical_graph(graph)):
        stable.add(triple)
    return f"# {NOTE}\n" + str(stable.serialize(format="longturtle"))


def render_context() -> str:
    """Return the JSON-LD context."""
    from linkml.generators.jsonldcontextgen import ContextGenerator

    document = json.loads(ContextGenerator(str(CORE), metadata=False, mergeimports=False).serialize())
    document.pop("comments", None)
    return json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def render_reference(view: SchemaView) -> str:
    """Return the reference page of kinds, predicates, tables and closed sets, Markdown."""
    parts = [
        "# Schema\n",
        f"<!-- {NOTE} -->\n",
        "## Kinds of node\n",
        "| kind | what it is | Biolink |",
        "|---|---|---|",
    ]
    for kind in view.get_enum("NodeKindEnum").permissible_values:
        cls = view.get_class(kind)
        mapped = [*cls.exact_mappings, *cls.close_mappings, *cls.broad_mappings]
        parts.append(f"| {kind} | {cls.description.strip()} | {', '.join(mapped)} |")
    parts += [
        "\n## Predicates\n",
        "| predicate | sign | hop | from | to | meaning | Biolink |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, value in view.get_enum("PredicateEnum").permissible_values.items():
        notes = _notes(value)
        sign = {"-1": "−", "1": "+", "0": ""}[notes["sign"]]
        hop = "yes" if notes["causal"].lower() == "true" else ""
        sides = " | ".join(notes[side].replace("|", ", ") for side in ("subjects", "objects"))
        parts.append(f"| {name} | {sign} | {hop} | {sides} | {value.description} | {notes['biolink']} |")
    for name, cls in view.all_classes().items():
        if "table" in cls.annotations:
            parts += _table_section(view, name, cls)
    parts.append("\n## Closed sets\n")
    for name, enum in view.all_enums().items():
        if name != "PredicateEnum":
            values = ", ".join(f"`{value}`" for value in enum.permissible_values)
            parts.append(f"**{name.removesuffix('Enum')}** — {enum.description.strip()}<br>{values}\n")
    return "\n".join(parts) + "\n"


def _table_section(view: SchemaView, name: str, cls: Any) -> list[str]:
    lines = [f"\n## Table `{cls.annotations['table'].value}.tsv`\n", f"{cls.description}\n"]
    lines += ["| column | required | values | meaning |", "|---|---|---|---|"]
    for slot in table_columns(view, name):
        many = " (several, `|` between)" if slot.multivalued else ""
        lines.append(
            f"| {slot.alias or slot.name} | {'yes' if slot.required else ''} | "
            f"{str(slot.range).removesuffix('Enum')}{many.replace('|', '&#124;')} | {slot.description} |"
        )
    return lines


def main(arguments: list[str], say: Callable[[str], object] = sys.stderr.write) -> int:
    """Write the generated files, or with ``--check`` only compare; return the exit code."""
    stale = []
    for path, text in render_all().items():
        old = path.read_text(encoding="utf-8") if path.exists() else None
        if old == text:
            continue
        stale.append(path.name)
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    if stale and "--check" in arguments:
        say(f"out of date: {', '.join(stale)}; run `make schema`\n")
        return 1
    say(f"{'wrote ' + ', '.join(stale) if stale else 'all up to date'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
