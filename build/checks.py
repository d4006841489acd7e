"""Rules that need more than one cell: references, kinds, signs, frequencies, ranges, duplicates.

The same rules that SHACL states over the graph, checked on rows so that the message can name file and line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from immunokg.build.cells import is_number
from immunokg.build.report import Report, did_you_mean
from immunokg.build.tables import Row, Tables
from immunokg.ontology.prefixes import RESERVED_SEGMENTS
from immunokg.ontology.tables import CLAIM_TABLES, table_schemas
from immunokg.ontology.terms import PREDICATES, NodeKind, Predicate

__all__ = ["check_tables"]

KINDS = frozenset(NodeKind)
CONTEXT_KINDS = frozenset({"CellType", "Organ", "ClinicalState"})
COMPARATOR_KINDS = frozenset({"Agent", "AgentClass", "Regimen", "Formulation", "Genotype"})
FREQUENCY = ("events", "percent_low", "percent_high", "frequency_class")
RANGE_NEEDS = ("unit", "organ", "time_since_transplant", "target_metric")


def check_tables(tables: Tables, report: Report) -> None:
    """Report every problem that spans cells, rows or tables."""
    kinds = _node_kinds(tables, report)
    _check_sources(tables, report)
    _check_nodes(tables, kinds, report)
    _check_references(tables, kinds, report)
    _check_risk_roles(tables, report)
    _check_exposures(tables, kinds, report)
    for name in CLAIM_TABLES:
        for row in tables[name]:
            for rule in (_check_predicate, _check_kinds):
                rule(row, kinds, report)
            for check in ROW_RULES.get(name, ()):
                check(row, report)
            _check_read_twice(row, report)
    _check_duplicates(tables, report)


def _say(row: Row, column: str, message: str, report: Report) -> None:
    report.add(f"{row.table}.tsv", row.line, column, message)


def _near(slug: str, kinds: Iterable[str]) -> str:
    return did_you_mean(slug, kinds, "add it to nodes.tsv first")


def _node_kinds(tables: Tables, report: Report) -> dict[str, str]:
    """Return the kind of every node; one of an unknown kind, which its cell reports, has an empty one."""
    kinds: dict[str, str] = {}
    for row in tables["nodes"]:
        slug, kind = row["slug"], row["kind"] if row["kind"] in KINDS else ""
        if slug in kinds and kinds[slug] != kind:
            _say(row, "kind", f"{slug} is a {kinds[slug]} above and a {kind} here; one slug, one kind", report)
        elif slug in kinds:
            _say(row, "slug", f"{slug} stands twice; merge the rows", report)
        if slug in RESERVED_SEGMENTS:
            _say(row, "slug", f"{slug} is reserved; choose another", report)
        kinds.setdefault(slug, kind)
    gone: set[str] = set()
    for row in tables["redirects"]:
        if row["slug"] in kinds:
            _say(row, "slug", f"{row['slug']} is still a node; a redirect is for a slug that is gone", report)
        if row["slug"] in gone:
            _say(row, "slug", f"{row['slug']} stands twice; a slug has one successor", report)
        gone.add(row["slug"])
    return kinds


def _check_sources(tables: Tables, report: Report) -> None:
    seen: set[str] = set()
    owner: dict[str, str] = {}
    for row in tables["sources"]:
        if row["id"] in seen:
            _say(row, "id", f"{row['id']} stands twice; merge the rows", report)
        seen.add(row["id"])
        for column in ("url", "xrefs"):
            for name in row.many(column):
                if owner.setdefault(name, row["id"]) != row["id"]:
                    _say(row, column, f"{name} is {owner[name]}; one source, one row, or it would count twice", report)
    for rows in tables.values():
        for row in rows:
            source = row["source"]
            if source and source not in seen:
                hint = did_you_mean(source, seen, "add it to sources.tsv first")
                _say(row, "source", f"unknown source {source}; {hint}", report)


def _check_nodes(tables: Tables, kinds: dict[str, str], report: Report) -> None:
    owner: dict[str, str] = {}
    for row in tables["nodes"]:
        _check_roles(row, report)
        for need in ("source", "locator"):
            if row["definition"] and not row[need]:
                _say(row, need, "a definition needs source and locator", report)
        exact = row.many("exact")
        prefixes = [curie.partition(":")[0] for curie in exact]
        for prefix in sorted({prefix for prefix in prefixes if prefixes.count(prefix) > 1}):
            _say(row, "exact", f"two {prefix} identifiers; keep one, put the other under close", report)
        for curie in exact:
            if curie in owner:
                _say(row, "exact", f"{curie} already belongs to {owner[curie]}; same thing, or close?", report)
            owner.setdefault(curie, row["slug"])
        for parent in row.many("broader"):
            if kinds.get(parent) and kinds[parent] != row["kind"]:
                _say(row, "broader", f"{parent} is a {kinds[parent]}, not a {row['kind']}", report)
        _check_read_twice(row, report)
    _check_cycles(tables, report)


def _check_roles(row: Row, report: Report) -> None:
    roles = set(row.many("roles"))
    if row["kind"] not in KINDS:
        return
    allowed = {
        "Agent": {"immunosuppressant", "co-medication", "endogenous"},
        "ClinicalState": {"condition", "risk", "patient-factor"},
    }.get(row["kind"], set())
    if roles - allowed:
        _say(row, "roles", f"a {row['kind']} has no role {' or '.join(sorted(roles - allowed))}", report)
    if row["kind"] in ("Agent", "ClinicalState") and not roles:
        _say(row, "roles", f"is empty; choose of {', '.join(sorted(allowed))}", report)
    if ("risk" in roles) != bool(row["risk_category"]):
        _say(
            row,
            "risk_category",
            "a state with the role risk has exactly one category, others have none",
            report,
        )


def _check_cycles(tables: Tables, report: Report) -> None:
    """Report what lies in itself; contexts nest through both columns, so a circle may use both."""
    parents = {row["slug"]: (*row.many("broader"), *row.many("part_of")) for row in tables["nodes"]}
    for row in tables["nodes"]:
        for column in ("broader", "part_of"):
            seen: set[str] = set()
            todo = list(row.many(column))
            while todo:
                slug = todo.pop()
                if slug == row["slug"]:
                    _say(row, column, f"{slug} is above itself; break the circle", report)
                    break
                if slug not in seen:
                    seen.add(slug)
                    todo.extend(parents.get(slug, ()))


def _check_references(tables: Tables, kinds: dict[str, str], report: Report) -> None:
    for name, schema in table_schemas().items():
        columns = [column.name for column in schema.columns if column.refers_to == "node"]
        for row in tables[name]:
            for column in columns:
                for slug in row.many(column):
                    if slug not in kinds:
                        _say(row, column, f"unknown node {slug}; {_near(slug, kinds)}", report)


def _check_exposures(tables: Tables, kinds: dict[str, str], report: Report) -> None:
    described = set()
    for row in tables["exposures"]:
        slug = row["slug"]
        if kinds.get(slug) and kinds[slug] != "Exposure":
            _say(row, "slug", f"{slug} is a {kinds[slug]}, not an Exposure", report)
        if slug and slug not in kinds:
            _say(row, "slug", f"unknown node {slug}; {_near(slug, kinds)}", report)
        kind = kinds.get(row["agent"])
        if kind and kind not in PREDICATES["has_exposure"].subjects:
            _say(row, "agent", f"{row['agent']} is a {kind}; an exposure is of an agent", report)
        if slug in described:
            _say(row, "slug", f"{slug} stands twice; an exposure is one analyte, matrix and metric", report)
        described.add(slug)
        _check_read_twice(row, report)
    for row in tables["nodes"]:
        if row["kind"] == "Exposure" and row["slug"] not in described:
            _say(row, "slug", f"{row['slug']} has no row in exposures.tsv; add analyte, matrix, metric", report)


def _check_risk_roles(tables: Tables, report: Report) -> None:
    risks = {row["slug"] for row in tables["nodes"] if "risk" in row.many("roles")}
    states = {row["slug"] for row in tables["nodes"] if row["kind"] == "ClinicalState"}
    for row in tables["risks"]:
        if row["object"] in states - risks:
            _say(row, "object", f"{row['object']} has not the role risk; add it, with a category, in nodes.tsv", report)


def _check_predicate(row: Row, kinds: dict[str, str], report: Report) -> None:
    name = row["predicate"]
    allowed = table_schemas()[row.table].predicates
    if name and name not in allowed:
        hint = did_you_mean(name, allowed, f"this table has {', '.join(sorted(allowed))}")
        _say(row, "predicate", f"unknown predicate {name}; {hint}", report)
        return
    if name and is_number(row["sign"], "integer") and int(row["sign"]) != PREDICATES[name].sign:
        _say(
            row,
            "sign",
            f"{row['sign']} against predicate {name}, whose sign is {PREDICATES[name].sign}",
            report,
        )


def _check_kinds(row: Row, kinds: dict[str, str], report: Report) -> None:
    predicate = PREDICATES.get(row["predicate"])
    if predicate is None:
        return
    sides = (("subject", predicate.subjects), ("object", predicate.objects))
    for column, allowed in (*sides, ("context", CONTEXT_KINDS), ("comparator", COMPARATOR_KINDS)):
        kind = kinds.get(row[column])
        if kind and kind not in allowed:
            wanted = ", ".join(sorted(allowed))
            hint = _fitting(predicate, kind) if column == "object" else ""
            _say(row, column, f"{row[column]} is a {kind}; {row['predicate']} takes {wanted}{hint}", report)
    if row["subject"] and row["subject"] == row["object"]:
        _say(row, "object", "a claim about itself; subject and object are the same", report)


def _fitting(predicate: Predicate, kind: str) -> str:
    """Return which predicate of the same sign takes an object of this kind, as a clause."""
    fitting = [
        other.name
        for other in PREDICATES.values()
        if predicate.causal and other.causal and other.sign == predicate.sign and kind in other.objects
    ]
    return f". For a {kind}: {' or '.join(fitting)}" if fitting else ""


def _check_frequency(row: Row, report: Report) -> None:
    for prefix in ("", "comparator_"):
        filled = any(row[prefix + column] for column in FREQUENCY if prefix + column in row.cells)
        for need in (f"{prefix}arm", "population"):
            if filled and not row[need]:
                _say(row, need, "is empty; a frequency needs its arm and its population", report)
        events, total = row[f"{prefix}events"], row[f"{prefix}total"]
        if events and not total:
            _say(row, f"{prefix}total", "is empty; events need the total", report)
        if is_number(events) and is_number(total) and float(events) > float(total):
            _say(row, f"{prefix}events", f"{events} events of {total} patients", report)
        _check_order(row, f"{prefix}percent_low", f"{prefix}percent_high", report)


def _check_risk(row: Row, report: Report) -> None:
    if row["comparator"] and row["comparator"] == row["subject"]:
        _say(row, "comparator", "is the subject itself", report)
    if row["direction"] == "no_difference" and row["prominence"]:
        _say(row, "prominence", "a label warning is no statement of no difference", report)


def _check_target_range(row: Row, report: Report) -> None:
    if not (row["target_low"] or row["target_high"]):
        return
    for need in RANGE_NEEDS:
        if not row[need]:
            _say(
                row,
                need,
                "is empty; a target range has unit, organ, time since transplant and metric",
                report,
            )
    _check_order(row, "target_low", "target_high", report)


def _check_order(row: Row, low: str, high: str, report: Report) -> None:
    if is_number(row[low]) and is_number(row[high]) and float(row[low]) > float(row[high]):
        _say(row, high, f"{row[high]} is below {low} {row[low]}", report)


def _check_read_twice(row: Row, report: Report) -> None:
    if row["second_reading"] != "supported" and (row["source"] or row.table in CLAIM_TABLES):
        message = "not confirmed by a second reader; have it read, or move it to the rejected table"
        _say(row, "second_reading", message, report)


def _check_duplicates(tables: Tables, report: Report) -> None:
    seen: dict[tuple[tuple[str, str], ...], Row] = {}
    for name in CLAIM_TABLES:
        for row in tables[name]:
            same = tuple(sorted((key, cell) for key, cell in row.cells.items() if key != "second_reading"))
            first = seen.setdefault(same, row)
            if first is not row:
                _say(row, "", f"duplicate of {first.table}.tsv:{first.line}; remove one", report)


ROW_RULES: dict[str, tuple[Callable[[Row, Report], None], ...]] = {
    "risks": (_check_frequency, _check_risk),
    "care": (_check_target_range,),
}
