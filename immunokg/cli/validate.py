"""immunokg validate."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.command("validate")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), required=False)
@click.option("--fix", is_flag=True, help="First sort the rows, trim blanks and mend line ends.")
def command(folder: Path | None, fix: bool) -> None:
    """Check the tables in FOLDER (default: the installed ones) without building.

    Example: immunokg validate build/curated --fix
    """
    from immunokg.build.fix import fix_tables
    from immunokg.build.inputs import CURATED
    from immunokg.build.pipeline import read_facts

    folder = folder or CURATED
    if fix:
        for name in fix_tables(folder):
            click.echo(f"mended {name}", err=True)
    facts = read_facts(folder)
    click.echo(f"{len(facts.nodes)} nodes, {len(facts.claims)} claims, {len(facts.sources)} sources: no problem found")
