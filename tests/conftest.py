"""Fixtures: the toy graph as tables, as a bundle, and open."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

import immunokg
from immunokg.build.pipeline import build_bundle
from tests.toy import toy_rows, write_tables


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests away from the user's cache; one cache for the whole run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IMMUNOKG_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c() -> None:
    """Let Ctrl-C work where it was switched off, as it is for a run in the background of a shell script."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def toy_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the toy tables; do not change it."""
    return write_tables(tmp_path_factory.mktemp("toy") / "tables", toy_rows())


@pytest.fixture(scope="session")
def toy_bundle(toy_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the toy bundle; do not change it."""
    return build_bundle(tmp_path_factory.mktemp("toy-cache"), tables=toy_tables)


@pytest.fixture
def toy(toy_bundle: Path) -> immunokg.KnowledgeGraph:
    """Return the toy graph, open."""
    return immunokg.open(toy_bundle)
