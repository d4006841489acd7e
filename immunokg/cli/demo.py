"""immunokg demo."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

import immunokg
from immunokg.cli.options import output_option, text_width

if TYPE_CHECKING:
    from immunokg.viz.answer import Answer

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
    from immunokg.viz.answer import make_answer
    from immunokg.viz.page import write_page
    from immunokg.viz.text import render_answer
    from immunokg.viz.view import view_of_answer

    kg = immunokg.open()
    stats = kg.stats()
    click.echo(
        f"The graph: {sum(stats['nodes'].values())} nodes, {sum(stats['claims'].values())} claims with "
        f"{stats['evidence']} pieces of evidence from {stats['sources']} sources (build {stats['build']}).\n"
    )
    answer = molecular_first(make_answer(kg, drug, risk, k=LOOKED_AT))
    click.echo(render_answer(replace(answer, paths=answer.paths[:1]), width=text_width(), sources=1, claims=1))
    write_page(view_of_answer(replace(answer, paths=answer.paths[:SHOWN])), output)
    click.echo(f"More mechanisms and sources:  immunokg paths {shlex.quote(drug)} {shlex.quote(risk)}")
    click.echo(f"The answer as a page:         {output.resolve()}")


def molecular_first(answer: Answer) -> Answer:
    """Return the answer with the best supported path that passes a target in front: it explains most.

    Best supported is the path whose thinnest hop has the most sources; among equals the better ranked one.
    """
    molecular = [path for path in answer.paths if any(answer.nodes[slug]["kind"] == "Target" for slug in path.nodes)]
    best = max(molecular, key=lambda path: min(len(hop.sources) for hop in path.hops), default=None)
    rest = [path for path in answer.paths if path is not best]
    return replace(answer, paths=(best, *rest) if best else tuple(rest))
