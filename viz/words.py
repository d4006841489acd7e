"""How claims are put into words, the same in terminal and page.

A comparison always names what it compares with: "lower than with tacrolimus" is never shortened to "lowers".
"""

from __future__ import annotations

from collections.abc import Callable

from immunokg.graph.catalogue import Record

__all__ = ["NOTICE", "claim_words", "context_words", "frequency_words", "risk_words", "sign_mark", "source_words"]

NOTICE = "Research and teaching tool, not medical advice."
ALONE = {
    "raises": "raises the risk",
    "lowers": "lowers the risk",
    "no_difference": "no difference in risk found",
}
COMPARED = {
    "raises": "higher risk than with {}",
    "lowers": "lower risk than with {}",
    "no_difference": "no difference from {}",
}
SIGN_MARKS = {1: "+", -1: "−", 0: "?"}


def sign_mark(sign: int) -> str:
    """Return + or − (the minus sign, not a hyphen), ? if undetermined."""
    return SIGN_MARKS[sign]


def risk_words(claim: Record, label: Callable[[str], str]) -> str:
    """Return what a has_risk claim says, with comparator and state."""
    if claim["comparator"]:
        text = COMPARED[claim["direction"]].format(label(claim["comparator"]))
    else:
        text = ALONE[claim["direction"]]
    if claim["state"] == "supported":
        return text
    state = {"not_found": "looked for and not found"}.get(claim["state"], claim["state"])
    return f"{state}: {text}"


def claim_words(claim: Record, label: Callable[[str], str]) -> str:
    """Return a claim of any predicate as a sentence with labels, comparator and context."""
    subject, object_ = label(claim["subject"]), label(claim["object"])
    if claim["direction"]:
        return f"{subject}: {object_}: {risk_words(claim, label)}"
    return f"{subject} {claim['predicate'].replace('_', ' ')} {object_}{context_words(claim, label)}"


def context_words(claim: Record, label: Callable[[str], str]) -> str:
    """Return where a claim holds, with a blank before it; empty if it is not bound to a place."""
    return f" (in {label(claim['context'])})" if claim["context"] else ""


def frequency_words(frequency: Record) -> str:
    """Return one observation in words: arm, events of total, percent, population, horizon."""
    parts = [str(frequency["arm"])]
    if "events" in frequency:
        parts.append(f"{frequency['events']}/{frequency['total']}")
    low, high = frequency.get("percent_low"), frequency.get("percent_high")
    if low or high:
        parts.append(f"{low or '0'} %" if low == high or not high else f"{low or '0'}–{high} %")
    if "frequency_class" in frequency:
        parts.append(str(frequency["frequency_class"]))
    about = [frequency[name] for name in ("population", "horizon", "background_regimen") if name in frequency]
    return " ".join(parts) + (f" ({'; '.join(about)})" if about else "")


def source_words(source: Record, locator: str) -> str:
    """Return title, year and place of a source."""
    year = f", {source['year']}" if "year" in source else ""
    return f"{source['title']}{year}, {locator}"
