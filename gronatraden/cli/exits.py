"""What a command leaves with when nothing went wrong (DESIGN §8).

What did go wrong carries its own exit code, in ``errors.py``.
"""

from __future__ import annotations

DONE = 0
FAILED = 1
USAGE = 2
CLOSED = 3
"""The gate is closed: a result, not an error."""
UNVERIFIED = 6
INTERRUPTED = 130
