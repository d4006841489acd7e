"""hops.bin, read byte by byte as its layout says, against the claims and the catalogue."""

from __future__ import annotations

import json
import struct
import sys
from array import array
from pathlib import Path
from typing import Any

import pytest

from immunokg.build.hops import edge_order, write_hops
from immunokg.build.inherit import inherit
from immunokg.build.model import Claim, Facts
from immunokg.ontology.hops import ARRAYS, CONFIDENCES, INFERRED, MAGIC, NONHUMAN_ONLY, STATES
from immunokg.ontology.terms import PREDICATES
from tests.build.making import claim_of, facts_of, row, stated_quads, toy_facts
from tests.toy import toy_rows

SIZES = {"I": 4, "H": 2, "B": 1}


class Hops:
    """All of hops.bin, unpacked without a word of the package's own reader."""

    def __init__(self, path: Path) -> None:
        raw = path.read_bytes()
        assert raw.startswith(MAGIC)
        (length,) = struct.unpack_from("<I", raw, len(MAGIC))
        place = len(MAGIC) + 4 + length
        self.header: dict[str, Any] = json.loads(raw[len(MAGIC) + 4 : place])
        n, m = self.header["nodes"], self.header["edges"]
        counts = dict.fromkeys((name for name, _ in ARRAYS), m)
        counts |= {"out_offsets": n + 1, "in_offsets": n + 1, "kinds": n, "passage_offsets": m + 1}
        self.arrays: dict[str, tuple[int, ...]] = {}
        for name, code in ARRAYS:
            place += -place % 8
            if name == "passages":
                counts[name] = self.arrays["passage_offsets"][-1]
            self.arrays[name] = struct.unpack_from(f"<{counts[name]}{code}", raw, place)
            place += counts[name] * SIZES[code]
        assert place == len(raw)

    def __getitem__(self, name: str) -> tuple[int, ...]:
        return self.arrays[name]

    def slug(self, number: int) -> str:
        return str(self.header["slugs"][number])


def written(facts: Facts, path: Path) -> tuple[Hops, list[Claim]]:
    claims = [*facts.claims, *inherit(stated_quads(facts))]
    ordered = edge_order(claims, facts)
    write_hops(path, ordered, facts, {claim.id: claim for claim in claims})
    return Hops(path), ordered


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    return toy_facts(tmp_path / "tables")


@pytest.fixture
def both(facts: Facts, tmp_path: Path) -> tuple[Hops, list[Claim]]:
    return written(facts, tmp_path / "hops.bin")


def test_every_causal_claim_is_an_edge_and_nothing_else_is(both: tuple[Hops, list[Claim]]) -> None:
    hops, ordered = both
    causal = [claim for claim in ordered if PREDICATES[claim.key.predicate].causal]
    assert causal == ordered[: len(causal)]
    assert hops.header["edges"] == len(causal) > 0


def test_edge_number_is_claim_number(both: tuple[Hops, list[Claim]]) -> None:
    hops, ordered = both
    contexts = ["", *hops.header["contexts"]]
    for edge in range(hops.header["edges"]):
        claim = ordered[edge]
        assert hops.slug(hops["subjects"][edge]) == claim.key.subject
        assert hops.slug(hops["objects"][edge]) == claim.key.object
        assert hops.header["predicates"][hops["predicates"][edge]] == claim.key.predicate
        assert contexts[hops["contexts"][edge]] == claim.key.context
        assert STATES[hops["states"][edge]] == claim.state
        assert CONFIDENCES[hops["confidences"][edge]] == claim.confidence


def test_edges_are_in_order_of_subject_object_and_id(both: tuple[Hops, list[Claim]]) -> None:
    hops, ordered = both
    keys = [(hops["subjects"][edge], hops["objects"][edge], ordered[edge].id) for edge in range(hops.header["edges"])]
    assert keys == sorted(keys)


def test_out_and_in_adjacency_hold_each_edge_once_at_its_ends(both: tuple[Hops, list[Claim]]) -> None:
    hops, _ = both
    nodes, edges = hops.header["nodes"], hops.header["edges"]
    out = {
        edge: node for node in range(nodes) for edge in range(hops["out_offsets"][node], hops["out_offsets"][node + 1])
    }
    into = {
        hops["in_edges"][place]: node
        for node in range(nodes)
        for place in range(hops["in_offsets"][node], hops["in_offsets"][node + 1])
    }
    assert set(out) == set(into) == set(range(edges))
    assert all(hops["subjects"][edge] == node for edge, node in out.items())
    assert all(hops["objects"][edge] == node for edge, node in into.items())
    assert sorted(hops["in_edges"]) == list(range(edges))


def test_signs_of_the_header_are_the_ones_of_the_predicates(both: tuple[Hops, list[Claim]]) -> None:
    header = both[0].header
    assert header["signs"] == [PREDICATES[name].sign for name in header["predicates"]]


