"""immunokg search."""

from __future__ import annotations

from pathlib import Path

import click

import immunokg
from immunokg.cli.options import bundle_option, emit, format_option
from immunokg.ontology.errors import ImmunokgError

__all__ = ["command"]


@click.command("search")
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@bundle_option
@format_option()
def command(text: str, limit: int, bundle: Path | None, style: str) -> None:
    """Find nodes whose names are, hold or nearly are TEXT, best first.

    Example: immunokg search tacrolimous
    """
    hits = immunokg.open(bundle).search(text, limit=limit)
    if not hits and style == "table":
        raise ImmunokgError(f"nothing is called like {text!r}. Try a part of the name, or the other spelling.")
    emit(style, ("slug", "label", "kind", "matched", "what", "score"), hits)
