"""immunokg audit."""

from __future__ import annotations

import csv
import json
import textwrap
from collections.abc import Iterator
from dataclasses import asdict, astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

import immunokg
from immunokg.cli.options import bundle_option, emit, format_option
from immunokg.ontology.errors import ArgumentError

if TYPE_CHECKING:
    from immunokg.graph.audit import Item

__all__ = ["command"]

FIRST = ("direction", "context", "comparator", "stance", "finding")


@click.command("audit")
@click.option("--sample", type=click.IntRange(1), default=100, show_default=True, help="How many (of each stratum).")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the random numbers.")
@click.option("--stratum", "strata", multiple=True, help="Draw from this stratum; may be repeated, `all` is each one.")
@click.option(
    "--score",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Score a TSV with the columns stratum and verdict instead of drawing.",
)
@bundle_option
@format_option()
def command(
    sample: int, seed: int, strata: tuple[str, ...], score: Path | None, bundle: Path | None, style: str
) -> None:
    """Print a random sample as a reading sheet: claim, evidence, source, where to look. Or score one that was read.

    Strata are boxed, frequency, dose, interaction, genotype, identifier, mechanism, efficacy and other. Verdicts are
    supported, not supported and unclear; the interval is the exact one of 95 %.

    Example: immunokg audit --sample 40 --seed 7 --stratum boxed --stratum dose
    """
    from immunokg.graph.audit import STRATA, Score, draw_sample, score_verdicts

    if score is not None:
        found = score_verdicts(_read_verdicts(score))
        emit(style, tuple(field.name for field in fields(Score)), (astuple(line) for line in found))
        return
    kg = immunokg.open(bundle)
    items = draw_sample(kg, sample, seed, strata=STRATA if "all" in strata else strata)
    if style == "json":
        click.echo(json.dumps([asdict(item) for item in items], ensure_ascii=False, indent=2))
    elif style == "tsv":
        columns = ("number", "stratum", "id", "subject", "predicate", "object", "source", "locator", "said", "verdict")
        emit(style, columns, (_line(item) for item in items))
    else:
        click.echo(f"Bundle {kg.manifest['build']}, seed {seed}, {len(items)} to look up")
        for item in items:
            click.echo("\n".join(_sheet(item)))


def _line(item: Item) -> list[object]:
    said = json.dumps(item.said, ensure_ascii=False)
    source = item.source.get("url", "")
    return [item.number, item.stratum, item.id, item.subject, item.predicate, item.object, source,
            item.said.get("locator", ""), said, ""]  # fmt: skip


def _sheet(item: Item) -> Iterator[str]:
    yield f"\n{item.number}. [{item.stratum}] {item.subject} {item.predicate} {item.object}"
    names = [*(name for name in FIRST if name in item.said), *(name for name in item.said if name not in FIRST)]
    for name in names:
        value = item.said[name]
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        if text and name != "second_reading":
            yield from textwrap.wrap(f"{name}: {text}", 110, initial_indent="   ", subsequent_indent="     ")
    for name in ("title", "url", "read_at"):
        if item.source.get(name):
            yield f"   {name}: {item.source[name]}"
    yield "   verdict: ____"


def _read_verdicts(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = {"stratum", "verdict"} - set(reader.fieldnames or ())
        if missing:
            raise ArgumentError(
                f"{path} has no column {' and '.join(sorted(missing))}; the sheet of --format tsv has both"
            )
        return [(row["stratum"], row["verdict"]) for row in reader]
