"""The floor of ``verdict``: the start gate's rules written by hand over plain dictionaries.

No policy, no classes for content, no registry: what a careful programmer would write who
has one gate to judge and never changes it.
"""

from benchmarks.plain_rules.start_gate import Judged, judge
from benchmarks.plain_rules.world import Json, World

__all__ = ["Json", "Judged", "World", "judge"]
