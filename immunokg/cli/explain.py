"""immunokg explain."""

from __future__ import annotations

import json
from pathlib import Path

import click

import immunokg
from immunokg.cli.options import bundle_option, format_option, labels_of, text_width
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.paths import LONGEST, MAX_HOPS
from immunokg.graph.why import Explanation, explain

__all__ = ["command"]


@click.command("explain")
@click.argument("start")
@click.argument("end")
@click.option("-k", "k", type=click.IntRange(1, 1000), default=2, show_default=True, help="How many paths of a sign.")
@click.option("--max-hops", type=click.IntRange(1, LONGEST), default=MAX_HOPS, show_default=True)
@bundle_option
@format_option("table", "json")
def command(start: str, end: str, k: int, max_hops: int, bundle: Path | None, style: str) -> None:
    """Explain why START raises or lowers END: claim, mechanisms, who, what is watched, what helps, what is unknown.

    START is a drug, class or genotype, END a risk or condition. Mechanisms whose sign agrees with the clinical claim
    come first, then competing ones. Without any path it says how far the search got from both ends (exit 1).

    Example: immunokg explain tacrolimus "post-transplant diabetes"
    """
    kg = immunokg.open(bundle)
    found = explain(kg, start, end, k=k, max_hops=max_hops)
    if style == "json":
        click.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(_text(kg, found), nl=False)
    if not found.paths and not found.competing:
        raise click.exceptions.Exit(1)


def _text(kg: KnowledgeGraph, found: Explanation) -> str:
    from immunokg.viz.answer import answer_of
    from immunokg.viz.explanation import render_explanation

    answer = answer_of(kg, found.start, found.end, [*found.paths, *found.competing], narrower=True)
    return render_explanation(found, answer, labels_of(kg), width=text_width())
