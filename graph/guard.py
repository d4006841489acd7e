"""Refuse SPARQL that writes or reaches out, before the engine sees it.

Oxigraph executes SERVICE over HTTP and has no switch against it, so we look for the keyword ourselves, in a
text without strings, comments, IRIs, variables and prefixed names.
"""

from __future__ import annotations

import re

from immunokg.ontology.errors import QueryRefusedError

__all__ = ["refuse_unsafe"]

UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
SUSPICIOUS = re.compile(r"service|insert|delete|load|clear|create|drop|copy|move|add|with|\\[uU]", re.IGNORECASE)
TOKEN = re.compile(
    r"""
      (?P<skip> \#[^\r\n]*
        | \"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
        | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'
        | <[^<>"{}|^`\\\x00-\x20]*>
        | [?$][\w]+
        | @[A-Za-z][\w-]* )
    | (?P<prefixed> [\w.-]*:(?:[\w.:%-]|\\.)* )
    | (?P<word> [A-Za-z_]+ )
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def refuse_unsafe(query: str, *, allow_service: bool = False) -> None:
    """Raise QueryRefusedError if the query updates, or holds SERVICE without leave."""
    if not SUSPICIOUS.search(query):
        return
    for text in {query, ESCAPE.sub(_decode, query)}:
        _refuse(text, allow_service=allow_service)


def _decode(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 else match[0]


def _refuse(text: str, *, allow_service: bool) -> None:
    first = True
    for token in TOKEN.finditer(text):
        word = _keyword(token)
        if not word:
            continue
        if word == "SERVICE" and not allow_service:
            message = "SERVICE is refused: the graph answers from its own claims only."
            raise _refused(message, text, token.start())
        if first and word in UPDATES:
            message = f"{word} is refused: the graph is read-only. Use SELECT, ASK, CONSTRUCT or DESCRIBE."
            raise _refused(message, text, token.start())
        first = first and word in ("BASE", "PREFIX")


def _keyword(token: re.Match[str]) -> str:
    """Return the keyword in a token, upper case; Oxigraph reads ``SERVICE:x`` as SERVICE and ``:x``."""
    prefix = (token["prefixed"] or "").partition(":")[0].upper()
    if prefix.endswith(("SERVICE", "SILENT")):
        return "SERVICE"
    return (token["word"] or "").upper()


def _refused(message: str, text: str, at: int) -> QueryRefusedError:
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return QueryRefusedError(f"line {line}, column {column}: {message}", line=line, column=column)
