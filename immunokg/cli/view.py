"""immunokg view."""

from __future__ import annotations

from pathlib import Path

import click

import immunokg
from immunokg.cli.options import bundle_option, output_option
from immunokg.graph.paths import LONGEST, MAX_HOPS

__all__ = ["command"]


@click.command("view")
@click.argument("start")
@click.argument("end", required=False)
@output_option("immunokg.html")
@click.option("-k", "k", type=click.IntRange(1, 50), default=5, show_default=True, help="How many paths.")
@click.option("--max-hops", type=click.IntRange(1, LONGEST), default=MAX_HOPS, show_default=True)
@click.option("--narrower", is_flag=True, help="Also end in states below END.")
@click.option("--through", multiple=True, metavar="NAME", help="Only paths that pass this node; may be repeated.")
@click.option("--radius", type=click.IntRange(1, 3), default=1, show_default=True, help="Steps around a node.")
@click.option("--max-nodes", type=click.IntRange(2, 300), default=28, show_default=True, help="How many around a node.")
@bundle_option
def command(
    start: str,
    end: str | None,
    output: Path,
    k: int,
    max_hops: int,
    narrower: bool,
    through: tuple[str, ...],
    radius: int,
    max_nodes: int,
    bundle: Path | None,
) -> None:
    """Write an HTML page, needing no network, of what surrounds START or of the paths from START to END.

    Example: immunokg view tacrolimus "post-transplant diabetes" -o why.html
    """
    from immunokg.viz import make_answer, view_of_answer, view_of_neighbourhood
    from immunokg.viz.page import write_page

    if end is None and (narrower or through):
        raise click.UsageError("--narrower and --through are for the paths between two nodes; give END too")
    kg = immunokg.open(bundle)
    if end is None:
        view = view_of_neighbourhood(kg, start, radius=radius, max_nodes=max_nodes)
    else:
        view = view_of_answer(make_answer(kg, start, end, k=k, max_hops=max_hops, narrower=narrower, through=through))
    write_page(view, output)
    click.echo(output)
