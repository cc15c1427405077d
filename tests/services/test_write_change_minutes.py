from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import UnknownNameError
from gronatraden.exports.minutes import markdown, page
from gronatraden.exports.minutes.changing import write_change
from gronatraden.history import ChangeOutcome
from gronatraden.services.reports.write_change_minutes import write_change_minutes
from gronatraden.text import Voice
from tests.builders import some_facts
from tests.services.changing import ask, decide

if TYPE_CHECKING:
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator


def minuted(life: ProjectSimulator, language: str = "sv") -> str:
    """Return the minutes of the first change."""
    record = write_change_minutes(life.parts, project="cykla", number=1)
    return markdown.render(write_change(record, Voice(language)))


def asked(live: Live, reason: str = "Upphandlingen överklagades.") -> ProjectSimulator:
    """Return a started project that asks for a change."""
    life = live("started")
    ask(life, reason=reason)
    return life


def test_an_approval_is_told_from_what_to_what_and_why(live: Live) -> None:
    life = asked(live)
    decide(life, reason="Skälen håller.")

    text = minuted(life)

    for said in ("att godkänna ändring 1", "31 december 2026", "31 december 2027"):
        assert said in text
    assert "Skälen håller." in text
    assert "Upphandlingen överklagades." in text


def test_a_rejection_leaves_what_was_decided(live: Live) -> None:
    life = asked(live)
    decide(life, ChangeOutcome.REJECT, reason="För sent.")

    assert "att avslå ändring 1" in minuted(life)


def test_while_nothing_is_decided_it_is_a_note_for_the_file(live: Live) -> None:
    text = minuted(asked(live))

    assert "Tjänsteanteckning" in text
    assert "att godkänna" not in text


def test_everyone_who_decided_has_a_line_to_sign(live: Live) -> None:
    life = asked(live)
    decide(life)

    record = write_change_minutes(life.parts, project="cykla", number=1)

    assert {one.name for one in record.deciders} == {"Bo", "Bea", "Disa"}
    assert all(f"{one.name}" in minuted(life).split("Underskrifter")[1] for one in record.deciders)


def test_what_comes_later_changes_nothing(live: Live) -> None:
    life = asked(live)
    decide(life)
    before = minuted(life)

    life.days_pass(1).submit(some_facts(title="Åka buss"))

    assert minuted(life) == before


def test_what_people_wrote_is_only_ever_text(live: Live) -> None:
    life = asked(live, reason="<script>alert(1)</script>")
    record = write_change_minutes(life.parts, project="cykla", number=1)

    html = page.render(write_change(record, Voice("sv")), Voice("sv"))

    assert "<script>" not in html


def test_a_change_that_is_not_there_is_refused(live: Live) -> None:
    with pytest.raises(UnknownNameError):
        write_change_minutes(live("started").parts, project="cykla", number=7)