def test_nodes_have_their_kind(both: tuple[Hops, list[Claim]], facts: Facts) -> None:
    hops, _ = both
    assert hops.header["slugs"] == list(facts.nodes)
    assert [hops.header["kinds"][kind] for kind in hops["kinds"]] == [node.kind for node in facts.nodes.values()]


def test_claims_that_rest_on_animals_or_cells_alone_are_flagged(both: tuple[Hops, list[Claim]]) -> None:
    hops, ordered = both
    flagged = {
        " ".join(ordered[edge].key[:3]) for edge in range(hops.header["edges"]) if hops["flags"][edge] & NONHUMAN_ONLY
    }
    assert flagged == {
        "calcineurin increases nfat-in-beta-cells",
        "nfat-in-beta-cells increases insulin-secretion",
        "mtorc1 decreases hyperlipidaemia",
    }


def test_an_inherited_hop_is_flagged_and_rests_on_what_its_parent_rests_on(tmp_path: Path) -> None:
    facts = toy_facts(tmp_path / "tables")
    parent = claim_of(facts.claims, "calcineurin increases nfat-in-beta-cells")
    key = parent.key._replace(subject="mtorc1")
    child = Claim("zz", key, "supported", "provisional", derived_from=(parent.id,))
    ordered = edge_order([*facts.claims, child], facts)
    write_hops(tmp_path / "hops.bin", ordered, facts, {claim.id: claim for claim in ordered})
    hops, edge = Hops(tmp_path / "hops.bin"), ordered.index(child)
    assert hops["flags"][edge] == INFERRED | NONHUMAN_ONLY
    assert hops["passage_offsets"][edge] == hops["passage_offsets"][edge + 1]


def test_passages_are_shared_where_source_and_place_are_the_same(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["mechanisms"] += [
        row("mtorc1 inhibits fkbp12", source="lab-toy", locator="Fig. 9"),
        row("mtorc1 inhibits shared-kinase", source="lab-toy", locator="Fig. 9"),
        row("mtorc1 inhibits shared-kinase", source="lab-toy", locator="Fig. 10", stance="refutes"),
        row("mtorc1 inhibits calcineurin", source="label-toy", locator="Fig. 9"),
    ]
    hops, ordered = written(facts_of(tmp_path / "t", rows), tmp_path / "hops.bin")
    places = {}
    for edge in range(hops.header["edges"]):
        if ordered[edge].key[:2] == ("mtorc1", "inhibits"):
            start, end = hops["passage_offsets"][edge : edge + 2]
            places[ordered[edge].key.object] = hops["passages"][start:end]
    assert len(places["fkbp12"]) == 1
    assert places["fkbp12"] == places["shared-kinase"]
    assert places["calcineurin"] != places["fkbp12"]


def test_contexts_say_what_they_lie_in_through_part_of_and_broader(tmp_path: Path) -> None:
    rows = toy_rows()
    organs: dict[str, dict[str, str]] = {
        "pancreas": {"broader": "gland", "part_of": "body"},
        "gland": {"part_of": "body"},
        "body": {},
    }
    rows["nodes"] = [node for node in rows["nodes"] if node["slug"] != "pancreas"]
    rows["nodes"] += [{"slug": slug, "kind": "Organ", "label": slug, **more} for slug, more in organs.items()]
    rows["mechanisms"].append(row("mtorc1 inhibits fkbp12", context="body"))
    hops, _ = written(facts_of(tmp_path / "t", rows), tmp_path / "hops.bin")
    contexts = hops.header["contexts"]
    lies_in = {name: [contexts[up] for up in ups] for name, ups in zip(contexts, hops.header["lies_in"], strict=True)}
    assert lies_in == {"beta-cell": ["body"], "body": [], "t-cell": []}


def test_a_graph_without_a_hop_has_empty_arrays(tmp_path: Path) -> None:
    rows = toy_rows()
    kept = {name: rows[name] for name in ("nodes", "sources", "exposures", "structure")}
    hops, _ = written(facts_of(tmp_path / "t", kept), tmp_path / "hops.bin")
    assert hops.header["edges"] == 0
    assert set(hops["out_offsets"]) == {0}


def test_a_big_endian_machine_writes_the_same_bytes(
    facts: Facts, both: tuple[Hops, list[Claim]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Swapped(array):  # type: ignore[type-arg]
        def tobytes(self) -> bytes:
            native = array(self.typecode, self)
            native.byteswap()
            return native.tobytes()

    monkeypatch.setattr("immunokg.build.hops.array", Swapped)
    monkeypatch.setattr(sys, "byteorder", "big")
    written(facts, tmp_path / "big.bin")
    assert (tmp_path / "big.bin").read_bytes() == (tmp_path / "hops.bin").read_bytes()
