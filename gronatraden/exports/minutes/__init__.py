"""Minutes (protokollsutdrag, tjänsteanteckning): what was decided, from the record alone.

``record`` is what they rest on: the rows of one request, its verdict, words and decision,
and the versions that these name. ``writing`` makes it a document of plain blocks in one
language; ``markdown`` and ``page`` only set those out.
"""

from gronatraden.exports.minutes.record import Record
from gronatraden.exports.minutes.writing import write

__all__ = ["Record", "write"]
