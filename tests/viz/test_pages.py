from __future__ import annotations

import dataclasses
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import immunokg
from immunokg.build.pipeline import build_bundle
from immunokg.viz import make_answer, view_of_answer, view_of_neighbourhood
from immunokg.viz.answer import NOT_BORNE_OUT, OTHER_WAY, most_telling_first
from immunokg.viz.layout import KIND_GROUPS, place_around, place_nodes
from immunokg.viz.page import render_page, write_page
from immunokg.viz.text import render_answer
from immunokg.viz.words import frequency_words
from tests.build.making import row
from tests.toy import NAMED, toy_rows, write_tables

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
ATTACK = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>\"'{{7*7}}"


def test_columns_run_from_agent_to_state() -> None:
    kinds = {"a": "Agent", "t": "Target", "p": "Process", "s": "ClinicalState"}
    places = place_nodes(kinds, [("a", "t"), ("t", "p"), ("p", "s")], "a")
    assert [places[slug].column for slug in "atps"] == [0, 1, 2, 3]


def test_every_kind_has_a_column() -> None:
    from immunokg.ontology.terms import NodeKind

    assert set(KIND_GROUPS) == set(NodeKind)


def test_a_tall_column_is_split_and_no_two_nodes_share_a_place() -> None:
    kinds = {"a": "Agent"} | {f"t{number}": "Target" for number in range(30)}
    edges = [("a", slug) for slug in kinds if slug != "a"]
    for places in (place_nodes(kinds, edges, "a"), place_around("a", kinds, edges)):
        assert len(set(places.values())) == len(kinds)


def test_answer_compares_and_never_shortens(toy: immunokg.KnowledgeGraph) -> None:
    text = render_answer(make_answer(toy, "belatacept", "ptdm"))
    assert "lower risk than with tacrolimus" in text
    assert "lowers the risk" not in text
    assert "no path of causal claims" in text


def test_unknown_is_not_shown_as_safe(toy: immunokg.KnowledgeGraph) -> None:
    assert "unknown is not safe" in render_answer(make_answer(toy, "sirolimus", "ptdm"))
    assert "looked for and not found" in render_answer(make_answer(toy, "deucravacitinib", "thrombosis"))


def test_an_inherited_warning_names_the_class_it_is_said_of(toy: immunokg.KnowledgeGraph) -> None:
    answer = make_answer(toy, "tofacitinib", "thrombosis")
    said = "raises the risk; said of jak inhibitors, inherited as a member"
    assert said in " ".join(render_answer(answer).split())
    assert said in render_page(view_of_answer(answer))
    assert "inherited" not in render_answer(make_answer(toy, "deucravacitinib", "thrombosis"))


def test_a_refuted_step_gives_no_verdict(toy: immunokg.KnowledgeGraph) -> None:
    answer = make_answer(toy, "sirolimus", "insulin-secretion", states="all")
    text = render_answer(answer)
    assert "− refuted: inhibits" in text
    assert "says nothing: a step is not supported" in text
    assert "= lowers" not in text
    assert "refuted: sirolimus fkbp12 complex inhibits calcineurin" in render_page(view_of_answer(answer))


