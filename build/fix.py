"""Mend what a machine can mend in the tables: order, blanks, line ends, byte order mark. Loses no row."""

from __future__ import annotations

from pathlib import Path

from immunokg.ontology.tables import table_schemas

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
        new = _tidy(text, _multiple(path.name)).encode()
        if new != old:
            draft = path.with_name(f".{path.name}.draft")
            draft.write_bytes(new)
            draft.replace(path)
            mended.append(path.name)
    return mended


def _multiple(file: str) -> frozenset[str]:
    """Return the columns of a table, or of its rejected rows, whose cells hold several values."""
    schema = table_schemas().get(file.split(".", maxsplit=1)[0])
    return frozenset(column.name for column in schema.columns if column.multiple) if schema else frozenset()


def _tidy(text: str, multiple: frozenset[str]) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        return ""
    header, *rows = (tuple(cell.strip() for cell in line.split("\t")) for line in lines)
    several = [name in multiple for name in header]
    tidy = sorted(tuple(map(_trim, row, several)) if len(row) == len(header) else row for row in rows)
    return "".join("\t".join(row) + "\n" for row in [header, *tidy])


def _trim(cell: str, several: bool) -> str:
    return "|".join(part.strip() for part in cell.split("|")) if several else cell
