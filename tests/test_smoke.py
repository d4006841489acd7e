import immunokg


def test_toy_builds_with_a_path(toy: immunokg.KnowledgeGraph) -> None:
    path = toy.paths("FK506", "PTDM")[0]
    assert path.nodes[0] == "tacrolimus"
    assert path.sign == 1
