"""What is known of one agent and one risk, in one word, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph

__all__ = ["Status", "StatusReport", "find_status", "status_of"]


class Status(StrEnum):
    """What is known of a risk against no treatment or placebo. Unknown is not safe."""

    SUPPORTED = "supported"
    CONFLICTING = "conflicting"
    REFUTED = "refuted"
    NOT_FOUND = "looked for and not found"
    NOT_ASSESSED = "not assessed"


@dataclass(frozen=True, slots=True)
class StatusReport:
    """The status of a risk of an agent.

    `direction` is raises or lowers where the status is supported, else None. `claims` are those on this very risk
    against none or placebo, by direction and state, inherited ones included; `comparisons` those against other agents;
    `near` the risks above and below this one, nearest first, of which the agent has claims.
    """

    agent: str
    risk: str
    status: Status
    direction: str | None
    claims: tuple[Record, ...]
    comparisons: tuple[Record, ...]
    near: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain data; claims with all their evidence."""
        return {
            "agent": self.agent,
            "risk": self.risk,
            "status": str(self.status),
            "direction": self.direction,
            "claims": list(self.claims),
            "comparisons": list(self.comparisons),
            "near": list(self.near),
        }


def find_status(kg: KnowledgeGraph, agent: str, risk: str) -> StatusReport:
    """Return what is known of a risk of an agent, regimen or class.

    Parameters
    ----------
    agent, risk
        Names: slug, label, synonym or CURIE.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        With near names, or the candidates.

    Examples
    --------
    >>> import immunokg
    >>> from immunokg.graph.risk import find_status
    >>> str(find_status(immunokg.open(), "tacrolimus", "post-transplant diabetes mellitus").status)
    'supported'
    """
    subject, object_ = kg.lexicon.resolve(agent), kg.lexicon.resolve(risk)
    risks = [claim for claim in kg.catalogue.claims_of(subject) if _is_risk_of(claim, subject)]
    here = [claim for claim in risks if claim["object"] == object_]
    status, direction = status_of(here)
    told = {claim["object"] for claim in risks}
    near = tuple(slug for slug in (*kg.broader(object_), *kg.narrower(object_)) if slug in told)
    return StatusReport(subject, object_, status, direction, _absolute(here), _comparisons(here), near)


def status_of(claims: Sequence[Record]) -> tuple[Status, str | None]:
    """Return status and direction from the has_risk claims of one agent on one risk, of every state.

    Only claims against none or placebo count. A supported claim of no difference is a search that found nothing.
    """
    absolute = _absolute(claims)
    supported = {claim["direction"] for claim in absolute if claim["state"] == "supported"}
    states = {claim["state"] for claim in absolute}
    directions = [direction for direction in ("raises", "lowers") if direction in supported]
    if len(directions) == 1:
        return Status.SUPPORTED, directions[0]
    if directions or "conflicting" in states:
        return Status.CONFLICTING, None
    if "refuted" in states:
        return Status.REFUTED, None
    return (Status.NOT_FOUND, None) if "not_found" in states or supported else (Status.NOT_ASSESSED, None)


def _is_risk_of(claim: Record, subject: str) -> bool:
    return bool(claim["predicate"] == "has_risk" and claim["subject"] == subject)


def _absolute(claims: Iterable[Record]) -> tuple[Record, ...]:
    found = (claim for claim in claims if claim["comparator"] is None)
    return tuple(sorted(found, key=lambda claim: (claim["state"] != "supported", claim["direction"], claim["claim"])))


def _comparisons(claims: Iterable[Record]) -> tuple[Record, ...]:
    found = (claim for claim in claims if claim["comparator"] is not None)
    return tuple(sorted(found, key=lambda claim: (claim["comparator"], claim["state"] != "supported", claim["claim"])))
