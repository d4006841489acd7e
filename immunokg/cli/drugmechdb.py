"""immunokg drugmechdb."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import click

import immunokg
from immunokg.cli.options import bundle_option, emit, format_option
from immunokg.ontology.errors import ImmunokgError

__all__ = ["command"]

COLUMNS = ("id", "outcome", "agent", "disease", "nearness", "target", "path", "reason")


@click.command("drugmechdb")
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--without",
    multiple=True,
    default=("glucocorticoids",),
    show_default=True,
    metavar="CLASS",
    help="Leave out the members of this class; may be repeated.",
)
@click.option(
    "--reasons",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Why the two disagree: a reviewed TSV of id and reason.",
)
@click.option("--all", "everything", is_flag=True, help="List the paths of drugs that are no nodes, too.")
@bundle_option
@format_option()
def command(
    file: Path, without: tuple[str, ...], reasons: Path | None, everything: bool, bundle: Path | None, style: str
) -> None:
    """Compare the graph with the mechanism paths of DrugMechDB in FILE: YAML, a folder of YAML files, or a tar archive.

    Of each path of an immunosuppressant: has the graph a path between the same ends that lowers the disease, and is
    their target on it. Counts go to stderr.

    Example: immunokg drugmechdb indication_paths.yaml --reasons docs/audits/drugmechdb.tsv
    """
    from immunokg.build.sources.drugmechdb import read_drugmechdb
    from immunokg.graph.compare import Match, compare_mechanisms, find_members

    why = _read_reasons(reasons) if reasons else {}
    kg = immunokg.open(bundle)
    compared = compare_mechanisms(kg, read_drugmechdb(file), without=find_members(kg, without))
    shown = [item for item in compared if everything or item.match is not Match.NO_AGENT]
    emit(style, COLUMNS, ((*item, why.get(item.id, "")) for item in shown))
    counts = Counter(item.match for item in compared)
    click.echo("; ".join(f"{match}: {counts[match]}" for match in Match), err=True)
    unexplained = [item.id for item in shown if item.match is not Match.SAME and item.id not in why]
    if reasons and unexplained:
        click.echo(f"without a reason: {', '.join(unexplained)}", err=True)


def _read_reasons(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if reader.fieldnames != ["id", "reason"]:
            raise ImmunokgError(f"{path.name}:1: the columns are id and reason")
        return {row["id"]: row["reason"] for row in reader}
