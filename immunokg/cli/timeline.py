"""immunokg timeline."""

from __future__ import annotations

from dataclasses import astuple, fields
from pathlib import Path

import click

import immunokg
from immunokg.cli.options import bundle_option, emit, format_option

__all__ = ["command"]


@click.command("timeline")
@click.option("--approvals", is_flag=True, help="Approvals only, no trials of agents that are not approved.")
@click.option("--since", type=int, default=0, help="First year to list; entries without a year are listed without it.")
@bundle_option
@format_option()
def command(approvals: bool, since: int, bundle: Path | None, style: str) -> None:
    """List the advances of the field by year: first approvals and trials of new agents, what they changed, says who.

    Example: immunokg timeline --since 2015 --approvals
    """
    from immunokg.graph.timeline import Advance, find_timeline

    kg = immunokg.open(bundle)
    found = [advance for advance in find_timeline(kg, pipeline=not approvals) if advance.year >= since]
    emit(style, tuple(field.name for field in fields(Advance)), (astuple(advance) for advance in found))
