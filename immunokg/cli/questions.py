"""immunokg questions: list, show, run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

import immunokg
from immunokg.cli.options import bundle_option, emit, format_option
from immunokg.graph.questions import (
    Change,
    Question,
    compare_answer,
    find_questions,
    get_question,
    run_question,
    write_answer,
)

__all__ = ["command"]

SHOWN = 5


@click.group("questions")
def command() -> None:
    """List, show and run the questions that the graph answers, and compare with the frozen answers.

    Example: immunokg questions run 12
    """


@command.command("list")
@click.option("--keyword", multiple=True, help="Only questions with this keyword; may be repeated.")
@format_option()
def list_questions(keyword: tuple[str, ...], style: str) -> None:
    """List the questions, by number."""
    found = find_questions(*keyword)
    if not found:
        known = sorted({word for question in find_questions() for word in question.keywords})
        raise click.BadParameter(f"no question has {' and '.join(keyword)}; known: {', '.join(known)}")
    emit(style, ("id", "keywords", "text"), ((q.id, q.keywords, q.text) for q in found))


@command.command("show")
@click.argument("question")
def show(question: str) -> None:
    """Show QUESTION (id or number): text, keywords, and its query or the Python function that answers it."""
    found = get_question(question)
    click.echo(f"{found.id}: {found.text}\nkeywords: {', '.join(found.keywords)}\n")
    click.echo(found.query or f"Python: immunokg.graph.questions.calls.CALLS[{found.call!r}].ask(kg)")


@command.command("run")
@click.argument("question", nargs=-1)
@click.option("--changed", is_flag=True, help="Say only how answers differ from the frozen ones (exit 1 if any).")
@click.option("--freeze", type=click.Path(path_type=Path, file_okay=False), help="Write the answers into this folder.")
@bundle_option
@format_option()
def run(question: tuple[str, ...], changed: bool, freeze: Path | None, bundle: Path | None, style: str) -> None:
    """Run QUESTIONs (ids or numbers; all if none is given) and print the answers."""
    kg = immunokg.open(bundle)
    found = [get_question(name) for name in question] or find_questions()
    if freeze:
        freeze.mkdir(parents=True, exist_ok=True)
    changes = []
    for asked in found:
        answer = run_question(kg, asked)
        if freeze:
            click.echo(f"wrote {write_answer(freeze, asked, answer)}", err=True)
        elif changed:
            changes.append(compare_answer(asked, answer))
        else:
            _print(asked, answer.columns, answer.rows, style, alone=len(found) == 1)
    if changed:
        _report([change for change in changes if change], len(found), style)


def _print(asked: Question, columns: Sequence[str], rows: Sequence[Sequence[str]], style: str, *, alone: bool) -> None:
    if style == "table":
        click.echo(f"{asked.id}: {asked.text}")
    elif not alone and style == "tsv":
        click.echo(f"# {asked.id}")
    emit(style, columns, rows)
    if style == "table":
        click.echo(f"{len(rows)} row{'s' * (len(rows) != 1)}\n")


def _report(changes: Sequence[Change], asked: int, style: str) -> None:
    if style == "json":
        click.echo(json.dumps([_plain(change) for change in changes], ensure_ascii=False, indent=2))
    else:
        for line in (line for change in changes for line in _words(change)):
            click.echo(line)
    click.echo(f"{asked} questions, {len(changes)} changed", err=True)
    if changes:
        raise click.exceptions.Exit(1)


def _plain(change: Change) -> dict[str, Any]:
    return {
        "question": change.question,
        "added": [list(row) for row in change.added],
        "removed": [list(row) for row in change.removed],
        "reordered": change.reordered,
        "unknown": change.unknown,
    }


def _words(change: Change) -> Iterator[str]:
    what = "no frozen answer" if change.unknown else "same rows in another order" if change.reordered else ""
    yield f"{change.question}: {what or f'{len(change.added)} rows new, {len(change.removed)} gone'}"
    if not change.unknown:
        for mark, rows in (("+", change.added), ("-", change.removed)):
            yield from (f"  {mark} {' | '.join(row)}" for row in rows[:SHOWN])
            if len(rows) > SHOWN:
                yield f"  {mark} … {len(rows) - SHOWN} more"
