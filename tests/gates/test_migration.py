"""Other rules ask otherwise where they do, and stand a project elsewhere where they would."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from gronatraden.gates.migration import altered, passed_for_good, stands_elsewhere
from gronatraden.history import Outcome
from gronatraden.phases import Gate, Lifecycle, Phase
from gronatraden.policy import Deciders
from gronatraden.project import Role
from tests.builders import changed
from tests.builders.gates import a_gate_policy, a_policy, a_requirement
from tests.builders.history import a_decision

if TYPE_CHECKING:
    from gronatraden.history import DecisionTaken
    from gronatraden.policy import Policy

BOXES = "start.no-box-is-empty"
MORE = a_requirement(requirement="start.more")
OWNER = (Deciders(role=Role.PROJECT_OWNER),)
THEN = a_policy(a_requirement())


def at_start(*requires: object, **changes: object) -> Policy:
    """Return a policy on the start whose gate says something else."""
    return a_policy(gates={"start": changed(a_gate_policy(*requires), changes)})  # type: ignore[arg-type]  # requirements


@pytest.mark.parametrize(
    ("now", "found"),
    [
        pytest.param(THEN, [], id="the same"),
        pytest.param(
            a_policy(a_requirement(weight="advisory")), [(BOXES, "changed")], id="a weight"
        ),
        pytest.param(a_policy(a_requirement(), MORE), [("start.more", "added")], id="more"),
        pytest.param(
            a_policy(MORE), [("start.more", "added"), (BOXES, "removed")], id="one for another"
        ),
        pytest.param(
            at_start(a_requirement(), decided_by=OWNER),
            [("deciders", "changed")],
            id="who decides",
        ),
        pytest.param(
            at_start(a_requirement(), returned_by=OWNER),
            [("deciders", "changed")],
            id="who refers back",
        ),
        pytest.param(
            a_policy(a_requirement(), when="true"),
            [("deciders", "changed"), (BOXES, "changed")],
            id="which projects",
        ),
        pytest.param(
            a_policy(a_requirement(), params={"limit": 2}), [], id="a number it reads not"
        ),
        pytest.param(
            a_policy(a_requirement(), gate="close"),
            [("deciders", "removed"), (BOXES, "removed")],
            id="nothing here",
        ),
    ],
)
def test_what_is_asked_otherwise_is_told_by_requirement(
    now: Policy, found: list[tuple[str, str]]
) -> None:
    told = altered([THEN], [now], ["start"])

    assert sorted((one.requirement, one.how) for one in told) == sorted(found)
    assert {one.gate for one in told} <= {"start"}


def test_an_overlay_that_leaves_the_decision_to_others_changes_no_decider() -> None:
    silent = at_start(MORE, decided_by=(), returned_by=())
    spoken = at_start(MORE, decided_by=OWNER, returned_by=())

    told = [altered([THEN], [THEN, overlay], ["start"]) for overlay in (silent, spoken)]

    assert [[one.requirement for one in found] for found in told] == [
        ["start.more"],
        ["deciders", "start.more"],
    ]


def test_another_number_changes_what_reads_it() -> None:
    reads = a_requirement("", expr="project.total_budget_sek > params.limit")
    then, now = (a_policy(reads, params={"limit": n}) for n in (1, 2))

    (one,) = altered([then], [now], ["start"])

    assert (one.requirement, one.how) == (BOXES, "changed")


def test_another_number_changes_all_that_a_narrowed_policy_asks() -> None:
    then, now = (
        a_policy(
            a_requirement(), when="project.total_budget_sek > params.limit", params={"limit": n}
        )
        for n in (1, 2)
    )

    assert [one.requirement for one in altered([then], [now], ["start"])] == ["deciders", BOXES]


def test_gates_are_told_in_the_order_asked_for() -> None:
    gates = {name: a_gate_policy(a_requirement()) for name in ("start", "close")}

    told = altered([], [a_policy(gates=gates)], ["close", "start"])

    assert [one.gate for one in told] == ["close", "close", "start", "start"]


def test_a_policy_that_is_asked_beside_another_asks_more_of_the_same() -> None:
    assert [one.how for one in altered([THEN], [THEN, THEN], ["start"])] == ["changed", "changed"]


def a_lifecycle(name: str = "full", **phases: str) -> Lifecycle:
    """Return a lifecycle by its phases' gates; a gate that recurs ends with a dot."""
    return Lifecycle(
        lifecycle=name,
        version=1,
        phases=tuple(
            Phase(
                phase=phase,  # type: ignore[arg-type]  # one of the phases
                gates=tuple(
                    Gate(gate=gate.rstrip("."), recurs=gate.endswith(".")) for gate in gates.split()
                ),
            )
            for phase, gates in phases.items()
        ),
    )


