from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from gronatraden.gates.explain import Queue, explain, waiver_approvers
from gronatraden.gates.explain.mending import DECIDED_OTHERWISE, ROWS
from gronatraden.gates.explain.shortest import SEAL
from gronatraden.gates.tally import Place
from gronatraden.gates.verdict import is_ready
from gronatraden.history import Condition, Point
from gronatraden.policy import AppliesTo, Deciders, WaiverPolicy
from gronatraden.project import Role
from gronatraden.tools import TOOLS
from gronatraden.tools.change_logic import ChangeLogic
from gronatraden.tools.learning_cycle import LearningCycle
from tests.builders import a_context
from tests.builders.anything import examples
from tests.builders.defects import (
    GATES,
    Defect,
    a_standing,
    all_fields,
    judged,
    spoilt,
    telling,
    the_way,
)
from tests.builders.gates import WHY, a_case, a_policy, a_requirement, a_waiver
from tests.builders.history import (
    ALVA,
    BO,
    CONDITION,
    OLA,
    a_decision,
    a_finished_context,
    a_grant,
    altered,
)
from tests.house.source import PACKAGE, codes
from tests.policy.shipped import FULL

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.gates.explain import Explanation
    from gronatraden.gates.explain.explanation import Waiting
    from gronatraden.history import Waiver


AT = datetime(2025, 1, 1, 9, tzinfo=UTC)
ENTERED = {"target-change-is-not-entered", "change-is-not-entered"}
"""What was decided and is yet to be written: nothing to decide anew."""


@pytest.fixture(scope="module", autouse=True)
def known_defects() -> None:
    """Find out once what can be spoilt, so that drawing from it takes no time."""
    for gate in GATES:
        telling(gate)


@st.composite
def spoilt_gates(draw: st.DrawFn) -> tuple[str, list[Defect]]:
    """Draw a gate and some fields that are emptied before it."""
    gate = draw(st.sampled_from(GATES))
    return gate, draw(st.lists(st.sampled_from(telling(gate)), unique=True, min_size=1, max_size=9))


def without(*kinds: type) -> Context:
    """Return the finished project with some documents never handed in."""
    whole = a_finished_context()
    return replace(whole, contents={k: c for k, c in whole.contents.items() if k not in kinds})


def restored(context: Context, place: str, whole: Context) -> Context:
    """Return a context with a document, or a field of one, as it was in the whole.

    A field of a document that was not handed in comes with the document.
    """
    kinds = {tool.name: tool.content for tool in TOOLS}
    kind = kinds.get(place.partition(".")[0])
    if kind is not None and (place in kinds or kind not in context.contents):
        return replace(context, contents={**context.contents, kind: whole.contents[kind]})
    said = next(d.whole for d in all_fields() if d.path == place)
    return altered(context, place, said)


def after(gate: str, defects: list[Defect], done: int, *, but: int = -1) -> set[str]:
    """Return what keeps a gate closed once the first actions on its way are done, but one."""
    actions = the_way(gate, spoilt(a_finished_context(), defects)).actions
    taken = [a for place, a in enumerate(actions[:done]) if place != but]
    mended = {place for action in taken for place in action.places}
    context = spoilt(a_finished_context(), [d for d in defects if d.path not in mended])
    alters = any(not place.startswith("project.") for place in mended)
    if alters and SEAL not in mended:
        context = replace(context, package_sha256="a new version has another seal")
    return {result.id for result in judged(gate, context).missing}


SEALED = {"finish.archive-package-is-sealed"}
"""Told from the first action on, and closed from the first that changes a document."""


@settings(deadline=None, max_examples=examples(15))
@given(spoilt_gates())
def test_what_stays_after_each_action_is_what_is_told(case: tuple[str, list[Defect]]) -> None:
    gate, defects = case
    way = the_way(gate, spoilt(a_finished_context(), defects))

    told = [set(action.leaves) - SEALED for action in way.actions]

    assert told == [after(gate, defects, n) - SEALED for n in range(1, len(told) + 1)]


@settings(deadline=None, max_examples=examples(10))
@given(spoilt_gates())
def test_a_gate_is_ready_after_all_its_actions(case: tuple[str, list[Defect]]) -> None:
    gate, defects = case
    way = the_way(gate, spoilt(a_finished_context(), defects))

    last = len(way.actions)

    assert (way.ready_after, after(gate, defects, last)) == (last, set())


