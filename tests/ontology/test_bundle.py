"""The seam on disk: cache folder, pointer, manifest, fingerprint, lock."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from multiprocessing.synchronize import Event
from pathlib import Path
from types import SimpleNamespace

import pytest

from immunokg.ontology import bundle
from immunokg.ontology.bundle import Pointer
from immunokg.ontology.errors import BundleError


def test_chosen_cache_folder_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMMUNOKG_CACHE", str(tmp_path / "a" / "b"))
    assert bundle.cache_root() == tmp_path / "a" / "b"
    assert (tmp_path / "a" / "b").is_dir()


def test_chosen_cache_folder_that_cannot_be_made_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("IMMUNOKG_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(BundleError, match=r"IMMUNOKG_CACHE is .*file.cache, which cannot be made: .*Choose another"):
        bundle.cache_root()


def test_xdg_cache_home_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IMMUNOKG_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert bundle.cache_root() == tmp_path / "immunokg"


@pytest.mark.parametrize(("platform", "place"), [("linux", ".cache"), ("darwin", "Library/Caches")])
def test_users_cache_lies_where_the_system_wants_it(
    platform: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IMMUNOKG_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(bundle, "sys", SimpleNamespace(platform=platform))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert bundle.cache_root() == tmp_path / place / "immunokg"


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a temporary folder of the system; the user's cache is none of ours."""
    monkeypatch.delenv("IMMUNOKG_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "tmp"))
    return tmp_path / "tmp"


def test_without_a_home_the_cache_is_temporary(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("could not determine home directory")

    monkeypatch.setattr(Path, "home", no_home)
    assert bundle.cache_root().is_relative_to(elsewhere)


def test_a_home_that_cannot_be_written_gives_a_temporary_cache(
    elsewhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setattr(os, "access", lambda path, _: not Path(path).is_relative_to(home))
    root = bundle.cache_root()
    assert root.is_relative_to(elsewhere)
    assert root.is_dir()


def test_a_home_that_is_a_file_gives_a_temporary_cache(
    elsewhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").write_text("")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    assert bundle.cache_root().is_relative_to(elsewhere)


def test_temporary_caches_of_two_users_are_apart(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).is_relative_to(elsewhere))
    monkeypatch.setattr(os, "getuid", lambda: 1001)
    one = bundle.cache_root()
    monkeypatch.setattr(os, "getuid", lambda: 1002)
    assert bundle.cache_root() != one


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows has no owners")
@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_a_temporary_folder_that_others_can_write_to_is_left_alone(
    mode: int, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).is_relative_to(elsewhere))
    monkeypatch.setattr("tempfile.mkdtemp", lambda prefix: str(elsewhere / f"{prefix}fresh"))
    planted = elsewhere / f"immunokg-{os.getuid()}"
    planted.mkdir(parents=True)
    planted.chmod(mode)
    assert bundle.cache_root() == elsewhere / "immunokg-fresh"
    planted.chmod(0o700)
    assert bundle.cache_root() == planted


def test_nowhere_to_write_is_an_error_that_names_the_variable(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere.write_text("a file where the temporary folder should be")
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(BundleError, match="set IMMUNOKG_CACHE"):
        bundle.cache_root()


def test_pointer_round_trip(tmp_path: Path) -> None:
    pointer = Pointer("0123", "bundle format 1\n/tables/nodes.tsv 5 7")
    bundle.write_pointer(tmp_path, pointer)
    assert bundle.read_pointer(tmp_path) == pointer
    assert [path.name for path in tmp_path.iterdir()] == ["current.json"]


def test_pointer_is_replaced_as_a_whole(tmp_path: Path) -> None:
    bundle.write_pointer(tmp_path, Pointer("old", "x" * 9000))
    bundle.write_pointer(tmp_path, Pointer("new", "y"))
    assert bundle.read_pointer(tmp_path) == Pointer("new", "y")


def test_no_pointer_is_none(tmp_path: Path) -> None:
    assert bundle.read_pointer(tmp_path) is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", "null", '{"build": "a"}', '{"build": 1, "fingerprint": "f"}', "\udcff"]
)
def test_a_broken_pointer_is_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "current.json").write_bytes(text.encode(errors="surrogateescape"))
    assert bundle.read_pointer(tmp_path) is None


def test_manifest_is_read(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"bundle_format": bundle.BUNDLE_FORMAT, "build": "x"}))
    assert bundle.read_manifest(tmp_path)["build"] == "x"


