from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import immunokg
from immunokg.graph.guard import refuse_unsafe
from immunokg.graph.results import AskResult, GraphResult, SelectResult
from immunokg.graph.sparql import explain_syntax, run_in_child
from immunokg.graph.worker import answer
from immunokg.ontology.errors import QueryError, QueryLimitError, QueryRefusedError

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def rows(result: object) -> list[dict[str, object]]:
    assert isinstance(result, SelectResult)
    return list(result.rows())


def test_select_sees_the_union_of_graphs_with_our_prefixes(toy: immunokg.KnowledgeGraph) -> None:
    found = rows(toy.query('SELECT ?drug { ?drug iko:has_risk ik:ptdm ; rdfs:label "tacrolimus" }'))
    assert found == [{"drug": "https://w3id.org/immunokg/tacrolimus"}]


def test_lower_than_tacrolimus_is_not_a_direct_triple(toy: immunokg.KnowledgeGraph) -> None:
    assert not toy.query("ASK { ik:belatacept iko:has_risk ?risk }")


def test_refuted_claim_is_no_triple(toy: immunokg.KnowledgeGraph) -> None:
    assert not toy.query("ASK { ik:sirolimus-fkbp12-complex iko:inhibits ik:calcineurin }")
    assert toy.query("ASK { ?claim biolink:subject ik:sirolimus-fkbp12-complex ; biolink:negated true }")


def test_ask_construct_describe(toy: immunokg.KnowledgeGraph) -> None:
    assert isinstance(toy.query("ASK { ?a ?b ?c }"), AskResult)
    made = toy.query("CONSTRUCT { ?a iko:x ?b } { ?a iko:inhibits ?b }")
    assert isinstance(made, GraphResult)
    assert len(list(made)) == 2
    described = toy.query("DESCRIBE ik:tacrolimus")
    assert isinstance(described, GraphResult)
    assert len(list(described)) > 3


def test_results_become_data_frames(toy: immunokg.KnowledgeGraph) -> None:
    frame = toy.query("SELECT ?sign { ?claim iko:sign ?sign } ORDER BY ?sign").to_pandas()
    assert set(frame["sign"]) == {-1, 0, 1}
    assert toy.query("ASK { ?a ?b ?c }").to_pandas()["answer"].tolist() == [True]
    made = toy.query("CONSTRUCT { ?a iko:x ?b } { ?a iko:inhibits ?b }").to_pandas()
    assert list(made.columns) == ["subject", "predicate", "object"]


def test_unbound_is_none(toy: immunokg.KnowledgeGraph) -> None:
    assert rows(toy.query("SELECT ?x ?y { VALUES ?x { true } OPTIONAL { ?x iko:none ?y } }")) == [
        {"x": True, "y": None}
    ]


def test_row_limit(toy: immunokg.KnowledgeGraph) -> None:
    result = toy.query("SELECT * { ?a ?b ?c }", max_rows=5)
    assert isinstance(result, SelectResult)
    got: list[object] = []
    with pytest.raises(QueryLimitError, match="more than 5 rows"):
        got.extend(row for row in result)
    assert len(list(toy.query("SELECT * { ?a ?b ?c } LIMIT 5", max_rows=5))) == 5  # type: ignore[arg-type]


def test_deadline_between_rows(toy: immunokg.KnowledgeGraph) -> None:
    result = toy.query("SELECT * { ?a ?b ?c . ?d ?e ?f }", deadline_seconds=0.0)
    with pytest.raises(QueryLimitError, match="out of time"):
        list(result)  # type: ignore[arg-type]


