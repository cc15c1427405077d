"""A waiver lets one requirement pass for a time, in everybody's sight."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.errors import (
    ConflictError,
    FourEyesError,
    NotPermittedError,
    OldVerdictError,
    UnknownNameError,
    UnwaivableError,
    UsageError,
)
from gronatraden.project import Role
from gronatraden.services.holding.approve_waiver import approve_waiver
from gronatraden.services.holding.waive import (
    list_waivers,
    request_waiver,
    revoke_waiver,
)
from gronatraden.tools.change_logic import ChangeLogic
from tests.services.simulator import ProjectSimulator, saying

if TYPE_CHECKING:
    from gronatraden.history import Waiver
    from tests.services.conftest import Live

BOXES = "start.no-box-is-empty"
LAST_DAY = date(2024, 9, 20)


@pytest.fixture
def small(live: Live) -> ProjectSimulator:
    """Return ``ro`` with a change logic that says nothing yet."""
    life = live("small")
    life.submit(ChangeLogic())
    return life


def ask(life: ProjectSimulator, requirement: str = BOXES, **say: object) -> Waiver:
    """Ask to pass the start without a requirement."""
    asked: dict[str, object] = {"reason": "Rutan fylls i oktober.", "expires_on": LAST_DAY}
    return request_waiver(
        life.parts,
        project="ro",
        gate="start",
        requirement=requirement,
        **{"by": "alva", **asked, **say},  # type: ignore[arg-type]  # the test says which
    )


def approve(life: ProjectSimulator, by: str = "disa") -> Waiver:
    """Approve the first waiver."""
    return approve_waiver(life.parts, project="ro", waiver="ro/waiver-1", by=by).waiver


def revoke(life: ProjectSimulator, reason: str = "Rutan behövs.", by: str = "disa") -> Waiver:
    """Revoke the first waiver."""
    return revoke_waiver(life.parts, project="ro", waiver="ro/waiver-1", reason=reason, by=by)


def status(life: ProjectSimulator) -> str:
    """Return how the waived requirement stands."""
    results = life.check("start").verdict.requirements
    return next(r.status for r in results if r.id == BOXES)


def test_a_waiver_waits_for_another_person(small: ProjectSimulator) -> None:
    ask(small)

    assert (status(small), small.check("start").verdict.ready) == ("not_satisfied", False)


def test_an_approved_waiver_opens_the_gate_and_shows(small: ProjectSimulator) -> None:
    ask(small)
    approve(small)

    verdict = small.check("start").verdict
    (waived,) = (r for r in verdict.requirements if r.status == "waived")
    assert (verdict.ready, waived.waiver) == (True, "ro/waiver-1")
    assert waived.findings


def test_what_was_decided_under_a_waiver_shows_it(small: ProjectSimulator) -> None:
    ask(small)
    approve(small)
    small.passes("start")

    seen = small.moves_to(date(2025, 9, 1)).check("start").verdict
    assert [r.waiver for r in seen.requirements if r.waiver] == ["ro/waiver-1"]


def test_a_waiver_ends_with_its_last_day(small: ProjectSimulator) -> None:
    ask(small)
    approve(small)

    held = status(small.moves_to(LAST_DAY))

    assert (held, status(small.days_pass(1))) == ("waived", "not_satisfied")


def test_a_waiver_that_ends_makes_the_verdict_old(small: ProjectSimulator) -> None:
    ask(small)
    approve(small)
    small.request("start")

    with pytest.raises(OldVerdictError) as caught:
        small.moves_to(date(2024, 9, 21)).decide("start", by=["bo"])
    assert caught.value.facts["differences"] == [BOXES]


def test_a_revoked_waiver_closes_the_gate(small: ProjectSimulator) -> None:
    ask(small)
    approve(small)
    small.request("start")

    revoke(small)

    assert status(small) == "not_satisfied"
    with pytest.raises(OldVerdictError, check=saying(differences=[BOXES])):
        small.decide("start", by=["bo"])


def test_a_waiver_that_waits_can_be_revoked(small: ProjectSimulator) -> None:
    ask(small)
    revoke(small)

    with pytest.raises(ConflictError, check=saying(what="waiver-is-settled")):
        approve(small)


def test_a_waiver_ends_once(small: ProjectSimulator) -> None:
    ask(small)
    revoke(small)

    with pytest.raises(ConflictError, check=saying(what="waiver-is-settled")):
        revoke(small)


def test_a_waiver_is_approved_once(small: ProjectSimulator) -> None:
    ask(small)
    approve(small)

    with pytest.raises(ConflictError, check=saying(what="waiver-is-settled")):
        approve(small, by="olle")


def test_asking_again_for_the_same_is_asking_once(small: ProjectSimulator) -> None:
    first = ask(small)
    before = small.recorded()

    assert (ask(small), small.recorded()) == (first, before)


def test_what_was_revoked_can_be_asked_for_again(small: ProjectSimulator) -> None:
    ask(small)
    revoke(small)

    assert ask(small).id == "ro/waiver-2"


def test_nobody_approves_their_own(small: ProjectSimulator) -> None:
    small.grant("alva", Role.STEERING_CHAIR)
    ask(small)

    with pytest.raises(FourEyesError, check=saying(reason="requester-cannot-decide")):
        approve(small, by="alva")


def test_what_the_policy_holds_to_is_not_waived(small: ProjectSimulator) -> None:
    with pytest.raises(UnwaivableError, check=saying(requirement="start.no-condition-is-overdue")):
        ask(small, "start.no-condition-is-overdue")


def test_a_requirement_that_is_not_there_is_told_the_nearest(small: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="requirement", nearest=BOXES)):
        ask(small, "start.no-box-is-emty")


def test_a_waiver_of_another_project_is_not_there(small: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="waiver")):
        approve(small)


@pytest.mark.parametrize(
    ("say", "reason"),
    [
        pytest.param({"reason": " "}, "waiver-needs-a-reason", id="no reason"),
        pytest.param({"expires_on": date(2024, 8, 31)}, "waiver-has-expired", id="yesterday"),
    ],
)
def test_a_waiver_needs_a_reason_and_an_end(
    small: ProjectSimulator, say: dict[str, Any], reason: str
) -> None:
    with pytest.raises(UsageError, check=saying(reason=reason)):
        ask(small, **say)


def test_a_waiver_is_revoked_with_a_reason(small: ProjectSimulator) -> None:
    ask(small)

    with pytest.raises(UsageError, check=saying(reason="waiver-needs-a-reason")):
        revoke(small, " ")


@pytest.mark.parametrize("by", ["bo", "disa", "cleo", "ida"])
def test_not_everyone_asks_for_waivers(small: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="request_waiver")):
        ask(small, by=by)


@pytest.mark.parametrize("by", ["alva", "bo", "cleo", "ida"])
def test_not_everyone_settles_waivers(small: ProjectSimulator, by: str) -> None:
    ask(small)

    with pytest.raises(NotPermittedError, check=saying(act="approve_waiver")):
        approve(small, by=by)
    with pytest.raises(NotPermittedError, check=saying(act="revoke_waiver")):
        revoke(small, by=by)


def test_every_waiver_stays_in_the_list(small: ProjectSimulator) -> None:
    ask(small)
    revoke(small)
    ask(small)
    approve_waiver(small.parts, project="ro", waiver="ro/waiver-2", by="olle")

    listed = list_waivers(small.parts, project="ro")

    assert [one.state for one in listed] == ["revoked", "in_force"]
