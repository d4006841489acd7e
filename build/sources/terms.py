"""What the readers of vocabularies have in common: the term, and opening a file that may be gzipped."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from typing import NamedTuple, TextIO

__all__ = ["Term", "open_text"]


class Term(NamedTuple):
    """An identifier and its names, the label first; a retired one names its successor if there is one."""

    curie: str
    names: tuple[str, ...]
    retired: str = ""


def open_text(path: Path) -> TextIO:
    """Open a UTF-8 file for reading, gzipped or not; a byte order mark is skipped."""
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path), encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")
