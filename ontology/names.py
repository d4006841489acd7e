"""How names are compared: without case, accents, hyphens and blanks."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold_name"]

# Symbols of Greek letters (ϰ, ϑ) are taken apart by NFKD; the letters are all there is.
GREEK = {
    code: unicodedata.name(chr(code)).rsplit(" ", 1)[-1].lower().replace("lamda", "lambda")
    for code in range(ord("α"), ord("ω") + 1)
}
# CD4+ and CD4− are two kinds of cell; a hyphen between letters is none of this.
CHARGE = re.compile(r"(?<=\w)(?P<sign>[+\-\u2212])(?![\w+\-\u2212])")


def fold_name(text: str) -> str:
    """Return the form under which names are looked up.

    Greek letters are spelt out, a trailing plus or minus counts, and so do the star and the stroke of a genotype.

    Examples
    --------
    >>> fold_name("Tacrolimus–FKBP12 Complex") == fold_name("tacrolimus fkbp12-complex")
    True
    >>> fold_name("NF-κB")
    'nfkappab'
    >>> fold_name("CD4+ T cell"), fold_name("CD4− T cell"), fold_name("*1/*17")
    ('cd4postcell', 'cd4negtcell', '*1/*17')
    """
    # Decomposed before and after: 𝖠 is an A that has no lower case, and lower case can have marks of its own.
    lower = unicodedata.normalize("NFKD", text).casefold()
    plain = unicodedata.normalize("NFKD", lower).translate(GREEK)
    signed = CHARGE.sub(lambda found: "pos" if found["sign"] == "+" else "neg", plain)
    return re.sub(r"[^\w*/]+|_+", "", signed) or signed
