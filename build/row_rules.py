"""Rules of one claim row: predicate and kinds, signs, frequencies, ranges, uses, prominence."""

from __future__ import annotations

from collections.abc import Callable

from immunokg.build.cells import is_number
from immunokg.build.report import Report
from immunokg.build.tables import Row
from immunokg.ontology.tables import CLAIM_TABLES, table_schemas
from immunokg.ontology.terms import PREDICATES, ApprovalStatus, Predicate

__all__ = ["check_claim_row", "check_read_twice", "say"]

OTHER_KINDS = (
    ("context", frozenset({"CellType", "Organ", "ClinicalState"})),
    ("comparator", frozenset({"Agent", "AgentClass", "Regimen", "Formulation", "Genotype"})),
    ("via", frozenset({"Target", "Metabolite", "Agent"})),
)
FREQUENCY = ("events", "percent_low", "percent_high", "frequency_class", "value")
DIRECTIONS = {
    "has_risk": ("raises", "lowers", "no_difference"),
    "has_efficacy": ("improves", "worsens", "noninferior", "no_difference"),
}
RANGE_NEEDS = ("unit", "organ", "time_since_transplant", "target_metric")


def say(row: Row, column: str, message: str, report: Report) -> None:
    """Report a problem of one cell of a row."""
    report.add(f"{row.table}.tsv", row.line, column, message)


def check_claim_row(row: Row, kinds: dict[str, str], report: Report) -> None:
    """Report what is wrong with one row of a claim table; `kinds` holds the kind of every node."""
    _check_predicate(row, report)
    _check_kinds(row, kinds, report)
    for rule in ROW_RULES.get(row.table, ()):
        rule(row, report)
    if row["heritable"] and kinds.get(row["subject"], "AgentClass") != "AgentClass":
        say(row, "heritable", f"{row['subject']} has no members; only a claim of a class can pass to them", report)
    check_read_twice(row, report)


def _check_predicate(row: Row, report: Report) -> None:
    name = row["predicate"]
    allowed = table_schemas()[row.table].predicates
    if name and name not in allowed:
        hint = report.did_you_mean(name, allowed, f"this table has {', '.join(sorted(allowed))}")
        say(row, "predicate", f"unknown predicate {name}; {hint}", report)
        return
    if name and is_number(row["sign"], "integer") and int(row["sign"]) != PREDICATES[name].sign:
        say(
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
    for column, allowed in (*sides, *OTHER_KINDS):
        kind = kinds.get(row[column])
        if kind and kind not in allowed:
            wanted = ", ".join(sorted(allowed))
            hint = _fitting(predicate, kind) if column == "object" else ""
            say(row, column, f"{row[column]} is a {kind}; {row['predicate']} takes {wanted}{hint}", report)
    if row["subject"] and row["subject"] == row["object"]:
        say(row, "object", "a claim about itself; subject and object are the same", report)


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
                say(row, need, "is empty; a frequency needs its arm and its population", report)
        events, total = row[f"{prefix}events"], row[f"{prefix}total"]
        if events and not total:
            say(row, f"{prefix}total", "is empty; events need the total", report)
        if is_number(events) and is_number(total) and float(events) > float(total):
            say(row, f"{prefix}events", f"{events} events of {total} patients", report)
        _check_order(row, f"{prefix}percent_low", f"{prefix}percent_high", report)


def _check_comparison(row: Row, report: Report) -> None:
    if row["comparator"] and row["comparator"] == row["subject"]:
        say(row, "comparator", "is the subject itself", report)
    allowed = DIRECTIONS.get(row["predicate"], ())
    if row["direction"] and allowed and row["direction"] not in allowed:
        say(row, "direction", f"{row['direction']} of {row['predicate']}; choose {', '.join(allowed)}", report)


def _check_effect(row: Row, report: Report) -> None:
    for filled, need in (
        ("effect", "effect_measure"), ("effect_low", "effect"), ("effect_low", "effect_high"),
        ("effect_high", "effect_low"), ("effect_low", "interval_percent"), ("value", "value_unit"),
    ):  # fmt: skip
        if row[filled] and not row[need]:
            say(row, need, f"is empty; {filled.replace('_', ' ')} cannot be read without it", report)
    _check_order(row, "effect_low", "effect", report)
    _check_order(row, "effect", "effect_high", report)


def _check_risk(row: Row, report: Report) -> None:
    if row["direction"] == "no_difference" and row["prominence"]:
        say(row, "prominence", "a label warning is no statement of no difference", report)

    if row["prominence"] and not row["jurisdiction"]:
        say(row, "jurisdiction", "is empty; how prominent a label states a risk is a matter of one regulator", report)


def _check_use(row: Row, report: Report) -> None:
    status, predicate = row["approval_status"], row["predicate"]
    allowed = {
        "treats": {"", ApprovalStatus.APPROVED, ApprovalStatus.WITHDRAWN},
        "studied_for": {"", ApprovalStatus.OFF_LABEL, ApprovalStatus.INVESTIGATIONAL},
        "contraindicated_in": {""},
    }.get(predicate)
    if allowed is not None and status not in allowed:
        say(row, "approval_status", f"{status} against {predicate}; treats is for approved uses alone", report)


def _check_advice(row: Row, report: Report) -> None:
    if row["action"] and not row["body"]:
        say(row, "body", "is empty; advice on a genotype names who gives it", report)


def _check_target_range(row: Row, report: Report) -> None:
    if not (row["target_low"] or row["target_high"]):
        return
    for need in RANGE_NEEDS:
        if not row[need]:
            say(
                row,
                need,
                "is empty; a target range has unit, organ, time since transplant and metric",
                report,
            )
    _check_order(row, "target_low", "target_high", report)


def _check_order(row: Row, low: str, high: str, report: Report) -> None:
    if is_number(row[low]) and is_number(row[high]) and float(row[low]) > float(row[high]):
        say(row, high, f"{row[high]} is below {low} {row[low]}", report)


def check_read_twice(row: Row, report: Report) -> None:
    """Report a row with a source that nobody confirmed."""
    if row["second_reading"] != "supported" and (row["source"] or row.table in CLAIM_TABLES):
        message = "not confirmed by a second reader; have it read, or move it to the rejected table"
        say(row, "second_reading", message, report)


ROW_RULES: dict[str, tuple[Callable[[Row, Report], None], ...]] = {
    "risks": (_check_frequency, _check_comparison, _check_risk),
    "efficacy": (_check_frequency, _check_comparison, _check_effect),
    "care": (_check_target_range,),
    "uses": (_check_use,),
    "genotypes": (_check_advice,),
}
