from __future__ import annotations

import sys
import tarfile
from pathlib import Path

import pytest

from immunokg.build.sources.drugmechdb import KnownMechanism, read_drugmechdb
from immunokg.ontology.errors import ImmunokgError, MissingExtraError

TOY = """
graph: {_id: DB1_1, disease: Arthritis, disease_mesh: 'MESH:D9', drug: Toymab, drug_mesh: 'MESH:D1', drugbank: 'DB:DB1'}
links:
- {key: decreases activity of, source: 'MESH:D1', target: 'UniProt:P1'}
- {key: has metabolite, source: 'MESH:D1', target: 'CHEBI:5'}
- {key: increases activity of, source: 'CHEBI:5', target: 'reactome:R-HSA-1'}
- {key: positively correlated with, source: 'UniProt:P1', target: 'MESH:D9'}
nodes:
- {id: 'MESH:D1', label: Drug, name: Toymab}
- {id: 'UniProt:P1', label: Protein, name: TNF}
- {id: 'CHEBI:5', label: ChemicalSubstance, name: toyl acid}
- {id: 'reactome:R-HSA-1', label: Pathway, name: signal}
- {id: 'MESH:D9', label: Disease, name: Arthritis}
"""
MADE = KnownMechanism(
    "DB1_1", "Toymab", ("DRUGBANK:DB1", "MESH:D1"), "Arthritis", ("MESH:D9",), ("UniProtKB:P1", "REACT:R-HSA-1")
)


def write(folder: Path, text: str = TOY) -> Path:
    path = folder / "toy.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_path_has_our_prefixes_and_the_targets_of_the_drug_and_its_metabolite(tmp_path: Path) -> None:
    assert list(read_drugmechdb(write(tmp_path))) == [MADE]


def test_a_list_a_folder_and_an_archive_read_alike(tmp_path: Path) -> None:
    single = write(tmp_path)
    archive = tmp_path / "paths.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(single, "kb/paths/toy.yaml")
        tar.add(single, "kb/paths/_index.yaml")
    (tmp_path / "_index.yaml").write_text("- id: DB1_1\n", encoding="utf-8")
    listed = tmp_path / "list.yml"
    listed.write_text(TOY.replace("\n", "\n  ").replace("\n  graph", "\n- graph").rstrip() + "\n", encoding="utf-8")
    for path in (tmp_path, archive, listed):
        assert list(read_drugmechdb(path)) == [MADE]


def test_a_drug_without_ids_is_found_by_its_label(tmp_path: Path) -> None:
    text = TOY.replace("drug_mesh: 'MESH:D1', drugbank: 'DB:DB1'", "drug_mesh: null")
    (found,) = read_drugmechdb(write(tmp_path, text))
    assert (found.drug_ids, found.targets) == ((), MADE.targets)


@pytest.mark.parametrize("text", ["[1, 2]", "graph: {}", "just words", "a: b: c: ["])
def test_what_is_no_path_is_named_with_its_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(ImmunokgError, match=r"^toy\.yaml: not"):
        list(read_drugmechdb(write(tmp_path, text)))


def test_without_yaml_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(MissingExtraError, match=r"immunokg\[sources\]"):
        list(read_drugmechdb(write(tmp_path)))
