"""Which waivers hold at a moment has one answer, and it is the plain one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.gates.evaluate import evaluate
from gronatraden.gates.holding.waivers import (
    days_held,
    doubt_of,
    holding,
    holds,
    meaning_of,
    standing_of,
)
from gronatraden.gates.registry import effective
from gronatraden.moment import Moment, day_of
from gronatraden.policy import AppliesTo, Because, Each, WaiverPolicy
from gronatraden.policy.requirement import Rollout
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_context
from tests.builders.gates import (
    WHY,
    a_case,
    a_policy,
    a_requirement,
    a_waiver,
    altering,
    an_alteration,
    published,
)

if TYPE_CHECKING:
    from gronatraden.gates.verdict import Verdict
    from gronatraden.history import Waiver
    from gronatraden.policy import Policy, Requirement

BOXES = "start.no-box-is-empty"
LETS_GO = a_policy(a_requirement(waivable=True))
LONG_AGO = datetime(2024, 9, 1, tzinfo=UTC)
FIRST = datetime(2024, 11, 1, 12, tzinfo=UTC)
NOON = Moment(datetime(2024, 12, 1, 12, tzinfo=UTC))

seconds = st.integers(0, 92 * 24 * 3600)
moments = seconds.map(lambda after: datetime(2024, 10, 20, tzinfo=UTC) + timedelta(seconds=after))
days = st.dates(date(2024, 10, 20), date(2025, 1, 20))


@st.composite
def waivers(draw: st.DrawFn) -> tuple[Waiver, ...]:
    """Return waivers of two requirements: waiting, approved, ended and revoked."""
    made = draw(
        st.lists(
            st.builds(
                a_waiver,
                requirement=st.sampled_from([BOXES, "start.other"]),
                gate=st.sampled_from(["start", "close"]),
                approved_at=st.none() | moments,
                expires_on=st.none() | days,
                revoked_at=st.none() | moments,
            ),
            max_size=6,
        )
    )
    return tuple(replace(w, id=f"w-{number}") for number, w in enumerate(made))


def plainly(waiver: Waiver, at: datetime) -> bool:
    """Say whether a waiver of the boxes holds, as one would with a calendar in hand."""
    approved = waiver.approved_at is not None and waiver.approved_at <= at
    revoked = waiver.revoked_at is not None and waiver.revoked_at <= at + timedelta(minutes=1)
    lasting = waiver.expires_on is None or day_of(at) <= waiver.expires_on
    meant = (waiver.gate, waiver.requirement) == ("start", BOXES)
    return approved and not revoked and lasting and meant


@given(waivers(), moments)
def test_what_holds_is_what_a_calendar_says(there: tuple[Waiver, ...], at: datetime) -> None:
    expected = {w.id for w in there if plainly(w, at)}

    held = {w.id for w in there if holds(w, [LETS_GO], Moment(at))}
    in_force = {w.id for w in there if standing_of(w, [LETS_GO], Moment(at)).state == "in_force"}
    named = holding(there, "start", BOXES, [LETS_GO], Moment(at))
    assert held == in_force == expected
    assert (named is None) == (expected == set())
    assert named is None or named.id in expected


def approved_long_ago(there: tuple[Waiver, ...]) -> tuple[Waiver, ...]:
    """Return waivers that only time puts an end to."""
    return tuple(replace(w, revoked_at=None, approved_at=w.approved_at and LONG_AGO) for w in there)


def judged(there: tuple[Waiver, ...], at: datetime) -> Verdict:
    """Return the verdict on empty boxes at a moment."""
    context = a_context(contents={ChangeLogic: ChangeLogic()}, moment=Moment(at))
    return evaluate(a_case(LETS_GO, waivers=there), context)


@given(waivers(), moments)
def test_a_verdict_says_the_same_until_it_ends(there: tuple[Waiver, ...], at: datetime) -> None:
    settled = approved_long_ago(there)
    verdict = judged(settled, at)
    last = (verdict.valid_until or at + timedelta(days=400)) - timedelta(seconds=1)

    later = judged(settled, max(at, last))

    assert [r.status for r in later.requirements] == [r.status for r in verdict.requirements]


@given(waivers(), moments)
def test_a_verdict_ends_when_it_would_be_another(there: tuple[Waiver, ...], at: datetime) -> None:
    settled = approved_long_ago(there)
    verdict = judged(settled, at)

    after = judged(settled, verdict.valid_until or at)

    assert (after.ready != verdict.ready) == (verdict.valid_until is not None)


def test_a_verdict_rests_on_the_waiver_that_lasts_longest() -> None:
    short, long = (a_waiver(id=str(d), expires_on=date(2024, 12, d)) for d in (5, 24))
    moment = Moment(NOON.at)

    named = holding((long, short), "start", BOXES, [LETS_GO], moment)

    assert (named, moment.valid_until) == (long, datetime(2024, 12, 24, 23, tzinfo=UTC))


def test_a_waiver_is_of_one_gate() -> None:
    elsewhere = a_waiver(gate="close")

    assert holding((elsewhere,), "start", BOXES, [LETS_GO], NOON) is None


@pytest.mark.parametrize(
    ("change", "state"),
    [
        pytest.param({"approved_at": None}, "requested", id="waits"),
        pytest.param(
            {"approved_at": None, "expires_on": date(2024, 11, 30)}, "lapsed", id="never approved"
        ),
        pytest.param({"expires_on": date(2024, 12, 1)}, "in_force", id="its last day"),
        pytest.param({"expires_on": date(2024, 11, 30)}, "expired", id="the day after"),
        pytest.param({"revoked_at": FIRST}, "revoked", id="revoked"),
        pytest.param({"requirement": "start.gone"}, "void", id="of what is gone"),
    ],
)
def test_a_waiver_has_one_standing(change: dict[str, object], state: str) -> None:
    assert standing_of(a_waiver(**change), [LETS_GO], NOON).state == state


CHANGED = [
    pytest.param(a_requirement(waivable=True, numbers={"at_least": 2}), id="another number"),
    pytest.param(a_requirement("change_logic.effects_are_measured", waivable=True), id="check"),
    pytest.param(a_requirement(waivable=True, when="project.total_budget_sek > 5"), id="when"),
    pytest.param(
        a_requirement(waivable=True, applies_to=AppliesTo(funds=("eruf",))), id="other projects"
    ),
]
SAME = [
    pytest.param(a_requirement(waivable=True, weight="advisory"), id="weighs less"),
    pytest.param(a_requirement(waivable=True, source="Handbok"), id="a source"),
    pytest.param(
        a_requirement(waivable=True, because=Because(sv=f"{WHY.sv} Ja.", en=WHY.en)), id="argued"
    ),
    pytest.param(
        a_requirement(
            waivable=True, rollout=(Rollout(from_on=date(2025, 1, 1), weight="blocking"),)
        ),
        id="rolled out",
    ),
]


def bound() -> Waiver:
    """Return a waiver that is bound to the filled boxes."""
    return a_waiver(means=meaning_of([LETS_GO], "start", BOXES))


@pytest.mark.parametrize("requirement", CHANGED)
def test_a_requirement_that_means_something_else_is_not_waived(requirement: Requirement) -> None:
    assert doubt_of(bound(), [a_policy(requirement, version=2)]) == "requirement-has-changed"


@pytest.mark.parametrize("requirement", SAME)
def test_a_requirement_argued_otherwise_stays_waived(requirement: Requirement) -> None:
    assert doubt_of(bound(), [a_policy(requirement, version=2)]) is None


def test_a_waiver_from_before_meanings_were_kept_still_holds() -> None:
    policy = a_policy(a_requirement(waivable=True, numbers={"at_least": 2}))

    assert holds(a_waiver(), [policy], NOON)


@pytest.mark.parametrize(
    ("condition", "param", "doubt"),
    [
        pytest.param("params.limit > 5", "limit", "requirement-has-changed", id="one it reads"),
        pytest.param("params.limit > 5", "other", None, id="one it does not read"),
        pytest.param(
            'params["limit"] > 5', "other", "requirement-has-changed", id="read in another way"
        ),
    ],
)
def test_a_condition_means_what_its_params_say(
    condition: str, param: str, doubt: str | None
) -> None:
    stated = a_requirement(waivable=True, when=condition)
    before = a_policy(stated, params={"limit": 6, "other": 6})
    waiver = a_waiver(means=meaning_of([before], "start", BOXES))

    after = a_policy(stated, params={**before.params, param: 7})

    assert doubt_of(waiver, [after]) == doubt


EACH = Each(in_="project.partners", as_="p", expect="p != params.one")


def test_a_condition_on_each_element_is_part_of_what_was_let_go() -> None:
    stated = a_requirement("", waivable=True, each=EACH)
    before = a_policy(stated, params={"one": "A", "other": "B"})
    waiver = a_waiver(means=meaning_of([before], "start", BOXES))
    asked = replace(EACH, expect="p != params.other")

    others = (
        before,
        a_policy(replace(stated, each=asked), params=before.params),
        a_policy(stated, params={**before.params, "one": "C"}),
    )

    changed = "requirement-has-changed"
    assert [doubt_of(waiver, [other]) for other in others] == [None, changed, changed]


def test_a_waiver_that_an_earlier_version_gave_of_it_still_holds() -> None:
    """2026.2 hashed a requirement with ``each`` as if that were not there."""
    stated = a_requirement("", waivable=True, each=EACH)
    as_then = meaning_of([a_policy(replace(stated, each=None))], "start", BOXES)

    assert doubt_of(a_waiver(means=as_then), [a_policy(stated)]) is None


@pytest.mark.parametrize(
    ("stated", "overlay"),
    [
        (
            a_requirement(waivable=True, numbers={"at_least": 1}),
            altering(tightens=(an_alteration(numbers={"at_least": 2}),)),
        ),
        (a_requirement(), altering(loosens=(an_alteration(waivable=True),))),
    ],
    ids=["held harder", "may be waived"],
)
def test_a_waiver_of_what_an_overlay_alters_holds(stated: Requirement, overlay: Policy) -> None:
    both = (a_policy(stated), overlay)
    held = effective(published(*both)).policies
    waiver = a_waiver(means=meaning_of(held, "start", BOXES))

    verdict = evaluate(a_case(*both, waivers=(waiver,)), a_context(contents={}))

    assert verdict.requirements[0].status == "waived"


def held_to() -> Policy:
    """Return a funder's policy that never lets the boxes go."""
    rule = WaiverPolicy(never=(BOXES,), because=WHY)
    return a_policy(a_requirement(requirement="start.own"), policy="funder", waivers=rule)


