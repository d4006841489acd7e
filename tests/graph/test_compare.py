from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import immunokg
from immunokg.build.pipeline import build_bundle
from immunokg.graph.compare import Comparison, Match, compare_mechanisms, find_members
from tests.build.making import find_row
from tests.toy import toy_rows, write_tables


class Record(NamedTuple):
    id: str = "r"
    drug_ids: tuple[str, ...] = ("DRUGBANK:DB00864",)
    disease: str = "Graft Rejection"
    disease_ids: tuple[str, ...] = ("MESH:D006084",)
    targets: tuple[str, ...] = ()


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Iterator[immunokg.KnowledgeGraph]:
    """Yield the toy graph with ids: tacrolimus lowers rejection through calcineurin and raises ptdm."""
    rows = toy_rows()
    ids = {
        "tacrolimus": {"exact": "DRUGBANK:DB00864"},
        "sirolimus": {"close": "MESH:D020123"},
        "fluconazole": {"exact": "DRUGBANK:DB00196"},
        "tofacitinib": {"exact": "DRUGBANK:DB08895"},
        "rejection": {"exact": "MESH:D006084"},
        "kidney-rejection": {"close": "MESH:D000001"},
        "thrombosis": {"exact": "MESH:D013927"},
        "calcineurin": {"exact": "UniProtKB:Q08209"},
        "fkbp12": {"exact": "UniProtKB:P62942"},
    }
    for slug, cells in ids.items():
        find_row(rows, "nodes", slug=slug).update(cells)
    folder = tmp_path_factory.mktemp("compare")
    with immunokg.open(build_bundle(folder / "cache", tables=write_tables(folder / "tables", rows))) as graph:
        yield graph


def compare(kg: immunokg.KnowledgeGraph, record: Record) -> Comparison | None:
    found = compare_mechanisms(kg, [record])
    return found[0] if found else None


def test_nothing_compared_is_an_empty_list(kg: immunokg.KnowledgeGraph) -> None:
    assert compare_mechanisms(kg, []) == []


def test_a_path_that_lowers_the_disease_agrees(kg: immunokg.KnowledgeGraph) -> None:
    found = compare(kg, Record())
    assert found is not None
    assert (found.match, found.agent, found.disease, found.nearness) == (Match.SAME, "tacrolimus", "rejection", "exact")
    assert found.path[0] == "tacrolimus"
    assert found.path[-1] == "rejection"


@pytest.mark.parametrize(
    ("targets", "seen"),
    [(("UniProtKB:Q08209",), "calcineurin"), (("UniProtKB:P62942",), ""), (("UniProtKB:P00000",), ""), ((), "")],
)
def test_their_target_counts_only_if_our_path_passes_it(
    kg: immunokg.KnowledgeGraph, targets: tuple[str, ...], seen: str
) -> None:
    found = compare(kg, Record(targets=targets))
    assert found is not None
    assert found.target == seen


def test_a_path_that_raises_the_disease_has_the_other_sign(kg: immunokg.KnowledgeGraph) -> None:
    found = compare(kg, Record(disease="New-onset diabetes", disease_ids=("MESH:D999999",)))
    assert found is not None
    assert (found.match, found.disease, found.nearness) == (Match.OTHER_SIGN, "ptdm", "name")


def test_a_disease_that_is_only_narrower_takes_the_path_of_the_broader(kg: immunokg.KnowledgeGraph) -> None:
    found = compare(kg, Record(disease="x", disease_ids=("MESH:D000001",)))
    assert found is not None
    assert (found.match, found.disease, found.nearness) == (Match.SAME, "rejection", "broader")


def test_no_path_names_the_nearest_disease(kg: immunokg.KnowledgeGraph) -> None:
    found = compare(kg, Record(disease_ids=("MESH:D013927",), disease="x"))
    assert found == Comparison("r", Match.NO_PATH, "tacrolimus", "thrombosis", "exact")


def test_a_disease_or_an_agent_that_is_no_node(kg: immunokg.KnowledgeGraph) -> None:
    assert compare(kg, Record(disease="x", disease_ids=())) == Comparison("r", Match.NO_DISEASE, "tacrolimus")
    assert compare(kg, Record(drug_ids=("DRUGBANK:DB99999",))) == Comparison("r", Match.NO_AGENT)


def test_an_agent_may_be_known_by_a_close_id(kg: immunokg.KnowledgeGraph) -> None:
    found = compare(kg, Record(drug_ids=("DRUGBANK:DB99999", "MESH:D020123")))
    assert found is not None
    assert (found.agent, found.match) == ("sirolimus", Match.SAME)


def test_co_medications_and_agents_left_out_are_not_compared(kg: immunokg.KnowledgeGraph) -> None:
    assert compare(kg, Record(drug_ids=("DRUGBANK:DB00196",))) is None
    record = Record(drug_ids=("DRUGBANK:DB08895",))
    assert compare(kg, record) is not None
    assert compare_mechanisms(kg, [record], without=find_members(kg, ["jak inhibitors"])) == []


def test_members_are_those_of_the_class_alone(kg: immunokg.KnowledgeGraph) -> None:
    assert find_members(kg, ["jak-inhibitors"]) == {"tofacitinib", "deucravacitinib"}
    assert find_members(kg, []) == set()


def test_the_readers_records_fit(tmp_path: Path, kg: immunokg.KnowledgeGraph) -> None:
    from immunokg.build.sources.drugmechdb import KnownMechanism

    known = KnownMechanism("r", "tacrolimus", ("DRUGBANK:DB00864",), "rejection", (), ())
    assert compare_mechanisms(kg, [known])[0].match is Match.SAME
