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
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(GREEK)
    return re.sub(r"[^a-z0-9]+", "", plain) or plain
