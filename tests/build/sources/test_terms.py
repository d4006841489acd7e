from __future__ import annotations

import gzip
from pathlib import Path

from immunokg.build.sources.terms import open_text


def test_a_file_reads_alike_gzipped_or_not_and_without_its_byte_order_mark(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbfna\xc3\xafve\n"
    (tmp_path / "a.txt").write_bytes(content)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(content))
    for name in ("a.txt", "a.txt.gz"):
        with open_text(tmp_path / name) as file:
            assert file.read() == "naïve\n"
