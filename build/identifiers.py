"""Compare the cross-references of nodes with reference tables: does the id exist, and does it name the node."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from immunokg.build.reference import Reference
from immunokg.build.tables import Row
from immunokg.ontology.errors import ImmunokgError
from immunokg.ontology.names import fold_name

__all__ = ["ACCEPTED_COLUMNS", "Finding", "Outcome", "Verdict", "check_identifiers", "is_error", "read_accepted"]

COLUMNS = ("exact", "close", "encoded_by")
ACCEPTED_COLUMNS = ("curie", "slug", "label", "reference label", "verdict", "reason")
WRONG = "wrong"
VERDICTS = ("same thing", WRONG)


class Outcome(StrEnum):
    """What came of one comparison."""

    OK = "ok"
    DISAGREES = "label disagrees"
    UNKNOWN = "unknown id"
    NOT_COVERED = "not covered"


class Finding(NamedTuple):
    """One identifier of one node, and what the reference has under it; `verdict` is that of a reviewer."""

    curie: str
    slug: str
    column: str
    outcome: Outcome
    label: str
    reference_label: str
    verdict: str = ""


class Verdict(NamedTuple):
    """What a reviewer said of a disagreement, and of which labels: other labels need another look."""

    label: str
    reference_label: str
    verdict: str
    reason: str


Accepted = Mapping[tuple[str, str], Verdict]


def check_identifiers(nodes: Iterable[Row], reference: Reference, accepted: Accepted | None = None) -> list[Finding]:
    """Return a finding for each identifier of each node, in the order of the table."""
    return [_judge(finding, accepted or {}) for node in nodes for finding in _findings(node, reference)]


def is_error(finding: Finding) -> bool:
    """Whether a finding must be mended: an unknown id anywhere, another label where the thing is said to be the same.

    A gene has another name than its protein, and a close match is none of the same thing: those are only listed. What a
    reviewer let pass is no error; what a reviewer called wrong is one until it is mended.
    """
    if finding.verdict:
        return finding.verdict == WRONG
    return finding.outcome is Outcome.UNKNOWN or (finding.outcome is Outcome.DISAGREES and finding.column == "exact")


def read_accepted(path: Path) -> dict[tuple[str, str], Verdict]:
    """Return the reviewed disagreements by CURIE and slug.

    Raises
    ------
    ImmunokgError
        If the table has other columns, a row stands twice or has no verdict.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(reader.fieldnames or ()) != ACCEPTED_COLUMNS:
            raise ImmunokgError(f"{path.name}:1: the columns are {', '.join(ACCEPTED_COLUMNS)}, in this order")
        verdicts: dict[tuple[str, str], Verdict] = {}
        for line, row in enumerate(reader, start=2):
            key = (row["curie"], row["slug"])
            if key in verdicts or row["verdict"] not in VERDICTS:
                wrong = "stands twice" if key in verdicts else f"has the verdict {row['verdict']!r}"
                known = " or ".join(VERDICTS)
                raise ImmunokgError(f"{path.name}:{line}: {' '.join(key)} {wrong}; one row, one verdict: {known}")
            verdicts[key] = Verdict(row["label"], row["reference label"], row["verdict"], row["reason"])
    return verdicts


def _findings(node: Row, reference: Reference) -> Iterator[Finding]:
    ours = {fold_name(name) for name in (node["label"], *node.many("synonyms"))}
    for column in COLUMNS:
        for curie in node.many(column):
            outcome = _outcome(curie, ours, reference)
            theirs = reference.labels.get(curie, "")
            if curie in reference.retired:
                theirs = f"{theirs} (retired: {reference.retired[curie]})"
            yield Finding(curie, node["slug"], column, outcome, node["label"], theirs)


def _outcome(curie: str, ours: set[str], reference: Reference) -> Outcome:
    if curie in reference.retired:
        return Outcome.UNKNOWN
    if curie not in reference.labels:
        return Outcome.UNKNOWN if reference.covers(curie) else Outcome.NOT_COVERED
    return Outcome.OK if ours & reference.names(curie) else Outcome.DISAGREES


def _judge(finding: Finding, accepted: Accepted) -> Finding:
    said = accepted.get((finding.curie, finding.slug))
    same = said is not None and said[:2] == (finding.label, finding.reference_label)
    if said is None or not same or finding.outcome in (Outcome.OK, Outcome.NOT_COVERED):
        return finding
    return finding._replace(verdict=said.verdict)
