"""One gate's rules twice: as conditions that a programme office writes, and by hand.

The rules read all seven documents of a project and join them: a link to the boxes at its
ends, an activity to its resources, a stakeholder to the ladder, a measure to the change
logic. They are what a user of another engine could ask for too.
"""

from benchmarks.conditions.by_hand import Found, Judged, judge
from benchmarks.conditions.generated import generated
from benchmarks.conditions.written import conditions

__all__ = ["Found", "Judged", "conditions", "generated", "judge"]
