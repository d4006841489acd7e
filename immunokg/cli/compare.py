"""immunokg compare."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

import immunokg
from immunokg.cli.options import bundle_option, emit, format_option, labels_of, text_width
from immunokg.graph.risk import Comparison, RiskLine, compare

__all__ = ["command"]


@click.command("compare")
@click.argument("drugs", nargs=-1, required=True)
@click.option("--all-risks", is_flag=True, help="List every risk; without, boxed ones, warnings and what was compared.")
@click.option("--differing", is_flag=True, help="Of the risks, only those on which the drugs are not alike.")
@bundle_option
@format_option()
def command(drugs: tuple[str, ...], all_risks: bool, differing: bool, bundle: Path | None, style: str) -> None:
    """Put two or more DRUGS side by side: mechanism, uses, trials of one against the other, risks, what is watched.

    TSV holds the risks, a line a risk, a column a drug. Not assessed means that nobody here looked.

    Example: immunokg compare belatacept tacrolimus
    """
    kg = immunokg.open(bundle)
    found = compare(kg, drugs)
    lines = [line for line in found.risks if _fits(line, all_risks=all_risks or style != "table", differing=differing)]
    if style == "table":
        from immunokg.viz.comparison import render_comparison

        click.echo(render_comparison(found, lines, labels_of(kg), width=text_width()), nl=False)
    else:
        columns = ("risk", "category", *(side.agent for side in found.sides), "head_to_head")
        emit(style, columns, _rows(lines), _json(found, lines))


def _fits(line: RiskLine, *, all_risks: bool, differing: bool) -> bool:
    telling = line.head_to_head or any(entry and entry.rank < 2 for entry in line.entries)
    directions = {entry.direction if entry else None for entry in line.entries}
    return bool((all_risks or telling) and (not differing or len(directions) > 1))


def _rows(lines: Iterable[RiskLine]) -> Iterable[tuple[object, ...]]:
    for line in lines:
        said = [
            entry.direction or str(status) if entry else str(status)
            for entry, status in zip(line.entries, line.statuses, strict=True)
        ]
        versus = [f"{c['subject']} {c['direction']} {c['comparator']} [{c['confidence']}]" for c in line.head_to_head]
        yield (line.risk, line.category, *said, versus)


def _json(found: Comparison, lines: list[RiskLine]) -> object:
    return found.to_json() | {"risks": [line for line in found.to_json()["risks"] if _kept(line, lines)]}


def _kept(line: dict[str, object], lines: Iterable[RiskLine]) -> bool:
    return line["risk"] in {kept.risk for kept in lines}
