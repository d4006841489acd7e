"""Render a risk profile as text for the terminal: by category, most prominent first, unknown never as safe."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from immunokg.graph.risk import Frequency, RiskEntry, RiskProfile
from immunokg.viz.words import NOTICE

__all__ = ["render_profile"]

SHOWN_FREQUENCIES = 3
UNKNOWN = "What is not listed was not assessed here; unknown is not safe."
ABOUT = ("seriousness", "attribution", "onset", "dose_dependence", "reversibility", "confounding")


def render_profile(
    profile: RiskProfile, entries: Iterable[RiskEntry], *, width: int = 100, frequencies: int = SHOWN_FREQUENCIES
) -> str:
    """Return the entries as lines of at most `width` characters, ending in a newline.

    Parameters
    ----------
    profile
        Whose risks they are.
    entries
        Those to show, in the order of the profile; they are grouped by category, categories in alphabetical order.
    frequencies
        How many observations of each risk are shown, highest first.
    """
    shown = RiskProfile(profile.agent, profile.label, tuple(entries)).by_category()
    lines = [f"Risks of {profile.label}", ""]
    for category, group in shown.items():
        lines.append(category.replace("-", " "))
        for entry in group:
            lines += _entry(entry, width, frequencies)
        lines.append("")
    lines += [UNKNOWN, NOTICE]
    return "\n".join(lines) + "\n"


def _entry(entry: RiskEntry, width: int, frequencies: int) -> Iterator[str]:
    yield from _wrap(f"{entry.label}: {_said(entry)}", "  • ", width)
    about = [value for name in ABOUT for value in getattr(entry, name)]
    if about:
        yield from _wrap("; ".join(about), "      ", width)
    for frequency in entry.frequencies[:frequencies]:
        yield from _wrap(f"how often: {_frequency(frequency)}", "      ", width)
    if len(entry.frequencies) > frequencies:
        yield f"      … {len(entry.frequencies) - frequencies} more"
    if entry.path:
        yield from _wrap(f"why: {' → '.join(entry.path)}", "      ", width)


def _said(entry: RiskEntry) -> str:
    """Return status, direction and where labels put it, in one phrase."""
    said = f"{entry.direction}" if entry.direction else str(entry.status)
    grade = f" [{entry.confidence}{', contested' if entry.contested else ''}]" if entry.confidence else ""
    places = [f"{place} ({where})" if where else place for where, place in entry.prominence.items()]
    source = f", inherited from {' and '.join(entry.inherited_from)}" if entry.inherited_from else ""
    compared = f"; {entry.comparisons} comparison{'s' * (entry.comparisons > 1)}" if entry.comparisons else ""
    return f"{said}{grade}{', ' if places else ''}{', '.join(places)}{source}{compared}"


def _frequency(frequency: Frequency) -> str:
    text = f"{frequency.arm} {_percent(frequency.percent_low, frequency.percent_high, frequency.details)}"
    if frequency.comparator_arm:
        text += f", {frequency.comparator_arm} {_percent(frequency.comparator_low, frequency.comparator_high, {})}"
    about = [value for name, value in frequency.details.items() if name != "frequency_class"]
    return f"{text} ({'; '.join(about)})" if about else text


def _percent(low: float | None, high: float | None, details: dict[str, str]) -> str:
    if low is None or high is None:
        return details.get("frequency_class", "not given")
    return f"{low:g} %" if low == high else f"{low:g}–{high:g} %"


def _wrap(text: str, indent: str, width: int) -> list[str]:
    rest = " " * len(indent)
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False)