def test_missing_manifest_says_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"manifest.json is missing. Run `immunokg build`"):
        bundle.read_manifest(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null"])
def test_broken_manifest_says_to_force_a_build(text: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(BundleError, match=r"cannot be read .*immunokg build --force"):
        bundle.read_manifest(tmp_path)


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(bundle.BUNDLE_FORMAT + 1, "upgrade immunokg"), (bundle.BUNDLE_FORMAT - 1, "run `immunokg build`"),
     ("one", "run `immunokg build`")],
)  # fmt: skip
def test_a_bundle_of_another_format_says_what_to_do(number: object, remedy: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"bundle_format": number}))
    with pytest.raises(BundleError, match=f"bundle format {number}, this immunokg reads .*{remedy}"):
        bundle.read_manifest(tmp_path)


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "b.tsv", tmp_path / "a.tsv"]
    for path in paths:
        path.write_text(path.name)
    return paths


def test_fingerprint_does_not_depend_on_order(inputs: list[Path]) -> None:
    assert bundle.fingerprint(inputs) == bundle.fingerprint(reversed(inputs))


def test_fingerprint_changes_with_size_time_and_name(inputs: list[Path]) -> None:
    before = bundle.fingerprint(inputs)
    seen = {before}
    os.utime(inputs[0], ns=(1, 1))
    seen.add(bundle.fingerprint(inputs))
    inputs[1].write_text("longer than before")
    seen.add(bundle.fingerprint(inputs))
    seen.add(bundle.fingerprint(inputs[:1]))
    assert len(seen) == 4


def test_fingerprint_changes_with_the_bundle_format(inputs: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    before = bundle.fingerprint(inputs)
    monkeypatch.setattr(bundle, "BUNDLE_FORMAT", bundle.BUNDLE_FORMAT + 1)
    assert bundle.fingerprint(inputs) != before


def test_fingerprint_reads_no_file(inputs: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    assert "a.tsv 5" in bundle.fingerprint(inputs)


def test_build_id_follows_name_and_content_not_place(inputs: list[Path], tmp_path: Path) -> None:
    named = [(path.name, path) for path in inputs]
    before = bundle.hash_files(named)
    copy = tmp_path / "elsewhere"
    copy.mkdir()
    for path in inputs:
        (copy / path.name).write_text(path.name)
    assert bundle.hash_files([(path.name, copy / path.name) for path in reversed(inputs)]) == before
    assert bundle.hash_files([("c.tsv", inputs[0]), named[1]]) != before
    inputs[0].write_text("B.tsv")
    assert bundle.hash_files(named) != before


def test_build_id_follows_the_bundle_format(inputs: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    named = [(path.name, path) for path in inputs]
    before = bundle.hash_files(named)
    monkeypatch.setattr(bundle, "BUNDLE_FORMAT", bundle.BUNDLE_FORMAT + 1)
    assert bundle.hash_files(named) != before


def test_store_folder_is_of_one_engine_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyoxigraph.__version__", "9.9.9")
    assert bundle.store_folder(tmp_path) == tmp_path / "store-9.9.9"


def _try_lock(root: Path, started: Event, got: Event) -> None:
    started.set()
    with bundle.lock(root):
        got.set()


def test_lock_makes_a_second_process_wait(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    started, got = spawn.Event(), spawn.Event()
    other = spawn.Process(target=_try_lock, args=(tmp_path, started, got))
    with bundle.lock(tmp_path):
        other.start()
        assert started.wait(60)
        assert not got.wait(0.2)
    assert got.wait(60)
    other.join()
    assert other.exitcode == 0


def test_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="inside"), bundle.lock(tmp_path):
        raise ValueError("inside")
    with bundle.lock(tmp_path):
        assert (tmp_path / "lock").exists()


def test_lock_on_windows_locks_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[int, int]] = []
    fake = SimpleNamespace(LK_LOCK=1, locking=lambda _file, mode, count: calls.append((mode, count)))
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    monkeypatch.setattr(bundle, "sys", SimpleNamespace(platform="win32"))
    with bundle.lock(tmp_path):
        assert calls == [(1, 1)]
