"""Run a question, and compare its answer with the frozen one."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.questions.calls import CALLS
from immunokg.graph.questions.catalog import Question
from immunokg.graph.results import AskResult, SelectResult
from immunokg.ontology.errors import ArgumentError

__all__ = ["Answer", "Change", "compare_answer", "read_answer", "run_question", "write_answer"]

IK = "https://w3id.org/immunokg/"


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns and rows of text, rows in the order of the question. IRIs of the graph stand as slugs."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """How an answer differs from the frozen one: rows that are new and rows that are gone, each sorted.

    `reordered` if the rows are the same in another order; `unknown` if no answer is frozen.
    """

    question: str
    added: tuple[tuple[str, ...], ...]
    removed: tuple[tuple[str, ...], ...]
    reordered: bool
    unknown: bool

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.added or self.removed or self.reordered or self.unknown)


def run_question(kg: KnowledgeGraph, question: Question) -> Answer:
    """Return the answer of a question on a graph.

    Raises
    ------
    QueryError
        If its query cannot be run.
    """
    if question.call:
        columns, rows = CALLS[question.call].ask(kg)
        return Answer(tuple(columns), tuple(tuple(map(_cell, row)) for row in rows))
    result = kg.query(question.query)
    if isinstance(result, AskResult):
        return Answer(("answer",), ((str(bool(result)).lower(),),))
    if not isinstance(result, SelectResult):
        raise ArgumentError(f"{question.id} is a {type(result).__name__}; a question is a SELECT or an ASK")
    columns = result.variables
    return Answer(tuple(columns), tuple(tuple(_cell(row[name]) for name in columns) for row in result.rows()))


def read_answer(question: Question) -> Answer | None:
    """Return the frozen answer, or None if there is none."""
    file = files("immunokg.graph.questions").joinpath(f"answers/{question.id}.tsv")
    try:
        lines = file.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except OSError:
        return None
    columns, *rows = [tuple(line.split("\t")) for line in lines]
    return Answer(columns, tuple(rows))


def write_answer(folder: Path, question: Question, answer: Answer) -> Path:
    """Freeze an answer in `folder` and return the file."""
    path = folder / f"{question.id}.tsv"
    text = "".join("\t".join(line) + "\n" for line in (answer.columns, *answer.rows))
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def compare_answer(question: Question, answer: Answer) -> Change:
    """Return how an answer differs from the frozen one."""
    frozen = read_answer(question)
    if frozen is None or frozen.columns != answer.columns:
        return Change(question.id, answer.rows, frozen.rows if frozen else (), reordered=False, unknown=frozen is None)
    now, before = set(answer.rows), set(frozen.rows)
    added, removed = tuple(sorted(now - before)), tuple(sorted(before - now))
    reordered = not added and not removed and answer.rows != frozen.rows
    return Change(question.id, added, removed, reordered=reordered, unknown=False)


def _cell(value: Any) -> str:
    """Return a value as text without tab and line end; IRIs of the graph as slugs, numbers without noise."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, (list, tuple)):
        return " | ".join(map(_cell, value))
    return " ".join(str(value).removeprefix(IK).split())