@settings(deadline=None, max_examples=examples(10))
@given(spoilt_gates(), st.data())
def test_without_one_of_its_actions_a_gate_stays_closed(
    case: tuple[str, list[Defect]], data: st.DataObject
) -> None:
    gate, defects = case
    way = the_way(gate, spoilt(a_finished_context(), defects))

    left_out = data.draw(st.integers(0, len(way.actions) - 1))

    assert after(gate, defects, len(way.actions), but=left_out)


@settings(deadline=None, max_examples=examples(10))
@given(spoilt_gates())
def test_satisfying_exactly_what_is_served_opens_the_gate(
    case: tuple[str, list[Defect]],
) -> None:
    gate, defects = case
    way = the_way(gate, spoilt(a_finished_context(), defects))

    served = {name for action in way.actions for name in action.serves}
    results = tuple(
        structs.replace(r, status="satisfied") if r.id in served else r
        for r in way.verdict.requirements
    )

    assert is_ready(results)
    assert {r.id for r in way.verdict.missing} <= served


def opened_in(gate: str, context: Context, whole: Context, *, rounds: int) -> bool:
    """Say whether doing what is told, and then what that uncovers, opens a gate in time."""
    for _ in range(rounds):
        way = the_way(gate, context)
        if way.verdict.ready:
            return True
        for place in (place for action in way.actions for place in action.places):
            context = restored(context, place, whole)
    return the_way(gate, context).verdict.ready


@settings(deadline=None, max_examples=examples(10))
@given(st.sets(st.sampled_from([tool.content for tool in TOOLS])), spoilt_gates())
def test_what_a_missing_document_hides_is_told_when_it_is_there(
    absent: set[type], case: tuple[str, list[Defect]]
) -> None:
    gate, defects = case
    spoiled = spoilt(a_finished_context(), defects)
    there = {k: c for k, c in spoiled.contents.items() if k not in absent}

    context = replace(spoiled, contents=there)

    assert opened_in(gate, context, a_finished_context(), rounds=2)


def test_one_field_is_one_action_in_however_many_elements() -> None:
    context = altered(a_finished_context(), "change_logic.activities[evaluate].owner", "")
    context = altered(context, "change_logic.activities[bike-campaign].owner", "")

    way = the_way("start", context)

    assert [len(action.places) for action in way.actions] == [2]


def test_a_missing_document_is_one_action_for_all_that_waits_for_it() -> None:
    way = the_way("start", without(ChangeLogic))

    assert [(a.way, a.where) for a in way.actions] == [("hand_in", "change_logic")]
    assert len(way.actions[0].serves) > 10


def test_a_missing_document_takes_what_its_requirements_ask_to_be_typed() -> None:
    whole = the_way("start", without(ChangeLogic)).minutes
    field = the_way(
        "start", altered(a_finished_context(), "change_logic.evaluation.budget_sek", None)
    )

    assert whole > 10 * field.minutes > 0


def test_every_fact_that_is_not_as_decided_may_be_decided_anew() -> None:
    found = codes(PACKAGE / "thread" / "changes.py", "Finding")

    assert {code.replace("\\-", "-") for code in found} - ENTERED == DECIDED_OTHERWISE


@pytest.mark.parametrize(
    ("room", "typed"),
    [
        ("conditions", ("name", "text")),
        ("evidence", ("choice", "line", "line", "day", "name")),
        ("roles", ("name", "choice")),
    ],
)
def test_a_row_that_is_added_takes_what_is_typed_there(room: str, typed: tuple[str, ...]) -> None:
    assert ROWS[room].typed == typed


def test_minutes_are_counted_once_for_all_actions_together() -> None:
    defects = telling("start")[:20]

    way = the_way("start", spoilt(a_finished_context(), defects))

    assert 0 < way.minutes < sum(action.minutes for action in way.actions)


def test_the_least_effort_comes_first_and_the_seal_last() -> None:
    context = altered(without(LearningCycle), "project.archive.place", "")

    way = the_way("finish", context)

    assert [a.where for a in way.actions] == ["project.archive.place", "learning_cycle", SEAL]


def test_a_field_is_mended_by_those_who_may_hand_it_in() -> None:
    context = altered(a_finished_context(), "competent_leadership.steering_group.mandate", "")

    way = the_way("start", context)

    assert way.actions[0].who == ("project_owner",)


def test_a_row_that_is_missing_is_added_by_those_who_may() -> None:
    way = the_way("checkpoint", replace(a_finished_context(), readings=()))

    assert (way.actions[0].way, way.actions[0].who) == (
        "read",
        ("project_manager", "learning_owner"),
    )


