"""A report as a document that somebody has read: Cykla after half a year, with a few gaps.

``python -m tests.exports.reviewed`` writes it anew; then it is read again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from gronatraden.exports.outline import Period
from gronatraden.exports.outline.markdown import render
from gronatraden.text import Voice
from tests.builders.history import a_reading
from tests.builders.outline import an_outline
from tests.exports.removals import Removal, without

REVIEWED = Path(__file__).with_name("lagesrapport-cykla.md")
_READINGS = (
    a_reading("bike-users", measured_on=date(2025, 6, 1), value=Decimal(1300), women=640, men=660),
    a_reading(
        "car-trips",
        measured_on=date(2025, 6, 1),
        value=Decimal(20_300),
        deviation="Busslinje 3 var inställd hela våren.",
    ),
)
_TAKEN = (
    Removal("change_logic.activities[evaluate].owner"),
    Removal("change_logic.links[0].risk", 0),
    Removal("learning_cycle.reviews", ()),
    Removal("stakeholder_analysis.reviewed_on", date(2025, 6, 2)),
)


def halfway() -> str:
    """Return the progress report in Swedish, as Markdown."""
    seen = replace(without(_TAKEN), readings=_READINGS)
    half_a_year = Period(date(2024, 12, 10), date(2025, 6, 30))
    at = datetime(2025, 7, 1, 9, tzinfo=UTC)
    return render(an_outline("progress", seen, period=half_a_year, at=at), Voice("sv"))


if __name__ == "__main__":
    REVIEWED.write_text(halfway(), "utf-8")