def test_claims_on_narrower_states_count_when_they_were_asked_for(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["risks"].append(rows["risks"][1] | {"object": "kidney-rejection", "direction": "raises"})
    kg = immunokg.open(build_bundle(tmp_path, tables=write_tables(tmp_path / "tables", rows)))
    assert "nothing in this graph" in render_answer(make_answer(kg, "belatacept", "rejection"))
    text = render_answer(make_answer(kg, "belatacept", "rejection", narrower=True))
    assert "kidney rejection: higher risk than with tacrolimus" in text


def test_mechanisms_that_point_the_other_way_are_no_explanation(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["risks"].append(rows["risks"][0] | {"subject": "sirolimus", "object": "rejection", "arm": "sirolimus"})
    kg = immunokg.open(build_bundle(tmp_path, tables=write_tables(tmp_path / "tables", rows)))
    answer = make_answer(kg, "sirolimus", "rejection")
    assert [path.sign for path in answer.paths] == [-1]
    assert answer.caution == OTHER_WAY
    assert OTHER_WAY in render_answer(answer, width=200)
    assert render_page(view_of_answer(answer)).count(OTHER_WAY) == 2
    assert make_answer(kg, "tacrolimus", "ptdm").caution == ""


def test_mechanisms_of_what_was_not_found_are_not_borne_out(tmp_path: Path) -> None:
    rows = toy_rows()
    none = {"subject": "sirolimus", "object": "rejection", "stance": "looked_for_not_found", "prominence": ""}
    rows["risks"].append(rows["risks"][3] | none)
    kg = immunokg.open(build_bundle(tmp_path, tables=write_tables(tmp_path / "tables", rows)))
    assert make_answer(kg, "sirolimus", "rejection").caution == NOT_BORNE_OUT


def test_claims_on_a_broader_state_are_pointed_out(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["risks"].append(rows["risks"][1] | {"object": "rejection"})
    kg = immunokg.open(build_bundle(tmp_path, tables=write_tables(tmp_path / "tables", rows)))
    answer = make_answer(kg, "belatacept", "kidney rejection")
    assert answer.near == ("rejection",)
    assert "There are claims on rejection (rejection)." in render_answer(answer)
    assert "There are claims on rejection." in render_page(view_of_answer(answer))


def test_the_end_of_a_path_stands_last() -> None:
    kinds = {"a": "Agent", "s": "ClinicalState", "e": "ClinicalState", "p": "Process"}
    places = place_nodes(kinds, [("a", "s"), ("s", "p"), ("p", "e"), ("e", "s")], "a", {"e"})
    assert max(places, key=lambda slug: places[slug].column) == "e"


def test_claims_around_a_node_are_in_order_of_predicate(toy: immunokg.KnowledgeGraph) -> None:
    said = [edge["predicate"] for edge in view_of_neighbourhood(toy, "tacrolimus-fkbp12-complex").edges]
    assert said == ["inhibits", "increases"]


def test_the_most_telling_path_passes_a_target(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["mechanisms"].append(row("tacrolimus decreases insulin-secretion", sign="-1"))
    kg = immunokg.open(build_bundle(tmp_path, tables=write_tables(tmp_path / "tables", rows)))
    answer = make_answer(kg, "tacrolimus", "ptdm")
    assert [len(path.hops) for path in answer.paths] == [2, 5]
    assert [len(path.hops) for path in most_telling_first(answer).paths] == [5, 2]
    none = make_answer(kg, "belatacept", "ptdm")
    assert most_telling_first(none) == none


def test_a_page_without_clinical_claims_says_that_unknown_is_not_safe(toy: immunokg.KnowledgeGraph) -> None:
    assert "unknown is not safe" in render_page(view_of_answer(make_answer(toy, "sirolimus", "ptdm")))
    assert "unknown is not safe" not in render_page(view_of_neighbourhood(toy, "tacrolimus"))


def test_paths_over_the_same_nodes_are_shown_once(tmp_path: Path) -> None:
    rows = toy_rows()
    rows["mechanisms"].append(rows["mechanisms"][5] | {"context": "beta-cell"})
    kg = immunokg.open(build_bundle(tmp_path, tables=write_tables(tmp_path / "tables", rows)))
    assert len(kg.paths("tacrolimus", "ptdm")) == 2
    assert len(kg.paths("tacrolimus", "ptdm", parallel=False)) == 1
    assert len(make_answer(kg, "tacrolimus", "ptdm").paths) == 1


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"events": "3", "total": "9"}, "drug 3/9"),
        ({"percent_low": "2.0", "percent_high": "2.0"}, "drug 2.0 %"),
        ({"percent_low": "2", "percent_high": "5"}, "drug 2–5 %"),
        ({"percent_low": "2"}, "drug 2 %"),
        ({"percent_high": "2.0"}, "drug up to 2.0 %"),
        ({"frequency_class": "rare"}, "drug rare"),
        (
            {"percent_low": "1", "population": "adults", "dose": "5 mg", "horizon": "1 year"},
            "drug 1 % (adults; 5 mg; 1 year)",
        ),
    ],
)
def test_a_frequency_in_words_invents_no_figure(cells: dict[str, str], words: str) -> None:
    assert frequency_words({"arm": "drug"} | cells) == words


def test_text_shows_frequency_weakest_hop_and_keeps_to_the_width(toy: immunokg.KnowledgeGraph) -> None:
    text = render_answer(make_answer(toy, "tacrolimus", "ptdm"), width=72)
    assert "how often: tacrolimus 20/100 (kidney; 1 year)" in text
    assert "weakest hop" in text
    assert "increases (in beta cell)" in text
    assert max(map(len, text.splitlines())) <= 72


