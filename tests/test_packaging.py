"""What the wheel and the sdist hold. A folder called `build` is lost easily."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from collections import Counter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
NEEDED = [
    "__init__.py", "py.typed", "cli/__init__.py", "cli/demo.py", "bundles.py",
    "build/__init__.py", "build/pipeline.py", "build/rules/inherit.rq", "build/curated/nodes.tsv",
    "build/rules/two_things.tsv", "build/sources/obo.py",
    "graph/__init__.py", "graph/paths.py", "graph/worker.py", "graph/questions/sparql/01-targets.ttl",
    "graph/questions/answers/01-targets.tsv",
    "ontology/__init__.py", "ontology/terms.py", "ontology/generated/tables.json", "ontology/shapes/rules.shacl.ttl",
    "ontology/schema/immunokg.yaml",
    "viz/__init__.py", "viz/page.py", "viz/assets/page.html.j2", "viz/assets/page.js", "viz/assets/page.css",
]  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sdist and a wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-P", "-m", "build", "--no-isolation", "--outdir", str(folder), str(REPOSITORY)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_wheel_holds_code_tables_shapes_and_assets(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert not {f"immunokg/{name}" for name in NEEDED} - set(names)
    assert {name.partition("/")[0] for name in names} <= {"immunokg", wheel.name.rsplit("-py3", 1)[0] + ".dist-info"}
    assert not [name for name in names if name.endswith((".pyc", ".nq")) or "/tests/" in name]
    assert max(Counter(names).values()) == 1


def test_the_sdist_holds_each_folder_once(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"build/pipeline.py", "graph/paths.py", "tests/toy.py", "docs/index.md", "Makefile", "README.md"} <= names
    assert not [name for name in names if name.startswith(("immunokg/build/", "immunokg/graph/", "site/", ".venv/"))]
