"""What the cache keeps: builds that were cut short, older builds, rivals and the folders of others."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import immunokg
from immunokg.build.pipeline import build_bundle
from immunokg.ontology import bundle
from tests.build.building import BUILD, REPOSITORY, another, contents, run, several


def test_three_builds_are_kept_the_newest_ones(root: Path, tables: Path) -> None:
    made = []
    for number in range(5):
        another(tables, number)
        made.append(build_bundle(root, tables=tables))
        os.utime(made[-1], (number, number))
    assert [folder.exists() for folder in made] == [False, False, True, True, True]


def test_rebuilding_by_force_costs_no_older_bundle(root: Path, tables: Path) -> None:
    made = several(root, tables, 3)
    for number, folder in enumerate(made):
        os.utime(folder, (number, number))
    build_bundle(root, tables=tables, force=True)
    assert all(folder.exists() for folder in made)


KILLED = """
import os, signal, sys
from pathlib import Path
from immunokg.build import pipeline
from immunokg.build.inputs import input_files
from immunokg.ontology import bundle

root, tables, where = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

count = 0
def say(line):
    global count
    count += 1
    if where == f"line {count}":
        die()

module, _, name = where.partition(".")
if module in ("pipeline", "bundle"):
    setattr(pipeline if module == "pipeline" else bundle, name, die)
if where == "between renames":
    rename = Path.rename
    def once(self, target):
        rename(self, target)
        die()
    Path.rename = once
if where == "pointer half written":
    Path.replace = die
pipeline.build_bundle(root, tables=tables, force=True, say=say)
"""
POINTS = [
    "line 1", "line 2", "line 3", "pipeline.write_nquads", "pipeline.write_tables", "pipeline.write_catalogue",
    "pipeline.write_hops", "pipeline.write_store", "pipeline._check_unchanged", "bundle.write_pointer",
    "pointer half written", "pipeline._prune",
]  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("where", POINTS)
def test_a_kill_leaves_the_old_bundle_usable_and_the_next_build_clean(where: str, root: Path, tables: Path) -> None:
    old = build_bundle(root, tables=tables)
    before = contents(old)
    another(tables, 1)
    assert run(KILLED, root, tables, where).returncode == -signal.SIGKILL
    pointer = bundle.read_pointer(root)
    assert pointer is not None
    assert (root / pointer.build / "manifest.json").exists()
    assert contents(old) == before
    assert immunokg.open(old).search("tacrolimus")
    new = build_bundle(root, tables=tables)
    assert sorted(path.name for path in root.iterdir()) == sorted([old.name, new.name, "current.json", "lock"])
    assert immunokg.open(new).search("tacrolimus")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_kill_between_the_renames_of_a_forced_build_brings_the_old_bundle_back(root: Path, tables: Path) -> None:
    old = build_bundle(root, tables=tables)
    made = (old / "manifest.json").stat().st_mtime_ns
    assert run(KILLED, root, tables, "between renames").returncode == -signal.SIGKILL
    assert not old.exists()
    assert build_bundle(root, tables=tables) == old
    assert (old / "manifest.json").stat().st_mtime_ns == made
    assert sorted(path.name for path in root.iterdir()) == sorted([old.name, "current.json", "lock"])


def test_what_a_kill_after_both_renames_left_behind_is_removed(root: Path, tables: Path) -> None:
    folder = build_bundle(root, tables=tables)
    (root / f".old-{folder.name}-1-2").mkdir()
    (root / f".draft-{folder.name}-1").mkdir()
    (root / ".current-xyz.json").write_text("{")
    build_bundle(root, tables=tables)
    assert sorted(path.name for path in root.iterdir()) == sorted([folder.name, "current.json", "lock"])


def test_a_replaced_bundle_that_cannot_be_removed_stops_no_later_build(
    root: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = build_bundle(root, tables=tables)
    monkeypatch.setattr("immunokg.build.pipeline.shutil.rmtree", lambda *_args, **_options: None)
    for _ in range(2):
        assert build_bundle(root, tables=tables, force=True) == folder
    assert len(list(root.glob(".old-*"))) == 2
    monkeypatch.undo()
    build_bundle(root, tables=tables)
    assert sorted(path.name for path in root.iterdir()) == sorted([folder.name, "current.json", "lock"])


@pytest.mark.parametrize("part", [bundle.GRAPH_FILE, "tables/claims.tsv", bundle.CATALOGUE, bundle.HOPS])
def test_a_bundle_of_which_a_file_is_gone_is_built_anew(root: Path, tables: Path, part: str) -> None:
    folder = build_bundle(root, tables=tables)
    (folder / part).unlink()
    assert build_bundle(root, tables=tables) == folder
    assert (folder / part).is_file()


def test_folders_of_others_are_left_alone(root: Path, tables: Path) -> None:
    theirs = [
        root / name for name in ("webext", "0123456789abcdef", ".draft-thesis", ".old-photos", "0123456789abcde0")
    ]
    for folder in theirs:
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text('{"build": "something else"}')
        os.utime(folder, (0, 0))
    several(root, tables, 5)
    assert all(folder.is_dir() for folder in theirs)


def test_old_bundles_go_when_there_are_newer_ones_and_they_are_a_month_old(root: Path, tables: Path) -> None:
    made = several(root, tables, 5)
    assert all(folder.is_dir() for folder in made)
    for folder in made[:4]:
        os.utime(folder, (made.index(folder), made.index(folder)))
    build_bundle(root, tables=tables)
    assert [folder.is_dir() for folder in made] == [False, False, True, True, True]


def test_an_open_build_never_prunes_the_current_bundle(root: Path, tables: Path) -> None:
    made = several(root, tables, 4)
    current = made[-1]
    os.utime(current, (0, 0))
    build_bundle(root, tables=tables, open_only=True)
    assert current.is_dir()


def test_two_processes_that_build_at_once_end_with_one_whole_bundle(root: Path, tables: Path) -> None:
    rivals = [
        subprocess.Popen(
            [sys.executable, "-c", BUILD, str(root), str(tables)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY,
        )
        for _ in range(2)
    ]  # fmt: skip
    told = [rival.communicate(timeout=120) for rival in rivals]
    assert [rival.returncode for rival in rivals] == [0, 0], told
    (folder,) = {Path(out.strip()) for out, _ in told}
    assert sorted(path.name for path in root.iterdir()) == sorted([folder.name, "current.json", "lock"])
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for name, checksum in manifest["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == checksum
    assert immunokg.open(folder).search("tacrolimus")


def test_the_second_of_two_rivals_builds_nothing(root: Path, tables: Path) -> None:
    """A rival that waited for the lock finds the bundle that the first one made."""
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if len(said) == 1:
            command = [sys.executable, "-c", RIVAL, str(root), str(tables)]
            rivals.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY))

    rivals: list[subprocess.Popen[str]] = []
    folder = build_bundle(root, tables=tables, say=say)
    out, _ = rivals[0].communicate(timeout=120)
    assert out.splitlines() == [str(folder)]


RIVAL = BUILD.replace("tables=Path(sys.argv[2])", "tables=Path(sys.argv[2]), say=print")
