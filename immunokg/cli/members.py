"""immunokg members."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple, fields
from pathlib import Path

import click

import immunokg
from immunokg.cli.options import bundle_option, emit, format_option

__all__ = ["command"]


@click.command("members")
@click.argument("index", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--group", "groups", multiple=True, help="Beginning of ATC codes; default L04A and H02AB.")
@click.option("--all", "everything", is_flag=True, help="List what is covered, too.")
@bundle_option
@format_option()
def command(index: Path, groups: tuple[str, ...], everything: bool, bundle: Path | None, style: str) -> None:
    """Compare the agents with the substances of ATC groups in INDEX, a CSV of the WHO ATC index.

    The CSV has the columns atc_code and atc_name, as in "L04AD02,tacrolimus". Lists what is missing, short of evidence
    or out of scope. A substance that is missing, or no immunosuppressant here, is an error (exit 1).

    Example: immunokg members "WHO ATC-DDD 2026-04-25.csv"
    """
    from immunokg.graph.members import GROUPS, Member, Standing, find_members

    found = find_members(immunokg.open(bundle), index, groups or GROUPS)
    listed = [member for member in found if everything or member.standing != Standing.COVERED]
    emit(style, [field.name for field in fields(Member)], map(astuple, listed))
    counts = Counter(member.standing for member in found)
    click.echo(", ".join(f"{counts[standing]} {standing}" for standing in Standing), err=True)
    if counts[Standing.MISSING] or counts[Standing.OTHER]:
        raise click.exceptions.Exit(1)
