"""Rules across rows and tables: each bad input, and that only it is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from immunokg.build.pipeline import read_facts
from immunokg.ontology.errors import TableError
from tests.build.changing import EXPOSURE, Change, add, alter, assert_reported, both, node, problems_with, state
from tests.build.making import find_row, problems_of, row
from tests.toy import toy_rows, write_tables

CASES: dict[str, tuple[Change, list[str]]] = {
    "nothing": (lambda rows: None, []),
    "unknown node": (
        add("structure", row("tacrolimsu binds fkbp12")),
        ["structure.tsv[tacrolimsu] subject: unknown node tacrolimsu; did you mean tacrolimus"],
    ),
    "unknown node like no other": (
        add("structure", row("zzz binds fkbp12")),
        ["structure.tsv[zzz] subject: unknown node zzz; add it to nodes.tsv first"],
    ),
    "bad CURIE": (
        alter("nodes", {"slug": "tacrolimus"}, exact="chebi:61049"),
        ["nodes.tsv[tacrolimus Agent] exact: 'chebi:61049' has no known prefix; write CHEBI:61049"],
    ),
    "duplicate row": (
        add("structure", row("tacrolimus binds mtorc1"), row("tacrolimus binds mtorc1")),
        ["structure.tsv[tacrolimus binds mtorc1+1]: duplicate of structure.tsv[tacrolimus binds mtorc1]; remove one"],
    ),
    "two kinds for one slug": (
        add("nodes", node("mtorc1", "Process")),
        [
            "nodes.tsv[mtorc1 Target] kind: mtorc1 is a Process above and a Target here; one slug, one kind",
            "mechanisms.tsv[sirolimus-fkbp12-complex inhibits mtorc1] object: mtorc1 is a Process; inhibits takes",
        ],
    ),
    "a node twice": (
        add("nodes", node("mtorc1", "Target")),
        ["nodes.tsv[mtorc1 Target+1] slug: mtorc1 stands twice; merge the rows"],
    ),
    "reserved slug": (
        add("nodes", node("evidence", "Target")),
        ["nodes.tsv[evidence Target] slug: evidence is reserved; choose another"],
    ),
    "unknown kind": (
        add("nodes", node("abc", "Proces", roles="risk")),
        ["nodes.tsv[abc] kind: 'Proces' is not allowed; did you mean Process"],
    ),
    "unknown source": (
        add("structure", row("sirolimus binds mtorc1", source="review-toi")),
        ["structure.tsv[sirolimus binds mtorc1] source: unknown source review-toi; did you mean review-toy?"],
    ),
    "unknown source like no other": (
        add("structure", row("sirolimus binds mtorc1", source="zzz")),
        ["structure.tsv[sirolimus binds mtorc1] source: unknown source zzz; add it to sources.tsv first"],
    ),
    "a source twice": (
        lambda rows: rows["sources"].append(rows["sources"][0] | {"title": "Another"}),
        ["sources.tsv[review-toy+1] id: review-toy stands twice; merge the rows"],
    ),
    "definition without source": (
        alter("nodes", {"slug": "mtorc1"}, definition="A kinase complex."),
        [
            "nodes.tsv[mtorc1 Target] source: definition, synonyms and status need source and locator",
            "nodes.tsv[mtorc1 Target] locator: definition, synonyms and status need source and locator",
        ],
    ),
    "synonyms without source": (
        alter("nodes", {"slug": "mtorc1"}, synonyms="TORC1"),
        [
            "nodes.tsv[mtorc1 Target] source: definition, synonyms and status need source and locator",
            "nodes.tsv[mtorc1 Target] locator: definition, synonyms and status need source and locator",
        ],
    ),
    "gene as the same thing as a protein": (
        alter("nodes", {"slug": "mtorc1"}, exact="HGNC:3942"),
        ["nodes.tsv[mtorc1 Target] exact: HGNC does not name a Target; those are ComplexPortal, GO, MESH, UniProtKB"],
    ),
    "process as a part": (
        alter("nodes", {"slug": "insulin-secretion"}, part_of="pancreas"),
        ["nodes.tsv[insulin-secretion] part_of: a Process lies nowhere; cell types and organs do"],
    ),
    "organ as analyte": (
        alter("exposures", EXPOSURE, analyte="pancreas"),
        ["exposures.tsv[tacrolimus-trough] analyte: pancreas is a Organ; an agent or a metabolite is measured"],
    ),
    "class claim that passes and does not": (
        add("risks", row("jak-inhibitors has_risk thrombosis", direction="raises", heritable="no")),
        ["risks.tsv:5 heritable: yes, but no on line 4 for the same claim"],
    ),
    "node with a source that was read once": (
        alter("nodes", {"slug": "tacrolimus"}, second_reading="pending"),
        ["nodes.tsv[tacrolimus Agent] second_reading: not confirmed by a second reader"],
    ),
    "two identifiers of one prefix": (
        alter("nodes", {"slug": "mtorc1"}, exact="UniProtKB:P42345|UniProtKB:Q8N122"),
        ["nodes.tsv[mtorc1 Target] exact: two UniProtKB identifiers; keep one, put the other under close"],
    ),
    "identifier of another node": (
        alter("nodes", {"slug": "belatacept"}, exact="CHEBI:61049"),
        ["nodes.tsv[tacrolimus Agent] exact: CHEBI:61049 already belongs to belatacept; same thing, or close?"],
    ),
    "broader node of another kind": (
        alter("nodes", {"slug": "ptdm"}, broader="mtorc1"),
        ["nodes.tsv[ptdm] broader: mtorc1 is a Target, not a ClinicalState"],
    ),
    "a circle through broader and part_of": (
        both(
            alter("nodes", {"slug": "beta-cell"}, broader="t-cell"),
            alter("nodes", {"slug": "t-cell"}, part_of="beta-cell"),
        ),
        [
            "nodes.tsv[t-cell] part_of: beta-cell is a CellType; cells and organs are parts of an Organ",
            "nodes.tsv[beta-cell] broader: beta-cell is above itself; break the circle",
            "nodes.tsv[t-cell] part_of: t-cell is above itself; break the circle",
        ],
    ),
    "two sources with one address": (
        both(
            alter("sources", {"id": "review-toy"}, url="https://example.org/same"),
            alter("sources", {"id": "lab-toy"}, url="https://example.org/same"),
        ),
        ["sources.tsv[review-toy] url: https://example.org/same is lab-toy; one source, one row"],
    ),
    "a circle of broader": (
        both(
            alter("nodes", {"slug": "rejection"}, broader="kidney-rejection"),
            add("nodes", state("severe-rejection", broader="kidney-rejection")),
        ),
        [
            "nodes.tsv[kidney-rejection] broader: kidney-rejection is above itself; break the circle",
            "nodes.tsv[rejection] broader: rejection is above itself; break the circle",
        ],
    ),
    "broader and part_of unknown": (
        both(
            alter("nodes", {"slug": "ptdm"}, broader="diabtes"),
            add("nodes", node("liver", "Organ", part_of="body")),
        ),
        [
            "nodes.tsv[liver] part_of: unknown node body; add it",
            "nodes.tsv[ptdm] broader: unknown node diabtes; add it",
        ],
    ),
    "role of another kind": (
        alter("nodes", {"slug": "mtorc1"}, roles="immunosuppressant"),
        ["nodes.tsv[mtorc1 Target] roles: a Target has no role immunosuppressant"],
    ),
    "agent without role": (
        alter("nodes", {"slug": "sirolimus"}, roles=""),
        ["nodes.tsv[sirolimus Agent] roles: is empty; choose of co-medication, endogenous, immunosuppressant"],
    ),
    "risk without category": (
        alter("nodes", {"slug": "ptdm"}, risk_category=""),
        ["nodes.tsv[ptdm] risk_category: a state with the role risk has exactly one category, others have none"],
    ),
    "category without the role risk": (
        alter("nodes", {"slug": "pregnancy"}, risk_category="reproductive"),
        ["nodes.tsv[pregnancy] risk_category: a state with the role risk has exactly one category, others have none"],
    ),
    "risk of a state that is none": (
        add("risks", row("sirolimus has_risk pregnancy", direction="raises")),
        ["risks.tsv[sirolimus has_risk] object: pregnancy has not the role risk; add it"],
    ),
    "exposure without a row": (
        lambda rows: rows.pop("exposures"),
        ["nodes.tsv[tacrolimus-trough] slug: tacrolimus-trough has no row in exposures.tsv; add analyte"],
    ),
    "exposure row of another kind": (
        lambda rows: rows["exposures"].append(rows["exposures"][0] | {"slug": "mtorc1"}),
        ["exposures.tsv[mtorc1] slug: mtorc1 is a Target, not an Exposure"],
    ),
    "exposure row of no node": (
        lambda rows: rows["exposures"].append(rows["exposures"][0] | {"slug": "tacrolimus-thruogh"}),
        ["exposures.tsv[tacrolimus-thruogh] slug: unknown node tacrolimus-thruogh; did you mean tacrolimus-trough"],
    ),
    "exposure twice": (
        lambda rows: rows["exposures"].append(rows["exposures"][0] | {"metric": "AUC"}),
        ["exposures.tsv[tacrolimus-trough+1] slug: tacrolimus-trough stands twice; an exposure is one"],
    ),
    "exposure of something that is no agent": (
        alter("exposures", EXPOSURE, agent="calcineurin"),
        ["exposures.tsv[tacrolimus-trough] agent: calcineurin is a Target; an exposure is of an agent"],
    ),
    "exposure without evidence": (
        alter("exposures", EXPOSURE, source="", evidence_kind=""),
        [
            "exposures.tsv[tacrolimus-trough] source: is empty",
            "exposures.tsv[tacrolimus-trough] evidence_kind: is empty",
        ],
    ),
    "exposure that was read once": (
        alter("exposures", EXPOSURE, second_reading=""),
        ["exposures.tsv[tacrolimus-trough] second_reading: not confirmed by a second reader"],
    ),
    "redirect of a slug that is there": (
        add("redirects", {"slug": "ptdm", "target": "mtorc1"}),
        ["redirects.tsv[target+1] slug: ptdm is still a node; a redirect is for a slug that is gone"],
    ),
    "redirect to nowhere": (
        add("redirects", {"slug": "nodat", "target": "ptdn"}),
        ["redirects.tsv[target+1] target: unknown node ptdn; did you mean ptdm?"],
    ),
    "two redirects of one slug": (
        add("redirects", {"slug": "nodat", "target": "ptdm"}, {"slug": "nodat", "target": "rejection"}),
        ["redirects.tsv[target+2] slug: nodat stands twice; a slug has one successor"],
    ),
    "bad cell and bad row in several tables": (
        both(
            alter("nodes", {"slug": "mtorc1"}, exact="X:1"),
            alter("risks", {"subject": "belatacept"}, comparator="belatacept"),
            add("structure", row("tacrolimsu binds fkbp12")),
        ),
        [
            "nodes.tsv[mtorc1 Target] exact: 'X:1' has no known prefix",
            "structure.tsv[tacrolimsu] subject: unknown node",
            "risks.tsv[belatacept] comp",
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_bad_rows_are_reported_where_they_are(name: str, tmp_path: Path) -> None:
    change, expected = CASES[name]
    assert_reported(tmp_path, change, expected)


def test_a_duplicate_is_found_though_the_second_reading_differs(tmp_path: Path) -> None:
    again = row("tacrolimus binds mtorc1", second_reading="pending")
    found = problems_with(tmp_path, add("structure", row("tacrolimus binds mtorc1"), again))
    assert any("duplicate of structure.tsv:" in problem for problem in found)


def test_the_first_hundred_problems_of_all_tables_then_the_count(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["structure"] += [row(f"unknown-{number} binds fkbp12") for number in range(150)]
    find_row(rows, "nodes", slug="mtorc1")["exact"] = "X:1"
    with pytest.raises(TableError) as caught:
        read_facts(write_tables(tmp_path, rows))
    assert caught.value.count == 151
    assert len(caught.value.problems) == 100
    assert str(caught.value).endswith("… and 51 more problems\n151 problems in the tables; nothing was written")


def test_references_are_not_judged_when_a_row_could_not_be_read(tmp_path: Path) -> None:
    folder = write_tables(tmp_path, toy_rows())
    nodes = folder / "nodes.tsv"
    nodes.write_bytes(nodes.read_bytes().replace(b"calcineurin\tTarget", b"calcineurin\xff\tTarget"))
    (problem,) = problems_of(folder)
    assert problem.endswith(": not UTF-8: byte 0xff at 12; save as UTF-8")


def test_a_row_that_cannot_be_read_hides_no_other_problem(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["structure"].append(row("tacrolimsu binds fkbp12", source="no-such-source"))
    folder = write_tables(tmp_path, rows)
    with (folder / "care.tsv").open("a", encoding="utf-8") as handle:
        handle.write("one cell\n")
    found = problems_of(folder)
    assert [problem for problem in found if problem.startswith("care.tsv")]
    assert [problem for problem in found if "unknown node tacrolimsu" in problem]
    assert [problem for problem in found if "unknown source no-such-source" in problem]
