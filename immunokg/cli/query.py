"""immunokg query."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

import immunokg
from immunokg.cli.options import bundle_option, emit, format_option
from immunokg.graph.results import AskResult, GraphResult, QueryResult, plain

__all__ = ["command"]

ROW_FORMATS = ("table", "json", "tsv", "csv")
GRAPH_FORMATS = ("ttl", "nt")


@click.command("query")
@click.argument("text", required=False)
@click.option("--file", "file", type=click.File("r", encoding="utf-8"), help="Read the query from a file, - for stdin.")
@click.option("--max-rows", type=click.IntRange(1), default=100_000, show_default=True)
@click.option("--timeout", type=click.FloatRange(0.1, 86_400), default=60.0, show_default=True, help="Seconds.")
@click.option("--allow-service", is_flag=True, help="Let SERVICE clauses reach other servers.")
@bundle_option
@format_option(*ROW_FORMATS, *GRAPH_FORMATS)
def command(
    text: str | None,
    file: Any,
    max_rows: int,
    timeout: float,
    allow_service: bool,
    bundle: Path | None,
    style: str,
) -> None:
    """Run a SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE, over the union of all named graphs.

    The prefixes ik:, iko:, biolink:, rdfs:, skos: and some more need no PREFIX line. For SELECT and ASK, json is
    the SPARQL 1.1 results format; for graphs it is JSON-LD.

    Example: immunokg query "SELECT ?label { ?agent a iko:Agent ; rdfs:label ?label } ORDER BY ?label LIMIT 5"
    """
    from immunokg.graph.child import run_in_child

    if (text is None) == (file is None):
        raise click.UsageError("give the query as TEXT or with --file")
    query = file.read() if text is None else text
    kg = immunokg.open(bundle)
    with run_in_child(
        kg.folder, query, timeout_seconds=timeout, max_rows=max_rows, allow_service=allow_service
    ) as result:
        _print(result, style)


def _print(result: QueryResult, style: str) -> None:
    if isinstance(result, AskResult):
        data = {"head": {}, "boolean": result.answer}
        emit(style if style in ("json", "tsv") else "table", ("answer",), [[str(result.answer).lower()]], data)
    elif isinstance(result, GraphResult):
        _print_graph(result, style)
    elif style == "json":
        bindings = [{name: _binding(row[name]) for name in result.variables if row[name] is not None} for row in result]
        click.echo(
            json.dumps(
                {"head": {"vars": result.variables}, "results": {"bindings": bindings}},
                ensure_ascii=False,
                indent=2,
            )
        )
    elif style == "csv":
        import csv

        writer = csv.writer(sys.stdout)
        writer.writerow(result.variables)
        writer.writerows([plain(row[name]) for name in result.variables] for row in result)
    elif style in GRAPH_FORMATS:
        raise click.UsageError(f"{style} is for CONSTRUCT and DESCRIBE; a SELECT has {', '.join(ROW_FORMATS)}")
    else:
        emit(style, result.variables, ([plain(row[name]) for name in result.variables] for row in result))


def _binding(term: Any) -> dict[str, str]:
    """Return a term as the SPARQL 1.1 Query Results JSON Format has it."""
    from pyoxigraph import BlankNode, NamedNode

    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    binding = {"type": "literal", "value": term.value}
    if term.language:
        binding["xml:lang"] = term.language
    elif not term.datatype.value.endswith("XMLSchema#string"):
        binding["datatype"] = term.datatype.value
    return binding


def _print_graph(result: GraphResult, style: str) -> None:
    from pyoxigraph import RdfFormat, serialize

    from immunokg.ontology.prefixes import QUERY_PREFIXES

    turtle = style in ("ttl", "table")
    if style in ("csv", "tsv"):
        emit("tsv", ("subject", "predicate", "object"), ([plain(part) for part in triple] for triple in result))
        return
    if turtle:
        text = serialize(result, format=RdfFormat.TURTLE, prefixes=QUERY_PREFIXES)
    else:
        text = serialize(result, format=RdfFormat.JSON_LD if style == "json" else RdfFormat.N_TRIPLES)
    assert text is not None
    click.echo(text.decode(), nl=False)
