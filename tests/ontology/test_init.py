from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

import immunokg.ontology
from immunokg.ontology import HOMES


@pytest.mark.parametrize("name", immunokg.ontology.__all__)
def test_every_promised_name_is_there(name: str) -> None:
    home = import_module(f"immunokg.ontology.{HOMES.get(name, 'claims')}")
    assert getattr(immunokg.ontology, name) is getattr(home, name)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        immunokg.ontology.nothing  # noqa: B018


def test_import_loads_no_other_module() -> None:
    code = "import sys, immunokg.ontology; print([m for m in sys.modules if m.startswith('immunokg.ontology.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
