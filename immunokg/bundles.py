"""Find the bundle to open; build it on first use or when the tables have changed."""

from __future__ import annotations

import sys
from pathlib import Path

from immunokg.build.inputs import input_files
from immunokg.ontology import bundle

__all__ = ["current_bundle"]


def current_bundle() -> Path:
    """Return the folder of the bundle of the installed tables, building it if need be.

    A start costs a look at the dates of the input files; they are read only when a date has changed.
    """
    root = bundle.cache_root()
    pointer = bundle.read_pointer(root)
    if pointer is not None:
        folder = root / pointer.build
        now = bundle.fingerprint(path for _, path in input_files())
        if pointer.fingerprint == now and (folder / bundle.MANIFEST).exists():
            return folder
    from immunokg.build.pipeline import build_bundle

    def say(line: str) -> None:
        sys.stderr.write(f"immunokg: {line}\n")

    return build_bundle(root, say=say)
