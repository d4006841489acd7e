"""Validate the graph against the SHACL shapes: the generated ones and the hand-written ones."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from immunokg.ontology.errors import BuildError, MissingExtraError

if TYPE_CHECKING:
    import rdflib

__all__ = ["validate_quads"]

SHOWN = 20


def validate_quads(quads: Iterable[Quad]) -> None:
    """Check the union of the named graphs against every shape.

    Raises
    ------
    BuildError
        With the first twenty violations: focus node, path, message.
    MissingExtraError
        If pyshacl is not installed.
    """
    try:
        import pyshacl
    except ImportError as error:
        raise MissingExtraError("pyshacl", "validate") from error
    import rdflib

    triples = sorted({str(quad.triple) for quad in quads})
    data = rdflib.Graph().parse(data="".join(f"{triple} .\n" for triple in triples), format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), advanced=True)
    if not conforms:
        assert isinstance(report, rdflib.Graph)
        raise BuildError(_explain(report))


def _shapes() -> rdflib.Graph:
    import rdflib

    shapes = rdflib.Graph()
    ontology = files("immunokg.ontology")
    for name in ("generated/immunokg.shacl.ttl", "shapes/rules.shacl.ttl"):
        shapes.parse(data=ontology.joinpath(name).read_text(encoding="utf-8"), format="turtle")
    return shapes


def _explain(report: rdflib.Graph) -> str:
    import rdflib

    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    lines = sorted(
        f"{report.value(found, sh.focusNode)} {report.value(found, sh.resultPath) or ''}: "
        f"{report.value(found, sh.resultMessage)}"
        for found in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    )
    more = f"\n… and {len(lines) - SHOWN} more" if len(lines) > SHOWN else ""
    return f"{len(lines)} SHACL violations; nothing was written\n" + "\n".join(lines[:SHOWN]) + more
