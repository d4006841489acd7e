"""Options and output that several commands share."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from immunokg.graph.knowledge import KnowledgeGraph

__all__ = ["bundle_option", "emit", "format_option", "labels_of", "output_option", "text_width"]

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "json", "tsv")
WIDEST_CELL = 60
WIDEST_TEXT = 100


def bundle_option(function: F) -> F:
    """Add --bundle."""
    return click.option(
        "--bundle",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        help="Folder of a bundle; default is the one of the installed tables, built on first use.",
    )(function)


def format_option(*formats: str) -> Callable[[F], F]:
    """Add --format with these choices, the first one the default."""
    choices = formats or FORMATS
    return click.option("--format", "style", type=click.Choice(choices), default=choices[0], show_default=True)


def output_option(default: str) -> Callable[[F], F]:
    """Add --output, a file to write."""
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option("-o", "--output", type=kind, default=Path(default), show_default=True)


def labels_of(kg: KnowledgeGraph) -> Callable[[str], str]:
    """Return a function that gives the label of a slug, and the slug itself if there is no such node."""
    known: dict[str, str] = {}

    def label(slug: str) -> str:
        if slug not in known:
            known[slug] = (kg.catalogue.node(slug) or {"label": slug})["label"]
        return known[slug]

    return label


def text_width() -> int:
    """Return how wide text should be: as the terminal, but not wider than can be read."""
    return min(WIDEST_TEXT, shutil.get_terminal_size((WIDEST_TEXT, 24)).columns)


def emit(style: str, columns: Sequence[str], lines: Iterable[Sequence[Any]], data: Any = None) -> None:
    """Print lines as a table or TSV, or `data` (default: the lines as objects) as JSON."""
    rows = [list(line) for line in lines]
    if style == "json":
        objects = [dict(zip(columns, row, strict=True)) for row in rows] if data is None else data
        click.echo(json.dumps(objects, ensure_ascii=False, indent=2))
        return
    cells = [[_cell(value) for value in row] for row in rows]
    if style == "tsv":
        click.echo("\t".join(columns))
        for row in cells:
            click.echo("\t".join(value.replace("\t", " ").replace("\n", " ") for value in row))
        return
    _print_table(columns, cells)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return "|".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _print_table(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    widths = [min(WIDEST_CELL, max(len(row[place]) for row in [columns, *cells])) for place in range(len(columns))]
    limit = shutil.get_terminal_size((100, 24)).columns
    cut = sys.stdout.isatty()
    for row in [columns, *cells]:
        shown = [_fit(value, width).ljust(width) for value, width in zip(row, widths, strict=True)]
        line = "  ".join(shown).rstrip()
        click.echo(line[: limit - 1] + "…" if cut and len(line) > limit else line)


def _fit(value: str, width: int) -> str:
    flat = " ".join(value.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"
