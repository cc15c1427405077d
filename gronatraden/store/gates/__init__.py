"""Rows of what happens at gates, as values."""

from gronatraden.store.gates.deciding import (
    NEVER_RECURS,
    decisions,
    decisions_taken,
    last_opened_on,
    open_request,
    request_count,
    requests,
    verdict_by_id,
    verdict_count,
    verdict_of,
    words,
)
from gronatraden.store.gates.holding import conditions, notices, points, waivers

__all__ = [
    "NEVER_RECURS",
    "conditions",
    "decisions",
    "decisions_taken",
    "last_opened_on",
    "notices",
    "open_request",
    "points",
    "request_count",
    "requests",
    "verdict_by_id",
    "verdict_count",
    "verdict_of",
    "waivers",
    "words",
]
