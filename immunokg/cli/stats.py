"""immunokg stats."""

from __future__ import annotations

from pathlib import Path

import click

import immunokg
from immunokg.cli.options import bundle_option, emit, format_option

__all__ = ["command"]


@click.command("stats")
@bundle_option
@format_option()
def command(bundle: Path | None, style: str) -> None:
    """Say what is in the graph: nodes by kind, claims by predicate, evidence, sources, triples, build id.

    Example: immunokg stats --format json
    """
    stats = immunokg.open(bundle).stats()
    rows = [("nodes", kind, count) for kind, count in stats["nodes"].items()]
    rows += [("claims", predicate, count) for predicate, count in stats["claims"].items()]
    rows += [(name, "", stats[name]) for name in ("evidence", "sources", "triples", "build")]
    emit(style, ("what", "which", "count"), rows, stats)
