"""The phase flows take a project one step, say who has to act, and do nothing twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx
import pytest

from gronatraden.cli.app import run
from gronatraden.history import Outcome
from gronatraden.store.verify import verify
from tests.services.simulator import ProjectSimulator, a_life

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from prefect.client.schemas.objects import State

pytestmark = pytest.mark.prefect


class Ended(NamedTuple):
    """How a run ended."""

    name: str
    type: str
    run: str
    """Id of the run in Prefect."""


class Motor:
    """Runs our flows against the session's server."""

    def __init__(self, api: str) -> None:
        from flows import lifecycle  # noqa: PLC0415 - Prefect reads its settings on import

        self.api = api
        self._flows = {flow.name: flow for flow in (lifecycle.lifecycle, *lifecycle.PHASES)}

    def run(self, flow: str, life: ProjectSimulator) -> Ended:
        """Run a flow on a project, as of the day it is there."""
        life.close()
        settings = life.settings
        given = (life.project, settings.database, life.at.isoformat())
        state: State[Any] = self._flows[flow](*given, return_state=True)
        run = str(state.state_details.flow_run_id)
        return Ended(str(state.name), state.type.value, run)

    def ask(self, path: str) -> dict[str, str]:
        """Return what the server answers."""
        answer: dict[str, str] = httpx.get(f"{self.api}/{path}").json()
        return answer


@pytest.fixture
def motor(prefect_api: str) -> Motor:
    """Return what runs flows."""
    return Motor(prefect_api)


@pytest.fixture
def live(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], ProjectSimulator]]:
    """Return what begins a life after a stage; its whole log is verified in the end."""
    lives: list[ProjectSimulator] = []
    monkeypatch.setenv("GRONATRADEN_LOG_KEY", str(tmp_path / "gronatraden.key"))

    def begin(after: str) -> ProjectSimulator:
        lives.append(a_life(tmp_path, after=after))
        return lives[-1]

    yield begin
    found = [verify(life.store).problems for life in lives]
    for life in lives:
        life.close()
    assert found == [()] * len(lives)


@pytest.mark.parametrize(
    ("after", "flow", "state"),
    [
        ("opened", "before_start", "Gate closed"),
        ("filled", "before_start", "Waiting for decision"),
        ("started", "before_start", "Open"),
        ("measured", "during", "Waiting for decision"),
        ("wound-up", "follow_up", "Waiting for decision"),
        ("opened", "lifecycle", "Gate closed"),
        ("started", "lifecycle", "Gate closed"),
        ("finished", "lifecycle", "Open"),
    ],
)
def test_a_run_ends_as_it_says(
    motor: Motor, live: Callable[[str], ProjectSimulator], after: str, flow: str, state: str
) -> None:
    ended = motor.run(flow, live(after))

    assert (ended.name, ended.type) == (state, "COMPLETED")


def test_a_decision_opens_what_waited(
    motor: Motor, live: Callable[[str], ProjectSimulator]
) -> None:
    life = live("filled")
    first = motor.run("before_start", life).name

    life.decide("start")

    assert (first, motor.run("before_start", life).name) == ("Waiting for decision", "Open")


@pytest.mark.parametrize("flow", ["before_start", "lifecycle"])
def test_a_second_run_does_nothing(
    motor: Motor, live: Callable[[str], ProjectSimulator], flow: str
) -> None:
    life = live("filled")
    first = motor.run(flow, life)
    before = life.recorded()

    again = motor.run(flow, life.days_pass(1))

    assert (again.name, life.recorded()) == (first.name, before)


def test_a_held_decision_is_no_failure(
    motor: Motor, live: Callable[[str], ProjectSimulator]
) -> None:
    life = live("filled")
    life.request("start")
    until = life.days_pass(9).parts.today
    life.days_pass(-9).decide("start", Outcome.HOLD, by=["disa"], reason="Vänta.", hold_until=until)

    ended = motor.run("before_start", life)

    assert (ended.name, ended.type) == ("Waiting for decision", "COMPLETED")


def test_a_run_is_seen_on_the_server(motor: Motor, live: Callable[[str], ProjectSimulator]) -> None:
    ended = motor.run("before_start", live("opened"))

    seen = motor.ask(f"flow_runs/{ended.run}")
    assert (seen["name"], seen["state_name"]) == ("before_start-cykla", "Gate closed")


def test_a_run_leaves_a_note_to_read(motor: Motor, live: Callable[[str], ProjectSimulator]) -> None:
    ended = motor.run("before_start", live("opened"))

    note = motor.ask("artifacts/before-start-cykla/latest")
    assert note["flow_run_id"] == ended.run
    assert note["data"].startswith("# Cykla till jobbet\n\n**före start: grinden är stängd**")
    assert "`start.no-box-is-empty`" in note["data"]


def test_a_whole_life_goes_through_the_lifecycle(
    motor: Motor, live: Callable[[str], ProjectSimulator]
) -> None:
    life = live("wound-up")
    asked = motor.run("lifecycle", life).name

    life.decide("finish")

    assert (asked, motor.run("lifecycle", life).name) == ("Waiting for decision", "Open")
    assert life.check("finish").standing.phase == "finished"


def test_a_project_that_is_not_there_fails_the_run(
    motor: Motor, live: Callable[[str], ProjectSimulator]
) -> None:
    life = live("opened")
    life.project = "moln"

    ended = motor.run("before_start", life)

    assert (ended.name, ended.type) == ("Failed", "FAILED")


def test_a_small_project_is_carried_to_its_end_by_a_command(
    motor: Motor,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", motor.api)

    code = run(["demo", "--simple", "--dir", str(tmp_path), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (code, told["phases"]) == (0, {"starkt-vardskap": "finished"})
    assert told["verified"]
    assert (tmp_path / "report" / "starkt-vardskap.html").exists()
