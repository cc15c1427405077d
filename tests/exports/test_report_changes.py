"""The report tells what was changed on the way, from what to what and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gronatraden.exports.altered import Altered, altered
from gronatraden.history import ChangeOutcome, Target, Terms
from gronatraden.text import Voice
from tests.builders.history import a_change
from tests.exports.reports import told

END, LATER = date(2026, 12, 31), date(2027, 6, 30)
AIM = Target(indicator="bike-users", value=Decimal("1500.5"), by=LATER)
LONGER = a_change(Terms(ends_on=LATER), Terms(ends_on=END))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param(
            Terms(ends_on=END),
            Terms(ends_on=LATER),
            Altered("Slutdatum", "31 december 2026", "30 juni 2027"),
            id="time",
        ),
        pytest.param(
            Terms(),
            Terms(total_budget_sek=15_000_000),
            Altered("Total budget", "", "15\xa0000\xa0000\xa0kr"),
            id="budget",
        ),
        pytest.param(
            Terms(partners=("A",)),
            Terms(partners=("A", "B")),
            Altered("Samverkansparter", "A", "A och B"),
            id="partners",
        ),
        pytest.param(
            Terms(),
            Terms(targets=(AIM,)),
            Altered("Mål för bike-users", "", "1500,5 (30 juni 2027)"),
            id="a target",
        ),
        pytest.param(
            Terms(targets=(AIM,)),
            Terms(targets=(Target(indicator="bike-users", value=None, by=None),)),
            Altered("Mål för bike-users", "1500,5 (30 juni 2027)", ""),
            id="given up",
        ),
        pytest.param(
            Terms(effects=(("air", "Renare luft."),)),
            Terms(effects=(("air", "Ren luft."),)),
            Altered("Effekten air", "Renare luft.", "Ren luft."),
            id="an effect",
        ),
    ],
)
def test_a_change_is_said_from_what_to_what(before: Terms, after: Terms, said: Altered) -> None:
    assert list(altered(Voice("sv"), a_change(after, before))) == [said]


def test_a_change_is_told_with_its_reason() -> None:
    said = told(changes=(LONGER,)).at("facts").words

    assert "Slutdatum: från 31 december 2026 till 30 juni 2027" in said
    assert f"{LONGER.reason} {LONGER.consequence}" in said
    assert "Godkänd, 10 februari 2025" in said


@pytest.mark.parametrize(
    ("outcome", "said"), [(None, "Väntar på beslut"), (ChangeOutcome.REJECT, "Avslagen")]
)
def test_a_change_says_how_it_stands(outcome: ChangeOutcome | None, said: str) -> None:
    change = a_change(Terms(other="Ny form."), outcome=outcome, decided_at=None)

    page = told(changes=(change,)).at("facts").words

    assert ("Ny form." in page, said in page) == (True, True)


def test_a_project_without_changes_says_nothing_of_them() -> None:
    assert "Ändringar under projektet" not in told().words
