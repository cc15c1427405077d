from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gronatraden.gates.evaluate import evaluate
from gronatraden.gates.registry import checks, effective, scales
from gronatraden.policy import (
    AppliesTo,
    GatePolicy,
    Policy,
    PublishedPolicy,
    Requirement,
    Rollout,
    merge,
    ordered,
)
from gronatraden.policy.overlay import WEIGHTS
from tests.builders import a_context
from tests.builders.anything import examples
from tests.builders.changes import changed
from tests.builders.gates import (
    WHY,
    a_case,
    a_policy,
    a_requirement,
    a_waiver,
    altering,
    an_alteration,
    an_overlay,
    published,
)
from tests.builders.history import a_finished_context, altered
from tests.house.offences import OFFENCES
from tests.policy.shipped import FULL

REVIEWED = a_requirement(
    "stakeholder_analysis.the_list_is_reviewed", requirement="start.reviewed", numbers={"months": 9}
)
METHOD = a_policy(a_requirement(waivable=True, weight="advisory"), REVIEWED)
IDS = [r.id for r in FULL.gates["start"].requires]

_weights = st.sampled_from(WEIGHTS)
_maybe = st.sampled_from([None, True, False])
_checks = st.sampled_from(sorted(checks()))


@st.composite
def requirements(draw: st.DrawFn, prefix: str = "start.") -> Requirement:
    """Draw a requirement of any check, its numbers anywhere near what is usual."""
    check = draw(_checks)
    numbers = {n: draw(st.integers(0, 12)) for n in sorted(scales().get(check, {}))}
    return Requirement(
        id=f"{prefix}{draw(st.integers(1, 4))}",
        check=check,
        numbers=numbers,
        weight=draw(_weights),
        waivable=draw(st.booleans()),
        declarable=draw(st.booleans()),
        applies_to=draw(st.sampled_from([AppliesTo(), AppliesTo(funds=("esf",))])),
        because=WHY,
    )


