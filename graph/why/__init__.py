"""Why a drug raises a risk or helps: the claim, its mechanisms, who is affected, what is watched, what interrupts.

Stands on `graph` and `graph.risk`; cli and viz stand on it.
"""

from immunokg.graph.why.care import Interruption, find_interruptions, find_observations
from immunokg.graph.why.explain import Explanation, explain
from immunokg.graph.why.gap import Gap, find_gap
from immunokg.graph.why.modifiers import Modifier, find_modifiers

__all__ = [
    "Explanation",
    "Gap",
    "Interruption",
    "Modifier",
    "explain",
    "find_gap",
    "find_interruptions",
    "find_modifiers",
    "find_observations",
]