@pytest.mark.parametrize(
    "policies",
    [
        pytest.param([LETS_GO, held_to()], id="another policy holds to it"),
        pytest.param([LETS_GO, a_policy(a_requirement(), policy="two")], id="one says no"),
    ],
)
def test_what_one_policy_holds_to_is_not_waived(policies: list[Policy]) -> None:
    assert doubt_of(a_waiver(), policies) == "requirement-is-held-to"


@pytest.mark.parametrize(
    ("change", "count"),
    [
        pytest.param({}, 4, id="still holds"),
        pytest.param({"expires_on": date(2024, 11, 29)}, 2, id="ended"),
        pytest.param({"revoked_at": datetime(2024, 11, 28, 12, tzinfo=UTC)}, 1, id="revoked"),
        pytest.param({"approved_at": None}, None, id="never approved"),
        pytest.param({"approved_at": NOON.at}, 1, id="approved today"),
        pytest.param({"approved_at": NOON.at + timedelta(seconds=1)}, None, id="not approved yet"),
        pytest.param({"expires_on": date(2024, 11, 28)}, 1, id="for a day"),
        pytest.param({"expires_on": date(2024, 11, 27)}, 0, id="ended before it was approved"),
        pytest.param({"expires_on": date(2024, 11, 1)}, 0, id="ended long before"),
        pytest.param(
            {"expires_on": date(2024, 11, 30), "revoked_at": datetime(2024, 11, 29, 9, tzinfo=UTC)},
            2,
            id="revoked before it ended",
        ),
    ],
)
def test_the_days_that_a_waiver_held_are_counted(
    change: dict[str, object], count: int | None
) -> None:
    assert days_held(a_waiver(**change), NOON) == count
