"""Render a regimen as text for the terminal: what adds up, through what, what to watch, and the two-sided balance."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from immunokg.graph.catalogue import Record
from immunokg.graph.risk import Pair, Regimen, RiskLine, SharedRisk
from immunokg.viz.words import NOTICE, claim_words, grade_words

__all__ = ["render_regimen"]

Label = Callable[[str], str]
SHOWN = 10
CONTRAINDICATED = "contraindicated together: "
RAISED = "+"
MARKS = {"raises": RAISED, "lowers": "−"}
LEGEND = "+ raises, − lowers, 0 looked for and not found, ? conflicting, · not assessed; * boxed warning"


def render_regimen(regimen: Regimen, label: Label, *, width: int = 100, shown: int = SHOWN) -> str:
    """Return the regimen as lines of at most `width` characters, ending in a newline.

    Parameters
    ----------
    label
        Gives the label of a slug.
    shown
        How many items are shown under each heading.
    """
    names = [side.label for side in regimen.sides]
    title = f"{label(regimen.name)}: " if regimen.name else ""
    lines = [title + " + ".join(names), ""]
    lines += _listed("What is known of the regimen itself", _own(regimen, label), width, shown)
    lines += _listed("Raised by two or more", [_shared(item, label) for item in regimen.shared], width, shown)
    lines += _matrix(regimen, label)
    lines += _listed("Together", _together(regimen.pairs, label), width, shown)
    lines += _listed("Vaccines", [_with_action(claim, label) for claim in regimen.vaccines], width, shown)
    lines += _listed("Watched", _care(regimen.monitoring, label, "interval"), width, shown)
    lines += _listed("Prevented and mitigated", _care(regimen.prophylaxis, label, "action"), width, shown)
    lines += _listed("Raised by one alone", _alone(regimen, label, shown), width, shown)
    lines += _balance(regimen, label, width, shown)
    lines += ["Not assessed is not safe. Frequencies of different trials are not added up.", NOTICE]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _own(regimen: Regimen, label: Label) -> list[str]:
    return [f"{claim_words(claim, label)} {grade_words(claim)}" for claim in regimen.own]


def _shared(item: SharedRisk, label: Label) -> str:
    through = f"; through {', '.join(map(label, item.through))}" if item.through else ""
    return f"{item.line.label}: {', '.join(map(label, item.raised_by))}{through}"


def _matrix(regimen: Regimen, label: Label) -> Iterator[str]:
    lines = [line for line in regimen.risks if any(entry and entry.rank < 2 for entry in line.entries)]
    if not lines:
        return
    yield "Boxed and warned of"
    for number, side in enumerate(regimen.sides, 1):
        yield f"  {number} {label(side.agent)}"
    yield f"  {'':42}{'  '.join(str(number) for number in range(1, len(regimen.sides) + 1))}"
    for line in lines:
        yield f"  {line.label[:40]:42}{' '.join(f'{mark:2}' for mark in _marks(line))}"
    yield f"  {LEGEND}"
    yield ""


def _marks(line: RiskLine) -> list[str]:
    marks = []
    for entry, status in zip(line.entries, line.statuses, strict=True):
        if entry is None or status == "not assessed":
            mark = "·"
        else:
            mark = MARKS.get(entry.direction or "", "?" if status == "conflicting" else "0")
        marks.append(mark + ("*" if entry and entry.rank == 0 else ""))
    return marks


def _together(pairs: Sequence[Pair], label: Label) -> list[str]:
    said = []
    for pair in pairs:
        names = f"{label(pair.one)} and {label(pair.other)}"
        warning = CONTRAINDICATED if pair.contraindicated else ""
        said += [f"{names}: {warning}{_with_action(claim, label)}" for claim in pair.interactions]
        same = [*map(label, pair.same_action), *map(label, pair.same_class)]
        if same:
            said.append(f"{names} do the same: {', '.join(same)}")
    return said


def _with_action(claim: Record, label: Label) -> str:
    facts = dict.fromkeys(
        str(item[name]) for item in claim["evidence"] for name in ("factor", "action") if item.get(name)
    )
    return f"{claim_words(claim, label)} {grade_words(claim)}{': ' + '; '.join(facts) if facts else ''}"


def _care(claims: Sequence[Record], label: Label, detail: str) -> list[str]:
    said = []
    for claim in claims:
        facts = dict.fromkeys(str(item[detail]) for item in claim["evidence"] if item.get(detail))
        about = f": {'; '.join(list(facts)[:2])}" if facts else ""
        said.append(f"{label(claim['subject'])} {claim['predicate']} {label(claim['object'])}{about}")
    return said


def _alone(regimen: Regimen, label: Label, shown: int) -> list[str]:
    return [
        f"{label(agent)}: {', '.join(map(label, risks[:shown]))}{_more(len(risks) - shown)}"
        for agent, risks in regimen.alone.items()
        if risks
    ]


def _balance(regimen: Regimen, label: Label, width: int, shown: int) -> Iterator[str]:
    over = [f"{label(risk)}: {', '.join(map(label, drugs))}" for risk, drugs in regimen.over.items()]
    under = [f"{label(state)}: {', '.join(map(label, drugs))}" for state, drugs in regimen.under.items()]
    yield from _listed("Too much immunosuppression: infections and malignancies raised", over, width, shown)
    yield from _listed("Too little: what the drugs are approved against", under, width, shown)


def _listed(title: str, said: Sequence[str], width: int, shown: int) -> Iterator[str]:
    if not said:
        return
    yield title
    for text in said[:shown]:
        yield from textwrap.wrap(text, width, initial_indent="  • ", subsequent_indent="    ", break_on_hyphens=False)
    if len(said) > shown:
        yield f"  … {len(said) - shown} more; --format json has them all"
    yield ""


def _more(count: int) -> str:
    return f" and {count} more" if count > 0 else ""
