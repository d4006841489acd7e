"""Questions that SPARQL cannot say: paths, regimens, side by side. Each is a function of the graph."""

from immunokg.graph.questions.call import Call
from immunokg.graph.questions.calls_compare import COMPARE_CALLS
from immunokg.graph.questions.calls_paths import PATH_CALLS
from immunokg.graph.questions.calls_regimen import REGIMEN_CALLS
from immunokg.graph.questions.calls_targets import TARGET_CALLS

__all__ = ["CALLS", "Call"]

CALLS: dict[str, Call] = {**PATH_CALLS, **COMPARE_CALLS, **REGIMEN_CALLS, **TARGET_CALLS}
