"""How names are compared: without case, accents, hyphens and blanks."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold_name"]

GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa"})


def fold_name(text: str) -> str:
    """Return the form under which names are looked up.

    Examples
    --------
    >>> fold_name("Tacrolimus–FKBP12 Complex") == fold_name("tacrolimus fkbp12-complex")
    True
    >>> fold_name("NF-κB")
    'nfkappab'
    """
    # Decomposed before and after: 𝖠 is an A that has no lower case, and lower case can have marks of its own.
    lower = unicodedata.normalize("NFKD", text).casefold()
    plain = unicodedata.normalize("NFKD", lower).translate(GREEK)
    return re.sub(r"[^a-z0-9]+", "", plain) or plain
