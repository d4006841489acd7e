"""What the tables become: nodes, sources, evidence, claims. Plain values, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field

from immunokg.ontology.catalogue import Side
from immunokg.ontology.claims import ClaimKey

__all__ = ["Claim", "Evidence", "Facts", "Frequency", "Node", "Source", "Value"]

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A node: slug, kind, label, and the filled columns of its row by column name."""

    slug: str
    kind: str
    label: str
    details: dict[str, Value]

    def many(self, name: str) -> tuple[str, ...]:
        """Return a multi-valued detail, empty if absent."""
        value = self.details.get(name, ())
        return value if isinstance(value, tuple) else (value,)


@dataclass(frozen=True, slots=True)
class Source:
    """A source: id and the filled columns of its row by column name."""

    id: str
    details: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often an event was seen in one arm, and which arm that is: the filled fields by column name."""

    side: Side
    details: dict[str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one source says about one claim. `details` holds the other filled columns by name."""

    id: str
    source: str
    locator: str
    evidence_kind: str
    stance: str
    finding: str
    details: dict[str, Value]
    frequencies: tuple[Frequency, ...] = ()
    target_range: dict[str, str] = field(default_factory=dict)
    effect: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with what follows from its evidence. Inherited ones have no evidence but `derived_from`.

    A contested claim is supported, but lighter evidence speaks against it.
    """

    id: str
    key: ClaimKey
    state: str
    confidence: str
    evidence: tuple[Evidence, ...] = ()
    heritable: bool = False
    contested: bool = False
    derived_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the tables say. Nodes and sources by slug and id; claims sorted by id.

    `registers` holds, by table, the rows that are no claims: what was searched in vain, what is out of scope, which
    risks are counteracted, and how deep an agent is covered.
    """

    nodes: dict[str, Node]
    sources: dict[str, Source]
    redirects: dict[str, str]
    claims: tuple[Claim, ...]
    registers: dict[str, tuple[dict[str, Value], ...]] = field(default_factory=dict)
