"""The nightly rounds judge what is due, do nothing twice and leave a note to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import httpx
import pytest

from tests.services.board import from_scratch, on_board
from tests.services.simulator import ProjectSimulator, a_life

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from prefect.client.schemas.objects import State

pytestmark = pytest.mark.prefect


class Rounds(NamedTuple):
    """Runs the rounds against the session's server."""

    api: str

    def run(self, flow: str, life: ProjectSimulator) -> str:
        """Run a round as of the day it is in a life; return the name of the state it ends in."""
        from flows import portfolio, reminders  # noqa: PLC0415 - Prefect reads settings on import

        rounds: dict[str, Any] = {f.name: f for f in (portfolio.portfolio, reminders.reminders)}
        life.close()
        state: State[Any] = rounds[flow](
            life.settings.database, life.at.isoformat(), return_state=True
        )
        return str(state.name)

    def note(self, key: str) -> str:
        """Return the newest note of a round."""
        return str(httpx.get(f"{self.api}/artifacts/{key}/latest").json()["data"])


@pytest.fixture
def rounds(prefect_api: str) -> Rounds:
    """Return what runs the rounds."""
    return Rounds(prefect_api)


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[ProjectSimulator]:
    """Return ``cykla`` when its start is ready to be asked for."""
    life = a_life(tmp_path, after="filled")
    yield life
    life.close()


def test_the_first_round_judges_everything(rounds: Rounds, filled: ProjectSimulator) -> None:
    ended = rounds.run("portfolio", filled)

    assert (ended, on_board(filled)) == ("Checked", from_scratch(filled))


def test_a_second_round_finds_nothing(rounds: Rounds, filled: ProjectSimulator) -> None:
    rounds.run("portfolio", filled)

    assert rounds.run("portfolio", filled) == "Nothing due"


def test_a_round_leaves_the_board_to_read(rounds: Rounds, filled: ProjectSimulator) -> None:
    rounds.run("portfolio", filled)

    assert "| cykla | start | redo, inte begärt |" in rounds.note("portfolio")


def test_deciders_who_were_asked_are_reminded_after_a_week(
    rounds: Rounds, filled: ProjectSimulator
) -> None:
    filled.request("start")

    early = rounds.run("reminders", filled.days_pass(6))
    later = rounds.run("reminders", filled.days_pass(1))

    assert (early, later) == ("Nobody to remind", "To be told")
    assert "| cykla | beslut är begärt |" in rounds.note("reminders")
