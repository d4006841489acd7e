"""What follows from the schema is up to date. Needs LinkML, which only developers have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from immunokg.ontology import generate

pytest.importorskip("linkml", reason="LinkML is not installed", exc_type=ImportError)


@pytest.fixture(scope="module")
def rendered() -> Iterator[dict[Path, str]]:
    """Return every generated file; LinkML's own warnings are not ours to mend."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield generate.render_all()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture(autouse=True)
def _render_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the seconds that LinkML takes: `main` gets the texts that were made already."""
    texts = request.getfixturevalue("rendered")
    monkeypatch.setattr(generate, "render_all", lambda: texts)


def test_generated_files_are_up_to_date(said: list[str]) -> None:
    assert generate.main(["--check"], said.append) == 0, said
    assert said == ["all up to date\n"]


@pytest.fixture
def stale(rendered: dict[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[Path, str]:
    """Let the generated files be in a folder of their own, one of them wrong and the others missing."""
    moved = {tmp_path / "out" / path.name: text for path, text in rendered.items()}
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "terms.py").write_text("old")
    monkeypatch.setattr(generate, "render_all", lambda: moved)
    return moved


def test_check_names_what_is_out_of_date_and_writes_nothing(stale: dict[Path, str], said: list[str]) -> None:
    assert generate.main(["--check"], said.append) == 1
    assert "out of date: terms.py, tables.json" in said[0]
    assert "make schema" in said[0]
    assert [path.read_text() for path in stale if path.exists()] == ["old"]


def test_without_check_the_files_are_written(stale: dict[Path, str], said: list[str]) -> None:
    assert generate.main([], said.append) == 0
    assert {path: path.read_text(encoding="utf-8") for path in stale} == stale
    assert said[0].startswith("wrote terms.py")
    assert generate.main(["--check"], said.append) == 0


@pytest.fixture
def documents(rendered: dict[Path, str]) -> dict[str, Any]:
    return {path.name: text for path, text in rendered.items()}


def test_terms_are_python_that_says_what_the_schema_says(documents: dict[str, Any]) -> None:
    space: dict[str, Any] = {"__name__": "terms"}
    exec(documents["terms.py"], space)
    assert space["PREDICATES"]["inhibits"].sign == -1
    assert set(space["__all__"]) <= set(space)


def test_owl_and_shacl_are_turtle_with_a_class_and_a_shape_for_every_kind(documents: dict[str, Any]) -> None:
    import rdflib

    from immunokg.ontology.prefixes import IKO
    from immunokg.ontology.terms import NodeKind

    owl = rdflib.Graph().parse(data=documents["immunokg.owl.ttl"], format="turtle")
    shapes = rdflib.Graph().parse(data=documents["immunokg.shacl.ttl"], format="turtle")
    target = rdflib.URIRef("http://www.w3.org/ns/shacl#targetClass")
    for kind in NodeKind:
        iri = rdflib.URIRef(IKO + kind)
        assert (iri, rdflib.RDF.type, rdflib.OWL.Class) in owl
        assert (None, target, iri) in shapes


def test_context_is_json_with_our_prefixes(documents: dict[str, Any]) -> None:
    context = json.loads(documents["context.jsonld"])["@context"]
    assert context["iko"] == "https://w3id.org/immunokg/ontology#"


def test_reference_page_has_every_table_and_predicate(documents: dict[str, Any]) -> None:
    from immunokg.ontology.tables import table_schemas
    from immunokg.ontology.terms import PREDICATES

    page = documents["schema.md"]
    assert all(f"## Table `{name}.tsv`" in page for name in table_schemas())
    assert all(f"| {name} | " in page for name in PREDICATES)


def test_no_generated_file_holds_a_path_or_a_time(documents: dict[str, Any]) -> None:
    folder = f"{Path(generate.__file__).resolve().parent}/"
    assert not any(folder in text or "generation_date" in text for text in documents.values())
