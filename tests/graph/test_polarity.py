"""Risks and mechanisms must agree in sign, or somebody must have said why not."""

from __future__ import annotations

from pathlib import Path

import pytest

import immunokg
from immunokg.build.pipeline import build_bundle
from immunokg.graph.polarity import find_polarity, require_polarity
from immunokg.ontology.errors import BuildError, TableError
from tests.build.making import find_row
from tests.toy import Rows, toy_rows, write_tables

OPPOSED = "tacrolimus lowers ptdm, but its paths say the opposite: tacrolimus → tacrolimus-fkbp12-complex → calcineurin"


def opposed_rows() -> Rows:
    rows = toy_rows()
    find_row(rows, "risks", subject="tacrolimus", object="ptdm").update(direction="lowers", prominence="")
    return rows


def exception(**cells: str) -> dict[str, str]:
    usual = {
        "subject": "tacrolimus",
        "direction": "lowers",
        "object": "ptdm",
        "source": "review-toy",
        "locator": "p. 1",
    }
    return usual | {"finding": "Both are seen.", "second_reading": "supported"} | cells


def build(tmp_path: Path, rows: Rows) -> Path:
    return build_bundle(tmp_path / "cache", tables=write_tables(tmp_path / "tables", rows), gate=require_polarity)


def test_a_claim_with_a_path_of_its_sign_agrees(toy: immunokg.KnowledgeGraph) -> None:
    found = {(item.subject, item.object): item for item in find_polarity(toy)}
    agreed = found["tacrolimus", "ptdm"]
    assert (agreed.verdict, agreed.agreeing[0], agreed.agreeing[-1]) == ("agrees", "tacrolimus", "ptdm")
    assert found["jak-inhibitors", "thrombosis"].verdict == "no path"


def test_comparisons_and_inherited_claims_are_not_judged(toy: immunokg.KnowledgeGraph) -> None:
    assert {item.subject for item in find_polarity(toy)} == {"tacrolimus", "jak-inhibitors"}


def test_an_opposed_claim_stops_the_build_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=OPPOSED):
        build(tmp_path, opposed_rows())
    assert not [path for path in (tmp_path / "cache").iterdir() if path.is_dir()]


def test_an_exception_with_a_source_lets_it_pass(tmp_path: Path) -> None:
    folder = build(tmp_path, opposed_rows() | {"polarity_exceptions": [exception()]})
    (item,) = (item for item in find_polarity(immunokg.open(folder)) if item.subject == "tacrolimus")
    assert (item.verdict, item.acknowledged, item.agreeing) == ("opposed", True, ())
    assert item.counteracting[-1] == "ptdm"


def test_an_exception_that_is_not_needed_stops_the_build(tmp_path: Path) -> None:
    rows = toy_rows() | {"polarity_exceptions": [exception(direction="raises")]}
    with pytest.raises(BuildError, match="tacrolimus raises ptdm is not opposed; remove it"):
        build(tmp_path, rows)


def test_an_exception_for_no_claim_is_a_bad_row(tmp_path: Path) -> None:
    rows = toy_rows() | {"polarity_exceptions": [exception(subject="sirolimus")]}
    with pytest.raises(TableError, match=r"no row of risks\.tsv says sirolimus lowers ptdm"):
        build(tmp_path, rows)


def test_an_exception_is_read_twice(tmp_path: Path) -> None:
    rows = opposed_rows() | {"polarity_exceptions": [exception(second_reading="pending")]}
    with pytest.raises(TableError, match="not confirmed by a second reader"):
        build(tmp_path, rows)


def test_a_path_through_the_exposure_of_another_drug_does_not_count(tmp_path: Path) -> None:
    rows = toy_rows()
    risk = find_row(rows, "risks", subject="tacrolimus", object="ptdm")
    rows["risks"].append(risk | {"subject": "fluconazole", "direction": "lowers", "prominence": "", "jurisdiction": ""})
    verdicts = {item.subject: item.verdict for item in find_polarity(immunokg.open(build(tmp_path, rows)))}
    assert verdicts["fluconazole"] == "no path"


def test_one_agreeing_path_is_enough_and_the_other_is_shown(tmp_path: Path) -> None:
    rows = toy_rows()
    hop = find_row(rows, "mechanisms", subject="tacrolimus-trough", object="ptdm")
    other = hop | {"subject": "tacrolimus", "predicate": "decreases", "sign": "-1", "object": "shared-kinase"}
    rows["mechanisms"] += [other, hop | {"subject": "shared-kinase"}]
    found = {item.subject: item for item in find_polarity(immunokg.open(build(tmp_path, rows)))}
    assert found["tacrolimus"].verdict == "agrees"
    assert found["tacrolimus"].counteracting == ("tacrolimus", "shared-kinase", "ptdm")


GENOTYPE = {
    "subject": "cyp3a5-expresser", "predicate": "has_risk", "object": "ptdm", "source": "review-toy", "locator": "p. 2",
    "evidence_kind": "review", "stance": "supports", "finding": "So.", "second_reading": "supported",
}  # fmt: skip


@pytest.mark.parametrize(("direction", "verdict"), [("lowers", "agrees"), ("raises", "opposed")])
def test_a_genotype_is_judged_by_its_paths_through_exposures(direction: str, verdict: str, tmp_path: Path) -> None:
    rows = toy_rows()
    rows["risks"].append(GENOTYPE | {"direction": direction})
    kg = immunokg.open(build_bundle(tmp_path / "cache", tables=write_tables(tmp_path / "tables", rows)))
    assert {item.verdict for item in find_polarity(kg) if item.subject == "cyp3a5-expresser"} == {verdict}


def test_a_product_form_is_judged_by_the_exposure_of_its_agent(tmp_path: Path) -> None:
    rows = toy_rows()
    said = {name: GENOTYPE[name] for name in GENOTYPE if name not in ("subject", "predicate", "object")}
    rows["nodes"].append({"slug": "tacrolimus-lcp", "kind": "Formulation", "label": "tacrolimus LCP"})
    form = {"subject": "tacrolimus-lcp"} | said
    rows["formulations"] = [form | {"predicate": "formulation_of", "object": "tacrolimus"}]
    rows["interactions"].append(form | {"predicate": "raises_exposure_of", "object": "tacrolimus-trough", "sign": "1"})
    rows["risks"].append(form | {"predicate": "has_risk", "object": "ptdm", "direction": "raises"})
    kg = immunokg.open(build_bundle(tmp_path / "cache", tables=write_tables(tmp_path / "tables", rows)))
    assert [item.verdict for item in find_polarity(kg) if item.subject == "tacrolimus-lcp"] == ["agrees"]


def test_a_bundle_of_open_sources_alone_is_not_judged(tmp_path: Path) -> None:
    folder = build_bundle(tmp_path / "cache", tables=write_tables(tmp_path / "tables", opposed_rows()), open_only=True)
    require_polarity(folder)
