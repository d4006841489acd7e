"""immunokg show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

import immunokg
from immunokg.cli.options import bundle_option, emit, format_option, labels_of
from immunokg.graph.catalogue import Record
from immunokg.graph.knowledge import KnowledgeGraph, Node
from immunokg.ontology.terms import PREDICATES

__all__ = ["command"]

DETAILS = ("kind", "biolink_category", "roles", "risk_category", "status", "synonyms", "definition", "exact",
           "close", "encoded_by", "broader", "part_of", "agent", "analyte", "matrix", "metric", "iri")  # fmt: skip


@click.command("show")
@click.argument("name")
@click.option("--claims", "shown", type=click.IntRange(0), default=40, show_default=True, help="How many claims.")
@click.option("--predicate", multiple=True, help="Only claims of this predicate, such as has_risk; may be repeated.")
@bundle_option
@format_option()
def command(name: str, shown: int, predicate: tuple[str, ...], bundle: Path | None, style: str) -> None:
    """Show the node called NAME (slug, label, synonym or CURIE) and its claims with their evidence.

    Example: immunokg show FK506 --predicate has_risk
    """
    kg = immunokg.open(bundle)
    node = kg.node(name)
    unknown = set(predicate) - set(PREDICATES)
    if unknown:
        wrong, known = ", ".join(sorted(unknown)), ", ".join(PREDICATES)
        raise click.BadParameter(f"{wrong}; known: {known}", param_hint="--predicate")
    if predicate:
        node = replace(node, claims=tuple(claim for claim in node.claims if claim["predicate"] in predicate))
    if style == "table":
        for line in _lines(kg, node, shown):
            click.echo(line)
        for line in _elsewhere(kg, node) if not predicate else ():
            click.echo(line)
        return
    data = {"node": node.record, "claims": list(node.claims)}
    columns = (
        "subject",
        "predicate",
        "object",
        "direction",
        "comparator",
        "context",
        "state",
        "confidence",
        "sources",
    )
    emit(style, columns, ([claim[column] for column in columns] for claim in node.claims), data)


def _lines(kg: KnowledgeGraph, node: Node, shown: int) -> Iterator[str]:
    import textwrap

    from immunokg.viz.words import claim_words, grade_words

    yield node.label
    for name in DETAILS:
        value = node.record.get(name)
        if value:
            text = ", ".join(value) if isinstance(value, list) else str(value)
            yield from textwrap.wrap(text, 100, initial_indent=f"  {name}: ", subsequent_indent="    ")
    yield ""
    label = labels_of(kg)
    for claim in node.claims[:shown]:
        yield f"  • {claim_words(claim, label)} {grade_words(claim)}"
        yield from _evidence(kg, claim["evidence"])
    if len(node.claims) > shown:
        yield f"  … {len(node.claims) - shown} more claims; --claims {len(node.claims)} shows all"


def _evidence(kg: KnowledgeGraph, items: list[Record]) -> Iterator[str]:
    """Yield the first piece of evidence, a supporting one if there is any, and how many more there are."""
    from immunokg.viz.words import source_words, stance_words

    if not items:
        return
    item = next((item for item in items if item["stance"] == "supports"), items[0])
    source = kg.catalogue.source(item["source"])
    assert source is not None
    whom = f" ({item['population']})" if item.get("population") else ""
    yield from _wrap(f"{stance_words(item)}{item['finding']}{whom}", "      ")
    yield from _wrap(f"{item['evidence_kind'].replace('_', ' ')}: {source_words(source, item['locator'])}", "        ")
    if len(items) > 1:
        against = sum(other["stance"] != "supports" for other in items if other is not item)
        yield f"        … {len(items) - 1} more{f', {against} of them against it' if against else ''}"


def _elsewhere(kg: KnowledgeGraph, node: Node) -> Iterator[str]:
    """Yield where more about an agent stands: its exposures, and the care of those who take it."""
    for slug in (claim["object"] for claim in node.claims if claim["predicate"] == "has_exposure"):
        yield f"  What changes its concentration, and what follows from it:  immunokg show {slug}"
    care = kg.care_for(node.slug)
    if care:
        yield ""
        yield f"Monitoring and care of those who take {node.label}"
        labels = {slug: (kg.catalogue.node(slug) or {"label": slug})["label"] for claim in care
                  for slug in (claim["subject"], claim["object"])}  # fmt: skip
        for claim in care:
            yield f"  • {labels[claim['subject']]} {claim['predicate']} {labels[claim['object']]}"


def _wrap(text: str, indent: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, 100, initial_indent=indent, subsequent_indent=indent)
