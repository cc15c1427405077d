from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from gronatraden.history import Outcome
from gronatraden.project import Role
from gronatraden.services import run_phase
from gronatraden.services.log_lesson import import_lessons, list_lessons
from gronatraden.text import Voice
from tests.builders import a_change_logic
from tests.services.test_lessons import BIKES, FOOD, a_file

if TYPE_CHECKING:
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

PHASES = ["before_start", "during", "follow_up"]


@pytest.mark.parametrize(
    ("after", "phase", "state"),
    [
        ("opened", "before_start", "Gate closed"),
        ("filled", "before_start", "Waiting for decision"),
        ("started", "before_start", "Open"),
        ("started", "during", "Gate closed"),
        ("measured", "during", "Waiting for decision"),
        ("measured-at-last", "during", "Waiting for decision"),
        ("closed", "during", "Open"),
        ("closed", "follow_up", "Gate closed"),
        ("wound-up", "follow_up", "Waiting for decision"),
        ("stopped", "during", "Open"),
        ("stopped", "follow_up", "Gate closed"),
        ("finished", "follow_up", "Open"),
    ],
)
def test_a_run_says_where_the_phase_is_left(live: Live, after: str, phase: str, state: str) -> None:
    assert live(after).run(phase) == state


@pytest.mark.parametrize(("after", "phase"), [("filled", "during"), ("measured", "follow_up")])
def test_a_phase_that_is_not_reached_is_behind_a_closed_gate(
    live: Live, after: str, phase: str
) -> None:
    assert live(after).run(phase) == "Gate closed"


@pytest.mark.parametrize("after", ["opened", "filled", "measured", "wound-up", "stopped"])
@pytest.mark.parametrize("phase", PHASES)
def test_a_second_run_does_nothing(live: Live, after: str, phase: str) -> None:
    life = live(after)
    first = life.run(phase)
    before = life.recorded()

    assert (life.days_pass(1).run(phase), life.recorded()) == (first, before)


def test_a_run_after_the_decision_goes_on(filled: ProjectSimulator) -> None:
    states = [filled.run("before_start")]
    filled.decide("start")
    states.append(filled.run("before_start"))

    assert states == ["Waiting for decision", "Open"]


def test_the_machine_asks_as_itself(filled: ProjectSimulator) -> None:
    filled.run("before_start")

    request = filled.check("start").request
    assert request is not None
    assert request.requested_by == "machine"


def test_the_machine_asks_for_no_closed_gate(opened: ProjectSimulator) -> None:
    before = opened.recorded()

    opened.run("before_start")

    assert opened.recorded() == before


def test_what_a_person_asked_for_is_not_asked_again(filled: ProjectSimulator) -> None:
    asked = filled.request("start")
    before = filled.recorded()

    filled.run("before_start")

    assert filled.recorded() == {
        **before,
        **{kind: before.get(kind, 0) + 1 for kind in ("lesson", "event")},
    }
    assert filled.check("start").request == asked.request


def test_a_held_decision_waits(filled: ProjectSimulator) -> None:
    filled.request("start")
    until = date(2024, 12, 20)
    filled.decide("start", Outcome.HOLD, by=["disa"], reason="Vänta.", hold_until=until)

    held = [filled.run("before_start"), filled.moves_to(date(2024, 12, 19)).run("before_start")]

    assert held == ["Waiting for decision"] * 2
    assert filled.check("start").request is None
    assert filled.moves_to(until).run("before_start") == "Waiting for decision"
    assert filled.check("start").request is not None


def test_those_who_can_decide_are_asked_anew(filled: ProjectSimulator) -> None:
    filled.grant("disa", Role.PROJECT_OWNER)
    filled.request("start", by="disa")

    filled.run("before_start")

    request = filled.check("start").request
    assert request is not None
    assert request.requested_by == "machine"


def test_lessons_are_put_in_front_before_the_start(opened: ProjectSimulator) -> None:
    opened.submit(a_change_logic())
    import_lessons(opened.parts, written=a_file(BIKES, FOOD), by="olle")

    assert run_phase.offer(opened.parts, project="cykla") == 1


def test_nothing_is_put_in_front_of_a_running_project(live: Live) -> None:
    started = live("started")
    import_lessons(started.parts, written=a_file(BIKES), by="olle")
    before = started.recorded()

    run_phase.offer(started.parts, project="cykla")

    assert started.recorded() == before


def test_what_the_cycle_found_is_logged_by_the_run(filled: ProjectSimulator) -> None:
    filled.run("before_start")

    assert [x.project for x in list_lessons(filled.parts)] == ["cykla"]


def test_what_is_there_is_collected(opened: ProjectSimulator) -> None:
    opened.submit(a_change_logic())

    seen = run_phase.collect(opened.parts, project="cykla")

    assert (seen.phase, seen.gate, seen.tools) == ("before_start", "start", ("change_logic",))
    assert len(seen.missing) == 5


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("after", ["opened", "filled", "finished"])
def test_a_run_leaves_a_note_to_read(live: Live, after: str, language: str) -> None:
    life = live(after)

    note = run_phase.tell(
        life.parts,
        project="cykla",
        phase="before_start",
        state="Gate closed",
        voice=Voice(language),
    )

    assert note.startswith("# Cykla till jobbet\n")
    assert "{" not in note


def test_a_finished_project_has_no_gate_left(live: Live) -> None:
    finished = live("finished")

    seen = run_phase.collect(finished.parts, project="cykla")

    assert (seen.phase, seen.gate) == ("finished", "")
    assert run_phase.evaluate(finished.parts, project="cykla") is False
