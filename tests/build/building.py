"""Building the toy tables, here and in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from immunokg.build.pipeline import build_bundle
from tests.build.making import row
from tests.toy import toy_rows, write_tables

__all__ = ["BUILD", "REPOSITORY", "another", "contents", "run", "several"]

REPOSITORY = Path(__file__).resolve().parents[2]
DERIVED = ("store-", "catalogue.sqlite", "hops.bin")


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files that promise to be byte-identical."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(DERIVED)
    }


def another(tables: Path, number: int) -> None:
    """Change the tables: one more row."""
    rows = toy_rows()
    rows["structure"].append(row("tacrolimus binds mtorc1", finding=f"Version {number}."))
    write_tables(tables, rows)


def several(root: Path, tables: Path, count: int) -> list[Path]:
    """Build changed tables again and again; the folders, oldest first."""
    made = []
    for number in range(count):
        another(tables, number)
        made.append(build_bundle(root, tables=tables))
    return made


def run(code: str, *arguments: object, seed: str = "0", cwd: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=os.environ | {"PYTHONHASHSEED": seed},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


BUILD = """
import sys
from pathlib import Path
from immunokg.build.pipeline import build_bundle
print(build_bundle(Path(sys.argv[1]), tables=Path(sys.argv[2])))
"""
