"""Read DrugMechDB: one mechanism path from a drug to a disease a record, in YAML.

A file holds one path or a list of them; a folder or a tar archive holds files of one path each. Its ids have old
prefixes (`DB:`, `UniProt:`, `reactome:`), which become ours; its Biolink words are retired ones, and are not read.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple

from immunokg.ontology.errors import ImmunokgError, MissingExtraError

__all__ = ["KnownMechanism", "read_drugmechdb"]

PREFIXES = {
    "DB": "DRUGBANK",
    "UniProt": "UniProtKB",
    "reactome": "REACT",
    "taxonomy": "NCBITaxon",
}
COMPOUNDS = frozenset({"Drug", "ChemicalSubstance"})


class KnownMechanism(NamedTuple):
    """The ends of a path with their CURIEs, and the CURIEs of what the drug or a metabolite of it acts on first."""

    id: str
    drug: str
    drug_ids: tuple[str, ...]
    disease: str
    disease_ids: tuple[str, ...]
    targets: tuple[str, ...]


def read_drugmechdb(path: Path) -> Iterator[KnownMechanism]:
    """Yield the paths of a file, a folder or a tar archive, in the order of their file names.

    Raises
    ------
    MissingExtraError
        If PyYAML is not installed.
    ImmunokgError
        If a file is no YAML, or something in it is no path.
    """
    for name, text in _iter_files(path):
        for entry in _load(name, text):
            try:
                yield _make(entry)
            except (KeyError, TypeError, AttributeError) as error:
                raise ImmunokgError(
                    f"{name}: not a DrugMechDB path ({error!r}); it needs graph, nodes, links"
                ) from error


def _iter_files(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for file in sorted(path.rglob("*.yaml")):
            if _is_path(file.name):
                yield file.name, file.read_bytes()
    elif path.name.endswith((".tar", ".tar.gz", ".tgz")):
        with tarfile.open(path) as archive:
            for member in sorted(archive.getmembers(), key=lambda member: member.name):
                name = Path(member.name).name
                content: IO[bytes] | None = archive.extractfile(member) if _is_path(name) else None
                if content is not None:
                    yield name, content.read()
    else:
        yield path.name, path.read_bytes()


def _is_path(name: str) -> bool:
    return name.endswith(".yaml") and not name.startswith("_")  # the archive has an index


def _load(name: str, text: bytes) -> list[Any]:
    try:
        import yaml
    except ImportError as error:
        raise MissingExtraError("pyyaml", "sources") from error
    try:
        found = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise ImmunokgError(f"{name}: not YAML: {error}") from error
    return found if isinstance(found, list) else [found]


def _make(entry: Mapping[str, Any]) -> KnownMechanism:
    about = entry["graph"]
    return KnownMechanism(
        id=str(about["_id"]),
        drug=str(about["drug"]),
        drug_ids=_curies(about.get("drugbank"), about.get("drug_mesh")),
        disease=str(about["disease"]),
        disease_ids=_curies(about.get("disease_mesh")),
        targets=tuple(_targets(entry)),
    )


def _targets(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is reached first from the drug; a metabolite is gone through, as it is what acts."""
    labels = {str(node["id"]): node["label"] for node in entry["nodes"]}
    todo = [name for name in (entry["graph"].get("drug_mesh"), entry["graph"].get("drugbank")) if name in labels]
    todo = todo or [name for name, label in labels.items() if label == "Drug"]
    seen = set(todo)
    while todo:
        node = todo.pop(0)
        for after in (str(link["target"]) for link in entry["links"] if str(link["source"]) == node):
            if after not in seen:
                seen.add(after)
                if labels.get(after) in COMPOUNDS:
                    todo.append(after)
                else:
                    yield from _curies(after)


def _curies(*names: object) -> tuple[str, ...]:
    """Return names as CURIEs with our prefixes, without those that are missing."""
    parts = (str(name).partition(":") for name in names if name)
    return tuple(f"{PREFIXES.get(prefix, prefix)}:{local}" for prefix, _, local in parts)
