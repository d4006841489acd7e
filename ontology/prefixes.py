"""IRIs and CURIEs: our namespaces, the prefix map, and the converter.

The map is plain data so that a cold start need not import `curies`; `converter` builds the real one.
Prefixes are the ones that the Bioregistry prefers; addresses are the ones their owners resolve.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from immunokg.ontology.errors import CurieError

if TYPE_CHECKING:
    from curies import Converter

__all__ = [
    "BIOLINK",
    "GRAPH_CLAIMS",
    "GRAPH_INFERRED",
    "GRAPH_META",
    "GRAPH_NODES",
    "GRAPH_SCHEMA",
    "IDENTIFIERS",
    "IK",
    "IKO",
    "QUERY_PREFIXES",
    "RESERVED_SEGMENTS",
    "XREF_PREFIXES",
    "Curie",
    "converter",
    "curie_iri",
    "node_iri",
    "parse_curie",
]

IK = "https://w3id.org/immunokg/"
IKO = "https://w3id.org/immunokg/ontology#"
BIOLINK = "https://w3id.org/biolink/vocab/"
GRAPH_CLAIMS = IK + "graph/claims"
GRAPH_INFERRED = IK + "graph/inferred"
GRAPH_META = IK + "graph/meta"
GRAPH_NODES = IK + "graph/nodes"
GRAPH_SCHEMA = IK + "graph/schema"
RESERVED_SEGMENTS = frozenset({"claim", "evidence", "source", "graph", "ontology"})

IDENTIFIERS: dict[str, frozenset[str]] = {
    "Agent": frozenset({"CHEBI", "CHEMBL.COMPOUND", "DRUGBANK", "MESH", "RXNORM", "UNII"}),
    "AgentClass": frozenset({"CHEBI", "MESH"}),
    "CellType": frozenset({"CL", "MESH"}),
    "ClinicalState": frozenset({"DOID", "HP", "MESH", "MONDO"}),
    "Formulation": frozenset({"NCIT", "RXNORM"}),
    "Genotype": frozenset({"DBSNP", "PHARMVAR"}),
    "Intervention": frozenset({"MAXO", "MESH", "NCIT"}),
    "Metabolite": frozenset({"CHEBI", "CHEMBL.COMPOUND", "DRUGBANK", "MESH", "RXNORM", "UNII"}),
    "Organ": frozenset({"MESH", "UBERON"}),
    "Pathogen": frozenset({"MESH", "NCBITaxon"}),
    "Pathway": frozenset({"GO", "MESH", "REACT"}),
    "Process": frozenset({"GO", "MESH", "REACT"}),
    "Target": frozenset({"ComplexPortal", "GO", "MESH", "UniProtKB"}),
    "Test": frozenset({"LOINC", "MESH"}),
    "Biomarker": frozenset({"LOINC", "MESH"}),
    "Trial": frozenset({"CLINICALTRIALS"}),
}
"""The prefixes that can name exactly this kind of thing: a gene (HGNC) is no protein, a product no ingredient."""

QUERY_PREFIXES: dict[str, str] = {
    "ik": IK,
    "iko": IKO,
    "claim": IK + "claim/",
    "evidence": IK + "evidence/",
    "source": IK + "source/",
    "graph": IK + "graph/",
    "biolink": BIOLINK,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "void": "http://rdfs.org/ns/void#",
    "prov": "http://www.w3.org/ns/prov#",
}

XREF_PREFIXES: dict[str, tuple[str, str]] = {
    "CHEBI": ("http://purl.obolibrary.org/obo/CHEBI_", r"\d+"),
    "CHEMBL.COMPOUND": ("https://identifiers.org/chembl.compound:", r"CHEMBL\d+"),
    "CL": ("http://purl.obolibrary.org/obo/CL_", r"\d{7}"),
    "CLINICALTRIALS": ("https://clinicaltrials.gov/study/", r"NCT\d{8}"),
    "ComplexPortal": ("https://www.ebi.ac.uk/complexportal/complex/", r"CPX-\d+"),
    "DAILYMED": ("https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=", r"[0-9a-fA-F-]{36}"),
    "DBSNP": ("https://identifiers.org/dbsnp:", r"rs\d+"),
    "DOI": ("https://doi.org/", r"10\.\d{4,9}/\S+"),
    "DOID": ("http://purl.obolibrary.org/obo/DOID_", r"\d+"),
    "DRUGBANK": ("https://go.drugbank.com/drugs/", r"DB\d{5}"),
    "GO": ("http://purl.obolibrary.org/obo/GO_", r"\d{7}"),
    "HGNC": ("https://identifiers.org/hgnc:", r"\d+"),
    "HP": ("http://purl.obolibrary.org/obo/HP_", r"\d{7}"),
    "LOINC": ("https://loinc.org/", r"\d{1,7}-\d"),
    "MAXO": ("http://purl.obolibrary.org/obo/MAXO_", r"\d{7}"),
    "MESH": ("http://id.nlm.nih.gov/mesh/", r"[CD]\d{6,9}"),
    "MONDO": ("http://purl.obolibrary.org/obo/MONDO_", r"\d{7}"),
    "NCBITaxon": ("http://purl.obolibrary.org/obo/NCBITaxon_", r"\d+"),
    "NCIT": ("http://purl.obolibrary.org/obo/NCIT_", r"C\d+"),
    "PHARMVAR": ("https://www.pharmvar.org/gene/", r"\S+"),
    "PMC": ("https://pmc.ncbi.nlm.nih.gov/articles/", r"PMC\d+"),
    "PMID": ("https://pubmed.ncbi.nlm.nih.gov/", r"\d{1,8}"),
    "REACT": ("https://reactome.org/content/detail/", r"R-[A-Z]{3}-\d+"),
    "RXNORM": ("https://identifiers.org/rxnorm:", r"\d+"),
    "UBERON": ("http://purl.obolibrary.org/obo/UBERON_", r"\d{7}"),
    "UNII": ("https://precision.fda.gov/uniisearch/srs/unii/", r"[A-Z0-9]{10}"),
    "UniProtKB": ("https://purl.uniprot.org/uniprot/", r"[A-Z0-9]{6,10}"),
}


class Curie(NamedTuple):
    """A compact identifier: prefix and local part."""

    prefix: str
    local: str

    def __str__(self) -> str:
        """Return ``prefix:local``."""
        return f"{self.prefix}:{self.local}"


def parse_curie(text: str) -> Curie:
    """Return the CURIE in `text`.

    Raises
    ------
    CurieError
        If the prefix is not in `XREF_PREFIXES` or the local part does not have its pattern.

    Examples
    --------
    >>> parse_curie("MONDO:0005148")
    Curie(prefix='MONDO', local='0005148')
    """
    prefix, colon, local = text.partition(":")
    if not colon or prefix not in XREF_PREFIXES:
        folded = {known.lower(): known for known in XREF_PREFIXES}
        near = folded.get(prefix.lower())
        hint = f"write {near}:{local}" if near else f"known prefixes: {', '.join(XREF_PREFIXES)}"
        raise CurieError(f"{text!r} has no known prefix; {hint}")
    pattern = XREF_PREFIXES[prefix][1]
    if not re.fullmatch(pattern, local, re.ASCII):
        raise CurieError(f"{text!r} is no {prefix} identifier; expected {prefix}: and then {pattern}")
    return Curie(prefix, local)


def curie_iri(curie: Curie) -> str:
    """Return the IRI that a CURIE stands for; what an IRI may not hold (old DOIs have ``<``) is percent-encoded.

    Examples
    --------
    >>> curie_iri(parse_curie("MONDO:0005148"))
    'http://purl.obolibrary.org/obo/MONDO_0005148'
    """
    from urllib.parse import quote  # 6 ms that a start need not pay

    return XREF_PREFIXES[curie.prefix][0] + quote(curie.local, safe="/:;()*+,=@!$&'~")


def node_iri(slug: str) -> str:
    """Return the IRI of the node with this slug.

    Examples
    --------
    >>> node_iri("tacrolimus")
    'https://w3id.org/immunokg/tacrolimus'
    """
    return IK + slug


@cache
def converter() -> Converter:
    """Return the converter between CURIEs and IRIs of the `curies` package (imports it, about 0.1 s)."""
    from curies import Converter

    prefixes = {prefix: address for prefix, (address, _) in XREF_PREFIXES.items()}
    return Converter.from_prefix_map(prefixes | QUERY_PREFIXES)