@st.composite
def overlays(draw: st.DrawFn) -> Policy:
    """Draw an overlay that adds and tightens, whether or not there is anything to tighten."""
    asked = [
        an_alteration(
            f"start.{draw(st.integers(1, 4))}",
            weight=draw(st.sampled_from([None, *WEIGHTS])),
            waivable=draw(_maybe),
            declarable=draw(_maybe),
            numbers={
                name: draw(st.integers(0, 80))
                for name in draw(st.sets(st.sampled_from(["months", "at_least", "risk", "levels"])))
            },
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    added = draw(st.lists(requirements("added."), max_size=2))
    return an_overlay(
        policy=f"overlay-{draw(st.integers(1, 5))}",
        level=draw(st.sampled_from(["programme", "funder"])),
        gates={"start": GatePolicy(requires=tuple(added), tightens=tuple(asked))},
    )


methods = st.builds(lambda asked: a_policy(*asked), st.lists(requirements(), max_size=4))
many = st.lists(overlays(), max_size=4).map(lambda found: published(*found))
lives = st.sampled_from(
    [
        a_context(),
        a_finished_context(),
        a_context(contents={}),
        *(altered(a_finished_context(), *offence) for offence in OFFENCES.values()),
    ]
)


@given(one=many, two=many, three=many)
def test_joining_is_associative(
    one: tuple[PublishedPolicy, ...],
    two: tuple[PublishedPolicy, ...],
    three: tuple[PublishedPolicy, ...],
) -> None:
    assert ordered((*ordered((*one, *two)), *three)) == ordered((*one, *ordered((*two, *three))))


@given(method=methods, found=many)
def test_joining_is_idempotent(method: Policy, found: tuple[PublishedPolicy, ...]) -> None:
    once = merge((*published(method), *found), scales())

    again = merge((*once.published, *found), scales())

    assert again == once


@given(method=methods, found=many, data=st.data())
def test_the_order_of_pinning_does_not_matter(
    method: Policy, found: tuple[PublishedPolicy, ...], data: st.DataObject
) -> None:
    unlike = {p.policy.policy: p for p in found}.values()
    pinned = [*published(method), *unlike]

    shuffled = data.draw(st.permutations(pinned))

    assert merge(shuffled, scales()) == merge(pinned, scales())


@settings(max_examples=examples(130))
@given(method=methods, found=many, life=lives, waived=st.integers(1, 4))
def test_an_overlay_opens_no_gate(
    method: Policy, found: tuple[PublishedPolicy, ...], life: object, waived: int
) -> None:
    waivers = (a_waiver(requirement=f"start.{waived}"),)
    alone = a_case(method, waivers=waivers)
    together = a_case(method, *(p.policy for p in found), waivers=waivers)

    before, after = evaluate(alone, life), evaluate(together, life)  # type: ignore[arg-type]  # a context

    assert before.ready or not after.ready


def test_loosening_may_open_a_gate() -> None:
    """The negative control: a gate that the property above would catch."""
    method = a_policy(a_requirement(), REVIEWED)
    eased = altering(loosens=(an_alteration(weight="advisory"),))
    life = altered(a_context(), *OFFENCES["FL-01"])

    opened = [evaluate(a_case(*said), life).ready for said in ((method,), (method, eased))]

    assert opened == [False, True]


@pytest.mark.parametrize(
    ("asked", "now"),
    [
        pytest.param({"weight": "blocking"}, ("blocking", True, 9), id="weighs more"),
        pytest.param({"weight": "audit"}, ("advisory", True, 9), id="never weighs less"),
        pytest.param({"waivable": False}, ("advisory", False, 9), id="is not waivable"),
    ],
)
def test_a_requirement_is_tightened(asked: dict[str, object], now: tuple[str, bool, int]) -> None:
    whole = effective(published(METHOD, altering(tightens=(changed(an_alteration(), asked),))))

    boxes, reviewed = whole.policies[0].gates["start"].requires

    assert (boxes.weight, boxes.waivable, reviewed.numbers["months"]) == now


@pytest.mark.parametrize(("asked", "months"), [(6, 6), (12, 9)])
def test_a_number_goes_the_stricter_way_only(asked: int, months: int) -> None:
    one = an_alteration("start.reviewed", numbers={"months": asked})

    whole = effective(published(METHOD, altering(tightens=(one,))))

    assert whole.policies[0].gates["start"].requires[1].numbers == {"months": months}


def test_a_number_that_nobody_stated_is_held_to_the_checks_own() -> None:
    unsaid = a_policy(a_requirement(REVIEWED.check))
    one = an_alteration(numbers={"months": 13})

    whole = effective(published(unsaid, altering(tightens=(one,))))

    assert whole.policies[0].gates["start"].requires[0].numbers == {"months": 12}


def test_those_beside_it_are_left_be() -> None:
    one = an_overlay(a_requirement(weight="advisory"), policy="one")
    other = altering(tightens=(an_alteration(weight="blocking"),))

    whole = effective(published(one, other))

    assert [r.weight for p in whole.policies for r in p.gates["start"].requires] == ["advisory"]


def test_an_unconfirmed_rule_is_only_observed_whoever_asks() -> None:
    unsure = a_policy(a_requirement(weight="audit", confirmed=False))

    whole = effective(published(unsure, altering(tightens=(an_alteration(weight="blocking"),))))

    assert whole.policies[0].gates["start"].requires[0].weight == "audit"


def test_a_roll_out_is_never_lighter_than_what_is_asked() -> None:
    steps = (Rollout(from_on=date(2027, 1, 1), weight="blocking"),)
    growing = a_policy(a_requirement(weight="audit", rollout=steps))

    whole = effective(published(growing, altering(tightens=(an_alteration(weight="advisory"),))))
    found = whole.policies[0].gates["start"].requires[0]

    assert (found.weight, found.rollout[0].weight) == ("advisory", "blocking")


def test_a_verdict_says_who_asks() -> None:
    added = a_requirement(requirement="start.extra")
    eased = an_alteration(weight="audit", source="Handboken")
    overlay = an_overlay(added, gates={"start": GatePolicy(requires=(added,), loosens=(eased,))})

    stated, extra = evaluate(a_case(a_policy(a_requirement()), overlay), a_context()).requirements

    assert (stated.policies, stated.level) == (("trial", "a-fund"), "method")
    assert (extra.policies, extra.level) == (("a-fund",), "funder")
    assert [(one.policy, one.because, one.source) for one in stated.loosened] == [
        ("a-fund", WHY, "Handboken")
    ]
