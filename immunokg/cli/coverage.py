"""immunokg coverage."""

from __future__ import annotations

from pathlib import Path

import click

import immunokg
from immunokg.cli.options import bundle_option, emit, format_option

__all__ = ["command"]

SECTIONS = ("agents", "risks", "evidence", "years", "scope")


@click.command("coverage")
@click.option("--section", type=click.Choice(SECTIONS), default="agents", show_default=True, help="What to list.")
@click.option("--only", multiple=True, help="Only this agent (any of its names); may be repeated.")
@click.option("--unexplained", is_flag=True, help="Of the risks, only those without a mechanism path.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write all sections as a page.")
@bundle_option
@format_option()
def command(
    section: str, only: tuple[str, ...], unexplained: bool, output: Path | None, bundle: Path | None, style: str
) -> None:
    """Say who has what: agents by kind of fact, risks explained and not, evidence by kind and year, what is left out.

    Rows are pieces of evidence; inherited claims do not count. The risks are the boxed ones, and those of at least
    10 %, of the agents of full depth.

    Example: immunokg coverage --section risks --unexplained
    """
    from immunokg.graph.coverage import KINDS, find_coverage
    from immunokg.graph.registers import read_register

    kg = immunokg.open(bundle)
    if output is not None:
        from immunokg.viz.coverage import render_coverage

        page = render_coverage(find_coverage(kg), read_register(kg.folder, "out_of_scope"), kg.manifest["build"])
        output.write_text(page, encoding="utf-8", newline="\n")
        click.echo(output)
        return
    if section == "scope":
        out = read_register(kg.folder, "out_of_scope")
        emit(style, ("name", "reason", "source"), ((row["name"], row["reason"], row["source"]) for row in out), out)
        return
    found = find_coverage(kg)
    chosen = {kg.lexicon.resolve(name) for name in only}
    if section == "agents":
        columns = ("agent", "depth", "rows", "wanted", *KINDS)
        agents = [agent for agent in found.agents if not only or agent.slug in chosen]
        emit(style, columns, ((a.slug, a.depth, a.rows, a.wanted, *(a.kinds.get(k, 0) for k in KINDS)) for a in agents))
    elif section == "risks":
        risks = [
            risk for risk in found.risks
            if not (unexplained and risk.path) and (not only or risk.subject in chosen)
        ]  # fmt: skip
        about = ("agent", "risk", "boxed", "percent", "path", "searched")
        emit(style, about, ((r.subject, r.object, r.boxed, r.percent, " → ".join(r.path), r.searched) for r in risks))
        explained = sum(bool(risk.path) for risk in found.risks)
        noted = sum(not risk.path and bool(risk.searched) for risk in found.risks)
        rest = len(found.risks) - explained - noted
        click.echo(f"{explained} explained, {noted} searched in vain, {rest} neither", err=True)
    else:
        counts = found.evidence_kinds if section == "evidence" else found.years
        emit(style, ("kind" if section == "evidence" else "year", "rows"), counts.items())
