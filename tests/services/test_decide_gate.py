from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.errors import (
    ClosedGateError,
    ConflictError,
    FourEyesError,
    GateOrderError,
    NoActorError,
    NotPermittedError,
    OldVerdictError,
    UnknownNameError,
    UsageError,
)
from gronatraden.gates.decision import ConditionAsked
from gronatraden.gates.tally import Place
from gronatraden.history import Outcome
from gronatraden.project import Role
from gronatraden.services.deciding.meet_condition import list_conditions
from gronatraden.services.gate_history import gate_history
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic
from tests.builders.history import a_reading
from tests.services.simulator import DECIDERS, ProjectSimulator, saying

if TYPE_CHECKING:
    from tests.services.conftest import Live

WINTER = ConditionAsked(
    text="Ta fram en plan för vintern", owner="project_manager", due_on=date(2025, 3, 31)
)
PARKING = ConditionAsked(text="Ordna parkeringen", owner="project_owner", due_on=date(2025, 6, 30))


@pytest.fixture
def asked(filled: ProjectSimulator) -> ProjectSimulator:
    """Return ``cykla`` when a decision on its ready start is asked for."""
    filled.request("start")
    return filled


@pytest.fixture
def closed(opened: ProjectSimulator) -> ProjectSimulator:
    """Return ``cykla`` when a decision on its closed start is asked for."""
    opened.request("start")
    return opened


def test_the_first_word_is_no_decision(asked: ProjectSimulator) -> None:
    done = asked.decide("start", by=["bo"])

    assert done.decision is None
    assert done.tally.waiting_for == (Place("steering_group", 1), Place("steering_chair", 1))
    assert asked.check("start").standing.phase == "before_start"


def test_enough_words_open_the_gate(asked: ProjectSimulator) -> None:
    done = asked.decide("start")

    assert done.decision is not None
    assert set(done.decision.deciders) == {asked.person(p).id for p in DECIDERS}
    assert asked.check("start").standing.phase == "during"


def test_the_order_of_words_does_not_matter(asked: ProjectSimulator) -> None:
    assert asked.decide("start", by=["disa", "bea", "bo"]).decision is not None


def test_nobody_counts_twice(asked: ProjectSimulator) -> None:
    asked.grant("disa", Role.STEERING_GROUP)

    assert asked.decide("start", by=["bo", "disa"]).decision is None


def test_one_person_in_two_roles_fills_one_place(filled: ProjectSimulator) -> None:
    filled.grant("disa", Role.STEERING_GROUP)
    filled.request("start")

    done = filled.decide("start", by=["disa", "bo"])

    assert (done.decision, len(done.tally.waiting_for)) == (None, 1)


def test_the_same_word_again_is_one_word(asked: ProjectSimulator) -> None:
    asked.decide("start", by=["bo"])
    before = asked.recorded()

    again = asked.days_pass(1).decide("start", by=["bo"])

    assert (again.decision, asked.recorded()) == (None, before)


def test_a_word_can_be_changed(asked: ProjectSimulator) -> None:
    asked.decide("start", by=["bo", "bea"])
    asked.decide("start", Outcome.STOP, by=["bo"], reason="Nya uppgifter.")

    assert asked.decide("start", by=["disa"]).decision is None
    assert asked.decide("start", by=["bo"]).decision is not None


def test_different_words_decide_nothing(asked: ProjectSimulator) -> None:
    asked.decide("start", by=["bo", "bea"])

    done = asked.decide("start", Outcome.STOP, by=["disa"], reason="Nej.")

    assert done.decision is None


def test_every_word_is_kept(asked: ProjectSimulator) -> None:
    asked.decide("start", Outcome.STOP, by=["bo"], reason="Nej.")
    asked.decide("start")

    (history,) = gate_history(asked.parts, project="cykla")
    assert [w.outcome for w in history.words] == [Outcome.STOP, *[Outcome.GO] * 3]


@pytest.mark.parametrize("by", ["cleo", "alva", "ebba", "olle", "ida"])
def test_who_is_not_asked_has_no_word(asked: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="decide_gate")):
        asked.decide("start", by=[by])


def test_nobody_decides_unnamed(asked: ProjectSimulator) -> None:
    with pytest.raises(NoActorError):
        asked.decide("start", by=[""])


def test_who_handed_in_has_no_word(filled: ProjectSimulator) -> None:
    filled.grant("bo", Role.EQUALITY_COMPETENCE)
    filled.submit(a_change_logic(external_factors=("vädret",)), by="bo")
    filled.request("start")

    with pytest.raises(FourEyesError, check=saying(reason="submitter-cannot-decide")):
        filled.decide("start", by=["bo"])


