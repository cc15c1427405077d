"""A broken promise closes the gate again, whatever the policies say, until it is kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.errors import ClosedGateError, ConflictError, FourEyesError, UsageError
from gronatraden.gates.decision import ConditionAsked
from gronatraden.history import Outcome
from gronatraden.services.deciding.meet_condition import list_conditions, meet_condition
from gronatraden.services.deciding.motions import Moved, extend_condition, reopen_gate
from gronatraden.services.open_project import open_project
from gronatraden.services.show_project import show_project
from tests.builders import a_change_logic
from tests.builders.manuscripts import written
from tests.services.simulator import PROGRAMME, ProjectSimulator, put_in_force, saying
from tests.services.small import LIFECYCLE, POLICY, a_gate
from tests.services.stages import ROLES

if TYPE_CHECKING:
    from tests.services.conftest import Live

DUE, LATER = date(2024, 9, 30), date(2024, 11, 30)
WINTER = ConditionAsked(text="Ta fram en plan", owner="project_manager", due_on=DUE)
DAY_AFTER, MUCH_LATER = date(2024, 10, 1), date(2024, 12, 1)


def lenient() -> dict[str, Any]:
    """Return the small rules without a word of conditions."""
    gates = {gate: a_gate(gate) for gate in ("start", "checkpoint", "close", "finish")}
    asked = {name: {**g, "requires": g["requires"][:1]} for name, g in gates.items()}
    return {**POLICY.value, "policy": "lenient", "lifecycle": "lenient", "gates": asked}


@pytest.fixture
def promised(opened: ProjectSimulator) -> ProjectSimulator:
    """Return ``ro`` under rules that ask for no promise, its start opened on one."""
    life = opened
    put_in_force(life.parts, written({**LIFECYCLE.value, "lifecycle": "lenient"}))
    put_in_force(life.parts, written(lenient()))
    life.project = "ro"
    open_project(
        life.parts, programme=PROGRAMME, project="ro", title="Ro", lifecycle="lenient", by="olle"
    )
    for handle, role in ROLES.items():
        life.grant(handle, role)
    life.submit(a_change_logic())
    life.request("start")
    life.decide("start", Outcome.GO_WITH_CONDITIONS, conditions=(WINTER,))
    return life


def condition(life: ProjectSimulator) -> str:
    """Return the id of the promise."""
    return list_conditions(life.parts, project="ro")[0].id


def move(life: ProjectSimulator, **say: Any) -> Moved:  # noqa: ANN401 - the test says which
    """Ask for more time."""
    whole = {"condition": condition(life), "due_on": LATER, "reason": "Överklagat.", "by": "alva"}
    asked: dict[str, Any] = whole | say
    return extend_condition(life.parts, project="ro", **asked)


def extend(life: ProjectSimulator) -> None:
    """Give the promise more time, all agreed."""
    move(life)
    life.decide("start", Outcome.EXTEND, reason="Enig.")


def test_no_policy_has_to_ask_for_it(promised: ProjectSimulator) -> None:
    promised.moves_to(DAY_AFTER)

    missing = {r.id: r.waivable for r in promised.check("checkpoint").verdict.missing}

    assert missing == {"engine.no-condition-is-overdue": False}


def test_a_kept_promise_is_not_spoken_of(promised: ProjectSimulator) -> None:
    asked = {r.id for r in promised.check("checkpoint").verdict.requirements}

    assert asked == {"checkpoint.no-box-is-empty"}


def test_the_verdict_knows_the_day_that_closes_it(promised: ProjectSimulator) -> None:
    until = promised.check("checkpoint").verdict.valid_until

    assert until is not None
    assert until.isoformat() == "2024-09-30T22:00:00+00:00"


def test_a_policy_that_asks_says_it_in_its_own_words(live: Live) -> None:
    small = live("small-filled")
    small.request("start")
    small.decide("start", Outcome.GO_WITH_CONDITIONS, conditions=(WINTER,))

    small.moves_to(DAY_AFTER)

    missing = [r.id for r in small.check("checkpoint").verdict.missing]
    assert missing == ["checkpoint.no-condition-is-overdue"]


def test_the_gate_that_opened_on_it_is_closed_again(promised: ProjectSimulator) -> None:
    before = promised.check("start")
    after = promised.moves_to(DAY_AFTER).check("start")

    assert (before.is_open, after.is_open) == (True, False)
    assert [c.text for c in after.overdue] == [WINTER.text]
    assert [c.text for c in show_project(promised.parts, project="ro").overdue] == [WINTER.text]


def test_no_later_gate_opens(promised: ProjectSimulator) -> None:
    promised.moves_to(DAY_AFTER).request("checkpoint")

    with pytest.raises(ClosedGateError, check=saying(gate="checkpoint")):
        promised.decide("checkpoint", by=["bo"])


def test_a_stopped_project_keeps_no_promises(promised: ProjectSimulator) -> None:
    promised.moves_to(DAY_AFTER).request("checkpoint")
    promised.decide("checkpoint", Outcome.STOP, reason="Nej.")

    assert promised.check("finish").verdict.ready


def test_a_promise_that_is_kept_late_opens_it(promised: ProjectSimulator) -> None:
    promised.moves_to(DAY_AFTER)

    meet_condition(
        promised.parts, project="ro", condition=condition(promised), proof="Klar.", by="alva"
    )

    assert promised.check("start").is_open
    assert promised.check("checkpoint").verdict.ready


def test_asking_for_time_gives_none(promised: ProjectSimulator) -> None:
    promised.moves_to(DAY_AFTER)

    move(promised)

    assert not promised.check("start").is_open


def test_a_decision_gives_it_time(promised: ProjectSimulator) -> None:
    promised.moves_to(DAY_AFTER)

    extend(promised)

    (found,) = list_conditions(promised.parts, project="ro")
    assert (found.due_on, found.first_due_on) == (LATER, DUE)
    assert promised.check("start").is_open
    assert promised.check("checkpoint").verdict.ready


def test_more_time_has_an_end_too(promised: ProjectSimulator) -> None:
    extend(promised.moves_to(DAY_AFTER))

    promised.moves_to(MUCH_LATER)

    assert not promised.check("start").is_open


def test_who_asks_for_time_does_not_give_it(promised: ProjectSimulator) -> None:
    promised.grant("ebba", ROLES["disa"])
    move(promised, by="ebba")

    with pytest.raises(FourEyesError, check=saying(reason="requester-cannot-decide")):
        promised.decide("start", Outcome.EXTEND, by=["ebba"], reason="Ja.")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        pytest.param({"reason": ""}, "extension-needs-a-reason", id="no reason"),
        pytest.param({"due_on": DUE}, "extension-is-no-longer", id="no later day"),
        pytest.param({"due_on": date(2024, 8, 1)}, "condition-lies-behind", id="a day behind"),
    ],
)
def test_time_that_is_none_is_not_asked_for(
    promised: ProjectSimulator, said: dict[str, Any], reason: str
) -> None:
    with pytest.raises(UsageError, check=saying(reason=reason)):
        move(promised, **said)


def test_a_promise_that_was_kept_needs_no_time(promised: ProjectSimulator) -> None:
    move(promised)
    meet_condition(
        promised.parts, project="ro", condition=condition(promised), proof="Klar.", by="alva"
    )

    with pytest.raises(ConflictError, check=saying(what="condition-is-met")):
        promised.decide("start", Outcome.EXTEND, by=["bo"], reason="Ja.")


def test_a_reopened_gate_takes_its_promises_with_it(promised: ProjectSimulator) -> None:
    promised.moves_to(DAY_AFTER)
    reopen_gate(promised.parts, project="ro", gate="start", reason="Nytt läge.", by="alva")
    promised.decide("start", Outcome.REOPEN, reason="Enig.")

    assert list_conditions(promised.parts, project="ro")[0].lapsed
    assert promised.check("start").verdict.ready
    with pytest.raises(ConflictError, check=saying(what="condition-has-lapsed")):
        move(promised)
