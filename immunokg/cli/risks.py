"""immunokg risks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

import immunokg
from immunokg.cli.options import bundle_option, emit, format_option, text_width
from immunokg.graph.risk import RiskEntry, find_risks
from immunokg.ontology.terms import RiskCategory

__all__ = ["command"]

COLUMNS = (
    "category", "risk", "status", "direction", "confidence", "contested", "prominence", "percent_low", "percent_high",
    "seriousness", "attribution", "onset", "inherited_from", "comparisons", "path",
)  # fmt: skip


@click.command("risks")
@click.argument("drug")
@click.option("--category", type=click.Choice([str(category) for category in RiskCategory]), help="Only this kind.")
@click.option("--boxed", is_flag=True, help="Only boxed warnings.")
@click.option("--at-least", type=click.FloatRange(0, 100), metavar="PERCENT", help="Only risks seen this often.")
@bundle_option
@format_option()
def command(
    drug: str, category: str | None, boxed: bool, at_least: float | None, bundle: Path | None, style: str
) -> None:
    """List the risks of DRUG by kind: how prominent on labels, how often, since when, and by what mechanism.

    Within a kind boxed warnings come first, then what is most frequent. What the drug lowers, and what was looked for
    and not found, is in the list too.

    Example: immunokg risks belatacept --boxed
    """
    profile = find_risks(immunokg.open(bundle), drug)
    wanted = [entry for entry in profile.entries if _fits(entry, category, at_least, boxed=boxed)]
    if style == "table" and wanted:
        from immunokg.viz.profile import render_profile

        click.echo(render_profile(profile, wanted, width=text_width()), nl=False)
    elif style != "table":
        emit(style, COLUMNS, _rows(wanted), [entry.to_json() for entry in wanted])
    if not wanted:
        left = f"{len(profile.entries)} risks do not fit the filters" if profile.entries else "nothing on its risks"
        click.echo(f"{profile.label}: {left}; unknown is not safe.", err=True)
        raise click.exceptions.Exit(1)


def _fits(entry: RiskEntry, category: str | None, at_least: float | None, *, boxed: bool) -> bool:
    fits = category is None or entry.category == category
    fits &= at_least is None or entry.highest_percent >= at_least
    return fits and (not boxed or "boxed" in entry.prominence.values())


def _rows(entries: Iterable[RiskEntry]) -> Iterable[tuple[object, ...]]:
    for entry in entries:
        percents = [p for f in entry.frequencies for p in (f.percent_low, f.percent_high) if p is not None]
        places = [f"{where or 'not stated'}: {place}" for where, place in entry.prominence.items()]
        yield (
            entry.category, entry.risk, str(entry.status), entry.direction, entry.confidence, entry.contested, places,
            min(percents, default=None), max(percents, default=None), entry.seriousness, entry.attribution,
            entry.onset, entry.inherited_from, entry.comparisons, entry.path,
        )  # fmt: skip
