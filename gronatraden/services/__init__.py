"""Everything a person can do, one act per file.

The order inside an act is always the same: load, decide (pure), append, record,
return. An act takes the parts it works with, names and values, and who acts.
"""

from gronatraden.services._parts import Parts

__all__ = ["Parts"]
