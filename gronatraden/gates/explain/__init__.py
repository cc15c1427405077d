"""The shortest way to open a gate (kortaste vägen): what to do, in order, and what must wait.

``explanation`` is what is said, ``mending`` knows which act mends a finding, who may do
it and what it takes to write, ``alternatives`` which other ways settle the same,
``waiting`` tells *not yet* from *wrong*, and ``shortest`` puts it together.

Nothing here changes anything, and nothing is listed that would not move the gate.
"""

from gronatraden.gates.explain.alternatives import change_deciders, waiver_approvers
from gronatraden.gates.explain.explanation import (
    Action,
    Alternative,
    Explanation,
    OtherClass,
    Stuck,
    Waiting,
)
from gronatraden.gates.explain.shortest import explain
from gronatraden.gates.explain.waiting import Queue

__all__ = [
    "Action",
    "Alternative",
    "Explanation",
    "OtherClass",
    "Queue",
    "Stuck",
    "Waiting",
    "change_deciders",
    "explain",
    "waiver_approvers",
]
