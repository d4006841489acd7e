"""What must hold of the curated tables themselves, whatever they hold."""

from __future__ import annotations

from functools import cache

import immunokg
from immunokg.graph.coverage import Coverage, find_coverage
from immunokg.graph.network_report import report_network
from immunokg.graph.polarity import require_polarity


@cache
def coverage() -> Coverage:
    return find_coverage(immunokg.open())


def test_risks_and_mechanisms_agree_in_sign() -> None:
    require_polarity(immunokg.open().folder)


def test_every_agent_of_full_depth_has_the_rows_it_should() -> None:
    assert [agent.slug for agent in coverage().agents if agent.depth == "full" and agent.rows < agent.wanted] == []


def test_every_boxed_risk_has_a_mechanism_or_a_record_of_the_search() -> None:
    open_ends = [risk for risk in coverage().risks if risk.boxed and not risk.path and not risk.searched]
    assert open_ends == []


def test_nothing_stands_in_the_graph_that_nothing_speaks_of() -> None:
    assert report_network(immunokg.open()).orphans == []
