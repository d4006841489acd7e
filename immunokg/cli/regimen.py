"""immunokg regimen."""

from __future__ import annotations

import json
from pathlib import Path

import click

import immunokg
from immunokg.cli.options import bundle_option, emit, format_option, labels_of, text_width
from immunokg.graph.risk import RiskLine, analyse_regimen

__all__ = ["command"]


@click.command("regimen")
@click.argument("drugs", nargs=-1, required=True)
@click.option("--shown", type=click.IntRange(1), default=10, show_default=True, help="Items under each heading.")
@bundle_option
@format_option()
def command(drugs: tuple[str, ...], shown: int, bundle: Path | None, style: str) -> None:
    """Show what DRUGS do together: risks that two or more raise and through what, interactions, care, balance.

    DRUGS are two or more drugs or classes, or the name of a saved regimen. TSV holds the risks, a column a drug.

    Example: immunokg regimen tacrolimus "mycophenolate mofetil" prednisone basiliximab
    """
    kg = immunokg.open(bundle)
    found = analyse_regimen(kg, drugs)
    if style == "table":
        from immunokg.viz.regimen import render_regimen

        click.echo(render_regimen(found, labels_of(kg), width=text_width(), shown=shown), nl=False)
    elif style == "json":
        click.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=2))
    else:
        columns = ("risk", "category", *(side.agent for side in found.sides))
        emit(style, columns, map(_row, found.risks))


def _row(line: RiskLine) -> tuple[object, ...]:
    said = (
        entry.direction or str(status) if entry else str(status)
        for entry, status in zip(line.entries, line.statuses, strict=True)
    )
    return (line.risk, line.category, *said)
