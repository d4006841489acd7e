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
    data = _empty_graph().parse(data="".join(f"{triple} .\n" for triple in triples), format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), advanced=True, inplace=True)
    if not conforms:
        assert isinstance(report, rdflib.Graph)
        raise BuildError(_explain(report))


def _empty_graph() -> rdflib.Graph:
    """Return a graph whose SPARQL is run by Oxigraph: rdflib parses each rule anew for each node, 4 × as slow.

    Shapes and data must both be in one, for it reads plain literals back as xsd:string and rdflib tells them apart.
    """
    import rdflib
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    return rdflib.Graph(store="Oxigraph", identifier=DATASET_DEFAULT_GRAPH_ID)


def _shapes() -> rdflib.Graph:
    shapes = _empty_graph()
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
