from __future__ import annotations

from pathlib import Path

import pytest

from tests.readme import blocks, run


def test_readme_shows_at_least_five_things_to_try() -> None:
    assert len(blocks()) >= 5


@pytest.mark.parametrize(("command", "shown"), blocks(), ids=[command for command, _ in blocks()])
def test_readme_shows_what_the_command_prints(command: str, shown: str, tmp_path: Path) -> None:
    output = run(command, tmp_path)
    if shown.endswith("…\n"):
        kept = shown.removesuffix("…\n")
        assert output.startswith(kept)
        assert len(output) > len(kept)
    else:
        assert output == shown
