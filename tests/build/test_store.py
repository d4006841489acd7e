from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from immunokg.build.store import write_store
from immunokg.ontology.bundle import GRAPH_FILE, store_folder


@pytest.fixture
def folder(toy_bundle: Path, tmp_path: Path) -> Path:
    """Return a bundle that has its N-Quads alone."""
    shutil.copy(toy_bundle / GRAPH_FILE, tmp_path)
    return tmp_path


def test_the_store_holds_what_the_file_holds(folder: Path) -> None:
    write_store(folder)
    store = Store.read_only(str(store_folder(folder)))
    assert set(store) == set(parse(path=str(folder / GRAPH_FILE), format=RdfFormat.N_QUADS))


def test_the_store_can_be_opened_more_than_once(folder: Path) -> None:
    write_store(folder)
    one, other = (Store.read_only(str(store_folder(folder))) for _ in range(2))
    assert len(one) == len(other) > 0


def test_another_engine_version_has_a_store_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_store(folder)
    old = store_folder(folder)
    monkeypatch.setattr("pyoxigraph.__version__", "99.0.0")
    assert not store_folder(folder).exists()
    write_store(folder)
    assert sorted(path.name for path in folder.glob("store-*")) == sorted([old.name, "store-99.0.0"])
    assert set(Store.read_only(str(store_folder(folder)))) == set(Store.read_only(str(old)))
