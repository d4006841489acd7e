"""Refuse SPARQL that writes or reaches out, before it runs.

Oxigraph executes SERVICE over HTTP and has no switch against it. Whether a text holds the keyword only its own
parser can say: `{ ?s ?p trueSERVICE <u> {} }` does, `PREFIX service: <u>` does not. So the parser is asked: with every
"service", and every letter written as an escape, turned into letters that mean nothing, a query that held the keyword
does not parse any more.
"""

from __future__ import annotations

import re
import secrets
import string

from pyoxigraph import Store

from immunokg.graph.syntax import explain_syntax, place_of
from immunokg.ontology.errors import QueryError, QueryRefusedError
from immunokg.ontology.prefixes import QUERY_PREFIXES

__all__ = ["refuse_service", "refuse_update"]

UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
PROLOGUE = re.compile(
    r"(?:\s++|\#[^\r\n]*+|BASE\s*+<[^>]*+>|PREFIX\s*+[^\s:]*+:\s*+<[^>]*+>)*+(?P<verb>[A-Za-z]++)", re.IGNORECASE
)
SERVICE = re.compile("service", re.IGNORECASE)
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def refuse_update(query: str) -> None:
    """Raise QueryRefusedError, with line and column, if the query is an update.

    Raises
    ------
    QueryError
        If the text holds half a surrogate pair, which no encoding has.
    """
    try:
        query.encode()
    except UnicodeEncodeError as error:
        raise QueryError(f"the query is no Unicode text: character {error.start + 1} is half a pair") from None
    found = PROLOGUE.match(query)
    if found and found["verb"].upper() in UPDATES:
        verb = found["verb"].upper()
        message = f"{verb} is refused: the graph is read-only. Use SELECT, ASK, CONSTRUCT or DESCRIBE."
        raise _refused(message, query, found.start("verb"))


def refuse_service(query: str) -> None:
    """Raise QueryRefusedError if the query holds a SERVICE clause, in whatever spelling.

    Nothing is sent: what is parsed holds no SERVICE. Costs a parse, and only where the letters occur.

    Raises
    ------
    QueryRefusedError
        With line and column of the clause.
    QueryError
        If a query with these letters does not parse for another reason.
    """
    plain = ESCAPE.sub(_letter, query)
    if not SERVICE.search(plain):
        return
    disguised = ESCAPE.sub(_no_letter, SERVICE.sub(_no_word(query), query))
    try:
        Store().query(disguised, prefixes=QUERY_PREFIXES)
    except SyntaxError as error:
        clause = _clause_at(query, str(error))
        if clause is None:
            raise explain_syntax(query, str(error)) from None
        raise _refused("SERVICE is refused: the graph answers from its own claims only.", query, clause) from None


def _letter(escape: re.Match[str]) -> str:
    """Return the letter that an escape stands for; the escape itself if it stands for anything else."""
    number = int(escape[1] or escape[2], 16)
    return chr(number) if number < 0x80 and chr(number).isalpha() else escape[0]


def _no_letter(escape: re.Match[str]) -> str:
    """Return as many letters as the escape is long if it stands for a letter, so that places stay where they are."""
    return escape[0] if _letter(escape) == escape[0] else "x" * len(escape[0])


def _no_word(text: str) -> str:
    """Return as many letters as "service" has that do not occur in the text and that nobody can guess."""
    while True:
        letters = "".join(secrets.choice(string.ascii_lowercase) for _ in "service")
        if letters not in text.casefold():
            return letters


def _clause_at(text: str, message: str) -> int | None:
    """Return where the "service" begins that the parser stumbled over, or None if it stumbled over something else.

    The parser names a place behind the word: after its letters, its IRI at the latest, but before any brace.
    """
    place = place_of(message)
    if place is None:
        return None
    lines = text.split("\n")
    at = sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1
    words = [
        found.start() for found in SERVICE.finditer(text) if text[found.start() - 1 : found.start()] not in ("?", "$")
    ]
    before = [start for start in words if start <= at]
    return before[-1] if before and not re.search("[{}]", text[before[-1] : at]) else None


def _refused(message: str, text: str, at: int) -> QueryRefusedError:
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return QueryRefusedError(f"line {line}, column {column}: {message}", line=line, column=column)
