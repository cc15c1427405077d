"""A change is decided by those who were asked, and by nobody who asked or wrote."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import (
    ConflictError,
    FourEyesError,
    NotPermittedError,
    OldChangeError,
    OldVerdictError,
    UnknownNameError,
    UsageError,
)
from gronatraden.gates.tally import Place
from gronatraden.history import ChangeOutcome
from gronatraden.project import Role
from gronatraden.services.changes.show_changes import who_may_decide_change
from tests.builders import a_change_logic, some_facts
from tests.builders.changes import with_
from tests.services.changing import (
    A_MONTH_MORE,
    A_YEAR_MORE,
    ask,
    decide,
    leave,
    reject,
    shown,
)
from tests.services.simulator import DECIDERS, ProjectSimulator, saying

if TYPE_CHECKING:
    from tests.services.conftest import Live

LONGER = some_facts(ends_on=A_YEAR_MORE)
RULE = "checkpoint.changes-are-decided"


@pytest.fixture
def asked(live: Live) -> ProjectSimulator:
    """Return ``cykla`` when a year more is asked for."""
    life = live("started")
    ask(life)
    return life


@pytest.fixture
def small(live: Live) -> ProjectSimulator:
    """Return ``cykla`` when a month more is asked for, which its owner may decide."""
    life = live("started")
    ask(life, ends_on=A_MONTH_MORE)
    return life


def status(life: ProjectSimulator) -> str:
    """Return how the requirement that changes are decided stands."""
    results = life.check("checkpoint").verdict.requirements
    return next(r.status for r in results if r.id == RULE)


def test_the_first_word_is_no_decision(asked: ProjectSimulator) -> None:
    done = decide(asked, by=["bo"])

    assert done.decision is None
    assert done.tally.waiting_for == (Place("steering_group", 1), Place("steering_chair", 1))
    assert shown(asked).request.change.outcome is None


def test_enough_words_approve(asked: ProjectSimulator) -> None:
    done = decide(asked)

    assert done.decision is not None
    assert set(done.decision.deciders) == {asked.person(p).id for p in DECIDERS}
    assert shown(asked).request.change.outcome is ChangeOutcome.APPROVE


def test_enough_words_reject(asked: ProjectSimulator) -> None:
    done = reject(asked)

    assert done.decision is not None
    assert (done.decision.outcome, done.decision.reason) == (ChangeOutcome.REJECT, "Tiden räcker.")


def test_different_words_decide_nothing(asked: ProjectSimulator) -> None:
    decide(asked, by=["bo", "bea"])

    assert decide(asked, ChangeOutcome.REJECT, by=["disa"], reason="Nej.").decision is None


def test_a_word_can_be_changed(asked: ProjectSimulator) -> None:
    decide(asked, ChangeOutcome.REJECT, by=["bo"], reason="Nej.")

    assert decide(asked).decision is not None
    assert [w.outcome.value for w in shown(asked).words] == ["reject", *["approve"] * 3]


def test_the_same_word_again_is_one_word(asked: ProjectSimulator) -> None:
    decide(asked, by=["bo"])
    before = asked.recorded()

    again = decide(asked.days_pass(1), by=["bo"])

    assert (again.decision, asked.recorded()) == (None, before)


def test_a_small_change_is_the_owners(small: ProjectSimulator) -> None:
    done = decide(small, by=["ebba"])

    assert done.decision is not None
    assert done.decision.deciders == (small.person("ebba").id,)


@pytest.mark.parametrize("by", ["bo", "disa"])
def test_a_small_change_is_nobody_elses(small: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="decide_change")):
        decide(small, by=[by])


@pytest.mark.parametrize("by", ["cleo", "olle", "ebba", "ida"])
def test_who_is_not_asked_has_no_word(asked: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="decide_change")):
        decide(asked, by=[by])


def test_who_has_left_has_no_word(asked: ProjectSimulator) -> None:
    leave(asked, "disa")

    with pytest.raises(NotPermittedError):
        decide(asked, by=["disa"])


def test_who_came_later_has_no_word(asked: ProjectSimulator) -> None:
    asked.grant("olle", Role.STEERING_CHAIR)

    with pytest.raises(NotPermittedError):
        decide(asked, by=["olle"])


def test_who_asked_has_no_word(live: Live) -> None:
    life = live("started")
    ask(life, ends_on=A_MONTH_MORE, by="ebba")

    with pytest.raises(FourEyesError, check=saying(reason="requester-cannot-decide")):
        decide(life, by=["ebba"])


def test_who_wrote_what_is_altered_has_no_word(small: ProjectSimulator) -> None:
    small.submit(some_facts(summary="Andra ord."), by="ebba")

    with pytest.raises(FourEyesError, check=saying(reason="submitter-cannot-decide")):
        decide(small, by=["ebba"])


def test_who_wrote_something_else_has_a_word(small: ProjectSimulator) -> None:
    small.submit(a_change_logic(external_factors=("vädret",)), by="ebba")

    assert decide(small, by=["ebba"]).decision is not None


def test_who_keeps_people_has_no_word(small: ProjectSimulator) -> None:
    small.grant("ebba", Role.ADMIN)

    with pytest.raises(FourEyesError, check=saying(reason="admin-cannot-decide")):
        decide(small, by=["ebba"])


def test_those_who_may_say_a_word_are_known(asked: ProjectSimulator) -> None:
    decide(asked, by=["bo"])

    assert who_may_decide_change(asked.parts, project="cykla", number=1) == ("bea", "disa")


def test_a_rejection_says_why(asked: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="rejection-needs-a-reason")):
        decide(asked, ChangeOutcome.REJECT, by=["bo"], reason=" ")


def test_a_change_is_decided_once(asked: ProjectSimulator) -> None:
    decide(asked)

    with pytest.raises(ConflictError, check=saying(what="change-is-decided")):
        decide(asked, by=["bo"])


def test_a_change_that_is_not_there_is_told(asked: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="change", name="2")):
        decide(asked, number=2)


def test_a_decision_is_kept_with_a_signed_checkpoint(asked: ProjectSimulator) -> None:
    before = asked.recorded()["checkpoint"]

    decide(asked)

    assert asked.recorded()["checkpoint"] == before + 1


def test_a_change_on_other_terms_is_old(asked: ProjectSimulator) -> None:
    ask(asked, ends_on=date(2028, 6, 30))
    decide(asked)

    with pytest.raises(OldChangeError, check=saying(number=2, differences=["ends_on"])):
        decide(asked, number=2, by=["bo"])


def test_a_change_of_something_else_is_not_old(asked: ProjectSimulator) -> None:
    ask(asked, total_budget_sek=15_000_000)
    decide(asked)

    assert decide(asked, number=2).decision is not None


def test_an_old_change_can_be_rejected(asked: ProjectSimulator) -> None:
    ask(asked, ends_on=date(2028, 6, 30))
    decide(asked)

    assert reject(asked, number=2).decision is not None


def test_a_difference_without_a_change_closes_the_gate(measured: ProjectSimulator) -> None:
    measured.submit(LONGER)

    assert (status(measured), measured.check("checkpoint").verdict.ready) == (
        "not_satisfied",
        False,
    )


def test_an_approved_change_opens_it_again(measured: ProjectSimulator) -> None:
    ask(measured)
    decide(measured)
    measured.submit(LONGER)

    assert (status(measured), measured.check("checkpoint").verdict.ready) == ("satisfied", True)


def test_a_rejected_change_opens_nothing(measured: ProjectSimulator) -> None:
    ask(measured)
    reject(measured)
    measured.submit(LONGER)

    assert status(measured) == "not_satisfied"


def test_an_approved_change_is_entered_before_the_gate_opens(measured: ProjectSimulator) -> None:
    ask(measured)
    decide(measured)

    assert status(measured) == "not_satisfied"


def test_a_target_differs_only_by_decision(measured: ProjectSimulator) -> None:
    lower = with_(a_change_logic(), "indicators[car-trips].target", Decimal(19_000))
    measured.submit(lower)
    closed = status(measured)

    ask(measured, targets=(("car-trips", Decimal(19_000)),))
    decide(measured)

    assert (closed, status(measured)) == ("not_satisfied", "satisfied")


def test_what_a_gate_opened_on_is_the_new_ground(measured: ProjectSimulator) -> None:
    ask(measured)
    decide(measured)
    measured.submit(LONGER)
    measured.passes("checkpoint")

    assert status(measured) == "satisfied"
    measured.submit(some_facts())
    assert status(measured) == "not_satisfied"


def test_a_waiting_request_becomes_old(measured: ProjectSimulator) -> None:
    measured.request("checkpoint")
    ask(measured, other="Referensgruppen läggs ned.")
    before = measured.decide("checkpoint", by=["bo"])

    decide(measured)

    assert before.decision is None
    with pytest.raises(OldVerdictError, check=saying(differences=["changes"])):
        measured.decide("checkpoint", by=["bea"])


def test_a_request_after_the_change_is_decided(measured: ProjectSimulator) -> None:
    measured.request("checkpoint")
    ask(measured, other="Referensgruppen läggs ned.")
    decide(measured)

    assert not measured.request("checkpoint").unchanged
    assert measured.decide("checkpoint").decision is not None