def test_a_role_that_nobody_holds_is_granted() -> None:
    way = the_way("start", replace(a_finished_context(), grants=()))

    assert [(a.way, a.who) for a in way.actions] == [("grant", ("programme_office",))]


def test_nothing_is_asked_of_an_open_gate() -> None:
    way = the_way("start", a_finished_context())

    assert (way.actions, way.stuck, way.ready_after) == ((), (), 0)


def alternatives(way: Explanation) -> list[str]:
    """Return the other ways than the first action."""
    return [one.way for one in way.actions[0].alternatives]


def under(*policies: object, context: Context | None = None) -> Explanation:
    """Return the shortest way through the start gate under policies of one's own."""
    case = a_case(*policies)  # type: ignore[arg-type]  # policies
    return explain(case, context or a_finished_context(), Queue(standing=a_standing("start")))


def test_what_may_be_declared_or_waived_says_so() -> None:
    rung = altered(a_finished_context(), "collaboration_ladder.constellations[commute].rung", "")

    assert alternatives(the_way("start", rung)) == ["declare", "waive"]


def test_a_waiver_says_who_asks_and_who_approves() -> None:
    rung = altered(a_finished_context(), "collaboration_ladder.constellations[commute].rung", "")

    waiver = the_way("start", rung).actions[0].alternatives[1]

    assert (waiver.who, waiver.approved_by) == (
        ("project_manager", "project_owner"),
        ("steering_chair", "programme_office"),
    )


def test_what_is_neither_declarable_nor_waivable_is_only_mended() -> None:
    children = altered(a_finished_context(), "equality_mainstreaming.children.affected", "")

    assert alternatives(the_way("start", children)) == []


def test_what_was_decided_is_written_back_or_changed() -> None:
    budget = altered(a_finished_context(), "project.total_budget_sek", 1)

    assert alternatives(the_way("checkpoint", budget)) == ["change"]


def test_a_missing_document_cannot_be_declared_away() -> None:
    assert "declare" not in alternatives(the_way("start", without(LearningCycle)))


def test_what_is_past_is_waived_where_that_is_allowed() -> None:
    lacking = a_decision(deciders=frozenset({BO}))

    way = the_way("checkpoint", replace(a_finished_context(), decisions=(lacking,)))

    assert [(a.way, a.serves) for a in way.actions] == [
        ("waive", ("checkpoint.steering-group-can-decide",))
    ]


def test_what_is_past_and_not_waivable_is_stuck() -> None:
    own = a_decision(deciders=frozenset({BO}), submitters=frozenset({BO}))
    policy = a_policy(a_requirement("gates.nobody_judges_their_own_work"))

    way = under(policy, context=replace(a_finished_context(), decisions=(own,)))

    assert (way.actions, len(way.stuck), way.ready_after) == ((), 1, None)


def test_a_rule_that_cannot_be_judged_is_stuck_with_the_programme_office() -> None:
    way = under(a_policy(a_requirement("change_logic.no_such_check")))

    assert [stuck.who for stuck in way.stuck] == [("programme_office",)]


def test_a_policy_that_requires_nothing_here_leaves_no_way() -> None:
    never = AppliesTo(funds=("interreg_nord",))

    way = under(a_policy(a_requirement(applies_to=never)))

    assert (way.actions, [s.requirement for s in way.stuck], way.ready_after) == ((), [""], None)


def test_what_time_alone_settles_is_not_asked_of_anyone() -> None:
    later = a_grant("p-new", Role.STEERING_CHAIR, from_on=date(2027, 4, 1))
    grants = (*a_finished_context().grants[:3], later)

    way = the_way("finish", replace(a_finished_context(), grants=grants))

    assert (way.actions, way.ready_after) == ((), None)
    assert [(w.code, w.until) for w in way.not_yet] == [
        ("waits-for-a-day", date(2027, 4, 1)),
    ]


def test_a_condition_that_is_not_due_waits_and_closes_nothing() -> None:
    ahead = replace(CONDITION, met_at=None, due_on=date(2027, 9, 1))

    way = the_way("finish", replace(a_finished_context(), conditions=(ahead,)))

    assert way.verdict.ready
    assert "condition-is-open" in [waiting.code for waiting in way.not_yet]


