"""How claims are put into words, the same in terminal and page.

A comparison always names what it compares with: "lower than with tacrolimus" is never shortened to "lowers".
"""

from __future__ import annotations

from collections.abc import Callable

from immunokg.graph.catalogue import Record

__all__ = [
    "NOTHING_CLAIMED",
    "NOTICE",
    "claim_words",
    "context_words",
    "effect_words",
    "frequency_words",
    "grade_words",
    "risk_words",
    "sign_mark",
    "source_words",
    "stance_words",
    "state_words",
]

NOTHING_CLAIMED = "What is claimed clinically: nothing in this graph; unknown is not safe."
NOTICE = "Research and teaching tool, not medical advice."
ALONE = {
    "raises": "raises the risk",
    "lowers": "lowers the risk",
    "no_difference": "no difference in risk found",
}
EFFICACY_ALONE = {
    "improves": "better than without",
    "worsens": "worse than without",
    "noninferior": "not inferior to none",
    "no_difference": "no difference found",
}
EFFICACY_COMPARED = {
    "improves": "better than with {}",
    "worsens": "worse than with {}",
    "noninferior": "not inferior to {}",
    "no_difference": "no difference from {}",
}
DETAILS = ("event_definition", "population", "dose", "horizon", "background_regimen", "adjustment")
COMPARED = {
    "raises": "higher risk than with {}",
    "lowers": "lower risk than with {}",
    "no_difference": "no difference from {}",
}
STATES = {"not_found": "looked for and not found"}
SIGN_MARKS = {1: "+", -1: "−", 0: "?"}


def sign_mark(sign: int) -> str:
    """Return + or − (the minus sign, not a hyphen), ? if undetermined."""
    return SIGN_MARKS[sign]


def risk_words(claim: Record, label: Callable[[str], str]) -> str:
    """Return what a has_risk or has_efficacy claim says, with comparator, state, and of whom if not of the subject."""
    risk = claim["predicate"] == "has_risk"
    if claim["comparator"]:
        text = (COMPARED if risk else EFFICACY_COMPARED)[claim["direction"]].format(label(claim["comparator"]))
    else:
        text = (ALONE if risk else EFFICACY_ALONE)[claim["direction"]]
    return f"{state_words(claim['state'])}{text}{origin_words(claim, label)}"


def state_words(state: str) -> str:
    """Return what stands before a claim that is not supported, with a colon; empty for a supported one."""
    return "" if state == "supported" else f"{STATES.get(state, state)}: "


def grade_words(claim: Record) -> str:
    """Return how sure a claim is, in brackets, and whether other evidence speaks against it."""
    return f"[{claim['confidence']}, contested]" if claim["contested"] else f"[{claim['confidence']}]"


def stance_words(item: Record) -> str:
    """Return what stands before a finding that does not support its claim, with a colon; empty if it does."""
    return "" if item["stance"] == "supports" else f"{item['stance'].replace('_', ' ')}: "


def origin_words(claim: Record, label: Callable[[str], str]) -> str:
    """Return of whom an inherited claim is really said, after a semicolon; empty for one of the subject's own."""
    if not claim["inferred"]:
        return ""
    return f"; said of {' and '.join(label(slug) for slug in claim['inherited_from'])}, inherited as a member"


def claim_words(claim: Record, label: Callable[[str], str]) -> str:
    """Return a claim of any predicate as a sentence with labels, comparator, context, state and origin."""
    subject, object_ = label(claim["subject"]), label(claim["object"])
    if claim["direction"]:
        return f"{subject}: {object_}{context_words(claim, label)}: {risk_words(claim, label)}"
    said = f"{subject} {claim['predicate'].replace('_', ' ')} {object_}{context_words(claim, label)}"
    return f"{state_words(claim['state'])}{said}{origin_words(claim, label)}"


def context_words(claim: Record, label: Callable[[str], str]) -> str:
    """Return where a claim holds, with a blank before it; empty if it is not bound to a place."""
    return f" (in {label(claim['context'])})" if claim["context"] else ""


def frequency_words(frequency: Record) -> str:
    """Return one observation in words: arm, events of total, percent, then event, population, dose and time."""
    parts = [str(frequency["arm"])]
    if "events" in frequency:
        parts.append(f"{frequency['events']}/{frequency['total']}")
    low, high = frequency.get("percent_low"), frequency.get("percent_high")
    if low or high:
        parts.append(f"{low or high} %" if low == high or not high else f"{low}–{high} %" if low else f"up to {high} %")
    if "frequency_class" in frequency:
        parts.append(str(frequency["frequency_class"]))
    if "value" in frequency:
        parts.append(" ".join(str(frequency[name]) for name in ("value", "value_unit") if name in frequency))
    about = [frequency[name] for name in DETAILS if name in frequency]
    return " ".join(parts) + (f" ({'; '.join(about)})" if about else "")


def effect_words(effect: Record) -> str:
    """Return an estimated effect in words: measure, estimate, interval, p."""
    parts = [str(effect[name]) for name in ("effect_measure", "effect") if name in effect]
    if "effect_low" in effect:
        parts.append(f"({effect['interval_percent']} % CI {effect['effect_low']} to {effect['effect_high']})")
    if "p_value" in effect:
        parts.append(f"p {effect['p_value']}")
    return " ".join(parts)


def source_words(source: Record, locator: str) -> str:
    """Return title, year and place of a source."""
    year = f", {source['year']}" if "year" in source else ""
    return f"{source['title']}{year}, {locator}"
