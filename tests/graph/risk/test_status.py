"""One word for what is known of a risk; unknown is never shown as safe."""

from __future__ import annotations

from typing import Any

import pytest

import immunokg
from immunokg.graph.risk import Status, find_status
from immunokg.graph.risk.status import status_of
from immunokg.ontology.errors import UnknownNameError


def claim(direction: str, state: str = "supported", comparator: str | None = None) -> dict[str, Any]:
    return {"direction": direction, "state": state, "comparator": comparator, "claim": f"{direction}{state}"}


@pytest.mark.parametrize(
    ("claims", "status", "direction"),
    [
        ([], Status.NOT_ASSESSED, None),
        ([claim("raises")], Status.SUPPORTED, "raises"),
        ([claim("lowers")], Status.SUPPORTED, "lowers"),
        ([claim("no_difference")], Status.NOT_FOUND, None),
        ([claim("raises", "not_found")], Status.NOT_FOUND, None),
        ([claim("raises", "refuted")], Status.REFUTED, None),
        ([claim("raises", "conflicting")], Status.CONFLICTING, None),
        ([claim("raises"), claim("no_difference", "conflicting")], Status.SUPPORTED, "raises"),
        ([claim("raises"), claim("lowers")], Status.CONFLICTING, None),
        ([claim("lowers", comparator="b")], Status.NOT_ASSESSED, None),
        ([claim("raises", "refuted"), claim("lowers")], Status.SUPPORTED, "lowers"),
    ],
)
def test_status_follows_from_the_claims_against_none(
    claims: list[dict[str, Any]], status: Status, direction: str | None
) -> None:
    assert status_of(claims) == (status, direction)
    assert status_of(claims[::-1]) == (status, direction)


def test_what_was_looked_for_is_not_called_safe(toy: immunokg.KnowledgeGraph) -> None:
    report = find_status(toy, "deucravacitinib", "thrombosis")
    assert report.status == "looked for and not found"
    assert [item["stance"] for item in report.claims[0]["evidence"]] == ["looked_for_not_found"]


def test_an_inherited_risk_says_of_whom_it_is_said(toy: immunokg.KnowledgeGraph) -> None:
    report = find_status(toy, "tofacitinib", "thrombosis")
    assert (report.status, report.direction) == ("supported", "raises")
    assert report.claims[0]["inherited_from"] == ["jak-inhibitors"]


def test_a_comparison_alone_leaves_a_risk_not_assessed(toy: immunokg.KnowledgeGraph) -> None:
    report = find_status(toy, "belatacept", "PTDM")
    assert report.status == Status.NOT_ASSESSED
    assert [(claim["direction"], claim["comparator"]) for claim in report.comparisons] == [("lowers", "tacrolimus")]
    assert report.to_json()["status"] == "not assessed"


def test_an_unknown_name_is_an_error(toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError):
        find_status(toy, "tacrolimsu", "ptdm")
