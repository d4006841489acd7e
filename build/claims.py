"""Turn checked rows into nodes, sources and claims; rows of the same claim become one."""

from __future__ import annotations

from collections import defaultdict

from immunokg.build.model import Claim, Evidence, Facts, Frequency, Node, Source, Value
from immunokg.build.states import confidence_of, mark_conflicts, reading_order, state_of
from immunokg.build.tables import Row, Tables
from immunokg.ontology.catalogue import Side
from immunokg.ontology.claims import ClaimKey, claim_hash, evidence_hash
from immunokg.ontology.tables import CLAIM_TABLES, REGISTERS, table_schemas
from immunokg.ontology.terms import ClaimState, Stance

__all__ = ["make_facts"]

EVIDENCE_FIELDS = frozenset({"source", "locator", "evidence_kind", "stance", "finding"})
CHECK_ONLY = frozenset({"sign", "heritable"})
NO_FACT = CHECK_ONLY | {"second_reading"}
ARM = ("arm", "events", "total", "percent_low", "percent_high", "frequency_class", "value")
SHARED = ("population", "background_regimen", "dose", "horizon", "event_definition", "adjustment", "value_unit")
EFFECT = ("effect_measure", "effect", "effect_low", "effect_high", "interval_percent", "p_value")
WITH_ARMS = frozenset({"risks", "efficacy"})
RANGE = (
    "target_low", "target_high", "unit", "organ", "time_since_transplant", "target_metric", "assay",
    "cotherapy", "induction",
)  # fmt: skip


def make_facts(tables: Tables) -> Facts:
    """Return everything the tables say. The tables must have passed `check_tables`."""
    nodes = {row["slug"]: _node(row) for row in tables["nodes"]}
    for row in tables["exposures"]:
        about = {name: row[name] for name in ("agent", "analyte", "matrix", "metric") if row[name]}
        nodes[row["slug"]].details.update(about)
    return Facts(
        nodes=dict(sorted(nodes.items())),
        sources={row["id"]: Source(row["id"], _details(row, frozenset({"id"}))) for row in tables["sources"]},
        redirects={row["slug"]: row["target"] for row in tables["redirects"]},
        claims=tuple(_claims(tables)),
        registers={name: tuple(_details(row, NO_FACT) for row in tables[name]) for name in REGISTERS},
    )


def _node(row: Row) -> Node:
    return Node(row["slug"], row["kind"], row["label"], _details(row, frozenset({"slug", "kind", "label"})))


def _details(row: Row, without: frozenset[str]) -> dict[str, Value]:
    details: dict[str, Value] = {}
    for column in table_schemas()[row.table].columns:
        if row[column.name] and column.name not in without:
            details[column.name] = row.many(column.name) if column.multiple else row[column.name]
    return details


def _claims(tables: Tables) -> list[Claim]:
    grouped: dict[ClaimKey, list[Row]] = defaultdict(list)
    for name in CLAIM_TABLES:
        for row in tables[name]:
            grouped[_key(row)].append(row)
    for row in tables["exposures"]:
        grouped[ClaimKey(row["agent"], "has_exposure", row["slug"])].append(_exposure_evidence(row))
    claims = []
    for key, rows in grouped.items():
        identity = claim_hash(key)
        evidence = tuple(sorted((_evidence(row, identity) for row in rows), key=reading_order))
        state = state_of(evidence)
        heritable = any(row["heritable"] == "yes" for row in rows)
        confidence = confidence_of(state, evidence, key.direction)
        contested = state == ClaimState.SUPPORTED and any(item.stance == Stance.REFUTES for item in evidence)
        claims.append(Claim(identity, key, state, confidence, evidence, heritable, contested))
    return sorted(mark_conflicts(claims), key=lambda claim: claim.id)


def _key(row: Row) -> ClaimKey:
    return ClaimKey(*(row[name] for name in ClaimKey._fields))


def _exposure_evidence(row: Row) -> Row:
    kept = {name: row[name] for name in ("source", "locator", "evidence_kind", "finding", "second_reading")}
    return Row("structure", row.line, {"stance": Stance.SUPPORTS, **kept})


def _evidence(row: Row, claim: str) -> Evidence:
    taken = EVIDENCE_FIELDS | CHECK_ONLY | set(ClaimKey._fields)
    frequencies = tuple(_frequencies(row)) if row.table in WITH_ARMS else ()
    target_range = {name: row[name] for name in RANGE if row[name]} if row["target_low"] or row["target_high"] else {}
    if frequencies:
        taken |= {*ARM, *SHARED, *(f"comparator_{name}" for name in ARM)}
    if target_range:
        taken |= set(RANGE)
    effect = {name: row[name] for name in EFFECT if row[name]}
    taken |= set(EFFECT)
    fields = {name: cell for name, cell in row.cells.items() if name not in NO_FACT and name not in ClaimKey._fields}
    return Evidence(
        id=evidence_hash(claim, fields),
        source=row["source"],
        locator=row["locator"],
        evidence_kind=row["evidence_kind"],
        stance=row["stance"],
        finding=row["finding"],
        details=_details(row, frozenset(taken)),
        frequencies=frequencies,
        target_range=target_range,
        effect=effect,
    )


def _frequencies(row: Row) -> list[Frequency]:
    """Return one observation an arm; population, regimen, horizon and definition are of the whole study."""
    shared = {name: row[name] for name in SHARED if row[name]}
    found = []
    for side, prefix in ((Side.SUBJECT, ""), (Side.COMPARATOR, "comparator_")):
        arm = {name: row[prefix + name] for name in ARM if row[prefix + name]}
        if set(arm) - {"arm", "total"}:
            own = shared if not prefix else {name: cell for name, cell in shared.items() if name != "dose"}
            found.append(Frequency(side, arm | own))
    return found
