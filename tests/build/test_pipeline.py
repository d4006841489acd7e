"""The whole build: same bytes everywhere, nothing partial."""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from pyoxigraph import Store

import immunokg
from immunokg.build import pipeline
from immunokg.build.inputs import input_files
from immunokg.build.pipeline import build_bundle
from immunokg.bundles import current_bundle
from immunokg.ontology import bundle
from immunokg.ontology.errors import BuildError, TableError
from tests.build.building import BUILD, REPOSITORY, another, contents, run
from tests.toy import toy_rows, write_tables


def test_a_bundle_has_all_its_parts(root: Path, tables: Path) -> None:
    folder = build_bundle(root, tables=tables)
    whole = {"manifest.json", "graph.nq", "tables", "catalogue.sqlite", "hops.bin", bundle.store_folder(folder).name}
    assert {path.name for path in folder.iterdir()} == whole
    assert sorted(path.name for path in root.iterdir()) == sorted([folder.name, "current.json", "lock"])


def test_the_same_tables_give_the_same_bytes_in_two_folders(tmp_path: Path, tables: Path) -> None:
    one, other = (build_bundle(tmp_path / name, tables=tables) for name in ("one", "other"))
    assert contents(one) == contents(other)
    assert (one / "hops.bin").read_bytes() == (other / "hops.bin").read_bytes()


def test_tables_at_another_path_give_the_same_bytes(tmp_path: Path, tables: Path) -> None:
    moved = write_tables(tmp_path / "other" / "place", toy_rows())
    one, other = build_bundle(tmp_path / "a", tables=tables), build_bundle(tmp_path / "b", tables=moved)
    assert one.name == other.name
    assert contents(one) == contents(other)


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_another_hash_seed_gives_the_same_bytes(seed: str, tmp_path: Path, tables: Path) -> None:
    here = build_bundle(tmp_path / "here", tables=tables)
    there = run(BUILD, tmp_path / "there", os.path.relpath(tables, tmp_path), seed=seed, cwd=tmp_path)
    assert there.returncode == 0, there.stderr
    assert contents(Path(there.stdout.strip())) == contents(here)


def test_a_build_at_another_time_gives_the_same_bytes(tables: Path, root: Path) -> None:
    first = contents(build_bundle(root, tables=tables))
    for path in tables.iterdir():
        os.utime(path, ns=(1, 1))
    assert contents(build_bundle(root, tables=tables, force=True)) == first


def test_no_path_of_this_machine_is_inside(root: Path, tables: Path) -> None:
    for text in contents(build_bundle(root, tables=tables)).values():
        for path in (tables, root, REPOSITORY, Path.home() if Path.home() != Path("/") else root):
            assert f"{path}/".encode() not in text


