"""Rules that need more than one row: what is referred to, kinds, roles, circles, duplicates, second readings.

Rules of one row are in `row_rules`. Both are checked on rows so that the message can name file and line; what the graph
alone shows (where the cells of a claim lie, against its context) is left to SHACL.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from immunokg.build.report import Report
from immunokg.build.row_rules import check_claim_row, check_read_twice, say
from immunokg.build.tables import Row, Tables
from immunokg.ontology.claims import ClaimKey
from immunokg.ontology.prefixes import IDENTIFIERS, RESERVED_SEGMENTS, XREF_PREFIXES
from immunokg.ontology.tables import CLAIM_TABLES, table_schemas
from immunokg.ontology.terms import PREDICATES, NodeKind

__all__ = ["check_tables"]

KINDS = frozenset(NodeKind)
ONE_OF_ALL_VERSIONS = "DAILYMED:"
PLACES = frozenset({"CellType", "Organ"})
REGISTER_KEYS = {
    "depths": ("agent",),
    "out_of_scope": ("name",),
    "polarity_exceptions": ("subject", "direction", "object"),
    "unexplained": ("subject", "object"),
}
MEASURED = frozenset({"Agent", "AgentClass", "Metabolite"})


def check_tables(tables: Tables, report: Report) -> None:
    """Report every problem that spans cells, rows or tables; no reference to a table that lost rows in reading."""
    kinds = _node_kinds(tables, report)
    _check_sources(tables, report)
    _check_nodes(tables, kinds, report)
    _check_references(tables, kinds, report)
    _check_risk_roles(tables, report)
    _check_exposures(tables, kinds, report)
    for name in CLAIM_TABLES:
        for row in tables[name]:
            check_claim_row(row, kinds, report)
    _check_registers(tables, kinds, report)
    _check_heritable(tables, report)
    _check_duplicates(tables, report)


def _near(slug: str, kinds: Iterable[str], report: Report) -> str:
    return report.did_you_mean(slug, kinds, "add it to nodes.tsv first")


def _node_kinds(tables: Tables, report: Report) -> dict[str, str]:
    """Return the kind of every node; one of an unknown kind, which its cell reports, has an empty one."""
    kinds: dict[str, str] = {}
    for row in tables["nodes"]:
        slug, kind = row["slug"], row["kind"] if row["kind"] in KINDS else ""
        if slug in kinds and kinds[slug] != kind:
            say(row, "kind", f"{slug} is a {kinds[slug]} above and a {kind} here; one slug, one kind", report)
        elif slug in kinds:
            say(row, "slug", f"{slug} stands twice; merge the rows", report)
        if slug in RESERVED_SEGMENTS:
            say(row, "slug", f"{slug} is reserved; choose another", report)
        kinds.setdefault(slug, kind)
    gone: set[str] = set()
    for row in tables["redirects"]:
        if row["slug"] in kinds:
            say(row, "slug", f"{row['slug']} is still a node; a redirect is for a slug that is gone", report)
        if row["slug"] in gone:
            say(row, "slug", f"{row['slug']} stands twice; a slug has one successor", report)
        gone.add(row["slug"])
    return kinds


def _check_sources(tables: Tables, report: Report) -> None:
    seen: set[str] = set()
    owner: dict[str, str] = {}
    for row in tables["sources"]:
        if row["id"] in seen:
            say(row, "id", f"{row['id']} stands twice; merge the rows", report)
        seen.add(row["id"])
        for column in ("url", "xrefs"):
            for name in row.many(column):
                if name.startswith(ONE_OF_ALL_VERSIONS):
                    continue
                if owner.setdefault(name, row["id"]) != row["id"]:
                    say(row, column, f"{name} is {owner[name]}; one source, one row, or it would count twice", report)
    for rows in tables.values():
        for row in rows:
            source = row["source"]
            if source and source not in seen and "sources.tsv" not in report.lost:
                hint = report.did_you_mean(source, seen, "add it to sources.tsv first")
                say(row, "source", f"unknown source {source}; {hint}", report)


def _check_nodes(tables: Tables, kinds: dict[str, str], report: Report) -> None:
    owner: dict[str, str] = {}
    for row in tables["nodes"]:
        _check_roles(row, report)
        for need in ("source", "locator"):
            if (row["definition"] or row["synonyms"] or row["status"]) and not row[need]:
                say(row, need, "definition, synonyms and status need source and locator", report)
        _check_identifiers(row, owner, report)
        _check_parents(row, kinds, report)
        check_read_twice(row, report)
    _check_cycles(tables, report)


def _check_identifiers(row: Row, owner: dict[str, str], report: Report) -> None:
    exact = row.many("exact")
    prefixes = [curie.partition(":")[0] for curie in exact]
    for prefix in sorted({prefix for prefix in prefixes if prefixes.count(prefix) > 1}):
        say(row, "exact", f"two {prefix} identifiers; keep one, put the other under close", report)
    fitting = IDENTIFIERS.get(row["kind"], frozenset())
    for curie, prefix in zip(exact, prefixes, strict=True):
        if curie in owner:
            say(row, "exact", f"{curie} already belongs to {owner[curie]}; same thing, or close?", report)
        owner.setdefault(curie, row["slug"])
        if prefix in XREF_PREFIXES and prefix not in fitting and row["kind"] in KINDS:
            known = f"those are {', '.join(sorted(fitting))}" if fitting else "it has none"
            say(row, "exact", f"{prefix} does not name a {row['kind']}; {known}. Else close, or encoded_by", report)


def _check_parents(row: Row, kinds: dict[str, str], report: Report) -> None:
    for parent in row.many("broader"):
        if kinds.get(parent) and kinds[parent] != row["kind"]:
            say(row, "broader", f"{parent} is a {kinds[parent]}, not a {row['kind']}", report)
    if row["part_of"] and row["kind"] in KINDS - PLACES:
        say(row, "part_of", f"a {row['kind']} lies nowhere; cell types and organs do", report)
    for whole in row.many("part_of"):
        if kinds.get(whole, "Organ") != "Organ":
            say(row, "part_of", f"{whole} is a {kinds[whole]}; cells and organs are parts of an Organ", report)


def _check_roles(row: Row, report: Report) -> None:
    roles = set(row.many("roles"))
    if row["kind"] not in KINDS:
        return
    allowed = {
        "Agent": {"immunosuppressant", "co-medication", "endogenous", "local-use"},
        "ClinicalState": {"condition", "risk", "patient-factor"},
    }.get(row["kind"], set())
    if roles - allowed:
        say(row, "roles", f"a {row['kind']} has no role {' or '.join(sorted(roles - allowed))}", report)
    if row["kind"] in ("Agent", "ClinicalState") and not roles:
        say(row, "roles", f"is empty; choose of {', '.join(sorted(allowed))}", report)
    if ("risk" in roles) != bool(row["risk_category"]):
        say(
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
                    say(row, column, f"{slug} is above itself; break the circle", report)
                    break
                if slug not in seen:
                    seen.add(slug)
                    todo.extend(parents.get(slug, ()))


def _check_references(tables: Tables, kinds: dict[str, str], report: Report) -> None:
    if "nodes.tsv" in report.lost:
        return
    for name, schema in table_schemas().items():
        columns = [column.name for column in schema.columns if column.refers_to == "node"]
        for row in tables[name]:
            for column in columns:
                for slug in row.many(column):
                    if slug not in kinds:
                        say(row, column, f"unknown node {slug}; {_near(slug, kinds, report)}", report)


def _check_exposures(tables: Tables, kinds: dict[str, str], report: Report) -> None:
    described = set()
    for row in tables["exposures"]:
        slug = row["slug"]
        if kinds.get(slug) and kinds[slug] != "Exposure":
            say(row, "slug", f"{slug} is a {kinds[slug]}, not an Exposure", report)
        if slug and slug not in kinds and "nodes.tsv" not in report.lost:
            say(row, "slug", f"unknown node {slug}; {_near(slug, kinds, report)}", report)
        kind = kinds.get(row["agent"])
        if kind and kind not in PREDICATES["has_exposure"].subjects:
            say(row, "agent", f"{row['agent']} is a {kind}; an exposure is of an agent", report)
        analyte = kinds.get(row["analyte"])
        if analyte and analyte not in MEASURED:
            say(row, "analyte", f"{row['analyte']} is a {analyte}; an agent or a metabolite is measured", report)
        if slug in described:
            say(row, "slug", f"{slug} stands twice; an exposure is one analyte, matrix and metric", report)
        described.add(slug)
        check_read_twice(row, report)
    for row in tables["nodes"]:
        if row["kind"] == "Exposure" and row["slug"] not in described and "exposures.tsv" not in report.lost:
            say(row, "slug", f"{row['slug']} has no row in exposures.tsv; add analyte, matrix, metric", report)


def _check_registers(tables: Tables, kinds: dict[str, str], report: Report) -> None:
    """Report register rows that stand twice, were not read twice, or whose agent is none."""
    for name, key in REGISTER_KEYS.items():
        seen: dict[tuple[str, ...], int] = {}
        for row in tables[name]:
            first = seen.setdefault(tuple(row[column] for column in key), row.line)
            if first != row.line:
                say(row, key[0], f"{row[key[0]]} stands on line {first} already; merge the rows", report)
            check_read_twice(row, report)
    for row in tables["depths"]:
        if kinds.get(row["agent"], "Agent") != "Agent":
            say(row, "agent", f"{row['agent']} is a {kinds[row['agent']]}, not an Agent", report)
    claimed = {(row["subject"], row["direction"], row["object"]) for row in tables["risks"]}
    for row in tables["polarity_exceptions"]:
        if (row["subject"], row["direction"], row["object"]) not in claimed and "risks.tsv" not in report.lost:
            say(row, "object", f"no row of risks.tsv says {row['subject']} {row['direction']} {row['object']}", report)


def _check_risk_roles(tables: Tables, report: Report) -> None:
    risks = {row["slug"] for row in tables["nodes"] if "risk" in row.many("roles")}
    states = {row["slug"] for row in tables["nodes"] if row["kind"] == "ClinicalState"}
    for row in tables["risks"]:
        if row["object"] in states - risks:
            say(row, "object", f"{row['object']} has not the role risk; add it, with a category, in nodes.tsv", report)


def _check_heritable(tables: Tables, report: Report) -> None:
    """Report claims that one row lets pass to members and another one does not."""
    said: dict[tuple[str, ...], dict[str, Row]] = defaultdict(dict)
    for name in CLAIM_TABLES:
        for row in tables[name]:
            if row["heritable"]:
                key = tuple(row[column] for column in ClaimKey._fields)
                said[key].setdefault(row["heritable"], row)
    for rows in said.values():
        if len(rows) > 1:
            first, second = sorted(rows.values(), key=lambda row: row.line)
            message = f"{second['heritable']}, but {first['heritable']} on line {first.line} for the same claim"
            say(second, "heritable", message, report)


def _check_duplicates(tables: Tables, report: Report) -> None:
    seen: dict[tuple[tuple[str, str], ...], Row] = {}
    for name in CLAIM_TABLES:
        for row in tables[name]:
            same = tuple(sorted((key, cell) for key, cell in row.cells.items() if key != "second_reading"))
            first = seen.setdefault(same, row)
            if first is not row:
                say(row, "", f"duplicate of {first.table}.tsv:{first.line}; remove one", report)
