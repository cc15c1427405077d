"""A condition holds a gate to its promise."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.errors import ConflictError, NotPermittedError, UnknownNameError, UsageError
from gronatraden.gates.decision import ConditionAsked
from gronatraden.history import Outcome
from gronatraden.services.deciding.meet_condition import list_conditions, meet_condition
from tests.services.simulator import ProjectSimulator, saying

if TYPE_CHECKING:
    from gronatraden.history import Condition
    from tests.services.conftest import Live

WINTER = ConditionAsked(
    text="Ta fram en plan för vintern", owner="project_manager", due_on=date(2024, 9, 30)
)


@pytest.fixture
def promised(live: Live) -> ProjectSimulator:
    """Return ``ro`` when its start has opened on a promise."""
    small = live("small-filled")
    small.request("start")
    small.decide("start", Outcome.GO_WITH_CONDITIONS, conditions=(WINTER,))
    return small


def meet(life: ProjectSimulator, proof: str = "Antagen 18 september.", **say: str) -> Condition:
    """Say that the promise is kept."""
    (condition,) = list_conditions(life.parts, project="ro")
    asked: dict[str, Any] = {"condition": condition.id, "by": "alva", **say}
    return meet_condition(life.parts, project="ro", proof=proof, **asked)


def test_a_gate_opens_on_a_promise(promised: ProjectSimulator) -> None:
    (condition,) = list_conditions(promised.parts, project="ro")

    assert promised.check("start").standing.phase == "during"
    assert (condition.text, condition.owner, condition.due_on) == (
        WINTER.text,
        "project_manager",
        WINTER.due_on,
    )


def test_a_promise_keeps_the_next_gate_open_to_its_day(promised: ProjectSimulator) -> None:
    promised.moves_to(WINTER.due_on)

    assert promised.check("checkpoint").verdict.ready


def test_a_broken_promise_closes_the_next_gate(promised: ProjectSimulator) -> None:
    promised.moves_to(date(2024, 10, 1))

    (result,) = promised.check("checkpoint").verdict.missing
    (finding,) = result.findings
    assert (finding.code, finding.who) == ("condition-is-overdue", ("project_manager",))


def test_a_kept_promise_opens_it_again(promised: ProjectSimulator) -> None:
    promised.moves_to(date(2024, 10, 1))

    met = meet(promised)

    assert (met.met_at, met.proof) == (promised.at, "Antagen 18 september.")
    assert promised.check("checkpoint").verdict.ready


def test_a_promise_is_kept_with_proof(promised: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="condition-needs-proof")):
        meet(promised, " ")


def test_a_promise_is_kept_once(promised: ProjectSimulator) -> None:
    meet(promised)

    with pytest.raises(ConflictError, check=saying(what="condition-is-met")):
        meet(promised)


@pytest.mark.parametrize("by", ["bo", "disa", "cleo", "olle"])
def test_not_everyone_says_it_is_kept(promised: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="meet_condition")):
        meet(promised, by=by)


def test_a_condition_of_another_project_is_not_there(promised: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="condition")):
        meet(promised, condition="cykla/start/request-1/decision/condition-1")
