"""The burden (bördan): how many fields a project is asked to fill in, and what that takes.

Every required field must earn its place. ``fields`` finds a field in what was handed in,
``typing`` says how long one takes to write, and ``count`` counts what a gate asks for.
Nothing here judges anything.

Source: Riksrevisionen on administration in the structural funds: more than eight of ten
asked projects saw a need for simplification.
"""

from gronatraden.gates.burden.count import (
    Burden,
    Count,
    burden_at,
    burden_of,
    fields_asked,
    milliseconds_left,
)

__all__ = ["Burden", "Count", "burden_at", "burden_of", "fields_asked", "milliseconds_left"]