def test_page_is_the_same_bytes_each_time_and_fetches_nothing(toy: immunokg.KnowledgeGraph, tmp_path: Path) -> None:
    view = view_of_answer(make_answer(toy, "tacrolimus", "ptdm"))
    write_page(view, tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == render_page(view)
    assert list(tmp_path.iterdir()) == [tmp_path / "a.html"]
    page = render_page(view)
    assert "default-src 'none'" in page
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", page)


def test_view_of_no_path_still_shows_both_ends(toy: immunokg.KnowledgeGraph) -> None:
    view = view_of_answer(make_answer(toy, "belatacept", "ptdm"))
    assert {node["id"] for node in view.nodes} == {"belatacept", "ptdm"}
    assert view.edges == ()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: under CI the browser tests must run")
        pytest.skip("no Chromium; `make test` says how to install it")
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield running
        running.close()


@pytest.fixture
def attacked(tmp_path: Path) -> immunokg.KnowledgeGraph:
    rows = toy_rows()
    for node in rows["nodes"]:
        node["label"] = f"{node['label']} {ATTACK}"
        node |= {"synonyms": ATTACK, **NAMED}
    for step in rows["mechanisms"]:
        step["finding"] += ATTACK
    for source in rows["sources"]:
        source["title"] = ATTACK
    return immunokg.open(build_bundle(tmp_path, tables=write_tables(tmp_path / "tables", rows)))


def opened(browser: Any, path: Path, width: int, height: int) -> tuple[Any, list[str]]:
    page = browser.new_page(viewport={"width": width, "height": height})
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: trouble.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=true]")
    return page, trouble


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_page_answers_without_scrolling_and_a_hop_shows_its_evidence(
    browser: Any, toy: immunokg.KnowledgeGraph, tmp_path: Path, width: int, height: int
) -> None:
    write_page(view_of_answer(make_answer(toy, "tacrolimus", "ptdm")), tmp_path / "page.html")
    page, trouble = opened(browser, tmp_path / "page.html", width, height)
    assert page.locator("h2", has_text="Mechanism 1: raises").bounding_box()["y"] < height
    hops = page.locator("ol[data-path] button")
    assert hops.count() == 5
    assert hops.last.bounding_box()["y"] < height
    hops.nth(1).click()
    detail = page.locator("#detail")
    assert "tacrolimus-fkbp12-complex inhibits calcineurin" in detail.inner_text()
    assert "A toy label" in detail.inner_text()
    assert page.locator("#detail a").first.get_attribute("href").startswith("https://example.org/")
    page.locator("#back").click()
    assert page.locator("#answer").is_visible()
    assert trouble == []
    page.close()


@pytest.mark.browser
def test_clicking_a_line_of_the_picture_shows_its_evidence(
    browser: Any, toy: immunokg.KnowledgeGraph, tmp_path: Path
) -> None:
    write_page(view_of_answer(make_answer(toy, "cyp3a5-expresser", "ptdm")), tmp_path / "page.html")
    page, trouble = opened(browser, tmp_path / "page.html", 1440, 900)
    box = page.locator("#graph canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2)
    page.wait_for_selector("#detail:not([hidden])")
    assert trouble == []
    page.close()


@pytest.mark.browser
def test_no_label_synonym_finding_or_title_can_inject(
    browser: Any, attacked: immunokg.KnowledgeGraph, tmp_path: Path
) -> None:
    for name, view in (
        ("path", view_of_answer(make_answer(attacked, "tacrolimus", "ptdm"))),
        ("node", view_of_neighbourhood(attacked, "calcineurin")),
    ):
        write_page(view, tmp_path / f"{name}.html")
        page, trouble = opened(browser, tmp_path / f"{name}.html", 1440, 900)
        page.locator("ol.hops button").first.click()
        assert page.evaluate("window.hit") is None
        assert "{{7*7}}" in page.locator("body").inner_text()
        assert trouble == []
        page.close()


def test_lines_do_not_run_through_nodes() -> None:
    kinds = {"a": "Agent", "t": "Target", "p": "Process", "q": "Process", "r": "Process", "s": "ClinicalState"}
    pairs = [("a", "t"), ("t", "p"), ("t", "q"), ("q", "r"), ("p", "s"), ("r", "s")]
    places = place_nodes(kinds, pairs, "a")
    first, over, last = places["p"], places["r"], places["s"]
    share = (over.column - first.column) / (last.column - first.column)
    assert abs(first.row + (last.row - first.row) * share - over.row) >= 0.4


def test_a_hop_shows_its_evidence_once(toy: immunokg.KnowledgeGraph) -> None:
    answer = make_answer(toy, "tacrolimus", "ptdm")
    twice = render_answer(dataclasses.replace(answer, paths=(*answer.paths, *answer.paths)))
    hops = answer.paths[0].hops
    assert twice.count("evidence as above") == len(hops)
    assert twice.count(hops[0].record["evidence"][0]["finding"]) == 1
