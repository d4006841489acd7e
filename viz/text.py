"""Render an answer as text for the terminal, hop by hop, a source under every hop."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from immunokg.graph.catalogue import Record
from immunokg.graph.mechanism import Hop, MechanismPath
from immunokg.viz.answer import Answer, clinical_words, sign_word
from immunokg.viz.words import (
    NOTHING_CLAIMED,
    NOTICE,
    context_words,
    frequency_words,
    grade_words,
    sign_mark,
    source_words,
    stance_words,
    state_words,
)

__all__ = ["render_answer"]

SHOWN_EVIDENCE = 2
SHOWN_FREQUENCIES = 2
SHOWN_CLAIMS = 6


def render_answer(
    answer: Answer, *, width: int = 100, sources: int = SHOWN_EVIDENCE, claims: int = SHOWN_CLAIMS
) -> str:
    """Return the answer as lines of at most `width` characters, ending in a newline.

    At most `claims` clinical claims are shown, and of each claim its first `sources` pieces of evidence, where it
    first stands.
    """
    lines = [f"{answer.start['label']} → {answer.end['label']}", ""]
    lines += _claims(answer, width, sources, claims)
    lines += _paths(answer, width, sources)
    lines += [NOTICE]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _claims(answer: Answer, width: int, sources: int, shown: int) -> Iterator[str]:
    if not answer.claims:
        yield NOTHING_CLAIMED
        if answer.near:
            near = ", ".join(f"{answer.label(slug)} ({slug})" for slug in answer.near)
            yield from _wrap(f"There are claims on {near}.", "  ", width)
    else:
        yield "What is claimed clinically"
    for claim in answer.claims[:shown]:
        yield from _wrap(f"{clinical_words(claim, answer)} {grade_words(claim)}", "  • ", width)
        for item in claim["evidence"][:sources]:
            yield from _evidence(item, answer, "      ", width)
            for frequency in item.get("frequencies", [])[:SHOWN_FREQUENCIES]:
                yield from _wrap(f"{frequency_words(frequency)}", "        how often: ", width)
        yield from _more(len(claim["evidence"]) - sources, "sources", "      ")
    yield from _more(len(answer.claims) - shown, "claims", "  ")
    if answer.caution:
        yield ""
        yield from _wrap(answer.caution, "", width)


def _paths(answer: Answer, width: int, sources: int) -> Iterator[str]:
    yield ""
    shown: set[str] = set()
    if not answer.paths:
        yield from ("Mechanism: no path of causal claims in this graph.", "")
    for number, path in enumerate(answer.paths, 1):
        yield from _wrap(f"Mechanism {number}: {_grade(path, answer)}", "", width)
        yield f"  {answer.label(path.nodes[0])}"
        for at, hop in enumerate(path.hops):
            weakest = "  ← weakest hop" if at == path.weakest else ""
            place = context_words(hop.record, answer.label)
            said = f"{state_words(hop.record['state'])}{hop.predicate.replace('_', ' ')}"
            yield f"   {sign_mark(hop.sign)} {said}{place} {grade_words(hop.record)}{weakest}"
            if hop.claim in shown:
                yield "   │   evidence as above"
            else:
                yield from _hop_evidence(hop, answer, width, sources)
            shown.add(hop.claim)
            yield f"  {answer.label(hop.object)}"
        yield ""


def _grade(path: MechanismPath, answer: Answer) -> str:
    signs = " ".join(sign_mark(hop.sign) for hop in path.hops)
    place = f", in {answer.label(path.context)}" if path.context else ""
    origin = "stated by a source" if path.end_to_end == "stated" else "assembled by us"
    return f"{signs} = {sign_word(path)} ({path.confidence}, {origin}{place})"


def _hop_evidence(hop: Hop, answer: Answer, width: int, sources: int) -> Iterator[str]:
    for item in hop.record["evidence"][:sources]:
        yield from _evidence(item, answer, "   │   ", width)
    yield from _more(len(hop.record["evidence"]) - sources, "sources", "   │   ")


def _evidence(item: Record, answer: Answer, indent: str, width: int) -> Iterator[str]:
    kind = item["evidence_kind"].replace("_", " ")
    yield from _wrap(f"{stance_words(item)}{item['finding']}", indent, width)
    yield from _wrap(f"{kind}: {source_words(answer.sources[item['source']], item['locator'])}", f"{indent}  ", width)


def _wrap(text: str, indent: str, width: int) -> list[str]:
    rest = indent if not indent.strip(" │") else " " * len(indent)
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False)


def _more(count: int, what: str, indent: str) -> Iterator[str]:
    if count > 0:
        yield f"{indent}… {count} more {what if count > 1 else what.removesuffix('s')}"
