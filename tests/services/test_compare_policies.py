from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gronatraden import manuscript
from gronatraden.policy import Because, Deciders, Policy
from gronatraden.project import Role
from gronatraden.services.authoring.compare import Changed, compare
from tests.services.small import POLICY

if TYPE_CHECKING:
    from gronatraden.policy import Requirement

SMALL = manuscript.validate(POLICY, Policy)


def with_first(policy: Policy, **changes: object) -> Policy:
    """Return a policy whose first requirement at the start differs."""
    stated = policy.gates["start"]
    first, *others = stated.requires
    changed: Requirement = replace(first, **changes)  # type: ignore[arg-type]  # the test says which
    gate = replace(stated, requires=(changed, *others))
    return replace(policy, gates={**policy.gates, "start": gate})


def test_a_policy_is_like_itself() -> None:
    found = compare(SMALL, SMALL)

    assert (found.asks_the_same, found.texts) == (True, ())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"numbers": {"at_least": 2}}, ("numbers.at_least", None, 2), id="number"),
        pytest.param({"weight": "audit"}, ("weight", "blocking", "audit"), id="weight"),
        pytest.param({"when": "gate == ''"}, ("when", None, "gate == ''"), id="when"),
        pytest.param({"after_stop": True}, ("after_stop", False, True), id="after a stop"),
    ],
)
def test_what_differs_is_named_field_by_field(
    changes: dict[str, object], expected: tuple[str, object, object]
) -> None:
    (one,) = compare(SMALL, with_first(SMALL, **changes)).requirements

    assert (one.gate, one.requirement, one.how) == ("start", "start.no-box-is-empty", "changed")
    assert [(c.field, c.before, c.after) for c in one.fields] == [expected]


def test_a_reason_said_better_is_only_words() -> None:
    because = Because(sv="Sagt på ett annat sätt än förut.", en="Said in another way than before.")

    found = compare(SMALL, with_first(SMALL, because=because))

    assert (found.asks_the_same, [c.field for t in found.texts for c in t.fields]) == (
        True,
        ["because.sv", "because.en"],
    )


def test_a_requirement_is_added_and_taken_away() -> None:
    stated = SMALL.gates["start"]
    fewer = replace(SMALL, gates={"start": replace(stated, requires=stated.requires[:1])})
    more = replace(SMALL, gates={"start": stated})

    (gone,), (come,) = compare(more, fewer).requirements, compare(fewer, more).requirements

    assert (gone.how, come.how) == ("removed", "added")
    assert gone.requirement == come.requirement == "start.no-condition-is-overdue"
    assert Changed("weight", None, "blocking") in come.fields


def test_who_decides_is_compared() -> None:
    stated = replace(SMALL.gates["start"], decided_by=(Deciders(role=Role.STEERING_CHAIR),))

    (one,) = compare(SMALL, replace(SMALL, gates={**SMALL.gates, "start": stated})).requirements

    assert (one.requirement, [c.field for c in one.fields]) == ("deciders", ["decided_by"])


def test_a_param_counts_where_a_condition_reads_it() -> None:
    reading = with_first(SMALL, when="project.total_budget_sek > params.limit")
    before = replace(reading, params={"limit": 1, "other": 1})
    after = replace(reading, params={"limit": 2, "other": 2})

    found = compare(before, after)

    (one,) = found.requirements
    assert one.fields == (Changed("params.limit", 1, 2),)
    assert Changed("params.other", 1, 2) in found.rules
