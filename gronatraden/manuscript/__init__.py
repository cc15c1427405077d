"""Manuscripts: YAML in, values out, with line numbers; the one place that reads YAML.

A manuscript is what a person writes by hand; the database is the record. It is read
as the plain part of YAML 1.2 and nothing else, so that what stands there is what is
meant, and every mistake is said at once with its line and column. Nothing is
repaired or guessed. ``validate`` then makes a content of it, as strictly.
"""

from gronatraden.manuscript.places import Place, Position
from gronatraden.manuscript.reading import LIMIT_BYTES, Manuscript, read, read_text
from gronatraden.manuscript.spots import spot
from gronatraden.manuscript.validation import validate
from gronatraden.manuscript.writing import plain, write

__all__ = [
    "LIMIT_BYTES",
    "Manuscript",
    "Place",
    "Position",
    "plain",
    "read",
    "read_text",
    "spot",
    "validate",
    "write",
]
