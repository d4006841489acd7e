"""immunokg check."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

import immunokg
from immunokg.cli.options import bundle_option, format_option

__all__ = ["command"]

SHOWN = 10


@click.command("check")
@bundle_option
@format_option("table", "json")
def command(bundle: Path | None, style: str) -> None:
    """Report whether risks and mechanisms agree in sign, and what is odd in the network of mechanisms.

    A build fails when a risk has only paths of the opposite sign and no row of polarity_exceptions.tsv says why.

    Example: immunokg check --format json
    """
    from immunokg.graph.network_report import report_network
    from immunokg.graph.polarity import find_polarity

    kg = immunokg.open(bundle)
    polarity, network = find_polarity(kg), report_network(kg)
    if style == "json":
        data = {"polarity": [asdict(item) for item in polarity], "network": asdict(network)}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    verdicts = Counter(item.verdict for item in polarity)
    click.echo(
        "Risk claims and their mechanism paths: " + ", ".join(f"{n} {name}" for name, n in verdicts.most_common())
    )
    for item in polarity:
        if item.verdict in ("opposed", "undetermined"):
            said = " (acknowledged)" if item.acknowledged else ""
            click.echo(f"  {item.verdict}{said}: {item.subject} {item.direction} {item.object}")
            click.echo(f"    {' → '.join(item.counteracting)}")
    counteracted = sum(item.verdict == "agrees" and bool(item.counteracting) for item in polarity)
    click.echo(f"  {counteracted} that agree are counteracted by other paths")
    for name, found in asdict(network).items():
        click.echo(f"{name.replace('_', ' ').capitalize()}: {len(found)}")
        for entry in found[:SHOWN]:
            click.echo(f"  {entry if isinstance(entry, str) else ', '.join(entry)[:100]}")
        if len(found) > SHOWN:
            click.echo(f"  … {len(found) - SHOWN} more; --format json lists all")
