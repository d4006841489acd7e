"""The questions: read from their Turtle files and from the Python ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, parse

from immunokg.ontology.errors import UnknownNameError

__all__ = ["QUESTION", "Question", "find_questions", "get_question"]

QUESTION = "https://w3id.org/immunokg/question/"
SH = "http://www.w3.org/ns/shacl#"
FORMS = ("select", "ask", "construct", "describe")
COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"
KEYWORDS = "https://schema.org/keywords"


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its id (as ``17-chronic-nephrotoxicity``), its text, keywords, and the query or the call.

    `query` is SPARQL, empty for a Python question; `call` names a function of `immunokg.graph.questions.calls`.
    """

    id: str
    text: str
    keywords: tuple[str, ...]
    query: str
    call: str

    @property
    def number(self) -> int:
        """The number at the beginning of the id."""
        return int(self.id.partition("-")[0])


def find_questions(*keywords: str) -> list[Question]:
    """Return the questions, by number; with keywords only those that have all of them."""
    wanted = {keyword.casefold() for keyword in keywords}
    found = [*_sparql(), *_python()]
    fitting = (question for question in found if wanted <= {keyword.casefold() for keyword in question.keywords})
    return sorted(fitting, key=lambda question: question.number)


def get_question(name: str) -> Question:
    """Return the question with this id or number.

    Raises
    ------
    UnknownNameError
        With near ids.
    """
    from difflib import get_close_matches

    questions = {question.id: question for question in find_questions()}
    for question in questions.values():
        if name in (question.id, str(question.number), f"{question.number:02}"):
            return question
    near = get_close_matches(name, questions, n=3, cutoff=0.3) or list(questions)[:3]
    raise UnknownNameError(name, near, what="question")


def _sparql() -> Iterator[Question]:
    folder = files("immunokg.graph.questions").joinpath("sparql")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".ttl"):
            yield from _read(file.read_bytes())


def _read(data: bytes) -> Iterator[Question]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(input=data, format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(QUESTION):
            found[quad.subject.value.removeprefix(QUESTION)][quad.predicate.value].append(_text(quad.object))
    for name, said in found.items():
        (query,) = [text for form in FORMS for text in said[SH + form]]
        yield Question(name, said[COMMENT][0], tuple(sorted(said[KEYWORDS])), query.strip(), "")


def _text(term: Any) -> str:
    return str(term.value)


def _python() -> Iterator[Question]:
    from immunokg.graph.questions.calls import CALLS

    for name, call in CALLS.items():
        yield Question(name, call.text, call.keywords, "", name)