def test_who_asked_has_no_word(filled: ProjectSimulator) -> None:
    filled.grant("disa", Role.PROJECT_MANAGER)
    filled.request("start", by="disa")

    with pytest.raises(FourEyesError, check=saying(reason="requester-cannot-decide")):
        filled.decide("start", by=["disa"])


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"outcome": Outcome.GO}, id="go"),
        pytest.param(
            {"outcome": Outcome.GO_WITH_CONDITIONS, "conditions": (WINTER,)}, id="conditions"
        ),
    ],
)
@pytest.mark.parametrize("is_asked", [True, False], ids=["asked", "not asked"])
def test_a_closed_gate_is_not_opened(
    opened: ProjectSimulator, said: dict[str, Any], *, is_asked: bool
) -> None:
    _ = is_asked and opened.request("start")
    before = opened.recorded()

    with pytest.raises(ClosedGateError, check=saying(gate="start")):
        opened.decide("start", by=["bo"], **said)
    assert opened.recorded() == before


def test_nothing_is_decided_that_was_not_asked(filled: ProjectSimulator) -> None:
    with pytest.raises(ConflictError, check=saying(what="decision-is-not-requested")):
        filled.decide("start")


def test_a_closed_gate_can_be_referred_back(closed: ProjectSimulator) -> None:
    done = closed.decide("start", Outcome.REFER_BACK, by=["disa"], reason="Mät först.")

    assert done.decision is not None
    assert (done.decision.outcome, done.decision.reason) == (Outcome.REFER_BACK, "Mät först.")
    assert "start.no-box-is-empty" in {result.id for result in done.verdict.missing}


def test_what_is_referred_back_is_asked_again(closed: ProjectSimulator) -> None:
    closed.decide("start", Outcome.REFER_BACK, by=["disa"], reason="Mät först.")

    again = closed.request("start")

    assert (again.unchanged, again.request.id) == (False, "cykla/start/request-2")
    assert closed.check("start").standing.phase == "before_start"


def test_the_chair_alone_does_not_stop(closed: ProjectSimulator) -> None:
    done = closed.decide("start", Outcome.STOP, by=["disa"], reason="Nej.")

    assert done.decision is None


def test_a_stop_leads_to_an_orderly_close(closed: ProjectSimulator) -> None:
    done = closed.decide("start", Outcome.STOP, reason="Pengarna räcker inte.")

    seen = closed.check("finish")
    assert done.decision is not None
    assert (seen.standing.phase, seen.standing.stopped, seen.is_next) == ("follow_up", True, True)


def test_a_hold_says_until_when(asked: ProjectSimulator) -> None:
    until = date(2025, 1, 31)

    asked.decide("start", Outcome.HOLD, by=["disa"], reason="Vi väntar.", hold_until=until)

    assert asked.check("start").standing.hold_until == until


def test_a_held_gate_takes_no_word(asked: ProjectSimulator) -> None:
    until = date(2025, 1, 31)
    asked.decide("start", Outcome.HOLD, by=["disa"], reason="Vi väntar.", hold_until=until)

    with pytest.raises(ConflictError, check=saying(what="decision-is-on-hold")):
        asked.decide("start", by=["bo"])


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        pytest.param({"outcome": Outcome.STOP}, "outcome-needs-a-reason", id="stop, no reason"),
        pytest.param(
            {"outcome": Outcome.REFER_BACK, "reason": " "},
            "outcome-needs-a-reason",
            id="referred back, no reason",
        ),
        pytest.param(
            {"outcome": Outcome.HOLD, "reason": "Vänta."}, "hold-needs-a-day", id="hold, no day"
        ),
        pytest.param(
            {"outcome": Outcome.HOLD, "reason": "Vänta.", "hold_until": date(2024, 12, 1)},
            "hold-lies-behind",
            id="hold until today",
        ),
        pytest.param(
            {"outcome": Outcome.GO_WITH_CONDITIONS}, "conditions-are-missing", id="no conditions"
        ),
        pytest.param(
            {"outcome": Outcome.GO, "conditions": (WINTER,)},
            "conditions-go-with-conditions",
            id="conditions on a go",
        ),
        pytest.param(
            {
                "outcome": Outcome.GO_WITH_CONDITIONS,
                "conditions": (
                    ConditionAsked(text=" ", owner="project_manager", due_on=date(2025, 1, 1)),
                ),
            },
            "conditions-are-missing",
            id="a condition that says nothing",
        ),
        pytest.param(
            {
                "outcome": Outcome.GO_WITH_CONDITIONS,
                "conditions": (
                    ConditionAsked(
                        text="Klart i går", owner="project_manager", due_on=date(2024, 11, 30)
                    ),
                ),
            },
            "condition-lies-behind",
            id="a condition for yesterday",
        ),
    ],
)
def test_a_word_that_lacks_something_is_no_word(
    asked: ProjectSimulator, said: dict[str, Any], reason: str
) -> None:
    with pytest.raises(UsageError, check=saying(reason=reason)):
        asked.decide("start", by=["bo"], **said)


def test_a_condition_is_owned_by_a_role(asked: ProjectSimulator) -> None:
    nobodys = ConditionAsked(text="Gör", owner="projct_manager", due_on=date(2025, 1, 1))

    with pytest.raises(UnknownNameError, check=saying(kind="role", nearest="project_manager")):
        asked.decide("start", Outcome.GO_WITH_CONDITIONS, by=["bo"], conditions=(nobodys,))


