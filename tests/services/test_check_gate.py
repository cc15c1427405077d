from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import UnknownNameError
from tests.services.simulator import ProjectSimulator, saying

if TYPE_CHECKING:
    from tests.services.conftest import Live


def test_looking_records_nothing(filled: ProjectSimulator) -> None:
    before = filled.recorded()

    assert filled.check("start").verdict.ready
    assert filled.recorded() == before


def test_a_closed_gate_says_what_is_missing(opened: ProjectSimulator) -> None:
    seen = opened.check("start")

    assert not seen.verdict.ready
    assert "start.no-box-is-empty" in {result.id for result in seen.verdict.missing}


def test_a_passed_gate_shows_what_was_recorded(live: Live) -> None:
    started = live("started")
    before = started.check("start")

    after = started.days_pass(400).check("start")

    assert after.verdict == before.verdict
    assert after.decision is not None
    assert not after.is_next


def test_a_gate_that_waits_shows_its_request(filled: ProjectSimulator) -> None:
    asked = filled.request("start")

    assert filled.check("start").request == asked.request


@pytest.mark.parametrize("gate", ["checkpoint", "close", "finish"])
def test_a_gate_that_is_not_next_says_so(filled: ProjectSimulator, gate: str) -> None:
    seen = filled.check(gate)

    assert (seen.is_next, seen.verdict.ready, seen.decision) == (False, False, None)


def test_a_recurring_gate_is_looked_at_by_number(live: Live) -> None:
    reviewed = live("reviewed")

    seen = [reviewed.check("checkpoint", number) for number in (None, 1, 2, 3)]

    assert [s.verdict.occurrence for s in seen] == [2, 1, 2, 3]
    assert [s.decision is not None for s in seen] == [False, True, False, False]
    assert [s.is_next for s in seen] == [True, False, True, False]


def test_a_recurring_gate_is_its_last_once_the_phase_is_over(live: Live) -> None:
    seen = live("closed").check("checkpoint")

    assert (seen.verdict.occurrence, seen.decision is not None) == (1, True)


def test_a_gate_that_is_not_there_is_told_the_nearest(opened: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="gate", nearest="start")):
        opened.check("strat")


def test_a_project_that_is_not_there_is_told_the_nearest(opened: ProjectSimulator) -> None:
    opened.project = "cyckla"

    with pytest.raises(UnknownNameError, check=saying(kind="project", nearest="cykla")):
        opened.check("start")
