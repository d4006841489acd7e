"""The field in time: approvals and trials whose year or phase was read, with what they changed. Not complete."""

from __future__ import annotations

from dataclasses import dataclass

from immunokg.graph.knowledge import KnowledgeGraph

__all__ = ["Advance", "find_timeline"]


@dataclass(frozen=True, slots=True)
class Advance:
    """One approval, or one trial of an agent that is not approved for the condition.

    `year` is that of the approval, or of the source for a trial, None if none is stated; `status` is approved, or
    withdrawn if the use was approved in that year and is not any more; `phase` is empty for an approval, `regulator`
    for a trial; `changed` is what the source says it changed.
    """

    year: int | None
    agent: str
    condition: str
    status: str
    regulator: str
    phase: str
    trial: str
    changed: str
    source: str


def find_timeline(kg: KnowledgeGraph, *, pipeline: bool = True) -> list[Advance]:
    """Return approvals with a stated year and, with `pipeline`, trials with a stated phase, by year, then agent.

    What has no year comes last. One row an agent, condition, regulator and year, or agent, condition and trial; the
    first supporting evidence in reading order speaks for it, before it one that says what changed.
    """
    found: dict[tuple[str, ...], Advance] = {}
    for claim in kg.catalogue.iter_claims():
        if claim["predicate"] not in ("treats", "studied_for"):
            continue
        for item in (item for item in claim["evidence"] if item["stance"] == "supports"):
            approved = claim["predicate"] == "treats" and item.get("approval_year")
            if not approved and not (pipeline and claim["predicate"] == "studied_for" and item.get("phase")):
                continue
            advance = Advance(
                year=_year(item["approval_year"] if approved else item.get("year")),
                agent=claim["subject"],
                condition=claim["object"],
                status=item.get("approval_status", "approved" if approved else "studied"),
                regulator=item.get("regulator", ""),
                phase="" if approved else item["phase"],
                trial=item.get("trial", ""),
                changed=item.get("advance", ""),
                source=item["source"],
            )
            key = (advance.agent, advance.condition, advance.regulator, str(approved or advance.trial))
            if key not in found or (advance.changed and not found[key].changed):
                found[key] = advance
    return sorted(found.values(), key=_order)


def _year(stated: str | None) -> int | None:
    return int(stated) if stated else None


def _order(advance: Advance) -> tuple[bool, int, str, str, str]:
    return advance.year is None, advance.year or 0, advance.agent, advance.condition, advance.regulator
