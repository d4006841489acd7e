"""Render an explanation as text for the terminal: the answer, then who, what is watched, what helps, the unknown."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from immunokg.graph.why import Explanation, Gap, Interruption, Modifier
from immunokg.viz.answer import Answer
from immunokg.viz.text import render_answer
from immunokg.viz.words import NOTICE, claim_words, grade_words, sign_mark

__all__ = ["render_explanation"]

Label = Callable[[str], str]
SHOWN = 6
RELIEF = "What acts on the end, not on the mechanism"


def render_explanation(explanation: Explanation, answer: Answer, label: Label, *, width: int = 100) -> str:
    """Return the explanation as lines of at most `width` characters, ending in a newline.

    Parameters
    ----------
    explanation, answer
        What is to be said; the answer holds the paths and competing paths of the explanation, in this order.
    label
        Gives the label of a slug.
    """
    text = render_answer(answer, width=width).removesuffix(f"{NOTICE}\n")
    lines = [
        *_uses(explanation, label, width),
        *_modifiers(explanation, label, width),
        *_observations(explanation, answer, label, width),
        *_interruptions(explanation, label, width),
        *_gap(explanation.gap, label, width),
        *_unknown(explanation, width),
        NOTICE,
    ]
    return text + "\n".join(line.rstrip() for line in lines) + "\n"


def _uses(explanation: Explanation, label: Label, width: int) -> Iterator[str]:
    said = [f"{claim_words(claim, label)} {grade_words(claim)}" for claim in explanation.uses]
    yield from _section("Used for it", said, width)


def _modifiers(explanation: Explanation, label: Label, width: int) -> Iterator[str]:
    for effect, title in ((1, "Who is at more risk"), (-1, "Who is at less risk")):
        found = [item for item in explanation.modifiers if item.effect == effect]
        yield from _section(title, [_modifier(item, label) for item in found], width)


def _modifier(item: Modifier, label: Label) -> str:
    about = "; ".join(part for part in (item.factor, item.action) if part)
    mark = sign_mark(item.claim["sign"])
    return f"{label(item.who)} {mark}→ {label(item.through)} {grade_words(item.claim)}{f': {about}' if about else ''}"


def _observations(explanation: Explanation, answer: Answer, label: Label, width: int) -> Iterator[str]:
    said = []
    for claim in explanation.observations:
        intervals = dict.fromkeys(str(item["interval"]) for item in claim["evidence"] if item.get("interval"))
        when = f": {'; '.join(list(intervals)[:2])}" if intervals else ""
        said.append(f"{label(claim['subject'])} observes {label(claim['object'])}{when}")
    yield from _section("What is watched", said, width)


def _interruptions(explanation: Explanation, label: Label, width: int) -> Iterator[str]:
    helpful = bool(explanation.paths) and explanation.paths[0].sign < 0
    for interrupts, title in (
        (True, "What takes this effect away" if helpful else "What can be done"),
        (False, RELIEF),
    ):
        found = [item for item in explanation.interruptions if item.interrupts == interrupts]
        yield from _section(title, [_interruption(item, label) for item in found], width)


def _interruption(item: Interruption, label: Label) -> str:
    how = "interrupts the mechanism at" if item.interrupts else "relieves or prevents"
    cost = f"; the price: {' → '.join(map(label, item.cost.nodes))} is weakened too" if item.cost else ""
    return f"{label(item.intervention)}, {how} {label(item.acts_on)} {grade_words(item.claim)}{cost}"


def _gap(gap: Gap | None, label: Label, width: int) -> Iterator[str]:
    if gap is None:
        return
    ahead, back = " ".join(map(str, gap.forward)) or "none", " ".join(map(str, gap.backward)) or "none"
    said = [
        f"from {label(gap.start)} nodes are reached at 1, 2, … hops: {ahead}",
        f"back from {label(gap.end)}: {back}",
    ]
    if gap.last_forward:
        said.append(f"the search ends at {', '.join(map(label, gap.last_forward[:SHOWN]))}")
    if gap.meeting:
        said.append(f"both sides reach {', '.join(map(label, gap.meeting[:SHOWN]))}, but in places that do not fit")
    if gap.unsupported:
        said.append(f"only over claims that are not supported: {' → '.join(map(label, gap.unsupported))}")
    yield from _section("Why there is no path", said, width)


def _unknown(explanation: Explanation, width: int) -> Iterator[str]:
    yield from _section("What is not known", list(explanation.unknown), width)


def _section(title: str, said: list[str], width: int) -> Iterator[str]:
    if not said:
        return
    yield title
    for line in said[:SHOWN]:
        yield from textwrap.wrap(line, width, initial_indent="  • ", subsequent_indent="    ", break_on_hyphens=False)
    if len(said) > SHOWN:
        yield f"  … {len(said) - SHOWN} more; --format json has them all"
    yield ""