def test_syntax_error_points_and_names_three_tokens(toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(QueryError) as caught:
        toy.query("SELECT * WHERE {\n  ?s ?p \n}")
    assert (caught.value.line, caught.value.column) > (1, 0)
    message = str(caught.value)
    assert message.startswith(f"line {caught.value.line}, column {caught.value.column}: ")
    assert message.split("expected ")[1].split("\n", maxsplit=1)[0].count(",") <= 2


UNSAFE = [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
    "SELECT * { sErViCe SILENT <http://x> { ?a ?b ?c } }",
    "SELECT * { # hidden\n SERVICE # again\n <http://x> { ?a ?b ?c } }",
    "SELECT * { { SELECT * { { SERVICE ?x { ?a ?b ?c } } } } }",
    "PREFIX : <http://x/> SELECT * { SERVICE:y { ?a ?b ?c } }",
    "SELECT * { ?a ?b 'x' SERVICE<http://x>{?a ?b ?c} }",
    "SELECT * { ?a ?b ?c . \\u0053ERVICE <http://x> { ?a ?b ?c } }",
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "PREFIX x: <http://x/> delete where { ?a ?b ?c }",
    "LOAD <http://x>",
    "CLEAR ALL",
    "# comment\nDROP ALL",
]


@pytest.mark.parametrize("query", UNSAFE)
def test_updates_and_service_are_refused(toy: immunokg.KnowledgeGraph, query: str) -> None:
    with pytest.raises(QueryRefusedError, match="refused"):
        toy.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service rdfs:label 'SERVICE <http://x> {' }",
        "# SERVICE\nSELECT * { ?a ?b ?c } LIMIT 1",
        "SELECT * { ?a <http://x/SERVICE> ?c }",
        'SELECT * { ?a ?b """INSERT " SERVICE""" }',
        "SELECT * { ?a iko:insert ?c }",
        "ASK { ?a ?b 'it\\'s SERVICE' }",
    ],
)
def test_harmless_mentions_pass(toy: immunokg.KnowledgeGraph, query: str) -> None:
    refuse_unsafe(query)
    toy.query(query)


def test_service_may_be_allowed() -> None:
    refuse_unsafe("SELECT * { SERVICE <http://x> { ?a ?b ?c } }", allow_service=True)


def test_child_gives_the_same_rows(toy: immunokg.KnowledgeGraph) -> None:
    text = "SELECT ?a ?b { ?a iko:inhibits ?b } ORDER BY ?a"
    assert rows(toy.query(text, timeout_seconds=60)) == rows(toy.query(text))
    assert toy.query("ASK { ?a ?b ?c }", timeout_seconds=60)
    made = toy.query("CONSTRUCT WHERE { ?a iko:inhibits ?b }", timeout_seconds=60)
    assert len(list(made)) == 2  # type: ignore[arg-type]


def test_child_reports_syntax_errors(toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="line 1"):
        toy.query("SELECT", timeout_seconds=60)


def test_endless_query_is_stopped(toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(QueryLimitError, match=r"stopped after 0\.5 seconds"):
        toy.query(ENDLESS, timeout_seconds=0.5)


def test_child_stops_at_the_row_limit(toy: immunokg.KnowledgeGraph) -> None:
    with (
        run_in_child(toy.folder, "SELECT * { ?a ?b ?c . ?d ?e ?f }", timeout_seconds=60, max_rows=3) as result,
        pytest.raises(QueryLimitError, match="more than 3 rows"),
    ):
        list(result)  # type: ignore[arg-type]


def test_ctrl_c_ends_a_query(toy_bundle: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from immunokg.cli import main; main()",
        "query",
        ENDLESS,
        "--bundle",
        str(toy_bundle),
    ]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    time.sleep(2)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "interrupted" in said


def test_an_error_without_a_place_is_its_first_line() -> None:
    assert str(explain_syntax("ASK {}", "out of luck\nin many words")) == "the query does not parse: out of luck"


def test_an_error_that_expects_nothing_is_told_as_it_is() -> None:
    error = explain_syntax("SELECT ?a ?a {}", "error at 1:11: ?a is declared twice")
    assert "line 1, column 11" in str(error)
    assert "?a is declared twice" in str(error)


def test_a_child_that_dies_is_reported(toy_bundle: Path, tmp_path: Path) -> None:
    with (
        pytest.raises(QueryError, match="ended without an answer"),
        run_in_child(tmp_path / "nothing", "ASK {}", timeout_seconds=20),
    ):
        pass


def test_the_worker_writes_a_line_that_names_the_form_and_then_the_results(toy_bundle: Path) -> None:
    out = io.BytesIO()
    answer(toy_bundle, "ASK { ik:tacrolimus ?p ?o }", out)
    head, body = out.getvalue().split(b"\n", 1)
    assert json.loads(head) == {"form": "rows"}
    assert json.loads(body)["boolean"] is True
    out = io.BytesIO()
    answer(toy_bundle, "SELECT {", out)
    assert "syntax" in json.loads(out.getvalue())
