from __future__ import annotations

from pathlib import Path

import pytest

from tests.readme import PAGES, blocks, run

SHOWN = [block for page in PAGES for block in blocks(page)]


def test_readme_shows_at_least_five_things_to_try() -> None:
    assert len(blocks(PAGES[0])) >= 5


def test_the_map_of_the_review_answers_every_line_of_it() -> None:
    text = PAGES[1].read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("## ")]
    assert len(lines) >= 10
    for part in text.split("\n## ")[1:]:
        assert "```console\n$ immunokg " in part


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_a_page_shows_what_the_command_prints(command: str, shown: str, tmp_path: Path) -> None:
    output = run(command, tmp_path)
    if shown.endswith("…\n"):
        kept = shown.removesuffix("…\n")
        assert output.startswith(kept)
        assert len(output) > len(kept)
    else:
        assert output == shown
