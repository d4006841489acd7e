"""From bytes to rows: everything that can be wrong with a file."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest

from immunokg.build.report import Report
from immunokg.build.tables import MAX_FIELD_BYTES, MAX_LINE_BYTES, Row, _iter_rows, read_tables
from immunokg.ontology.tables import table_schemas
from tests.build.making import problems_of
from tests.toy import toy_rows, write_tables

REDIRECTS = table_schemas()["redirects"]
HEADER = b"slug\ttarget\n"


def read(content: bytes) -> tuple[list[Row], list[str]]:
    """Read the bytes of a redirects table: two columns, no rules across rows."""
    report = Report()
    rows = list(_iter_rows(io.BytesIO(content), REDIRECTS, report))
    return rows, [str(problem) for problem in report.problems]


def test_a_tidy_table_is_read() -> None:
    rows, problems = read(HEADER + b"a\tb\nc\td\n")
    assert rows == [
        Row("redirects", 2, {"slug": "a", "target": "b"}),
        Row("redirects", 3, {"slug": "c", "target": "d"}),
    ]
    assert problems == []


def test_an_empty_cell_is_an_absent_one() -> None:
    found = Row("nodes", 2, {"slug": "a", "synonyms": "x|y"})
    assert found["label"] == ""
    assert found.many("label") == ()
    assert found.many("synonyms") == ("x", "y")


def test_the_last_line_may_lack_its_end() -> None:
    assert read(HEADER + b"a\tb") == read(HEADER + b"a\tb\n")


def test_empty_file() -> None:
    assert read(b"") == ([], ["redirects.tsv:1: empty; write the header first: slug target"])


def test_header_only() -> None:
    assert read(HEADER) == ([], ["redirects.tsv:1: no rows under the header; add a row or remove the file"])


def test_unknown_column_names_near_ones_and_the_missing_one() -> None:
    rows, problems = read(b"slug\ttargt\na\tb\n")
    assert rows == []
    assert problems == [
        "redirects.tsv:1 targt: unknown column; did you mean target?",
        "redirects.tsv:1 target: column is missing; add it to the header (cells may be empty)",
    ]


def test_unknown_column_like_no_other_lists_the_known_ones() -> None:
    assert "redirects.tsv:1 zzz: unknown column; known: slug, target" in read(b"slug\ttarget\tzzz\n")[1]


def test_column_that_stands_twice() -> None:
    assert read(b"slug\tslug\ttarget\n")[1] == ["redirects.tsv:1 slug: column stands twice"] * 2


def test_columns_in_another_order() -> None:
    assert read(b"target\tslug\nb\ta\n")[1] == ["redirects.tsv:1: columns are in another order; expected slug target"]


def test_a_header_of_very_many_columns_is_one_problem() -> None:
    _, problems = read(b"\t".join([b"x"] * 100_000) + b"\n")
    assert problems == ["redirects.tsv:1: 100000 columns; expected slug target"]


def test_too_few_and_too_many_cells() -> None:
    rows, problems = read(HEADER + b"a\nb\tc\nd\te\tf\n")
    assert [row.line for row in rows] == [3]
    assert problems == [
        "redirects.tsv:2: 1 cells, the header has 2; check the tabs",
        "redirects.tsv:4: 3 cells, the header has 2; check the tabs",
    ]


def test_rows_out_of_order() -> None:
    rows, problems = read(HEADER + b"c\td\na\tb\n")
    assert len(rows) == 2
    assert problems == ["redirects.tsv:3: not sorted; run `immunokg validate --fix`"]


def test_windows_line_ends_are_reported_once_and_the_rows_are_still_read() -> None:
    rows, problems = read(HEADER + b"a\tb\r\nc\td\r\n")
    assert [row.cells for row in rows] == [{"slug": "a", "target": "b"}, {"slug": "c", "target": "d"}]
    assert problems == ["redirects.tsv:2: line ends with CRLF; run `immunokg validate --fix` or save with LF"]


def test_byte_order_mark_is_one_problem_and_the_rows_are_still_read() -> None:
    rows, problems = read(b"\xef\xbb\xbf" + HEADER + b"a\tb\n")
    assert len(rows) == 1
    assert problems == [
        "redirects.tsv:1: starts with a byte order mark; run `immunokg validate --fix` or save without BOM"
    ]


def test_wrong_encoding_names_line_and_byte() -> None:
    rows, problems = read(HEADER + "a\tsjögren\n".encode("latin-1") + b"c\td\n")
    assert [row.line for row in rows] == [3]
    assert problems == ["redirects.tsv:2: not UTF-8: byte 0xf6 at 5; save as UTF-8"]


def test_a_utf16_file_is_one_problem_since_no_line_can_be_the_header() -> None:
    rows, problems = read("slug\ttarget\na\tb\n".encode("utf-16"))
    assert rows == []
    assert problems == ["redirects.tsv:1: not UTF-8: byte 0xff at 1; save as UTF-8"]


@pytest.mark.parametrize("char", ["\0", "\x0b", "\r", "\x1f", "\x7f", "\x85", "\u2028"])
def test_control_characters(char: str) -> None:
    rows, problems = read(HEADER + f"a\tb{char}c\n".encode())
    assert rows == []
    assert problems == [f"redirects.tsv:2: control character U+{ord(char):04X}; remove it"]


def test_a_field_may_have_64_kib_and_not_a_byte_more() -> None:
    assert len(read(HEADER + b"a\t" + b"b" * MAX_FIELD_BYTES + b"\n")[0]) == 1
    rows, problems = read(HEADER + b"a\t" + b"b" * (MAX_FIELD_BYTES + 1) + b"\nc\td\n")
    assert [row.line for row in rows] == [3]
    assert problems == ["redirects.tsv:2: a field is over 64 KiB; shorten it"]


class EndlessLine(io.RawIOBase):
    """A header, then one line of `size` bytes, then a good row; nothing of it is ever held."""

    def __init__(self, size: int) -> None:
        self.parts = [(HEADER, 1), (b"x" * (1 << 16), size >> 16), (b"\nlast\tb\n", 1)]
        self.rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if not self.rest:
            if not self.parts:
                return 0
            part, times = self.parts.pop(0)
            self.rest = part
            if times > 1:
                self.parts.insert(0, (part, times - 1))
        taken = self.rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self.rest = self.rest[len(taken) :]
        return len(taken)


def test_a_line_of_one_gibibyte_is_skipped_in_constant_memory() -> None:
    report = Report()
    handle = io.BufferedReader(EndlessLine(1 << 30))  # type: ignore[type-var]
    tracemalloc.start()
    try:
        rows = list(_iter_rows(handle, REDIRECTS, report))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [row["slug"] for row in rows] == ["last"]
    assert [str(problem) for problem in report.problems] == ["redirects.tsv:2: line is over 1 MiB; split it"]
    assert peak < 8 * MAX_LINE_BYTES


def test_a_header_over_one_mebibyte_is_one_problem() -> None:
    rows, problems = read(b"x" * (MAX_LINE_BYTES + 1) + b"\na\tb\n")
    assert rows == []
    assert problems == ["redirects.tsv:1: line is over 1 MiB; split it"]


def test_a_line_of_exactly_one_mebibyte_is_not_too_long() -> None:
    wide = b"\t".join([b"y" * 65535] * 16)
    assert len(wide) + 1 == MAX_LINE_BYTES
    assert read(HEADER + wide + b"\n")[1] == ["redirects.tsv:2: 16 cells, the header has 2; check the tabs"]


def test_an_overlong_last_line_without_an_end_is_reported_once() -> None:
    assert read(HEADER + b"a\tb\n" + b"z" * (3 * MAX_LINE_BYTES))[1] == [
        "redirects.tsv:3: line is over 1 MiB; split it"
    ]


def test_tables_without_a_file_are_empty(tmp_path: Path) -> None:
    rows = toy_rows()
    report = Report()
    tables = read_tables(write_tables(tmp_path, {name: rows[name] for name in ("nodes", "sources")}), report)
    assert report.count == 0
    assert tables["risks"] == []
    assert len(tables["nodes"]) == len(rows["nodes"])


def test_missing_nodes_and_sources_are_problems(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    assert problems_of(tmp_path / "tables") == [
        "nodes.tsv:0: missing from tables; every graph needs it",
        "sources.tsv:0: missing from tables; every graph needs it",
    ]


def test_a_file_that_is_no_table_is_a_problem_with_near_names(tmp_path: Path) -> None:
    folder = write_tables(tmp_path, toy_rows())
    (folder / "mechanism.tsv").write_text("a\n")
    assert problems_of(folder) == ["mechanism.tsv:0: no such table; did you mean mechanisms?"]


def test_rejected_rows_are_left_alone(tmp_path: Path) -> None:
    folder = write_tables(tmp_path, toy_rows())
    (folder / "risks.rejected.tsv").write_bytes(b"\xff whatever")
    assert problems_of(folder) == []
