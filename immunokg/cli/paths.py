"""immunokg paths."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

import immunokg
from immunokg.cli.options import bundle_option, emit, format_option, text_width
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.mechanism import MechanismPath
from immunokg.graph.paths import LONGEST, MAX_HOPS

__all__ = ["command"]


@click.command("paths")
@click.argument("start")
@click.argument("end")
@click.option("-k", "k", type=click.IntRange(1, 10_000), default=10, show_default=True, help="How many paths.")
@click.option("--max-hops", type=click.IntRange(1, LONGEST), default=MAX_HOPS, show_default=True)
@click.option("--narrower", is_flag=True, help="Also end in states below END, such as chronic nephrotoxicity.")
@click.option("--through", multiple=True, metavar="NAME", help="Only paths that pass this node; may be repeated.")
@click.option("--all-states", is_flag=True, help="Also walk conflicting, refuted and not-found claims.")
@bundle_option
@format_option()
def command(
    start: str,
    end: str,
    k: int,
    max_hops: int,
    narrower: bool,
    through: tuple[str, ...],
    all_states: bool,
    bundle: Path | None,
    style: str,
) -> None:
    """Find signed mechanism paths from START to END, best first: shorter, then better supported.

    Every hop is a causal claim with its sources. The sign is the product of the signs of the hops: + raises END, −
    lowers it. The table shows the clinical claims too, and of paths over the same nodes only the best; json and tsv
    have them all.

    Example: immunokg paths tacrolimus "post-transplant diabetes" -k 3
    """
    kg = immunokg.open(bundle)
    wanted: dict[str, Any] = {"k": k, "max_hops": max_hops, "narrower": narrower, "through": through}
    wanted["states"] = "all" if all_states else "supported"
    if style == "table":
        from immunokg.viz.answer import make_answer
        from immunokg.viz.text import render_answer

        answer = make_answer(kg, start, end, **wanted)
        found = list(answer.paths)
        click.echo(render_answer(answer, width=text_width()), nl=False)
    else:
        found = kg.paths(start, end, **wanted)
        _emit(found, style)
    if not found:
        click.echo(_why_none(kg, start, end, max_hops, narrower=narrower), err=True)
        raise click.exceptions.Exit(1)


def _emit(found: Sequence[MechanismPath], style: str) -> None:
    if style == "json":
        click.echo(json.dumps([path.to_json() for path in found], ensure_ascii=False, indent=2))
    else:
        columns = ("sign", "confidence", "end_to_end", "context", "score", "nodes", "claims")
        rows = (
            (p.sign, p.confidence, p.end_to_end, p.context, p.score, p.nodes, [hop.claim for hop in p.hops])
            for p in found
        )
        emit(style, columns, rows)


def _why_none(kg: KnowledgeGraph, start: str, end: str, max_hops: int, *, narrower: bool) -> str:
    """Return a sentence that says there is no path and what to try."""
    slug = kg.lexicon.resolve(end)
    below = kg.narrower(slug)
    hint = "`immunokg show` lists the claims of each."
    if below and not narrower:
        hint = f"Add --narrower to end in {', '.join(below[:4])} as well."
    elif max_hops < MAX_HOPS:
        hint = f"Try --max-hops {MAX_HOPS}."
    return f"no mechanism path from {start} to {end} of at most {max_hops} causal hops. {hint}"
