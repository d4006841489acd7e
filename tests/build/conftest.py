"""The toy tables and an empty cache for the tests that build."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.toy import toy_rows, write_tables


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return write_tables(tmp_path / "tables", toy_rows())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "cache"
