"""Map hops.bin: nodes and causal claims by number, both directions, without reading the whole file."""

from __future__ import annotations

import json
import mmap
import struct
import sys
from array import array
from collections.abc import Sequence
from pathlib import Path

from immunokg.ontology.errors import BundleError
from immunokg.ontology.hops import ARRAYS, MAGIC

__all__ = ["Hops"]

WIDTH = {"I": 4, "H": 2, "B": 1}
NODE_ARRAYS = {"out_offsets": 1, "in_offsets": 1, "kinds": 0}


class Hops:
    """The causal claims of a bundle as arrays; edge numbers are claim numbers of the catalogue.

    Attributes hold one sequence of integers each, named as in `immunokg.ontology.hops.ARRAYS`.
    """

    out_offsets: Sequence[int]
    objects: Sequence[int]
    in_offsets: Sequence[int]
    in_edges: Sequence[int]
    subjects: Sequence[int]
    contexts: Sequence[int]
    predicates: Sequence[int]
    states: Sequence[int]
    confidences: Sequence[int]
    flags: Sequence[int]
    passage_offsets: Sequence[int]
    passages: Sequence[int]
    kinds: Sequence[int]

    def __init__(self, path: Path) -> None:
        """Map the file.

        Raises
        ------
        BundleError
            If the file is missing, cut short, or of another layout.
        """
        try:
            with path.open("rb") as handle:
                data = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
            if data[:8] != MAGIC:
                raise ValueError("another layout")
            (length,) = struct.unpack_from("<I", data, 8)
            header = json.loads(data[12 : 12 + length])
            self._map(data, header, 12 + length)
        except (OSError, ValueError, KeyError, struct.error) as error:
            raise BundleError(f"{path} cannot be read ({error}). Run `immunokg build --force`.") from error
        self.slugs: list[str] = header["slugs"]
        self.kind_names: list[str] = header["kinds"]
        self.predicate_names: list[str] = header["predicates"]
        self.signs: list[int] = header["signs"]
        self.context_names: list[str] = header["contexts"]
        self.lies_in = [frozenset(above) for above in header["lies_in"]]
        self.numbers = {slug: number for number, slug in enumerate(self.slugs)}

    def _map(self, data: mmap.mmap, header: dict[str, int], start: int) -> None:
        view = memoryview(data)
        for name, code in ARRAYS:
            start += -start % 8
            count = self._count(name, header)
            stop = start + count * WIDTH[code]
            if stop > len(view):
                raise ValueError(f"cut short at {name}")
            setattr(self, name, _column(view[start:stop], code))
            start = stop

    def _count(self, name: str, header: dict[str, int]) -> int:
        if name == "passages":
            return self.passage_offsets[header["edges"]]
        if name == "passage_offsets":
            return header["edges"] + 1
        if name in NODE_ARRAYS:
            return header["nodes"] + NODE_ARRAYS[name]
        return header["edges"]

    def kind(self, node: int) -> str:
        """Return the kind of a node."""
        return self.kind_names[self.kinds[node]]

    def sign(self, edge: int) -> int:
        """Return the sign of a claim."""
        return self.signs[self.predicates[edge]]


def _column(view: memoryview, code: str) -> Sequence[int]:
    if sys.byteorder == "little":
        return view.cast(code)  # type: ignore[call-overload,no-any-return]
    swapped = array(code, view.tobytes())
    swapped.byteswap()
    return swapped
