"""The seam between build and graph: a folder on disk, its files, its manifest, and where it is kept.

    <cache>/current.json           pointer: which build, made from which input fingerprint
    <cache>/lock                   held while a build runs
    <cache>/<build id>/            16 hexadecimal digits
        manifest.json              inputs, versions, licences, counts, checksums; byte-identical
        graph.nq                   the graph, sorted N-Quads; byte-identical
        tables/*.tsv               nodes, claims, evidence, sources; byte-identical
        store-<engine version>/    Oxigraph store        \
        catalogue.sqlite           names and records      } derived caches, outside the checksums
        hops.bin                   adjacency of causal claims /

`build` writes it, `graph` opens it, neither imports the other.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from immunokg.ontology.errors import BundleError

__all__ = [
    "BUNDLE_FORMAT",
    "CATALOGUE",
    "GRAPH_FILE",
    "HOPS",
    "MANIFEST",
    "TABLES",
    "Pointer",
    "cache_root",
    "fingerprint",
    "hash_files",
    "lock",
    "read_manifest",
    "read_pointer",
    "store_folder",
    "write_pointer",
]

BUNDLE_FORMAT = 4
MANIFEST = "manifest.json"
GRAPH_FILE = "graph.nq"
TABLES = "tables"
CATALOGUE = "catalogue.sqlite"
HOPS = "hops.bin"
POINTER = "current.json"
LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which build is current, and the fingerprint of the inputs it was made from."""

    build: str
    fingerprint: str


def cache_root() -> Path:
    """Return the folder that holds bundles: $IMMUNOKG_CACHE, the user's cache, or a temporary folder.

    The folder is created. A temporary folder is used when the user's cache cannot be written.
    """
    chosen = os.environ.get("IMMUNOKG_CACHE")
    if chosen:
        root = Path(chosen)
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BundleError(
                f"IMMUNOKG_CACHE is {chosen}, which cannot be made: {error.strerror}. Choose another folder."
            ) from error
        return root
    with contextlib.suppress(OSError):
        root = _user_cache() / "immunokg"
        root.mkdir(parents=True, exist_ok=True)
        if os.access(root, os.W_OK):
            return root
    try:
        return _temporary()
    except OSError as error:
        raise BundleError(f"no folder for the bundle can be written ({error}); set IMMUNOKG_CACHE") from error


def _temporary() -> Path:
    """Return a folder under the system's temporary one that nobody else can write to, made if need be.

    One that another user made under the name that is expected is left alone: its graph may not be ours.
    """
    import tempfile

    if not hasattr(os, "getuid"):
        root = Path(tempfile.gettempdir()) / "immunokg-user"
        root.mkdir(parents=True, exist_ok=True)
        return root
    root = Path(tempfile.gettempdir()) / f"immunokg-{os.getuid()}"
    with contextlib.suppress(FileExistsError):
        root.mkdir(mode=0o700, parents=True)
    about = root.lstat()
    if stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid() and not about.st_mode & 0o022:
        return root
    return Path(tempfile.mkdtemp(prefix="immunokg-"))


def _user_cache() -> Path:
    if os.environ.get("XDG_CACHE_HOME"):
        return Path(os.environ["XDG_CACHE_HOME"])
    try:
        home = Path.home()
    except RuntimeError as error:
        raise OSError("no home folder") from error
    return home / "Library" / "Caches" if sys.platform == "darwin" else home / ".cache"


def store_folder(folder: Path) -> Path:
    """Return where the Oxigraph store of a bundle lies; another engine version looks elsewhere."""
    from pyoxigraph import __version__

    return folder / f"store-{__version__}"


def fingerprint(paths: Iterable[Path]) -> str:
    """Return bundle format, names, sizes and times of `paths` as one text: cheap, no file is read or hashed."""
    stats = ((path, path.stat()) for path in sorted(paths))
    lines = (f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in stats)
    return "\n".join([f"bundle format {BUNDLE_FORMAT}", *lines])


def hash_files(named: Iterable[tuple[str, Path]], *settings: str) -> str:
    """Return the build id: a digest of the bundle format, of settings, and of name and content of every file."""
    import hashlib

    digest = hashlib.sha256(f"bundle format {BUNDLE_FORMAT}\n".encode())
    digest.update("".join(f"{setting}\n" for setting in settings).encode())
    for name, path in sorted(named):
        digest.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]


def read_pointer(root: Path) -> Pointer | None:
    """Return the pointer in `root`, or None if there is none that can be read."""
    try:
        raw = json.loads((root / POINTER).read_text(encoding="utf-8"))
        pointer = Pointer(build=raw["build"], fingerprint=raw["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return pointer if isinstance(pointer.build, str) and isinstance(pointer.fingerprint, str) else None


def write_pointer(root: Path, pointer: Pointer) -> None:
    """Replace the pointer in `root` in one step."""
    import tempfile

    with tempfile.NamedTemporaryFile(
        "w", dir=root, prefix=".current-", suffix=".json", delete=False, encoding="utf-8"
    ) as draft:
        json.dump({"build": pointer.build, "fingerprint": pointer.fingerprint}, draft)
    Path(draft.name).replace(root / POINTER)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of the bundle in `folder`.

    Raises
    ------
    BundleError
        If there is none, it is no JSON, or it is of another bundle format.
    """
    path = folder / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        found = manifest["bundle_format"]
    except FileNotFoundError as error:
        raise BundleError(f"no bundle in {folder}: {MANIFEST} is missing. Run `immunokg build`.") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BundleError(f"{path} cannot be read ({error}). Run `immunokg build --force`.") from error
    if found != BUNDLE_FORMAT:
        newer = isinstance(found, int) and found > BUNDLE_FORMAT
        remedy = "upgrade immunokg" if newer else "run `immunokg build`"
        raise BundleError(f"{folder} has bundle format {found}, this immunokg reads {BUNDLE_FORMAT}; {remedy}.")
    return manifest


@contextlib.contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the build lock of `root`; waits for another holder, and is freed if the holder dies."""
    with (root / LOCK).open("a+b") as handle:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
