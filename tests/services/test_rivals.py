"""Two processes at once are served one after the other."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from gronatraden.gates.decision import PointAsked
from gronatraden.history import Outcome
from gronatraden.project import Role
from gronatraden.services.deciding.motions import reopen_gate
from gronatraden.services.grant_role import grant_role
from gronatraden.services.holding.waive import request_waiver
from gronatraden.services.publish import publish
from tests.services import changing
from tests.services.migrating import carried_out, moved_to
from tests.services.rivals import compete, meet_at
from tests.services.simulator import put_in_force
from tests.services.small import RULES, WHY, another_policy
from tests.services.test_publish import a_policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

ROUNDS = range(3)


@pytest.fixture(scope="module")
def two() -> Iterator[ProcessPoolExecutor]:
    """Return two processes that begin together."""
    spawn = get_context("spawn")
    with ProcessPoolExecutor(
        2, mp_context=spawn, initializer=meet_at, initargs=(spawn.Barrier(2),)
    ) as pool:
        yield pool


@pytest.fixture
def small(live: Live) -> ProjectSimulator:
    """Return ``ro`` with its change logic."""
    return live("small-filled")


def race(two: ProcessPoolExecutor, life: ProjectSimulator, act: str, *people: str) -> list[str]:
    """Let two people do the same at once; return what came of it, sorted."""
    life.close()
    started = [two.submit(compete, life.settings, act, person) for person in people]
    return sorted(future.result(60) for future in started)


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_last_words_open_the_gate_once(
    two: ProcessPoolExecutor, small: ProjectSimulator, _round: int
) -> None:
    small.request("start")
    small.decide("start", by=["bo"])

    ends = race(two, small, "decide", "bea", "disa")

    assert ends == ["decided", "said"]
    assert (small.recorded()["decision"], small.recorded()["word"]) == (1, 3)
    assert small.check("start").standing.phase == "during"


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_last_words_decide_a_change_once(
    two: ProcessPoolExecutor, live: Live, _round: int
) -> None:
    started = live("started")
    changing.ask(started)
    changing.decide(started, by=["bo"])

    ends = race(two, started, "change", "bea", "disa")

    assert ends == ["decided", "said"]
    assert (started.recorded()["change_decision"], started.recorded()["change_word"]) == (1, 3)


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_who_go_on_from_one_version_one_is_told(
    two: ProcessPoolExecutor, small: ProjectSimulator, _round: int
) -> None:
    ends = race(two, small, "submit", "alva", "ebba")

    assert ends == ["2", "conflict"]


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_ask_ask_once(
    two: ProcessPoolExecutor, small: ProjectSimulator, _round: int
) -> None:
    ends = race(two, small, "request", "alva", "ebba")

    assert ends == ["ro/start/request-1"] * 2
    assert small.recorded()["request"] == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_who_approve_a_waiver_one_is_told(
    two: ProcessPoolExecutor, small: ProjectSimulator, _round: int
) -> None:
    request_waiver(
        small.parts,
        project="ro",
        gate="start",
        requirement="start.no-box-is-empty",
        reason="Senare.",
        expires_on=small.parts.today,
        by="alva",
    )

    ends = race(two, small, "approve", "disa", "olle")

    assert ends == ["approved", "conflict"]
    assert (small.recorded()["waiver_approval"], small.recorded()["waiver_word"]) == (1, 1)


def limited(small: ProjectSimulator, at_once: int) -> ProjectSimulator:
    """Let ``ro`` wait for two waivers, and then follow rules on how many it may have."""
    for person in ("alva", "ebba"):
        request_waiver(
            small.parts,
            project="ro",
            gate="start",
            requirement="start.no-box-is-empty",
            reason=f"{person}s skäl",
            expires_on=small.parts.today,
            by=person,
        )
    rule = {"at_once": at_once, "because": WHY}
    put_in_force(small.parts, another_policy(2, waivers=rule))
    carried_out(small, moved_to(2, "ro", name=RULES))
    return small


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_waivers_where_one_has_room_one_is_approved(
    two: ProcessPoolExecutor, small: ProjectSimulator, _round: int
) -> None:
    ends = race(two, limited(small, 1), "approve another", "disa", "olle")

    assert ends == ["approved", "unwaivable"]
    assert small.recorded()["waiver_approval"] == 1


def test_two_waivers_that_have_room_are_both_approved(
    two: ProcessPoolExecutor, small: ProjectSimulator
) -> None:
    ends = race(two, limited(small, 2), "approve another", "disa", "olle")

    assert ends == ["approved", "approved"]


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_ask_for_waivers_ask_one_after_the_other(
    two: ProcessPoolExecutor, small: ProjectSimulator, _round: int
) -> None:
    ends = race(two, small, "waive", "alva", "ebba")

    assert ends == ["ro/waiver-1", "ro/waiver-2"]


def started(small: ProjectSimulator) -> ProjectSimulator:
    """Let ``ro`` pass its start and be asked to take it up again."""
    small.passes("start")
    reopen_gate(small.parts, project="ro", gate="start", reason="Nytt.", by="alva")
    return small


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_last_words_reopen_a_gate_once(
    two: ProcessPoolExecutor, small: ProjectSimulator, _round: int
) -> None:
    started(small).decide("start", Outcome.REOPEN, by=["bo"], reason="Enig.")

    ends = race(two, small, "reopen", "bea", "disa")

    assert ends == ["decided", "said"]
    assert small.check("start").standing.phase == "before_start"


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_put_rules_in_force_do_it_once(
    two: ProcessPoolExecutor, small: ProjectSimulator, _round: int
) -> None:
    publish(small.parts, written=a_policy(), by="olle")
    office = Role.PROGRAMME_OFFICE
    grant_role(small.parts, person="ebba", role=office, programme=None, project=None, by="ida")

    ends = race(two, small, "activate", "siri", "ebba")

    assert ends == ["conflict", "policy/mine/1"]


@pytest.mark.parametrize("_round", ROUNDS)
def test_an_author_wins_no_race(
    two: ProcessPoolExecutor, small: ProjectSimulator, _round: int
) -> None:
    publish(small.parts, written=a_policy(), by="olle")

    ends = race(two, small, "activate", "siri", "olle")

    assert ends[1] == "policy/mine/1"
    assert ends[0] in {"conflict", "four-eyes"}


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_point_is_answered_once(
    two: ProcessPoolExecutor, small: ProjectSimulator, _round: int
) -> None:
    small.request("start")
    point = (PointAsked(text="Mät."),)
    small.decide("start", Outcome.REFER_BACK, reason="Läs.", points=point)

    ends = race(two, small, "mend", "alva", "ebba")

    assert ends == ["conflict", "ro/start/request-1/decision/point-1"]


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_substitute_and_the_other_never_both_count(
    two: ProcessPoolExecutor, small: ProjectSimulator, _round: int
) -> None:
    grant_role(
        small.parts,
        person="siri",
        role=Role.STEERING_GROUP,
        programme=None,
        project="ro",
        until_on=small.parts.today,
        instead_of="bo",
        by="ida",
    )
    small.request("start")
    small.decide("start", by=["disa"])

    ends = race(two, small, "decide", "siri", "bo")

    assert ends == ["said", "said"]
    assert "decision" not in small.recorded()
