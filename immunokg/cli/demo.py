"""immunokg demo."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

import immunokg

__all__ = ["command"]


@click.command("demo")
@click.argument("drug", default="tacrolimus")
@click.argument("risk", default="post-transplant diabetes mellitus")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("demo.html"),
    show_default=True,
)
def command(drug: str, risk: str, output: Path) -> None:
    """Build the graph, say what is in it, explain RISK of DRUG hop by hop, and write a page.

    Example: immunokg demo sirolimus hyperlipidaemia
    """
    from immunokg.viz import make_answer, view_of_answer
    from immunokg.viz.page import write_page
    from immunokg.viz.text import render_answer

    kg = immunokg.open()
    stats = kg.stats()
    click.echo(
        f"The graph: {sum(stats['nodes'].values())} nodes, {sum(stats['claims'].values())} claims with "
        f"{stats['evidence']} pieces of evidence from {stats['sources']} sources (build {stats['build']}).\n"
    )
    answer = make_answer(kg, drug, risk, k=3)
    width = min(100, shutil.get_terminal_size((100, 24)).columns)
    click.echo(render_answer(answer, width=width))
    write_page(view_of_answer(answer), output)
    click.echo(f"The same as a page, every hop with its sources: {output.resolve()}")