def test_a_condition_that_is_overdue_is_met_and_not_waited_for() -> None:
    behind = replace(CONDITION, met_at=None)

    way = the_way("finish", replace(a_finished_context(), conditions=(behind,)))

    assert [a.way for a in way.actions] == ["meet"]
    assert "condition-is-open" not in [waiting.code for waiting in way.not_yet]


OVERDUE = Condition(id="c-1", text="Avtal", owner="project_manager", due_on=date(2024, 10, 1))
POINT = Point(
    id="p-1",
    decision="d-1",
    gate="start",
    occurrence=None,
    place="change_logic.activities",
    text="Vem gör det?",
)


@pytest.mark.parametrize(
    ("seen", "way", "served"),
    [
        ({"conditions": (OVERDUE,)}, "meet", "engine.no-condition-is-overdue"),
        ({"points": (POINT,)}, "mend", "engine.every-point-is-mended"),
        ({"points": (replace(POINT, place=""),)}, "mend", "engine.every-point-is-mended"),
    ],
    ids=["overdue", "point in a document", "point of its own"],
)
def test_what_closes_every_gate_is_mended_and_nothing_else(
    seen: dict[str, object], way: str, served: str
) -> None:
    case = a_case(a_policy(a_requirement(waivable=True)))

    there = explain(case, a_context(**seen), Queue(standing=a_standing("start")))

    (action,) = there.actions
    assert (action.way, action.serves, action.alternatives) == (way, (served,), ())
    assert there.ready_after == 1


def waiting(**queue: object) -> tuple[Waiting, ...]:
    """Return what a gate that is ready at the start waits for."""
    case = a_case(FULL)
    there = {"standing": a_standing("start"), **queue}
    return explain(case, a_finished_context(), Queue(**there)).not_yet  # type: ignore[arg-type]  # as said


def queued(**queue: object) -> list[str]:
    """Return the codes of what it waits for."""
    return [one.code for one in waiting(**queue)]


def test_a_ready_gate_waits_for_a_request() -> None:
    assert queued() == ["decision-is-not-requested"]


def test_a_requested_gate_waits_for_its_deciders() -> None:
    assert queued(asked="waiting", waiting_for=(Place("steering_chair", 1),)) == [
        "waits-for-deciders"
    ]


def test_an_old_request_has_to_be_made_again() -> None:
    assert queued(asked="old") == ["request-is-old"]


def test_a_gate_waits_for_those_before_it() -> None:
    assert queued(standing=a_standing("close")) == ["gate-is-not-next"]


def test_a_decision_on_hold_waits_for_its_day() -> None:
    held = a_standing("start", hold_until=date(2027, 5, 1))

    (until,) = waiting(standing=held)

    assert (until.code, until.facts) == ("decision-is-on-hold", {"until": "2027-05-01"})


def test_a_finished_project_has_no_gate_to_wait_for() -> None:
    assert queued(standing=a_standing()) == ["project-is-finished"]


BOTH_APPROVE = WaiverPolicy(
    approved_by=(Deciders(role=Role.STEERING_CHAIR), Deciders(role=Role.PROGRAMME_OFFICE)),
    because=WHY,
)
ONE_APPROVES = WaiverPolicy(approved_by=(Deciders(role=Role.STEERING_GROUP),), because=WHY)
ASKED = a_waiver(approved_at=None, requested_by=ALVA)


def asked_to_let_past(
    *waivers: Waiver, rule: WaiverPolicy | None = None, **context: object
) -> Explanation:
    """Return the way where boxes are empty and a waiver of that may be requested."""
    case = a_case(a_policy(a_requirement(waivable=True), waivers=rule), waivers=waivers)
    there = replace(a_finished_context(), contents={ChangeLogic: ChangeLogic()}, **context)  # type: ignore[arg-type]  # as said
    return explain(case, there, Queue(standing=a_standing("start")))


def test_what_a_requested_waiver_would_let_past_waits_for_approval() -> None:
    way = asked_to_let_past(ASKED)

    (waits,) = way.not_yet
    assert (way.actions, way.stuck, way.ready_after) == ((), (), None)
    assert (waits.code, waits.requirement) == ("waiver-waits-for-one", ASKED.requirement)
    assert waits.who == ("steering_chair", "programme_office")
    assert waits.findings == way.verdict.missing[0].findings


def test_without_a_waiver_the_same_is_mended() -> None:
    way = asked_to_let_past()

    assert ({a.way for a in way.actions}, way.not_yet) == ({"correct"}, ())


