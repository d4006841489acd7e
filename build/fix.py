"""Mend what a machine can mend in the tables: order, blanks, line ends, byte order mark. Loses no row."""

from __future__ import annotations

from pathlib import Path

__all__ = ["fix_tables"]


def fix_tables(folder: Path) -> list[str]:
    """Rewrite the tables in `folder` that are not tidy; return their names, sorted.

    A file that is not UTF-8 is left as it is, for the check to report. Each file is replaced in one step.
    """
    mended = []
    for path in sorted(folder.glob("*.tsv")):
        old = path.read_bytes()
        try:
            text = old.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        new = _tidy(text).encode()
        if new != old:
            draft = path.with_name(f".{path.name}.draft")
            draft.write_bytes(new)
            draft.replace(path)
            mended.append(path.name)
    return mended


def _tidy(text: str) -> str:
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if not lines:
        return ""
    rows = [tuple(_trim(cell) for cell in line.split("\t")) for line in lines]
    return "".join("\t".join(row) + "\n" for row in [rows[0], *sorted(rows[1:])])


def _trim(cell: str) -> str:
    return "|".join(part.strip() for part in cell.split("|"))
