"""Coverage as a page: tables that need no script and no network."""

from __future__ import annotations

from collections.abc import Sequence

from immunokg.graph.coverage import KINDS, Coverage
from immunokg.viz.template import csp_hash, get_template, read_asset
from immunokg.viz.words import NOTICE

__all__ = ["render_coverage"]


def render_coverage(coverage: Coverage, out_of_scope: Sequence[dict[str, str]], build: str) -> str:
    """Return the page, UTF-8 HTML, the same for the same bundle.

    Parameters
    ----------
    coverage
        From `immunokg.graph.coverage.find_coverage`.
    out_of_scope
        Rows of the register of that name.
    build
        Id of the bundle, to be shown.
    """
    style = read_asset("tables.css")
    unexplained = [risk for risk in coverage.risks if not risk.path]
    return get_template("coverage.html.j2").render(
        kinds=KINDS,
        agents=coverage.agents,
        short=[agent for agent in coverage.agents if agent.rows < agent.wanted],
        explained=[risk for risk in coverage.risks if risk.path],
        unexplained=unexplained,
        evidence_kinds=coverage.evidence_kinds,
        years=coverage.years,
        out_of_scope=out_of_scope,
        build=build,
        notice=NOTICE,
        style=style,
        style_hash=csp_hash(style),
    )
