"""Render a comparison as text for the terminal: agents one under the other for words, side by side for risks."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence

from immunokg.graph.catalogue import Record
from immunokg.graph.risk import PROMINENCES, Comparison, RiskEntry, RiskLine, Side, Similarity
from immunokg.viz.words import NOTICE, claim_words, effect_words, grade_words, sign_mark

__all__ = ["render_comparison"]

Label = Callable[[str], str]
SHOWN = 8
NARROWEST = 14
NOT_ASSESSED = "not assessed"
CARE_WORDS = {"monitors": "is watched by", "mitigates": "is mitigated by", "prevents": "is prevented by"}


def render_comparison(
    comparison: Comparison, risks: Sequence[RiskLine], label: Label, *, width: int = 100, shown: int = SHOWN
) -> str:
    """Return the comparison as lines of at most `width` characters, ending in a newline.

    Parameters
    ----------
    risks
        Those of the comparison to show, in its order.
    label
        Gives the label of a slug.
    shown
        How many claims of each agent are shown under each heading.
    """
    lines = [f"{' and '.join(side.label for side in comparison.sides)}", ""]
    for title, said in (
        ("Mechanism", _mechanism),
        ("Used for", _uses),
        ("Contraindicated in", _contraindications),
        ("Watched and done in those who take it", _care),
    ):
        lines += _section(title, {side.label: said(side, label) for side in comparison.sides}, width, shown)
    lines += _listed("Against one another", [_efficacy(claim, label) for claim in comparison.head_to_head], width)
    lines += _risks(comparison, risks, label, width)
    lines += _listed("Alike", [_alike(item, label) for item in comparison.similarities], width)
    return "\n".join(line.rstrip() for line in [*lines, "Not assessed is not safe.", NOTICE]) + "\n"


def _section(title: str, said: Mapping[str, Sequence[str]], width: int, shown: int) -> Iterator[str]:
    yield title
    for agent, texts in said.items():
        found = list(dict.fromkeys(texts))
        more = f"; {len(found) - shown} more" if len(found) > shown else ""
        yield from _wrap(f"{agent}: {'; '.join(found[:shown]) or 'nothing in this graph'}{more}", "  • ", width)
    yield ""


def _mechanism(side: Side, label: Label) -> list[str]:
    return [f"{sign_mark(c['sign'])} {label(c['object'])} {grade_words(c)}" for c in side.mechanism]


def _uses(side: Side, label: Label) -> list[str]:
    return [f"{label(c['object'])}{'' if c['predicate'] == 'treats' else ' (studied)'}" for c in side.uses]


def _contraindications(side: Side, label: Label) -> list[str]:
    return [label(claim["object"]) for claim in side.contraindications]


def _care(side: Side, label: Label) -> list[str]:
    return [f"{label(c['object'])} {CARE_WORDS[c['predicate']]} {label(c['subject'])}" for c in side.care]


def _efficacy(claim: Record, label: Label) -> str:
    effects = [effect_words(item["effect_estimate"]) for item in claim["evidence"] if "effect_estimate" in item]
    return f"{claim_words(claim, label)} {grade_words(claim)}{': ' + '; '.join(effects) if effects else ''}"


def _risks(comparison: Comparison, risks: Sequence[RiskLine], label: Label, width: int) -> Iterator[str]:
    if not risks:
        return
    columns = len(comparison.sides)
    cell = max(NARROWEST, (width - 30) // columns - 2)
    name = width - columns * (cell + 2)
    yield "Risks"
    yield _row("", [side.label for side in comparison.sides], name, cell)
    for line in risks:
        yield _row(line.label, [_cell(entry) for entry in line.entries], name, cell)
        for claim in line.head_to_head:
            yield from _wrap(f"{claim_words(claim, label)} {grade_words(claim)}", "    ", width)
    yield ""


def _row(head: str, cells: Sequence[str], name: int, cell: int) -> str:
    return "  ".join([_fit(head, name - 2).ljust(name - 2), *(_fit(text, cell).ljust(cell) for text in cells)])


def _fit(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _cell(entry: RiskEntry | None) -> str:
    """Return direction or status, the most prominent place of a label, and the range of percentages stated."""
    if entry is None:
        return NOT_ASSESSED
    said = [entry.direction or str(entry.status)]
    if entry.prominence:
        said.append(PROMINENCES[entry.rank])
    lows = [f.percent_low for f in entry.frequencies if f.percent_low is not None]
    if lows:
        said.append(
            f"{min(lows):g}–{entry.highest_percent:g} %" if min(lows) != entry.highest_percent else f"{lows[0]:g} %"
        )
    return ", ".join(said)


def _alike(item: Similarity, label: Label) -> str:
    shares = [
        f"{name} {'nothing known' if value is None else format(value, '.2f')}"
        for name, value in (("what they act on", item.mechanism), ("risks they raise", item.risk))
    ]
    return f"{label(item.one)} and {label(item.other)} (Jaccard index): {', '.join(shares)}"


def _listed(title: str, said: Sequence[str], width: int) -> Iterator[str]:
    if said:
        yield title
        for text in said:
            yield from _wrap(text, "  • ", width)
        yield ""


def _wrap(text: str, indent: str, width: int) -> list[str]:
    rest = " " * len(indent)
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False)
