"""From a folder of tables to a bundle: read, check, make claims, inherit, describe, write, point to it.

Nothing is visible before it is whole: the bundle is written to a draft folder, renamed, and then one small
pointer file is replaced. A killed build leaves a draft, which the next build removes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from immunokg.build.catalogue import write_catalogue
from immunokg.build.checks import check_tables
from immunokg.build.claims import make_facts
from immunokg.build.describe import description_quads, schema_quads
from immunokg.build.export import write_nquads, write_tables
from immunokg.build.hops import edge_order, write_hops
from immunokg.build.inherit import inherit, provenance_quads
from immunokg.build.inputs import CURATED, input_files
from immunokg.build.model import Claim, Facts
from immunokg.build.rdf import claim_quads, facts_quads
from immunokg.build.report import Report
from immunokg.build.store import write_store
from immunokg.build.tables import read_tables
from immunokg.ontology import bundle
from immunokg.ontology.errors import BuildError
from immunokg.ontology.terms import BIOLINK_RELEASE, SCHEMA_VERSION

__all__ = ["build_bundle", "read_facts"]

KEPT_BUILDS = 3
OLD = ".old-"
Say = Callable[[str], object]


def build_bundle(
    root: Path, *, tables: Path = CURATED, shacl: bool = False, force: bool = False, say: Say = lambda _: None
) -> Path:
    """Build the bundle of `tables` under `root`, make it current, and return its folder.

    Parameters
    ----------
    root
        Cache folder; bundles lie in it by build id.
    tables
        Folder of curated tables.
    shacl
        Also validate the graph against the SHACL shapes (needs the extra ``validate``).
    force
        Build even if a bundle of the same inputs is there.
    say
        Called with one line of progress at a time.

    Raises
    ------
    TableError
        If the tables are wrong; nothing is written.
    BuildError
        If the graph breaks a SHACL shape, or a table changes meanwhile; nothing is written.
    """
    root.mkdir(parents=True, exist_ok=True)
    inputs = list(input_files(tables))
    before = bundle.fingerprint(path for _, path in inputs)
    build_id = bundle.hash_files(inputs)
    folder = root / build_id
    with bundle.lock(root):
        _remove_drafts(root)
        if force or not (folder / bundle.MANIFEST).exists():
            draft = root / f".draft-{build_id}-{os.getpid()}"
            (draft / bundle.TABLES).mkdir(parents=True)
            try:
                _fill(draft, build_id, tables, shacl=shacl, say=say)
                _check_unchanged(tables, before)
            except BaseException:
                shutil.rmtree(draft, ignore_errors=True)
                raise
            if folder.exists():
                folder.rename(root / f"{OLD}{build_id}")
            draft.rename(folder)
        bundle.write_pointer(root, bundle.Pointer(build_id, before))
        _prune(root, folder)
    return folder


def read_facts(tables: Path) -> Facts:
    """Read and check the tables in a folder and return what they say.

    Raises
    ------
    TableError
        With every problem found; if rows could not be read, without the rules that need all rows.
    """
    report = Report()
    rows = read_tables(tables, report)
    if not report.rows_lost:
        check_tables(rows, report)
    report.raise_if_any()
    return make_facts(rows)


def _fill(draft: Path, build_id: str, tables: Path, *, shacl: bool, say: Say) -> None:
    say(f"reading tables in {tables}")
    facts = read_facts(tables)
    say(f"{len(facts.nodes)} nodes, {len(facts.claims)} claims, {len(facts.sources)} sources; inheriting")
    quads = [*schema_quads(), *facts_quads(facts)]
    inherited = inherit(quads)
    quads += [quad for claim in inherited for quad in claim_quads(claim)]
    quads += provenance_quads(inherited)
    quads += description_quads(facts, quads, _version())
    if shacl:
        say("validating with SHACL")
        _validate(quads)
    claims = [*facts.claims, *inherited]
    by_id = {claim.id: claim for claim in claims}
    ordered = edge_order(claims, facts)
    say(f"{len(inherited)} claims inherited; writing {len(quads)} quads")
    triples = write_nquads(draft / bundle.GRAPH_FILE, quads)
    write_tables(draft / bundle.TABLES, claims, facts, by_id)
    _write_manifest(draft, build_id, tables, _counts(facts, claims, triples), _licences(facts))
    write_catalogue(draft / bundle.CATALOGUE, ordered, facts, by_id)
    write_hops(draft / bundle.HOPS, ordered, facts, by_id)
    write_store(draft)


def _validate(quads: list[Quad]) -> None:
    from immunokg.build.shapes import validate_quads

    validate_quads(quads)


def _version() -> str:
    try:
        return version("immunokg")
    except PackageNotFoundError:
        return "0"


def _counts(facts: Facts, claims: list[Claim], triples: int) -> dict[str, Any]:
    kinds = Counter(node.kind for node in facts.nodes.values())
    predicates = Counter(claim.key.predicate for claim in claims)
    return {
        "nodes": dict(sorted(kinds.items())),
        "claims": dict(sorted(predicates.items())),
        "inferred": sum(bool(claim.derived_from) for claim in claims),
        "evidence": sum(len(claim.evidence) for claim in claims),
        "sources": len(facts.sources),
        "triples": triples,
    }


def _licences(facts: Facts) -> dict[str, list[str]]:
    held: dict[str, list[str]] = defaultdict(list)
    for source in facts.sources.values():
        held[str(source.details.get("licence", "not stated"))].append(source.id)
    return dict(sorted(held.items()))


def _write_manifest(
    draft: Path, build_id: str, tables: Path, counts: dict[str, Any], licences: dict[str, list[str]]
) -> None:
    files = [draft / bundle.GRAPH_FILE, *sorted((draft / bundle.TABLES).glob("*.tsv"))]
    manifest = {
        "build": build_id,
        "bundle_format": bundle.BUNDLE_FORMAT,
        "version": _version(),
        "schema": SCHEMA_VERSION,
        "biolink": BIOLINK_RELEASE,
        "licence": "CC BY 4.0",
        "inputs": {name: _sha256(path) for name, path in input_files(tables)},
        "files": {path.relative_to(draft).as_posix(): _sha256(path) for path in files},
        "counts": counts,
        "licences": licences,
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    (draft / bundle.MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _check_unchanged(tables: Path, before: str) -> None:
    """Refuse a bundle whose id was taken from other content than was read: it would be found by that id ever after."""
    if bundle.fingerprint(path for _, path in input_files(tables)) != before:
        raise BuildError("the tables changed while they were read; nothing was written. Build again.")


def _remove_drafts(root: Path) -> None:
    """Clean up after a killed build; one that died between two renames gets its old bundle back."""
    for old in root.glob(f"{OLD}*"):
        home = root / old.name.removeprefix(OLD)
        if home.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(home)
    for pointer in root.glob(".current-*.json"):
        pointer.unlink()
    for draft in root.glob(".draft-*"):
        shutil.rmtree(draft, ignore_errors=True)


def _prune(root: Path, current: Path) -> None:
    _remove_drafts(root)
    builds = [path.parent for path in root.glob(f"*/{bundle.MANIFEST}") if path.parent != current]
    builds.sort(key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in builds[KEPT_BUILDS - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