def test_the_manifest_holds_inputs_checksums_counts_and_licences(root: Path, tables: Path) -> None:
    folder = build_bundle(root, tables=tables)
    manifest = bundle.read_manifest(folder)
    assert manifest["build"] == folder.name
    for name, checksum in manifest["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == checksum
    assert set(manifest["files"]) == set(contents(folder)) - {"manifest.json"}
    assert manifest["inputs"]["tables/nodes.tsv"] == hashlib.sha256((tables / "nodes.tsv").read_bytes()).hexdigest()
    assert manifest["licences"] == {"CC0": ["lab-toy", "label-toy", "review-toy"]}
    counts = manifest["counts"]
    assert counts["triples"] == len((folder / "graph.nq").read_bytes().splitlines())
    assert counts["triples"] == len(Store.read_only(str(bundle.store_folder(folder))))
    assert (counts["inherited"], counts["sources"], counts["nodes"]["Organ"]) == (1, 3, 1)
    claims = len((folder / "tables" / "claims.tsv").read_text().splitlines()) - 1
    assert sum(counts["claims"].values()) + counts["inherited"] == claims
    assert counts["evidence"] == len((folder / "tables" / "evidence.tsv").read_text().splitlines()) - 1


def test_a_source_without_licence_is_listed_as_such(root: Path, tables: Path) -> None:
    rows = toy_rows()
    rows["sources"][0]["licence"] = ""
    folder = build_bundle(root, tables=write_tables(tables, rows))
    assert bundle.read_manifest(folder)["licences"]["not stated"] == ["review-toy"]


def test_a_package_that_is_not_installed_has_version_nought(
    root: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(pipeline, "version", missing)
    assert bundle.read_manifest(build_bundle(root, tables=tables))["version"] == "0"


def test_a_second_build_of_the_same_tables_makes_nothing_anew(root: Path, tables: Path) -> None:
    said: list[str] = []
    first = build_bundle(root, tables=tables)
    before = (first / "manifest.json").stat().st_mtime_ns
    assert build_bundle(root, tables=tables, say=said.append) == first
    assert said == []
    assert (first / "manifest.json").stat().st_mtime_ns == before


def test_force_builds_anew(root: Path, tables: Path) -> None:
    folder = build_bundle(root, tables=tables)
    (folder / "graph.nq").write_text("broken")
    assert build_bundle(root, tables=tables, force=True) == folder
    assert (folder / "graph.nq").read_text(encoding="utf-8") != "broken"
    assert sorted(path.name for path in root.iterdir()) == sorted([folder.name, "current.json", "lock"])


def test_a_bundle_without_manifest_is_built_anew(root: Path, tables: Path) -> None:
    folder = build_bundle(root, tables=tables)
    (folder / "manifest.json").unlink()
    assert build_bundle(root, tables=tables) == folder
    assert (folder / "manifest.json").exists()


def test_progress_is_told_line_by_line(root: Path, tables: Path) -> None:
    said: list[str] = []
    build_bundle(root, tables=tables, say=said.append)
    assert said[0] == f"reading tables in {tables}"
    assert said[1].endswith("3 sources; inheriting")
    assert said[2].startswith("1 claims inherited; writing ")


def test_bad_tables_leave_the_cache_as_it_was(root: Path, tables: Path) -> None:
    folder = build_bundle(root, tables=tables)
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.name != "lock"}
    nodes = tables / "nodes.tsv"
    nodes.write_bytes(nodes.read_bytes().replace(b"\tAgent\t", b"\tAgnet\t", 1))
    with pytest.raises(TableError, match=r"nodes.tsv:\d+ kind: 'Agnet' is not allowed; did you mean Agent"):
        build_bundle(root, tables=tables)
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.name != "lock"} == before
    assert bundle.read_pointer(root) is not None
    assert immunokg.open(folder).search("tacrolimus")


def test_bad_tables_leave_an_empty_cache_empty(root: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(TableError, match=r"nodes.tsv:0: missing"):
        build_bundle(root, tables=tmp_path / "none")
    assert [path.name for path in root.iterdir()] == ["lock"]


def test_tables_that_change_while_they_are_read_are_refused(root: Path, tables: Path) -> None:
    def meddle(line: str) -> None:
        if line.startswith("reading"):
            another(tables, 1)

    with pytest.raises(BuildError, match="changed while they were read"):
        build_bundle(root, tables=tables, say=meddle)
    assert [path.name for path in root.iterdir()] == ["lock"]


def test_the_pointer_follows_the_last_build(root: Path, tables: Path) -> None:
    first = build_bundle(root, tables=tables)
    another(tables, 1)
    second = build_bundle(root, tables=tables)
    pointer = bundle.read_pointer(root)
    assert pointer is not None
    assert pointer.build == second.name != first.name
    paths = [path for _, path in input_files(tables)]
    assert pointer.fingerprint == bundle.fingerprint(paths)


def test_changed_tables_are_built_anew_at_first_use(
    root: Path, tables: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IMMUNOKG_CACHE", str(root))
    monkeypatch.setattr("immunokg.bundles.input_files", lambda: input_files(tables))
    monkeypatch.setattr(pipeline, "build_bundle", lambda root, say: build_bundle(root, tables=tables, say=say))
    first = current_bundle()
    assert "reading tables" in capsys.readouterr().err
    assert current_bundle() == first
    assert capsys.readouterr().err == ""
    another(tables, 1)
    assert current_bundle() != first
    monkeypatch.setattr(bundle, "BUNDLE_FORMAT", bundle.BUNDLE_FORMAT + 1)
    renewed = current_bundle()
    assert bundle.read_manifest(renewed)["bundle_format"] == bundle.BUNDLE_FORMAT


def test_shacl_is_run_on_a_bundle_that_is_there_already(
    root: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = build_bundle(root, tables=tables)
    seen: list[int] = []
    monkeypatch.setattr("immunokg.build.shapes.validate_quads", lambda quads: seen.append(len(list(quads))))
    assert build_bundle(root, tables=tables, shacl=True) == folder
    assert seen == [bundle.read_manifest(folder)["counts"]["triples"]]
