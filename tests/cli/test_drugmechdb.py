from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from immunokg.cli.drugmechdb import command
from immunokg.ontology.errors import ImmunokgError

TOY = """
- graph: {_id: one, disease: rejection, drug: tacrolimus, drug_mesh: 'CHEBI:61049'}
  nodes: [{id: 'CHEBI:61049', label: Drug, name: tacrolimus}]
  links: []
- graph: {_id: two, disease: thrombosis, drug: tacrolimus, drug_mesh: 'CHEBI:61049'}
  nodes: []
  links: []
- graph: {_id: three, disease: rejection, drug: aspirin, drug_mesh: 'MESH:D001241'}
  nodes: []
  links: []
"""


@pytest.fixture
def paths(tmp_path: Path) -> Path:
    path = tmp_path / "paths.yaml"
    path.write_text(TOY, encoding="utf-8")
    return path


def run(path: Path, bundle: Path, *words: str) -> Result:
    words = (str(path), "--bundle", str(bundle), "--without", "jak-inhibitors", *words)
    return CliRunner().invoke(command, words, catch_exceptions=False)


def test_each_path_of_ours_has_an_outcome_and_all_are_counted(paths: Path, toy_bundle: Path) -> None:
    done = run(paths, toy_bundle, "--format", "json")
    listed = {row["id"]: row["outcome"] for row in json.loads(done.stdout)}
    assert listed == {"one": "same endpoints and sign", "two": "no path"}
    assert "same endpoints and sign: 1; endpoints but other sign: 0; no path: 1" in done.stderr
    assert "agent not in graph: 1" in done.stderr


def test_all_lists_drugs_that_are_no_nodes(paths: Path, toy_bundle: Path) -> None:
    assert "three\tagent not in graph" in run(paths, toy_bundle, "--all", "--format", "tsv").stdout


def test_reasons_stand_beside_disagreements_and_missing_ones_are_named(paths: Path, toy_bundle: Path) -> None:
    reasons = paths.with_name("reasons.tsv")
    reasons.write_text("id\treason\n", encoding="utf-8")
    assert "without a reason: two" in run(paths, toy_bundle, "--reasons", str(reasons)).stderr
    reasons.write_text("id\treason\ntwo\ta risk, not a use\n", encoding="utf-8")
    done = run(paths, toy_bundle, "--reasons", str(reasons), "--format", "tsv")
    assert "a risk, not a use" in done.stdout
    assert "without a reason" not in done.stderr


def test_reasons_need_their_columns(paths: Path, toy_bundle: Path) -> None:
    with pytest.raises(ImmunokgError, match="the columns are id and reason"):
        run(paths, toy_bundle, "--reasons", str(paths))
