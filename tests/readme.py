"""Run the commands of README.md and docs/review-map.md and compare; `python -m tests.readme` rewrites what they show.

A block is ```console, then lines: `$ command` and the output after it. A last line `…` means that more follows.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

__all__ = ["PAGES", "blocks", "run"]

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "review-map.md")
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]*)\n(?P<output>.*?)```", re.DOTALL)


def blocks(page: Path) -> list[tuple[str, str]]:
    """Return command and shown output of every console block of a page that runs immunokg or Python."""
    found = [(match["command"], match["output"]) for match in BLOCK.finditer(page.read_text(encoding="utf-8"))]
    return [(command, output) for command, output in found if command.startswith(("immunokg ", "python "))]


def run(command: str, folder: Path) -> str:
    """Return what the command prints, run with this Python in `folder`."""
    words = shlex.split(command)
    starts = {"immunokg": [sys.executable, "-c", "from immunokg.cli import main; main()"], "python": [sys.executable]}
    done = subprocess.run(
        [*starts[words[0]], *words[1:]],
        cwd=folder,
        env=os.environ | {"COLUMNS": "100"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout if done.returncode == 0 else done.stdout + done.stderr


def _rewrite(match: re.Match[str]) -> str:
    if not match["command"].startswith(("immunokg ", "python ")):
        return match[0]
    output = run(match["command"], Path.cwd())
    shown = match["output"].rstrip("\n").split("\n")
    if shown[-1] == "…":
        output = "\n".join(output.split("\n")[: len(shown) - 1]) + "\n…\n"
    return f"```console\n$ {match['command']}\n{output}```"


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(BLOCK.sub(_rewrite, page.read_text(encoding="utf-8")), encoding="utf-8")
