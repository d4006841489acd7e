"""immunokg identifiers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from immunokg.cli.options import emit, format_option

if TYPE_CHECKING:
    from immunokg.build.identifiers import Finding
    from immunokg.build.reference import Reference
    from immunokg.build.tables import Row

__all__ = ["command"]

FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command("identifiers")
@click.argument("folder", type=FOLDER)
@click.option("--tables", type=FOLDER, help="Folder of curated tables; default is the installed ones.")
@click.option(
    "--accepted",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Reviewed disagreements, a TSV; those that are not called wrong are no errors.",
)
@click.option("--all", "everything", is_flag=True, help="List what agrees and what is not covered, too.")
@click.option("--counts", is_flag=True, help="Count by prefix and column in place of listing.")
@format_option()
def command(
    folder: Path, tables: Path | None, accepted: Path | None, everything: bool, counts: bool, style: str
) -> None:
    """Compare the identifiers of nodes with the reference files in FOLDER: does the id exist, does it name the node.

    An unknown id, and an `exact` one that has none of the node's names, are errors (exit 1). `close` and `encoded_by`
    ones with other names are listed only.

    Example: immunokg identifiers ../shared/data --accepted docs/audits/identifiers.tsv
    """
    from immunokg.build.identifiers import check_identifiers, is_error, read_accepted

    verdicts = read_accepted(accepted) if accepted else {}
    findings = check_identifiers(_read_nodes(tables), _read_reference(folder), verdicts)
    _warn_of_stale(set(verdicts) - {(found.curie, found.slug) for found in findings if found.verdict})
    if counts:
        _emit_counts(findings, style)
    else:
        columns = ("curie", "slug", "column", "outcome", "label", "reference label", "verdict")
        emit(style, columns, (f for f in findings if everything or f.outcome not in ("ok", "not covered")))
    errors = sum(map(is_error, findings))
    click.echo(f"{len(findings)} identifiers, {errors} to mend", err=True)
    if errors:
        raise click.exceptions.Exit(1)


def _read_reference(folder: Path) -> Reference:
    from immunokg.build.reference import FILES, changed_files, read_reference
    from immunokg.ontology.errors import ImmunokgError

    for name in changed_files(folder):
        click.echo(f"{name} is another edition than SOURCES.tsv describes", err=True)
    reference = read_reference(folder)
    if not reference.labels:
        places = f"such as {FILES[0][0]}; FILES in build/reference.py lists them"
        raise ImmunokgError(f"{folder} holds none of the reference files, {places}")
    return reference


def _read_nodes(tables: Path | None) -> list[Row]:
    from immunokg.build.inputs import CURATED
    from immunokg.build.report import Report
    from immunokg.build.tables import read_tables

    report = Report()
    nodes = read_tables(tables or CURATED, report)["nodes"]
    report.raise_if_any()
    return nodes


def _warn_of_stale(stale: set[tuple[str, str]]) -> None:
    for curie, slug in sorted(stale):
        click.echo(f"accepted but no longer so: {curie} of {slug}; look again or remove the row", err=True)


def _emit_counts(findings: list[Finding], style: str) -> None:
    from immunokg.build.identifiers import Outcome

    found = Counter((f.curie.partition(":")[0], f.column, f.outcome) for f in findings)
    groups = sorted({key[:2] for key in found})
    lines = ([*group, *(found[(*group, outcome)] for outcome in Outcome)] for group in groups)
    emit(style, ("prefix", "column", *Outcome), lines)