def test_conditions_of_all_who_carried_it_hold(asked: ProjectSimulator) -> None:
    asked.decide("start", Outcome.GO_WITH_CONDITIONS, by=["bo", "bea"], conditions=(WINTER,))
    asked.decide("start", Outcome.GO_WITH_CONDITIONS, by=["disa"], conditions=(PARKING,))

    conditions = list_conditions(asked.parts, project="cykla")
    assert [(c.text, c.owner, c.due_on) for c in conditions] == [
        (WINTER.text, WINTER.owner, WINTER.due_on),
        (PARKING.text, PARKING.owner, PARKING.due_on),
    ]


def test_a_condition_that_was_taken_back_does_not_hold(asked: ProjectSimulator) -> None:
    asked.decide("start", Outcome.GO_WITH_CONDITIONS, by=["bo"], conditions=(PARKING,))
    asked.decide("start", Outcome.GO_WITH_CONDITIONS, conditions=(WINTER,))

    assert [c.text for c in list_conditions(asked.parts, project="cykla")] == [WINTER.text]


def test_the_longest_hold_counts(live: Live) -> None:
    small = live("small")
    small.request("start")
    for_longer = {"reason": "Vänta.", "hold_until": date(2025, 1, 20)}

    small.decide("start", Outcome.HOLD, by=["bo"], **for_longer)
    small.decide(
        "start", Outcome.HOLD, by=["bea", "disa"], reason="Vänta.", hold_until=date(2025, 1, 10)
    )

    assert small.check("start").standing.hold_until == date(2025, 1, 20)


def test_a_decision_is_kept_with_a_signed_checkpoint(asked: ProjectSimulator) -> None:
    before = asked.recorded()["checkpoint"]

    asked.decide("start")

    assert asked.recorded()["checkpoint"] == before + 1


def test_a_new_document_makes_the_verdict_old(asked: ProjectSimulator) -> None:
    asked.submit(a_change_logic(external_factors=("elpriset",)))

    with pytest.raises(OldVerdictError, check=saying(differences=["change_logic"])):
        asked.decide("start", by=["bo"])


def test_other_sources_make_the_verdict_old(asked: ProjectSimulator) -> None:
    asked.submit(a_change_logic(), sources={"rvu": "Resvaneundersökning 2024"})

    with pytest.raises(OldVerdictError, check=saying(differences=["change_logic"])):
        asked.decide("start", by=["bo"])


def test_a_document_with_holes_says_what_it_closed(asked: ProjectSimulator) -> None:
    asked.submit(ChangeLogic())

    with pytest.raises(OldVerdictError) as caught:
        asked.decide("start", by=["bo"])

    told = str(caught.value.facts["differences"])
    assert "change_logic" in told
    assert "start.no-box-is-empty" in told


def test_a_new_reading_makes_the_verdict_old(measured: ProjectSimulator) -> None:
    measured.request("checkpoint")
    measured.read(a_reading("car-trips", measured_on=measured.parts.today, deviation="Snö."))

    with pytest.raises(OldVerdictError, check=saying(differences=["readings"])):
        measured.decide("checkpoint", by=["bo"])


def test_time_makes_the_verdict_old(asked: ProjectSimulator) -> None:
    until = asked.check("start").verdict.valid_until
    assert until is not None

    asked.at = until
    with pytest.raises(OldVerdictError) as caught:
        asked.decide("start", by=["bo"])

    assert caught.value.facts["differences"]


def test_a_verdict_holds_to_the_last_moment(asked: ProjectSimulator) -> None:
    until = asked.check("start").verdict.valid_until
    assert until is not None

    asked.at = until - timedelta(seconds=1)
    assert asked.decide("start").decision is not None


def test_what_was_said_before_a_change_is_said_again(asked: ProjectSimulator) -> None:
    asked.decide("start", by=["bo", "bea"])
    asked.submit(a_change_logic(external_factors=("elpriset",)))
    asked.request("start")

    assert asked.decide("start", by=["disa"]).decision is None


def test_a_word_on_what_was_stopped_is_no_word(live: Live) -> None:
    reviewed = live("measured-at-last")
    reviewed.request("close")
    reviewed.request("checkpoint")
    reviewed.decide("checkpoint", Outcome.STOP, reason="Nej.")

    with pytest.raises(GateOrderError, check=saying(gate="close", next=["finish"])):
        reviewed.decide("close", by=["bo"])


def test_a_gate_opens_once(asked: ProjectSimulator) -> None:
    asked.decide("start")

    with pytest.raises(GateOrderError, check=saying(gate="start", next=["checkpoint"])):
        asked.decide("start", by=["bo"])


def test_decisions_of_one_moment_keep_their_order(live: Live) -> None:
    small = live("small-filled").passes("start")
    small.request("checkpoint")
    until = date(2025, 1, 1)

    small.decide("checkpoint", Outcome.HOLD, reason="Vänta.", hold_until=until)

    assert small.check("checkpoint").standing.hold_until == until
