"""What is known of risks: of one agent, side by side, of a regimen, of a patient. One profile underlies all views.

Unknown is never safe here: what nobody looked for is `not assessed`. Imports the graph; cli and viz stand on it.
"""

from immunokg.graph.risk.compare import Comparison, RiskLine, Side, Similarity, compare
from immunokg.graph.risk.profile import PROMINENCES, Frequency, RiskEntry, RiskProfile, find_risks
from immunokg.graph.risk.status import Status, StatusReport, find_status

__all__ = [
    "PROMINENCES",
    "Comparison",
    "Frequency",
    "RiskEntry",
    "RiskLine",
    "RiskProfile",
    "Side",
    "Similarity",
    "Status",
    "StatusReport",
    "compare",
    "find_risks",
    "find_status",
]
