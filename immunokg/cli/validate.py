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

    Nodes that may be one thing named twice are warnings on stderr: merge them, put one below the other, or name the
    pair in build/rules/two_things.tsv.

    Example: immunokg validate build/curated --fix
    """
    from immunokg.build.duplicates import find_duplicates, read_accepted_pairs
    from immunokg.build.fix import fix_tables
    from immunokg.build.inputs import CURATED
    from immunokg.build.pipeline import read_facts

    folder = folder or CURATED
    if fix:
        for name in fix_tables(folder):
            click.echo(f"mended {name}", err=True)
    facts = read_facts(folder)
    for pair in find_duplicates(facts.nodes.values(), read_accepted_pairs()):
        click.echo(f"warning: {pair.slug} and {pair.other}: {pair.what} ({pair.shared}); one thing?", err=True)
    click.echo(f"{len(facts.nodes)} nodes, {len(facts.claims)} claims, {len(facts.sources)} sources: no problem found")
