"""What `import immunokg` offers."""

from __future__ import annotations

import pytest

import immunokg
from immunokg.graph import knowledge, mechanism
from immunokg.ontology import errors


def test_the_names_of_the_face_are_those_of_the_layers() -> None:
    assert immunokg.KnowledgeGraph is knowledge.KnowledgeGraph
    assert immunokg.MechanismPath is mechanism.MechanismPath
    assert immunokg.ImmunokgError is errors.ImmunokgError
    assert all(getattr(immunokg, name) for name in immunokg.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        immunokg.nonsense  # noqa: B018