def test_of_several_who_approve_those_are_told_who_have_not() -> None:
    spoken = replace(ASKED, approvers=(OLA,))

    (waits,) = asked_to_let_past(spoken, rule=BOTH_APPROVE).not_yet

    assert (waits.code, waits.who) == ("waiver-waits", ("programme_office",))


@pytest.mark.parametrize(
    ("waiver", "rule"),
    [
        pytest.param(replace(ASKED, gate="close"), None, id="another gate"),
        pytest.param(replace(ASKED, requirement="start.x"), None, id="another requirement"),
        pytest.param(replace(ASKED, expires_on=date(2024, 12, 1)), None, id="lapsed"),
        pytest.param(replace(ASKED, means="something else"), None, id="changed since"),
        pytest.param(replace(ASKED, revoked_at=AT), None, id="revoked"),
        pytest.param(
            ASKED, WaiverPolicy(never=(ASKED.requirement,), because=WHY), id="never waived"
        ),
    ],
)
def test_a_waiver_that_nobody_can_approve_lets_nothing_wait(
    waiver: Waiver, rule: WaiverPolicy | None
) -> None:
    way = asked_to_let_past(waiver, rule=rule)

    assert (bool(way.actions), way.not_yet) == (True, ())


def test_what_is_past_waits_for_a_waiver_that_is_requested() -> None:
    lacking = a_decision(deciders=frozenset({BO}))
    policy = a_policy(a_requirement("gates.the_steering_group_can_decide", waivable=True))
    waiver = replace(ASKED, requirement=policy.gates["start"].requires[0].id)

    case = a_case(policy, waivers=(waiver,))
    context = replace(a_finished_context(), decisions=(lacking,), grants=())
    way = explain(case, context, Queue(standing=a_standing("start")))

    assert (way.actions, way.stuck) == ((), ())
    assert [one.code for one in way.not_yet] == ["waiver-waits-for-one"]


def test_what_another_requirement_misses_is_still_mended() -> None:
    other = a_requirement(id="start.also", waivable=False)
    case = a_case(a_policy(a_requirement(waivable=True), other), waivers=(ASKED,))
    context = replace(a_finished_context(), contents={ChangeLogic: ChangeLogic()})

    way = explain(case, context, Queue(standing=a_standing("start")))

    assert {name for action in way.actions for name in action.serves} == {"start.also"}
    assert way.actions[-1].leaves == (ASKED.requirement,)


def test_a_document_to_hand_in_says_what_will_read_it() -> None:
    (action,) = the_way("start", without(ChangeLogic)).actions

    assert set(action.serves) <= set(action.read_by)
    assert set(action.read_by) >= {"start.no-box-is-empty"}
    assert not {n for n in action.read_by if not n.startswith("start.")}


def test_a_field_to_mend_hides_nothing_of_its_document() -> None:
    context = altered(a_finished_context(), "change_logic.activities[evaluate].owner", "")

    (action,) = the_way("start", context).actions

    assert action.read_by == ()


def test_what_would_only_be_advised_does_not_read_a_document() -> None:
    advice = a_requirement(id="start.advice", weight="advisory")
    context = replace(a_finished_context(), contents={})

    way = under(a_policy(a_requirement(), advice), context=context)

    assert [a.read_by for a in way.actions] == [("start.no-box-is-empty",)]


@pytest.mark.parametrize(
    ("rule", "offered"),
    [
        pytest.param(None, True, id="no rule"),
        pytest.param(WaiverPolicy(at_once=2, because=WHY), True, id="room for one more"),
        pytest.param(WaiverPolicy(at_once=1, because=WHY), False, id="no room"),
        pytest.param(
            WaiverPolicy(never=(ASKED.requirement,), because=WHY), False, id="never waived"
        ),
    ],
)
def test_a_waiver_is_offered_where_it_could_be_requested(
    rule: WaiverPolicy | None, *, offered: bool
) -> None:
    elsewhere = replace(ASKED, gate="close")

    way = asked_to_let_past(elsewhere, rule=rule)

    assert {("waive" in [x.way for x in action.alternatives]) for action in way.actions} == {
        offered
    }


def test_a_waiver_is_approved_by_those_the_policies_name() -> None:
    named = waiver_approvers([a_policy(waivers=BOTH_APPROVE), a_policy()])

    assert named == ("steering_chair", "programme_office")
    assert waiver_approvers([a_policy()]) == ("steering_chair", "programme_office")
    assert waiver_approvers([a_policy(waivers=ONE_APPROVES)]) == ("steering_group",)
