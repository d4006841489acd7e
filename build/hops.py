"""Write hops.bin: the adjacency of causal claims, by edge number, in both directions."""

from __future__ import annotations

import json
import struct
import sys
from array import array
from collections.abc import Sequence
from pathlib import Path

from immunokg.build.model import Claim, Facts
from immunokg.build.states import NOT_HUMAN
from immunokg.ontology.hops import ARRAYS, CONFIDENCES, INFERRED, MAGIC, NONHUMAN_ONLY, STATES
from immunokg.ontology.terms import PREDICATES, NodeKind, Stance

__all__ = ["edge_order", "write_hops"]


def edge_order(claims: Sequence[Claim], facts: Facts) -> list[Claim]:
    """Return all claims, causal ones first, by place of subject and object among the nodes, then by id."""
    place = {slug: number for number, slug in enumerate(facts.nodes)}
    return sorted(
        claims,
        key=lambda claim: (
            not PREDICATES[claim.key.predicate].causal,
            place[claim.key.subject],
            place[claim.key.object],
            claim.id,
        ),
    )


def write_hops(path: Path, ordered: Sequence[Claim], facts: Facts, by_id: dict[str, Claim]) -> None:
    """Write the causal claims of `ordered` (from `edge_order`) and the nodes of `facts` to `path`."""
    edges = [claim for claim in ordered if PREDICATES[claim.key.predicate].causal]
    slugs = list(facts.nodes)
    place = {slug: number for number, slug in enumerate(slugs)}
    contexts = sorted({claim.key.context for claim in edges if claim.key.context})
    predicates = [name for name, predicate in PREDICATES.items() if predicate.causal]
    kinds = [str(kind) for kind in NodeKind]
    header = {
        "nodes": len(slugs),
        "edges": len(edges),
        "slugs": slugs,
        "kinds": kinds,
        "predicates": predicates,
        "signs": [PREDICATES[name].sign for name in predicates],
        "contexts": contexts,
        "lies_in": [[contexts.index(up) for up in _above(context, facts) if up in contexts] for context in contexts],
    }
    columns = {
        "objects": array("I", (place[claim.key.object] for claim in edges)),
        "subjects": array("I", (place[claim.key.subject] for claim in edges)),
        "contexts": array("H", (1 + contexts.index(c.key.context) if c.key.context else 0 for c in edges)),
        "predicates": array("B", (predicates.index(claim.key.predicate) for claim in edges)),
        "states": array("B", (STATES.index(claim.state) for claim in edges)),
        "confidences": array("B", (CONFIDENCES.index(claim.confidence) for claim in edges)),
        "flags": array("B", (_flags(claim, by_id) for claim in edges)),
        "kinds": array("B", (kinds.index(node.kind) for node in facts.nodes.values())),
    }
    columns |= _passages(edges)
    columns["out_offsets"] = _offsets(columns["subjects"], len(slugs))
    columns["in_offsets"] = _offsets(columns["objects"], len(slugs))
    order = sorted(range(len(edges)), key=lambda edge: (columns["objects"][edge], edge))
    columns["in_edges"] = array("I", order)
    _write(path, header, columns)


def _above(slug: str, facts: Facts) -> list[str]:
    """Return everything that a context lies in, through part_of and broader, sorted."""
    seen: set[str] = set()
    todo = [slug]
    while todo:
        node = facts.nodes[todo.pop()]
        for up in (*node.many("part_of"), *node.many("broader")):
            if up not in seen:
                seen.add(up)
                todo.append(up)
    return sorted(seen)


def _passages(edges: Sequence[Claim]) -> dict[str, array[int]]:
    """Return which passage (source and place in it) supports which edge; inherited claims have none."""
    numbers: dict[tuple[str, str], int] = {}
    offsets, passages = array("I", [0]), array("I")
    for claim in edges:
        places = {(item.source, item.locator) for item in claim.evidence if item.stance == Stance.SUPPORTS}
        passages.extend(sorted(numbers.setdefault(place, len(numbers)) for place in sorted(places)))
        offsets.append(len(passages))
    return {"passage_offsets": offsets, "passages": passages}


def _flags(claim: Claim, by_id: dict[str, Claim]) -> int:
    return NONHUMAN_ONLY * _nonhuman_only(claim, by_id) | INFERRED * bool(claim.derived_from)


def _nonhuman_only(claim: Claim, by_id: dict[str, Claim]) -> bool:
    items = claim.evidence or [item for parent in claim.derived_from for item in by_id[parent].evidence]
    kinds = {item.evidence_kind for item in items if item.stance == Stance.SUPPORTS}
    return bool(kinds) and kinds <= NOT_HUMAN


def _offsets(ends: array[int], count: int) -> array[int]:
    offsets = array("I", bytes(4 * (count + 1)))
    for end in ends:
        offsets[end + 1] += 1
    for number in range(count):
        offsets[number + 1] += offsets[number]
    return offsets


def _write(path: Path, header: dict[str, object], columns: dict[str, array[int]]) -> None:
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    with path.open("wb") as handle:
        handle.write(MAGIC + struct.pack("<I", len(text)) + text)
        for name, _ in ARRAYS:
            handle.write(b"\0" * (-handle.tell() % 8))
            column = columns[name]
            if sys.byteorder == "big":
                column.byteswap()
            handle.write(column.tobytes())
