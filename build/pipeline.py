"""From a folder of tables to a bundle: read, check, make claims, inherit, describe, write, point to it.

Nothing is visible before it is whole: the bundle is written to a draft folder, renamed, and then one small
pointer file is replaced. A killed build leaves a draft, which the next build removes.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, parse

from immunokg.build.catalogue import write_catalogue
from immunokg.build.checks import check_tables
from immunokg.build.claims import make_facts
from immunokg.build.describe import description_quads, schema_quads
from immunokg.build.export import write_nquads, write_tables
from immunokg.build.hops import edge_order, write_hops
from immunokg.build.inherit import inherit, provenance_quads
from immunokg.build.inputs import CURATED, input_files
from immunokg.build.licences import drop_restricted
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
KEPT_SECONDS = 30 * 86_400
OLD = ".old-"
BUILD_ID = "[0-9a-f]{16}"
Say = Callable[[str], object]
Gate = Callable[[Path], object]


def build_bundle(  # noqa: PLR0913  one build, switches keyword-only
    root: Path,
    *,
    tables: Path = CURATED,
    shacl: bool = False,
    force: bool = False,
    open_only: bool = False,
    gate: Gate = lambda _: None,
    say: Say = lambda _: None,
) -> Path:
    """Build the bundle of `tables` under `root`, make it the current one, and return its folder.

    The current one is what a later build of the same tables finds; `immunokg.open()` opens that of the installed ones.

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
    open_only
        Leave out restricted sources and what only they say. Such a bundle has an id of its own and is not made
        current.
    gate
        Called with the folder of a bundle that is whole but not yet visible; what it raises stops the build. It judges
        what needs path search, which this package must not import.
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
    build_id = bundle.hash_files(inputs, _version(), *(["open sources only"] if open_only else []))
    folder = root / build_id
    with bundle.lock(root):
        _remove_drafts(root)
        if not force and _is_whole(folder):
            if shacl:
                _validate(parse(path=folder / bundle.GRAPH_FILE, format=RdfFormat.N_QUADS), say)
            gate(folder)
        else:
            draft = root / f".draft-{build_id}-{os.getpid()}"
            (draft / bundle.TABLES).mkdir(parents=True)
            try:
                _fill(draft, build_id, tables, shacl=shacl, open_only=open_only, say=say)
                gate(draft)
                _check_unchanged(tables, before)
            except BaseException:
                shutil.rmtree(draft, ignore_errors=True)
                raise
            if folder.exists():
                folder.rename(root / f"{OLD}{build_id}-{os.getpid()}-{time.time_ns()}")
            draft.rename(folder)
        if not open_only:
            bundle.write_pointer(root, bundle.Pointer(build_id, before))
        _prune(root, folder)
    return folder


def read_facts(tables: Path, *, open_only: bool = False) -> Facts:
    """Read and check the tables in a folder and return what they say, with `open_only` without restricted sources.

    Raises
    ------
    TableError
        With every problem found. References to a table of which rows could not be read are not judged.
    """
    report = Report()
    rows = read_tables(tables, report)
    check_tables(rows, report)
    report.raise_if_any()
    return make_facts(drop_restricted(rows) if open_only else rows)


def _fill(  # noqa: PLR0913  one build, switches keyword-only
    draft: Path, build_id: str, tables: Path, *, shacl: bool, open_only: bool, say: Say
) -> None:
    say(f"reading tables in {tables}")
    facts = read_facts(tables, open_only=open_only)
    say(f"{len(facts.nodes)} nodes, {len(facts.claims)} claims, {len(facts.sources)} sources; inheriting")
    quads = [*schema_quads(), *facts_quads(facts)]
    inherited = inherit(quads)
    quads += [quad for claim in inherited for quad in claim_quads(claim)]
    quads += provenance_quads(inherited)
    quads += description_quads(facts, quads, _version())
    if shacl:
        _validate(quads, say)
    claims = [*facts.claims, *inherited]
    by_id = {claim.id: claim for claim in claims}
    ordered = edge_order(claims, facts)
    say(f"{len(inherited)} claims inherited; writing {len(quads)} quads")
    triples = write_nquads(draft / bundle.GRAPH_FILE, quads)
    write_tables(draft / bundle.TABLES, claims, facts, by_id)
    about = {"open_only": open_only, "counts": _counts(facts, claims, triples), "licences": _licences(facts)}
    _write_manifest(draft, build_id, tables, about)
    write_catalogue(draft / bundle.CATALOGUE, ordered, facts, by_id)
    write_hops(draft / bundle.HOPS, ordered, facts, by_id)
    write_store(draft)


def _validate(quads: Iterable[Quad], say: Say) -> None:
    from immunokg.build.shapes import validate_quads

    say("validating with SHACL")
    validate_quads(quads)


def _version() -> str:
    try:
        return version("immunokg")
    except PackageNotFoundError:
        return "0"


def _counts(facts: Facts, claims: list[Claim], triples: int) -> dict[str, Any]:
    kinds = Counter(node.kind for node in facts.nodes.values())
    own = [claim for claim in claims if not claim.derived_from]
    predicates = Counter(claim.key.predicate for claim in own)
    return {
        "nodes": dict(sorted(kinds.items())),
        "claims": dict(sorted(predicates.items())),
        "inherited": len(claims) - len(own),
        "evidence": sum(len(claim.evidence) for claim in claims),
        "sources": len(facts.sources),
        "triples": triples,
    }


def _licences(facts: Facts) -> dict[str, list[str]]:
    held: dict[str, list[str]] = defaultdict(list)
    for source in facts.sources.values():
        held[str(source.details.get("licence", "not stated"))].append(source.id)
    return dict(sorted(held.items()))


def _write_manifest(draft: Path, build_id: str, tables: Path, about: dict[str, Any]) -> None:
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
        **about,
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
    """Clean up after a killed build; one that died between two renames gets its old bundle back.

    The folder may hold other people's files: only what bears one of our names is touched.
    """
    for old in _named(root, rf"{re.escape(OLD)}{BUILD_ID}-\d+-\d+"):
        home = root / old.name.removeprefix(OLD).partition("-")[0]
        if home.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(home)
    for pointer in _named(root, r"\.current-\w+\.json"):
        pointer.unlink()
    for draft in _named(root, rf"\.draft-{BUILD_ID}-\d+"):
        shutil.rmtree(draft, ignore_errors=True)


def _prune(root: Path, current: Path) -> None:
    """Remove our bundles that are old and not among the newest; one that is open somewhere is rarely both."""
    _remove_drafts(root)
    pointer = bundle.read_pointer(root)
    kept = {current.name, pointer.build if pointer else ""}
    builds = [folder for folder in _named(root, BUILD_ID) if folder.name not in kept and _is_bundle(folder)]
    builds.sort(key=lambda folder: folder.stat().st_mtime, reverse=True)
    limit = time.time() - KEPT_SECONDS
    for folder in builds[KEPT_BUILDS - 1 :]:
        if folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)


def _named(root: Path, pattern: str) -> list[Path]:
    return [path for path in root.iterdir() if re.fullmatch(pattern, path.name)]


def _is_bundle(folder: Path) -> bool:
    return _manifest(folder).get("build") == folder.name


def _is_whole(folder: Path) -> bool:
    """Tell whether all files of a bundle are there, save the Oxigraph store: `graph` makes it when it is missing."""
    files = _manifest(folder).get("files", {})
    return bool(files) and all((folder / name).is_file() for name in (*files, bundle.CATALOGUE, bundle.HOPS))


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / bundle.MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}
