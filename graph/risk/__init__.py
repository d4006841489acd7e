"""What is known of risks: of one agent, side by side, of a regimen, of a patient. One profile underlies all views.

Unknown is never safe here: what nobody looked for is `not assessed`. Imports the graph; cli and viz stand on it.
"""

from immunokg.graph.risk.compare import Comparison, RiskLine, Side, Similarity, compare
from immunokg.graph.risk.pairs import Pair, find_pair
from immunokg.graph.risk.profile import PROMINENCES, Frequency, RiskEntry, RiskProfile, find_risks
from immunokg.graph.risk.regimen import Regimen, SharedRisk, analyse_regimen
from immunokg.graph.risk.status import Status, StatusReport, find_status

__all__ = [
    "PROMINENCES",
    "Comparison",
    "Frequency",
    "Pair",
    "Regimen",
    "RiskEntry",
    "RiskLine",
    "RiskProfile",
    "SharedRisk",
    "Side",
    "Similarity",
    "Status",
    "StatusReport",
    "analyse_regimen",
    "compare",
    "find_pair",
    "find_risks",
    "find_status",
]
