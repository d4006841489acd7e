"""immunokg show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

import immunokg
from immunokg.cli.options import bundle_option, emit, format_option
from immunokg.graph.knowledge import KnowledgeGraph, Node

__all__ = ["command"]

DETAILS = ("kind", "biolink_category", "roles", "risk_category", "status", "synonyms", "definition", "exact",
           "close", "encoded_by", "broader", "part_of", "agent", "analyte", "matrix", "metric", "iri")  # fmt: skip


@click.command("show")
@click.argument("name")
@click.option("--claims", "shown", type=click.IntRange(0), default=40, show_default=True, help="How many claims.")
@bundle_option
@format_option()
def command(name: str, shown: int, bundle: Path | None, style: str) -> None:
    """Show the node called NAME (slug, label, synonym or CURIE) and its claims with their evidence.

    Example: immunokg show FK506 --claims 5
    """
    kg = immunokg.open(bundle)
    node = kg.node(name)
    if style == "table":
        for line in _lines(kg, node, shown):
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

    from immunokg.viz.words import claim_words, source_words

    yield node.label
    for name in DETAILS:
        value = node.record.get(name)
        if value:
            text = ", ".join(value) if isinstance(value, list) else str(value)
            yield from textwrap.wrap(text, 100, initial_indent=f"  {name}: ", subsequent_indent="    ")
    yield ""
    labels: dict[str, str] = {}

    def label(slug: str) -> str:
        if slug not in labels:
            labels[slug] = (kg.catalogue.node(slug) or {"label": slug})["label"]
        return labels[slug]

    for claim in node.claims[:shown]:
        yield f"  • {claim_words(claim, label)} [{claim['confidence']}]"
        for item in claim["evidence"][:1]:
            source = kg.catalogue.source(item["source"])
            assert source is not None
            yield from textwrap.wrap(item["finding"], 100, initial_indent="      ", subsequent_indent="      ")
            where = f"{item['evidence_kind'].replace('_', ' ')}: {source_words(source, item['locator'])}"
            yield from textwrap.wrap(where, 100, initial_indent="        ", subsequent_indent="        ")
    if len(node.claims) > shown:
        yield f"  … {len(node.claims) - shown} more claims; --claims {len(node.claims)} shows all"
