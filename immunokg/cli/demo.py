"""immunokg demo."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

import click

import immunokg
from immunokg.cli.options import output_option, text_width

__all__ = ["command"]

LOOKED_AT = 20
SHOWN = 4


@click.command("demo")
@click.argument("drug", default="tacrolimus")
@click.argument("risk", default="post-transplant diabetes mellitus")
@output_option("demo.html")
def command(drug: str, risk: str, output: Path) -> None:
    """Build the graph, say what is in it, explain RISK of DRUG hop by hop, and write a page.

    Example: immunokg demo sirolimus hyperlipidaemia
    """
    from immunokg.viz.answer import make_answer, most_telling_first
    from immunokg.viz.page import write_page
    from immunokg.viz.text import render_answer
    from immunokg.viz.view import view_of_answer

    kg = immunokg.open()
    stats = kg.stats()
    click.echo(
        f"The graph: {sum(stats['nodes'].values())} nodes, {sum(stats['claims'].values())} claims with "
        f"{stats['evidence']} pieces of evidence from {stats['sources']} sources (build {stats['build']}).\n"
    )
    answer = most_telling_first(make_answer(kg, drug, risk, k=LOOKED_AT))
    click.echo(render_answer(replace(answer, paths=answer.paths[:1]), width=text_width(), sources=1, claims=1))
    write_page(view_of_answer(replace(answer, paths=answer.paths[:SHOWN])), output)
    click.echo(f"More mechanisms and sources:  immunokg paths {shlex.quote(drug)} {shlex.quote(risk)}")
    click.echo(f"The answer as a page:         {output.resolve()}")
