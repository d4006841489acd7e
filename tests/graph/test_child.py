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
from immunokg.graph import child as child_module
from immunokg.graph.child import run_in_child
from immunokg.graph.results import SelectResult
from immunokg.graph.worker import answer
from immunokg.ontology.errors import BundleError, QueryError, QueryLimitError, QueryRefusedError

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LATE = """CONSTRUCT { ?a ?b ?c } { { SELECT * { ?a ?b ?c } LIMIT 10 }
    UNION { SELECT (COUNT(*) AS ?a) { ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o } } }"""


def rows(result: object) -> list[dict[str, object]]:
    assert isinstance(result, SelectResult)
    return list(result.rows())


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
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as running:
        try:
            time.sleep(2)
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=30)
        finally:
            running.kill()
    assert running.returncode == 130
    assert "interrupted" in said


def test_a_bundle_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(BundleError, match="immunokg build"),
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
    assert json.loads(out.getvalue())["error"] == "QueryError"


def test_a_graph_that_is_cut_by_the_clock_is_an_error_not_a_shorter_graph(toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(QueryLimitError, match="stopped after"):
        toy.query(LATE, timeout_seconds=1.0)


@pytest.mark.parametrize("form", ["CONSTRUCT WHERE { ?a ?b ?c }", "SELECT * { ?a ?b ?c }"])
def test_a_child_that_dies_while_it_writes_is_an_error(form: str, toy: immunokg.KnowledgeGraph) -> None:
    killed = f"""import sys; from pathlib import Path; from immunokg.graph.worker import answer; import io
out = io.BytesIO(); answer(Path({str(toy.folder)!r}), sys.stdin.buffer.read().decode(), out)
text = out.getvalue(); whole = text[: text.rindex(b" .\\n", 0, -9) + 3] if b'"graph"' in text[:20] else text[:-9]
sys.stdout.buffer.write(whole); sys.stdout.flush(); import os; os.kill(os.getpid(), 9)"""

    class Dying(child_module._Child):
        command = (sys.executable, "-c", killed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child_module, "_Child", Dying)
        with pytest.raises(QueryError, match="the query process failed"):
            toy.query(form, timeout_seconds=60)


def test_an_error_of_the_reader_is_not_blamed_on_the_query(toy: immunokg.KnowledgeGraph) -> None:
    def read() -> None:
        with run_in_child(toy.folder, "SELECT * { ?a ?b ?c }", timeout_seconds=60) as result:
            assert result is not None
            raise BrokenPipeError(32, "Broken pipe")

    with pytest.raises(BrokenPipeError):
        read()


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan"), float("inf"), 1e12])
def test_a_time_limit_that_is_none_is_refused(seconds: float, toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="choose more than 0"):
        toy.query("ASK {}", timeout_seconds=seconds)


def test_the_child_refuses_service_too(toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(QueryRefusedError, match="SERVICE is refused"):
        toy.query("SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", timeout_seconds=60)
    nobody = "SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?a ?b ?c } }"
    assert len(rows(toy.query(nobody, timeout_seconds=60, allow_service=True))) == 1


@pytest.fixture
def poisoned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in a folder with a json.py that nobody may import."""
    (tmp_path / "json.py").write_text("raise SystemExit('imported from the folder the user is in')")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_child_imports_nothing_from_the_current_folder(poisoned: Path, toy: immunokg.KnowledgeGraph) -> None:
    assert toy.query("ASK { ?a ?b ?c }", timeout_seconds=60)


def test_head_ends_a_query_quietly(toy_bundle: Path) -> None:
    command = "from immunokg.cli import main; main()"
    running = subprocess.Popen(
        [sys.executable, "-c", command, "query", "SELECT * { ?a ?b ?c . ?d ?e ?f }", "--format", "csv",
         "--bundle", str(toy_bundle)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.readline()
    running.stdout.close()
    said = running.stderr.read()
    running.stderr.close()
    assert (running.wait(30), said) == (0, b"")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_query_ends_in_time_though_its_caller_was_killed(toy_bundle: Path) -> None:
    code = f"""import pathlib; from immunokg.graph import child
class Told(child._Child):
    def ask(self, query, max_rows):
        print(self.process.pid, flush=True)
        return super().ask(query, max_rows)
child._Child = Told
with child.run_in_child(pathlib.Path({str(toy_bundle)!r}), {ENDLESS!r}, timeout_seconds=2.0): pass"""
    caller = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert caller.stdout is not None
    worker = int(caller.stdout.readline())
    time.sleep(0.5)
    caller.kill()
    caller.wait()
    caller.stdout.close()
    deadline = time.monotonic() + 20
    while _lives(worker):
        assert time.monotonic() < deadline, "the worker goes on"
        time.sleep(0.1)


def _lives(number: int) -> bool:
    state = Path(f"/proc/{number}/stat")
    try:
        return state.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("seconds", [None, 30.0])
def test_half_a_surrogate_pair_is_an_error_of_the_query(seconds: float | None, toy: immunokg.KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="no Unicode text: character 14"):
        toy.query('ASK { ?s ?p "\udcff" }', timeout_seconds=seconds)
