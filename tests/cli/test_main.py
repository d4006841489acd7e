"""The edge of the command line: every error becomes a sentence and an exit code."""

from __future__ import annotations

import click
import pytest

from immunokg.cli import cli, main
from immunokg.ontology.errors import PathError


def exit_code_of(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int | str | None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(cli, "main", fail)
    with pytest.raises(SystemExit) as caught:
        main()
    return caught.value.code


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (PathError("k is 0; choose 1 or more"), 1, "error: k is 0; choose 1 or more"),
        (FileNotFoundError(2, "No such file or directory", "x.tsv"), 1, "error: x.tsv: No such file or directory"),
        (OSError("disk gone"), 1, "disk gone"),
        (KeyError("slug"), 1, "internal error: KeyError: 'slug'. Please report it; IMMUNOKG_DEBUG=1"),
        (click.UsageError("no such option"), 2, "no such option"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (click.Abort(), 130, "interrupted"),
    ],
)
def test_an_error_is_a_sentence_and_an_exit_code(
    error: BaseException,
    code: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert exit_code_of(monkeypatch, error) == code
    out, err = capsys.readouterr()
    assert sentence in err
    assert out == ""


def test_debugging_shows_where_an_internal_error_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMMUNOKG_DEBUG", "1")

    def fail(**_: object) -> None:
        raise KeyError("slug")

    monkeypatch.setattr(cli, "main", fail)
    with pytest.raises(KeyError):
        main()