def taken(*gates: str, **last: object) -> tuple[DecisionTaken, ...]:
    """Return a go at each gate, a day apart; the last with the given fields changed."""
    made = [
        a_decision(gate=gate, decided_at=datetime(2025, 1, day, 9, tzinfo=UTC))
        for day, gate in enumerate(gates, start=1)
    ]
    return (*made[:-1], changed(made[-1], last)) if made else ()


FULL = a_lifecycle(before_start="idea start", during="checkpoint. close", follow_up="finish")
SIMPLE = a_lifecycle("simple", before_start="start", during="close", follow_up="finish")


@pytest.mark.parametrize(
    ("decisions", "passed"),
    [
        pytest.param((), (), id="none"),
        pytest.param(taken("idea", "start"), ("idea", "start"), id="in their order"),
        pytest.param(taken("start", "checkpoint"), ("start",), id="but one that comes again"),
        pytest.param(taken("start", outcome=Outcome.STOP), (), id="a stop opens none"),
    ],
)
def test_what_is_passed_for_good(
    decisions: tuple[DecisionTaken, ...], passed: tuple[str, ...]
) -> None:
    assert passed_for_good(FULL, decisions) == passed


@pytest.mark.parametrize(
    ("after", "decisions", "elsewhere"),
    [
        pytest.param(replace(FULL, version=2), taken("idea"), False, id="the same, newer"),
        pytest.param(
            a_lifecycle(before_start="idea", during="checkpoint. close", follow_up="finish"),
            taken("idea"),
            True,
            id="a newer one without the next gate",
        ),
        pytest.param(SIMPLE, (), False, id="another, before the first gate"),
        pytest.param(SIMPLE, taken("idea"), True, id="another without a passed gate"),
        pytest.param(
            a_lifecycle("other", before_start="idea", during="start close"),
            taken("idea", "start"),
            True,
            id="another with a passed gate in another phase",
        ),
        pytest.param(
            a_lifecycle("other", before_start="idea. start", during="close"),
            taken("idea"),
            True,
            id="another in which a passed gate comes again",
        ),
        pytest.param(
            a_lifecycle("other", before_start="idea start", during="x close"),
            taken("idea", "start"),
            False,
            id="another with all passed gates",
        ),
        pytest.param(
            a_lifecycle("other", before_start="idea start", during="close"),
            (*taken("idea", "start"), *taken("start", outcome=Outcome.REOPEN)),
            False,
            id="another, with a gate that is open again",
        ),
        pytest.param(
            a_lifecycle("other", before_start="idea other", during="close"),
            (*taken("idea", "start"), *taken("start", outcome=Outcome.REOPEN)),
            True,
            id="another without a gate that is open again",
        ),
        pytest.param(
            a_lifecycle("other", before_start="idea start more", during="close"),
            taken("idea", "start"),
            True,
            id="another that is still in the phase before",
        ),
    ],
)
def test_a_project_stands_elsewhere_where_its_way_was_another(
    after: Lifecycle, decisions: tuple[DecisionTaken, ...], *, elsewhere: bool
) -> None:
    assert stands_elsewhere(FULL, after, decisions) is elsewhere
