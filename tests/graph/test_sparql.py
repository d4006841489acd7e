from __future__ import annotations

import pytest

import immunokg
from immunokg.graph.guard import refuse_service, refuse_update
from immunokg.graph.results import AskResult, GraphResult, SelectResult
from immunokg.graph.syntax import explain_syntax
from immunokg.ontology.errors import ArgumentError, QueryError, QueryLimitError, QueryRefusedError

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


SLOW = """SELECT ?a { ?a a iko:Agent
FILTER NOT EXISTS { ?x iko:finding ?z . FILTER(CONTAINS(STR(?z), CONCAT(STR(?a), "zzz"))) } }"""


def test_the_deadline_is_looked_at_before_each_row(
    toy: immunokg.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = iter(toy.query(SLOW, deadline_seconds=1000))  # type: ignore[arg-type]
    next(result)
    monkeypatch.setattr("immunokg.graph.results.time.monotonic", lambda: float("inf"))
    with pytest.raises(QueryLimitError, match="out of time"):
        next(result)


def test_a_negative_number_of_rows_is_refused(toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(ArgumentError, match="choose 0 or more"):
        list(toy.query("SELECT * { ?a ?b ?c }", max_rows=-1))  # type: ignore[arg-type]


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
    "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
    "SELECT * { SERVICESILENT <http://127.0.0.1:1/> { ?a ?b ?c } }",
    "PREFIX x: <http://127.0.0.1:1/> SELECT * { SERVICEx: { ?a ?b ?c } }",
    "PREFIX x: <http://127.0.0.1:1/> SELECT * { ?s ?p trueSERVICEx: { ?a ?b ?c } }",
    "SELECT * { ?s ?p ik:.SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
    'SELECT * { ?a ?b ?c FILTER(?a<1#>"""\n) SERVICE <http://127.0.0.1:1/> { ?d ?e ?f } #"""\n }',
    "SELECT * { ?a ?b ?c FILTER(?a<1#>'''\n) SERVICE <http://127.0.0.1:1/> { ?d ?e ?f } #'''\n }",
    "PREFIX SERVICEx: <http://x/> PREFIX x: <http://127.0.0.1:1/> SELECT * { SERVICEx: { ?a ?b ?c } }",
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
        "PREFIX service: <http://x/> ASK { ?a service:level ?c }",
        r'ASK { ?a ?b "say \u0022service\u0022, \u0061 word" }',
    ],
)
def test_harmless_mentions_pass(toy: immunokg.KnowledgeGraph, query: str) -> None:
    refuse_update(query)
    refuse_service(query)
    toy.query(query)


@pytest.mark.parametrize("word", [r"\u0053ERVICE", r"S\U00000045RVICE", r"\u0073\u0065\u0072\u0076\u0069\u0063\u0065"])
def test_service_in_escapes_does_not_run(word: str, toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(QueryError):
        toy.query(f"ASK {{ {word} <http://127.0.0.1:1/> {{ ?a ?b ?c }} }}")


def test_service_may_be_allowed(toy: immunokg.KnowledgeGraph) -> None:
    nobody = "SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?a ?b ?c } }"
    assert len(list(toy.query(nobody, allow_service=True))) == 1  # type: ignore[arg-type]


def test_a_refusal_says_where(toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(QueryRefusedError) as caught:
        toy.query("SELECT * {\n  ?a ?b ?c .\n  SERVICE # here\n <http://x> {} }")
    assert (caught.value.line, caught.value.column) == (3, 3)


def test_a_mention_beside_a_mistake_is_told_as_the_mistake(toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="does not parse") as caught:
        toy.query("SELECT * { ?service ?b }")
    assert not isinstance(caught.value, QueryRefusedError)


@pytest.mark.parametrize("query", ["PREFIX a:<b>" * 3000 + "x", "1" * 100_000, "# " + "<" * 100_000])
def test_long_texts_are_judged_at_once(query: str) -> None:
    refuse_update(query)


def test_an_error_without_a_place_is_its_first_line() -> None:
    assert str(explain_syntax("ASK {}", "out of luck\nin many words")) == "the query does not parse: out of luck"


def test_an_error_that_expects_nothing_is_told_as_it_is() -> None:
    error = explain_syntax("SELECT ?a ?a {}", "error at 1:11: ?a is declared twice")
    assert "line 1, column 11" in str(error)
    assert "?a is declared twice" in str(error)
