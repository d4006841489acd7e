"""immunokg build."""

from __future__ import annotations

from pathlib import Path

import click

from immunokg.ontology import bundle

__all__ = ["command"]


@click.command("build")
@click.option(
    "--tables",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of curated tables; default is the installed ones.",
)
@click.option("--into", type=click.Path(path_type=Path), help="Cache folder; default is the user's cache.")
@click.option("--shacl", is_flag=True, help="Also validate with SHACL (needs the extra `validate`).")
@click.option("--open-only", is_flag=True, help="Leave out restricted sources and what only they say.")
@click.option("--force", is_flag=True, help="Build even if a bundle of the same inputs is there.")
def command(tables: Path | None, into: Path | None, shacl: bool, open_only: bool, force: bool) -> None:
    """Build the graph from its tables and print the folder of the bundle.

    Example: immunokg build --shacl
    """
    from immunokg.build.inputs import CURATED
    from immunokg.build.pipeline import build_bundle
    from immunokg.graph.polarity import require_polarity

    root = into or bundle.cache_root()
    root.mkdir(parents=True, exist_ok=True)
    folder = build_bundle(
        root,
        tables=tables or CURATED,
        shacl=shacl,
        force=force,
        open_only=open_only,
        gate=require_polarity,
        say=lambda line: click.echo(line, err=True),
    )
    click.echo(folder)
    if tables and tables.resolve() != CURATED.resolve():
        click.echo(f"of other tables than the installed ones: use it with --bundle {folder}", err=True)
