"""Compare the agents of a graph with the members of therapeutic groups in the WHO ATC index.

The index is the user's own file; nothing of it is kept.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from immunokg.graph.coverage import AgentCoverage, find_coverage
from immunokg.graph.knowledge import KnowledgeGraph
from immunokg.graph.registers import read_register
from immunokg.ontology.errors import AmbiguousNameError, ImmunokgError, UnknownNameError
from immunokg.ontology.names import fold_name

__all__ = ["GROUPS", "Member", "Standing", "find_members"]

GROUPS = ("L04A", "H02AB")
"""Immunosuppressants, and glucocorticoids for systemic use."""

COLUMNS = ("atc_code", "atc_name")
SUBSTANCE = 7
"""Length of a code that names a substance."""


class Standing(StrEnum):
    """How a member of a group stands in the graph.

    `no agent` is a product form or a metabolite of another member, `other` a node that is no immunosuppressant here.
    """

    COVERED = "covered"
    SHORT = "short"
    NO_AGENT = "no agent"
    OTHER = "other"
    OUT_OF_SCOPE = "out of scope"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Member:
    """A substance of the index: its code and name, the node it is (empty if none), rows of evidence, rows wanted."""

    code: str
    name: str
    node: str
    standing: Standing
    rows: int
    wanted: int


def find_members(kg: KnowledgeGraph, path: Path, groups: Iterable[str] = GROUPS) -> list[Member]:
    """Return the substances of ATC groups by code, each with how it stands in the graph.

    A substance that no node and no row of the register `out_of_scope` names is missing; an agent with less evidence
    than its depth asks for is short.

    Parameters
    ----------
    kg
        The graph.
    path
        The index as CSV in UTF-8, with the columns `atc_code` and `atc_name`; a code may have several rows.
    groups
        Beginnings of codes.

    Raises
    ------
    ImmunokgError
        If the file cannot be read, lacks a column, or has no substance of these groups.
    """
    wanted = tuple(groups)
    listed = dict.fromkeys(_read_index(path))
    substances = [(code, name) for code, name in listed if code.startswith(wanted) and len(code) == SUBSTANCE]
    if not substances:
        raise ImmunokgError(f"{path} has no substance of {', '.join(wanted)}; is it the whole ATC index?")
    agents = {agent.slug: agent for agent in find_coverage(kg).agents}
    outside = {fold_name(row["name"]) for row in read_register(kg.folder, "out_of_scope")}
    return [_member(kg, code, name, agents, outside) for code, name in sorted(substances)]


def _read_index(path: Path) -> list[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = csv.DictReader(handle)
            missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
            if missing:
                raise ImmunokgError(f"{path}:1 has no column {' and no '.join(missing)}; columns: {rows.fieldnames}")
            return [(row["atc_code"] or "", row["atc_name"] or "") for row in rows]
    except (OSError, UnicodeDecodeError) as error:
        raise ImmunokgError(f"{path} cannot be read as CSV in UTF-8: {error}") from error


def _member(kg: KnowledgeGraph, code: str, name: str, agents: dict[str, AgentCoverage], outside: set[str]) -> Member:
    if fold_name(name) in outside:
        return Member(code, name, "", Standing.OUT_OF_SCOPE, 0, 0)
    try:
        slug = kg.lexicon.resolve(name)
    except (UnknownNameError, AmbiguousNameError):
        return Member(code, name, "", Standing.MISSING, 0, 0)
    agent = agents.get(slug)
    if agent is None:
        form = kg.catalogue.kinds([slug])[slug] in ("Formulation", "Metabolite")
        return Member(code, name, slug, Standing.NO_AGENT if form else Standing.OTHER, 0, 0)
    standing = Standing.COVERED if agent.rows >= agent.wanted else Standing.SHORT
    return Member(code, name, agent.slug, standing, agent.rows, agent.wanted)
