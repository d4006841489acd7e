"""`validate --fix`: mends what a machine can mend, loses nothing."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from immunokg.build.fix import fix_tables
from tests.build.making import problems_of
from tests.toy import toy_rows, write_tables

HEADER = "slug\ttarget"


def fixed(content: bytes, name: str = "redirects.tsv") -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        fix_tables(Path(folder))
        assert [left.name for left in path.parent.iterdir()] == [name]
        return path.read_bytes()


def test_tidy_tables_are_not_touched(tmp_path: Path) -> None:
    folder = write_tables(tmp_path, toy_rows())
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert fix_tables(folder) == []
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_folder_of_untidy_tables_becomes_valid(tmp_path: Path) -> None:
    folder = write_tables(tmp_path, toy_rows())
    for name in ("nodes.tsv", "mechanisms.tsv"):
        header, *rows = (folder / name).read_text(encoding="utf-8").splitlines()
        untidy = "\r\n".join([header, *(row.replace("\t", " \t ") for row in reversed(rows)), "", ""])
        (folder / name).write_bytes(untidy.encode("utf-8-sig"))
    assert problems_of(folder)
    assert fix_tables(folder) == ["mechanisms.tsv", "nodes.tsv"]
    assert problems_of(folder) == []
    assert (folder / "nodes.tsv").read_bytes() == (write_tables(tmp_path / "b", toy_rows()) / "nodes.tsv").read_bytes()


def test_rows_are_sorted_under_the_header() -> None:
    assert fixed(b"slug\ttarget\nz\ta\nb\tc\n") == b"slug\ttarget\nb\tc\nz\ta\n"


def test_line_ends_and_byte_order_mark_are_mended() -> None:
    assert fixed(b"\xef\xbb\xbfslug\ttarget\r\na\tb\r\n") == b"slug\ttarget\na\tb\n"


def test_blanks_are_trimmed_and_empty_lines_go() -> None:
    assert fixed("slug\ttarget \n a\t b\u00a0\n\n\t\nc\td".encode()) == b"slug\ttarget\na\tb\nc\td\n"


def test_blanks_around_the_bar_are_trimmed_only_where_it_parts_values() -> None:
    nodes = fixed(b"slug\tsynonyms\tdefinition\na\tFK506 | Prograf\teither | or\n", "nodes.tsv")
    assert nodes == b"slug\tsynonyms\tdefinition\na\tFK506|Prograf\teither | or\n"


def test_a_row_of_another_length_is_kept_for_the_check() -> None:
    assert fixed(b"slug\ttarget\nb\tc\td\na\n") == b"slug\ttarget\na\nb\tc\td\n"


def test_a_duplicate_row_is_kept_for_the_check() -> None:
    assert fixed(b"slug\ttarget\nb\tc\na\tb\nb\tc\n") == b"slug\ttarget\na\tb\nb\tc\nb\tc\n"


def test_a_carriage_return_inside_a_cell_is_kept_for_the_check() -> None:
    assert fixed(b"slug\ttarget\na\tb\rc\n") == b"slug\ttarget\na\tb\rc\n"


def test_a_file_that_is_not_utf8_is_left_alone() -> None:
    assert fixed(b"slug\ttarget\nb\t\xff\na\tb\r\n") == b"slug\ttarget\nb\t\xff\na\tb\r\n"


def test_empty_files_stay_empty() -> None:
    assert fixed(b"") == b""
    assert fixed(b" \n\r\n") == b""


def test_tables_of_another_name_are_tidied_too() -> None:
    assert fixed(b"x\ty\nb\t1|2\na \t1 | 2\n", "mine.tsv") == b"x\ty\na\t1 | 2\nb\t1|2\n"


cells = st.text(st.characters(exclude_characters="\t\n\r", exclude_categories=["Cs"]), max_size=5)
tables = st.lists(st.lists(cells, min_size=2, max_size=2), max_size=8)


@given(tables, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_no_row_is_lost_and_a_second_run_changes_nothing(rows: list[list[str]], end: str, mark: bool) -> None:
    text = end.join([HEADER, *("\t".join(row) for row in rows)])
    once = fixed(text.encode("utf-8-sig" if mark else "utf-8"))
    assert fixed(once) == once
    header, *found = once.decode().removesuffix("\n").split("\n")
    trimmed = ["\t".join(cell.strip() for cell in row) for row in rows]
    assert header == HEADER
    assert Counter(found) == Counter(line for line in trimmed if line.strip())
