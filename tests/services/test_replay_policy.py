from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from gronatraden.history import Outcome
from gronatraden.project import Role
from gronatraden.services.authoring.trying.replay_policy import replay_policy
from gronatraden.services.end_role import end_role
from gronatraden.services.grant_role import grant_role
from gronatraden.services.list_people import list_roles
from tests.builders import a_change_logic
from tests.services.drafts import a_draft, a_draft_without
from tests.services.migrating import SATISFIED

if TYPE_CHECKING:
    from gronatraden.services.authoring.trying.replay_policy import Replay, Replayed
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

LONG_AGO = date(2000, 1, 1)
MONEY = 13_000_000
ASKS_FOR_WEATHER = """\
        expr: documents.change_logic.external_factors.exists(f, f == 'vädret')
"""


def gate(replay: Replay, name: str) -> Replayed:
    """Return what came of one gate."""
    return next(one for one in replay.gates if one.turn.gate == name)


def entered_afterwards(life: ProjectSimulator, person: str, role: Role, *, from_on: date) -> None:
    """Let somebody hold a role in the project from a day that has passed."""
    grant_role(
        life.parts,
        person=person,
        role=role,
        programme=None,
        project=life.project,
        from_on=from_on,
        by="ida",
    )


def test_a_whole_life_comes_out_as_it_was_recorded(live: Live) -> None:
    life = live("finished")

    replay = replay_policy(life.parts, written=a_draft(life), since=LONG_AGO)

    gates = [one.turn.gate for one in replay.gates]
    assert gates == ["start", "checkpoint", "close", "finish"]
    assert [one.unsure for one in replay.gates] == [()] * 4
    assert ([one.turn.ready for one in replay.gates], replay.turned) == ([True] * 4, ())


def test_a_gate_that_would_have_closed_is_told_by_what_and_for_how_long(live: Live) -> None:
    life = live("finished")
    draft = a_draft(life, asks="checkpoint")

    replay = replay_policy(life.parts, written=draft, since=LONG_AGO)

    (one,) = replay.turned
    assert (one.turn.gate, one.turn.ready, one.turn.would_be_ready) == ("checkpoint", True, False)
    assert one.turn.closing == ("checkpoint.another-question",)
    assert (one.requested_on, one.outcome, one.days) == (date(2025, 6, 3), "go", None)


def test_days_are_counted_until_the_gate_would_have_been_ready(live: Live) -> None:
    life = live("filled")
    life.request("start")
    life.decide("start", Outcome.REFER_BACK, reason="Komplettera.", by=("disa",))
    life.days_pass(30).submit(a_change_logic(external_factors=("vädret",)))
    life.passes("start")
    draft = a_draft(life, asks="start", check=SATISFIED, also=ASKS_FOR_WEATHER)

    first, second = replay_policy(life.parts, written=draft, since=LONG_AGO).gates

    assert (first.turn.turns, first.turn.ready, first.days) == (True, True, 30)
    assert (second.turn.turns, second.days) == (False, None)


def test_money_and_gates_are_counted_by_programme(live: Live) -> None:
    life = live("finished")
    draft = a_draft(life, asks="start")

    (count,) = replay_policy(life.parts, written=draft, since=LONG_AGO).programmes

    assert (count.programme, count.gates, count.unsure) == ("kronoberg", 4, 0)
    assert (count.would_have_closed, count.open_ended, count.days) == (1, 1, 0)
    assert count.budget_sek == MONEY


def test_only_what_was_requested_since_is_judged(live: Live) -> None:
    life = live("finished")

    replay = replay_policy(life.parts, written=a_draft(life), since=date(2027, 1, 1))

    assert [one.turn.gate for one in replay.gates] == ["close", "finish"]


def test_what_was_handed_in_later_does_not_count(live: Live) -> None:
    life = live("filled")
    life.submit(a_change_logic(strategy_links=()))
    life.request("start")
    life.days_pass(10).submit(a_change_logic())

    (one,) = replay_policy(life.parts, written=a_draft(life), since=LONG_AGO).gates

    assert (one.unsure, one.turn.ready, one.outcome) == ((), False, "")


def test_a_gate_that_would_have_been_ready_is_told(live: Live) -> None:
    life = live("filled")
    life.submit(a_change_logic(strategy_links=()))
    requested = life.request("start")
    (missing,) = requested.verdict.missing
    life.days_pass(10).submit(a_change_logic())
    life.passes("start")

    first, _ = replay_policy(
        life.parts, written=a_draft_without(life, missing.id), since=LONG_AGO
    ).gates

    assert (first.turn.ready, first.turn.would_be_ready, first.days) == (False, True, 10)
    assert first.turn.opening == (missing.id,)


def test_what_cannot_be_reconstructed_is_said_and_not_counted(live: Live) -> None:
    life = live("filled")
    (chair,) = list_roles(life.parts, person="disa")
    end_role(life.parts, grant=chair.grant.id, last_on=date(2024, 11, 1), by="ida")
    life.request("start")
    entered_afterwards(life, "disa", Role.STEERING_CHAIR, from_on=date(2024, 11, 20))

    replay = replay_policy(life.parts, written=a_draft(life, asks="start"), since=LONG_AGO)

    assert [one.unsure for one in replay.gates] == [("start.four-eyes",)]
    assert (replay.turned, replay.programmes[0].unsure) == ((), 1)


def test_nothing_is_recorded(live: Live) -> None:
    life = live("finished")
    before = life.recorded()

    replay_policy(life.parts, written=a_draft(life, asks="start"), since=LONG_AGO)

    assert life.recorded() == before


@pytest.mark.parametrize("stage", ["stopped", "closed", "measured"])
def test_every_life_comes_out_as_it_was_recorded(live: Live, stage: str) -> None:
    life = live(stage)
    draft = a_draft(life, asks="start", check=SATISFIED)

    replay = replay_policy(life.parts, written=draft, since=LONG_AGO)

    assert [one.unsure for one in replay.gates] == [()] * len(replay.gates)
    assert replay.turned == ()
