from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from immunokg.build.pipeline import build_bundle
from immunokg.cli import COMMANDS
from tests.build.making import find_row
from tests.toy import toy_rows, write_tables


def run(*words: str, bundle: Path | None = None, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from immunokg.cli import main; main()", *words]
    if bundle is not None:
        command += ["--bundle", str(bundle)]
    wide = os.environ | {"COLUMNS": "100"}
    return subprocess.run(command, capture_output=True, text=True, input=stdin, check=False, encoding="utf-8", env=wide)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    done = run(name, "--help")
    assert done.returncode == 0
    assert f"Example: immunokg {name}" in done.stdout


def test_help_lists_the_commands() -> None:
    done = run("--help")
    assert all(name in done.stdout for name in COMMANDS)


def test_unknown_command_suggests_a_near_one() -> None:
    done = run("pahts")
    assert done.returncode == 2
    assert "Did you mean paths?" in done.stderr


def test_unknown_command_like_none_lists_all() -> None:
    done = run("xyzzy")
    assert done.returncode == 2
    assert "Commands: build, validate" in done.stderr


def test_paths_json_is_the_whole_of_stdout(toy_bundle: Path) -> None:
    done = run("paths", "FK506", "PTDM", "--format", "json", bundle=toy_bundle)
    (path,) = json.loads(done.stdout)
    assert path["sign"] == 1
    assert (done.returncode, done.stderr) == (0, "")


def test_paths_as_text_and_tsv(toy_bundle: Path) -> None:
    text = run("paths", "tacrolimus", "ptdm", bundle=toy_bundle).stdout
    assert "+ − + + − = raises (provisional, assembled by us, in beta cell)" in text
    assert "review: A toy review, p. 2" in text
    assert "not medical advice" in text
    table = run("paths", "tacrolimus", "ptdm", "--format", "tsv", bundle=toy_bundle).stdout.splitlines()
    assert table[0].split("\t")[:2] == ["sign", "confidence"]
    assert len(table) == 2


def test_no_path_is_a_sentence_and_exit_1(toy_bundle: Path) -> None:
    done = run("paths", "sirolimus", "calcineurin", "--format", "json", bundle=toy_bundle)
    assert json.loads(done.stdout) == []
    assert done.returncode == 1
    assert "no mechanism path from sirolimus to calcineurin" in done.stderr
    hint = run("paths", "belatacept", "rejection", bundle=toy_bundle)
    assert "--narrower to end in kidney-rejection" in hint.stderr


def test_unknown_name_suggests_and_exits_1(toy_bundle: Path) -> None:
    done = run("show", "tacrolimos", bundle=toy_bundle)
    assert done.returncode == 1
    assert "Did you mean tacrolimus" in done.stderr
    assert done.stdout == ""


def test_show(toy_bundle: Path) -> None:
    text = run("show", "tacrolimus", bundle=toy_bundle).stdout
    assert "synonyms: FK506, Prograf" in text
    assert "raises the risk" in text
    assert "more claims" in run("show", "tacrolimus", "--claims", "1", bundle=toy_bundle).stdout
    data = json.loads(run("show", "belatacept", "--format", "json", bundle=toy_bundle).stdout)
    assert data["claims"][0]["comparator"] == "tacrolimus"
    assert "lower risk than with tacrolimus" in run("show", "belatacept", bundle=toy_bundle).stdout


def test_show_marks_what_speaks_against_and_points_on(tmp_path: Path) -> None:
    rows = toy_rows()
    against = {
        "stance": "looked_for_not_found",
        "finding": "Nobody saw it.",
        "evidence_kind": "label",
        "source": "label-toy",
    }
    rows["mechanisms"].append(find_row(rows, "mechanisms", subject="mtorc1", object="t-cell-activation") | against)
    folder = build_bundle(tmp_path, tables=write_tables(tmp_path / "tables", rows))
    text = run("show", "mtorc1", bundle=folder).stdout
    assert "looked for not found: Nobody saw it." not in text
    assert "… 1 more, 1 of them against it" in text
    agent = run("show", "tacrolimus", bundle=folder).stdout
    assert "immunokg show tacrolimus-trough" in agent
    assert "Monitoring and care of those who take tacrolimus" in agent
    assert "• hba1c monitors post-transplant diabetes mellitus" in agent


def test_show_can_be_narrowed_to_predicates(toy_bundle: Path) -> None:
    done = run("show", "tacrolimus", "--predicate", "binds", "--format", "json", bundle=toy_bundle)
    assert {claim["predicate"] for claim in json.loads(done.stdout)["claims"]} == {"binds"}
    wrong = run("show", "tacrolimus", "--predicate", "bind", bundle=toy_bundle)
    assert (wrong.returncode, "known: inhibits" in wrong.stderr) == (2, True)


def test_ways_to_a_node_are_for_two_nodes(toy_bundle: Path, tmp_path: Path) -> None:
    done = run("view", "tacrolimus", "--through", "mtorc1", "-o", str(tmp_path / "x.html"), bundle=toy_bundle)
    assert (done.returncode, "give END too" in done.stderr) == (2, True)


def test_search_and_stats(toy_bundle: Path) -> None:
    assert json.loads(run("search", "PTDM", "--format", "json", bundle=toy_bundle).stdout)[0]["slug"] == "ptdm"
    assert run("search", "zzzzqqqq", bundle=toy_bundle).returncode == 1
    stats = json.loads(run("stats", "--format", "json", bundle=toy_bundle).stdout)
    assert list(stats) == ["nodes", "claims", "evidence", "sources", "triples", "build"]
    assert run("stats", bundle=toy_bundle).stdout.startswith("what")


@pytest.mark.parametrize("style", ["table", "json", "tsv", "csv"])
def test_query_rows(toy_bundle: Path, style: str) -> None:
    done = run("query", "SELECT ?a { ?a iko:inhibits ik:mtorc1 }", "--format", style, bundle=toy_bundle)
    assert "sirolimus-fkbp12-complex" in done.stdout
    if style == "json":
        assert json.loads(done.stdout)["head"]["vars"] == ["a"]


def test_query_json_has_every_sort_of_term(toy_bundle: Path) -> None:
    query = """SELECT * { BIND("a"@en AS ?tagged) BIND("b" AS ?text) BIND(1.5 AS ?number) BIND(BNODE() AS ?blank)
        BIND(ik:tacrolimus AS ?iri) OPTIONAL { ?missing iko:no_such ?thing } }"""
    done = run("query", query, "--format", "json", bundle=toy_bundle)
    (row,) = json.loads(done.stdout)["results"]["bindings"]
    assert row.pop("blank")["type"] == "bnode"
    assert row == {
        "tagged": {"type": "literal", "value": "a", "xml:lang": "en"},
        "text": {"type": "literal", "value": "b"},
        "number": {"type": "literal", "value": "1.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
        "iri": {"type": "uri", "value": "https://w3id.org/immunokg/tacrolimus"},
    }


@pytest.mark.parametrize("style", ["table", "ttl", "nt", "json", "csv"])
def test_query_graphs(toy_bundle: Path, style: str) -> None:
    done = run("query", "CONSTRUCT WHERE { ?a iko:inhibits ?b }", "--format", style, bundle=toy_bundle)
    assert "mtorc1" in done.stdout
    assert done.returncode == 0


def test_query_from_stdin_ask_and_errors(toy_bundle: Path) -> None:
    assert "true" in run("query", "--file", "-", bundle=toy_bundle, stdin="ASK { ?a ?b ?c }").stdout
    assert run("query", bundle=toy_bundle).returncode == 2
    assert run("query", "SELECT * { ?a ?b ?c }", "--format", "ttl", bundle=toy_bundle).returncode == 2
    wrong = run("query", "SELECT * { ?a ?b", bundle=toy_bundle)
    assert wrong.returncode == 1
    assert "line 1, column" in wrong.stderr
    refused = run("query", "LOAD <http://x>", bundle=toy_bundle)
    assert (refused.returncode, "read-only" in refused.stderr) == (1, True)
    cut = run("query", "SELECT * { ?a ?b ?c }", "--max-rows", "2", bundle=toy_bundle)
    assert (cut.returncode, "more than 2 rows" in cut.stderr) == (1, True)


def test_build_and_validate(toy_tables: Path, tmp_path: Path) -> None:
    built = run("build", "--tables", str(toy_tables), "--into", str(tmp_path))
    folder = Path(built.stdout.strip())
    assert (folder / "manifest.json").exists()
    assert "claims" in built.stderr
    assert "no problem found" in run("validate", str(toy_tables)).stdout
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "nodes.tsv").write_text("slug\tnonsense\n")
    wrong = run("validate", str(tmp_path / "bad"))
    assert wrong.returncode == 1
    assert "nodes.tsv:1 nonsense: unknown column" in wrong.stderr


def test_fix_mends_and_says_so(toy_tables: Path, tmp_path: Path) -> None:
    for path in toy_tables.glob("*.tsv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        (tmp_path / path.name).write_text(
            "\r\n".join([lines[0], *reversed(lines[1:])]) + "\r\n", encoding="utf-8", newline=""
        )
    assert run("validate", str(tmp_path)).returncode == 1
    done = run("validate", str(tmp_path), "--fix")
    assert done.returncode == 0
    assert "mended nodes.tsv" in done.stderr


def test_view_writes_a_page(toy_bundle: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("view", "tacrolimus", "PTDM", "-o", str(page), bundle=toy_bundle).stdout.strip() == str(page)
    assert "<!DOCTYPE html>" in page.read_text(encoding="utf-8")
    assert run("view", "calcineurin", "-o", str(tmp_path / "node.html"), bundle=toy_bundle).returncode == 0
    nowhere = run("view", "calcineurin", "-o", str(tmp_path / "no" / "where.html"), bundle=toy_bundle)
    assert (nowhere.returncode, "No such file" in nowhere.stderr) == (1, True)


def test_demo_explains_the_default_risk_and_writes_a_page(tmp_path: Path) -> None:
    page = tmp_path / "demo.html"
    done = run("demo", "-o", str(page))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("The graph: ")
    assert "tacrolimus → post-transplant diabetes mellitus" in lines
    assert sum(line.startswith("Mechanism ") for line in lines) == 1
    assert len(lines) <= 55
    assert lines[-1].endswith(str(page))
    assert "post-transplant diabetes mellitus" in page.read_text(encoding="utf-8")


def test_demo_of_an_unknown_drug_suggests_near_ones_and_writes_nothing(tmp_path: Path) -> None:
    done = run("demo", "tacrolimos", "-o", str(tmp_path / "demo.html"))
    assert (done.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "Did you mean tacrolimus" in done.stderr


def test_coverage_of_agents_and_risks(tmp_path: Path) -> None:
    tables = write_tables(tmp_path / "t", toy_rows() | {"depths": [{"agent": "tacrolimus", "depth": "full"}]})
    bundle = build_bundle(tmp_path / "cache", tables=tables)
    agents = json.loads(run("coverage", "--format", "json", bundle=bundle).stdout)
    assert next(line for line in agents if line["agent"] == "tacrolimus")["depth"] == "full"
    risks = run("coverage", "--section", "risks", "--format", "tsv", bundle=bundle)
    assert "tacrolimus\tptdm\tFalse\t20.0\ttacrolimus → " in risks.stdout
    assert "1 explained, 0 searched in vain, 0 neither" in risks.stderr
    assert run("coverage", "--section", "risks", "--unexplained", "--format", "json", bundle=bundle).stdout == "[]\n"


@pytest.mark.parametrize(("section", "said"), [("evidence", "review"), ("years", "0 "), ("scope", "name")])
def test_coverage_of_evidence_and_scope(toy_bundle: Path, section: str, said: str) -> None:
    done = run("coverage", "--section", section, bundle=toy_bundle)
    assert (done.returncode, done.stderr) == (0, "")
    assert said in done.stdout


def test_timeline_since_a_year(tmp_path: Path) -> None:
    rows = toy_rows()
    use = rows["uses"][0] | {"predicate": "treats", "subject": "tacrolimus", "approval_status": "approved"}
    rows["uses"] += [use | {"approval_year": year, "regulator": "FDA", "object": object_}
                     for year, object_ in (("1994", "rejection"), ("2008", "ptdm"))]  # fmt: skip
    bundle = build_bundle(tmp_path / "cache", tables=write_tables(tmp_path / "t", rows))
    done = run("timeline", "--since", "2000", "--format", "json", bundle=bundle)
    assert [(line["year"], line["condition"]) for line in json.loads(done.stdout)] == [(2008, "ptdm")]


def test_check_reports_signs_and_the_network(toy_bundle: Path) -> None:
    text = run("check", bundle=toy_bundle).stdout
    assert "Risk claims and their mechanism paths: 1 no path, 1 agrees" in text
    assert "Loops: 0" in text
    data = json.loads(run("check", "--format", "json", bundle=toy_bundle).stdout)
    assert {item["verdict"] for item in data["polarity"]} == {"agrees", "no path"}


def test_an_audit_sheet_can_be_filled_in_and_scored(toy_bundle: Path, tmp_path: Path) -> None:
    words = ("audit", "--sample", "2", "--seed", "7", "--stratum", "all")
    sheet = run(*words, bundle=toy_bundle).stdout
    assert "seed 7" in sheet
    assert "verdict: ____" in sheet
    lines = run(*words, "--format", "tsv", bundle=toy_bundle).stdout.splitlines()
    assert lines == run(*words, "--format", "tsv", bundle=toy_bundle).stdout.splitlines()
    read = [lines[0], *(f"{line}supported" for line in lines[1:])]
    (tmp_path / "read.tsv").write_text("\n".join(read) + "\n", encoding="utf-8")
    scores = json.loads(run("audit", "--score", str(tmp_path / "read.tsv"), "--format", "json").stdout)
    assert scores[-1]["stratum"] == "all"
    assert scores[-1]["percent"] == 100.0
    assert len(json.loads(run(*words, "--format", "json", bundle=toy_bundle).stdout)) == len(lines) - 1


@pytest.mark.parametrize(
    ("text", "message"),
    [("number\tverdict\n", "has no column stratum"), ("stratum\tverdict\nboxed\tyes\n", "is no stratum and verdict")],
)
def test_a_sheet_that_cannot_be_scored_is_said(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "read.tsv").write_text(text, encoding="utf-8")
    done = run("audit", "--score", str(tmp_path / "read.tsv"))
    assert done.returncode == 1
    assert message in done.stderr
