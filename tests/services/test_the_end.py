"""The end of a project is orderly, and what it owes lives on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import ConflictError, GateOrderError
from gronatraden.history import Outcome
from gronatraden.services.show_document import list_documents
from gronatraden.services.show_project import show_project
from tests.builders import a_learning_cycle
from tests.services.dump import dump
from tests.services.simulator import ProjectSimulator, saying
from tests.services.stages import paid_facts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.conftest import Live


@pytest.fixture
def wound_down(live: Live) -> ProjectSimulator:
    """Return a stopped project when its orderly close is ready."""
    stopped = live("stopped")
    seal = list_documents(stopped.parts, project="cykla").package_sha256
    stopped.submit(paid_facts(seal))
    stopped.run("follow_up")
    return stopped


def test_a_whole_life_ends_finished(live: Live) -> None:
    seen = show_project(live("finished").parts, project="cykla")

    assert (seen.standing.phase, seen.standing.stopped) == ("finished", False)


def test_a_stopped_project_is_asked_only_what_an_end_asks(live: Live) -> None:
    verdict = live("stopped").check("finish").verdict

    asked = {r.id for r in verdict.requirements if r.status != "not_applicable"}
    assert asked == {
        "finish.what-was-learnt-is-logged",
        "finish.knowledge-outlives-the-project",
        "finish.retention-is-known",
        "finish.archive-package-is-sealed",
        "finish.four-eyes",
    }


def test_a_stopped_project_is_closed_in_order(wound_down: ProjectSimulator) -> None:
    wound_down.decide("finish")

    standing = show_project(wound_down.parts, project="cykla").standing
    assert (standing.phase, standing.stopped) == ("finished", True)


def test_a_stopped_project_goes_no_other_way(live: Live) -> None:
    with pytest.raises(GateOrderError, check=saying(next=["finish"])):
        live("stopped").request("close")


def test_a_stop_is_not_taken_back(wound_down: ProjectSimulator) -> None:
    wound_down.decide("finish", Outcome.REFER_BACK, by=["disa"], reason="Pröva igen.")

    standing = wound_down.check("finish").standing
    assert (standing.phase, standing.stopped) == ("follow_up", True)


def test_a_seal_that_is_broken_is_seen(live: Live) -> None:
    wound_up = live("wound-up")
    wound_up.submit(a_learning_cycle(next_review_on=date(2027, 6, 30)))

    missing = {r.id for r in wound_up.check("finish").verdict.missing}

    assert "finish.archive-package-is-sealed" in missing


def test_what_is_owed_has_no_day_before_the_finish(live: Live) -> None:
    seen = show_project(live("closed").parts, project="cykla")

    assert [due.on for due in seen.obligations] == [None, None, None]


def test_what_is_owed_falls_due_years_after(live: Live) -> None:
    seen = show_project(live("finished").parts, project="cykla")

    assert [(due.obligation.rule, due.on) for due in seen.obligations] == [
        ("G6", date(2028, 3, 15)),
        ("G6", date(2030, 3, 15)),
        ("G6", date(2032, 3, 15)),
    ]
    assert seen.retain_until == date(2032, 12, 31)


def test_a_stopped_project_owes_it_too(wound_down: ProjectSimulator) -> None:
    wound_down.decide("finish")

    seen = show_project(wound_down.parts, project="cykla")
    assert [due.on for due in seen.obligations] == [date(y, 6, 3) for y in (2026, 2028, 2030)]


def test_a_finished_project_is_decided_no_more(live: Live) -> None:
    with pytest.raises(ConflictError, check=saying(what="project-is-finished")):
        live("finished").decide("finish", Outcome.STOP, by=["bo"], reason="För sent.")


def test_a_life_can_be_read_afterwards(live: Live, tmp_path: Path) -> None:
    dump(live("finished"), tmp_path)

    kinds = {file.stem.split("-")[0] for file in tmp_path.iterdir()}
    assert kinds == {"document", "gate", "log"}
    log = (tmp_path / "log.txt").read_text("utf-8")
    assert "gate.decided" in log
    assert "disa" in log
