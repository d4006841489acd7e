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
@click.option("--since", type=int, help="First year to list; what has no year is then left out.")
@bundle_option
@format_option()
def command(approvals: bool, since: int | None, bundle: Path | None, style: str) -> None:
    """List approvals and trials by year, with what they changed and the source. What nobody read a year of is not here.

    Example: immunokg timeline --since 2015 --approvals
    """
    from immunokg.graph.timeline import Advance, find_timeline

    kg = immunokg.open(bundle)
    whole = find_timeline(kg, pipeline=not approvals)
    found = [advance for advance in whole if since is None or (advance.year or 0) >= since]
    if not found:
        years = [advance.year for advance in whole if advance.year]
        span = f"the years are {min(years)} to {max(years)}" if years else "no year is known"
        click.echo(f"nothing since {since}; {span}", err=True)
        raise click.exceptions.Exit(1)
    emit(style, tuple(field.name for field in fields(Advance)), (astuple(advance) for advance in found))
