"""A decision is stale when a field that it rests on is not as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gronatraden.gates.holding.comparison import differences
from gronatraden.gates.holding.material import material, material_fields, stale
from gronatraden.gates.holding.stated import field_paths, problems_of_holding
from gronatraden.history import ChangeOutcome, Target, Terms
from gronatraden.policy import Material
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic, a_collaboration_ladder, with_
from tests.builders.anything import contents
from tests.builders.gates import WHY, a_policy, a_requirement
from tests.builders.history import a_change, a_finished_context, altered
from tests.policy.shipped import FULL, SIMPLE

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.policy import Policy

BUDGET, TARGET = "project.total_budget_sek", "change_logic.indicators[].target"
EFFECTS = "change_logic.*_effects[].statement"
LOGIC = a_change_logic()
MONEY = Terms(total_budget_sek=14_000_000)


def resting(*paths: str, **changes: object) -> Context:
    """Return the finished project, whose decisions rest on some fields."""
    return a_finished_context(material=paths, **changes)


def wheres(context: Context) -> list[str]:
    """Return where the last decision no longer stands on what is there."""
    found = stale(context)
    return [] if found is None else [one.where for one in found.differences]


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        pytest.param(BUDGET, 14_000_000, [BUDGET], id="money"),
        pytest.param("project.title", "Cykla mera", [], id="a title"),
        pytest.param(
            "change_logic.indicators[bike-users].target",
            Decimal(3000),
            ["change_logic.indicators[bike-users].target"],
            id="a target",
        ),
        pytest.param("change_logic.indicators[bike-users].method", "Enkät", [], id="beside it"),
        pytest.param(
            "change_logic.indicators",
            LOGIC.indicators[::-1],
            [],
            id="the same in another order",
        ),
        pytest.param(
            "change_logic.medium_term_effects[fewer-car-trips].statement",
            "Färre åker bil.",
            ["change_logic.medium_term_effects[fewer-car-trips].statement"],
            id="an effect",
        ),
    ],
)
def test_only_what_the_policy_names_is_material(path: str, value: object, found: list[str]) -> None:
    context = resting(BUDGET, TARGET, EFFECTS)

    assert wheres(altered(context, path, value)) == found


def test_an_element_that_is_gone_has_changed_its_material_fields() -> None:
    kept = LOGIC.indicators[1:]
    gone = LOGIC.indicators[0].id

    context = altered(resting(TARGET), "change_logic.indicators", kept)

    assert wheres(context) == [f"change_logic.indicators[{gone}].target"]


def test_an_element_that_says_nothing_there_has_changed_nothing() -> None:
    blank = replace(LOGIC.indicators[0], id="new", target=None)

    context = altered(resting(TARGET), "change_logic.indicators", (*LOGIC.indicators, blank))

    assert wheres(context) == []


def test_an_element_that_holds_others_has_changed_what_is_material_in_each() -> None:
    ladder = a_collaboration_ladder()
    more = replace(ladder.constellations[0], id="more")
    context = altered(
        resting("collaboration_ladder.constellations[].actors[].task"),
        "collaboration_ladder.constellations",
        (*ladder.constellations, more),
    )

    assert wheres(context) == [
        f"collaboration_ladder.constellations[more].actors[{actor.stakeholder}].task"
        for actor in more.actors
    ]


@pytest.mark.parametrize("name", ["target", "unit", "split_by", "counts_people"])
def test_whatever_is_empty_in_a_new_element_says_nothing(name: str) -> None:
    empty = {"target": None, "unit": "", "split_by": (), "counts_people": False}
    new = replace(LOGIC.indicators[0], id="new", **empty)  # type: ignore[arg-type]  # as given

    context = altered(
        resting(f"change_logic.indicators[].{name}"),
        "change_logic.indicators",
        (*LOGIC.indicators, new),
    )

    assert wheres(context) == []


def test_a_decision_that_rests_on_nothing_named_is_never_stale() -> None:
    assert stale(altered(resting(), BUDGET, 14_000_000)) is None


def test_before_the_first_decision_nothing_is_stale() -> None:
    assert stale(altered(resting(BUDGET, decisions=()), BUDGET, 14_000_000)) is None


def test_a_part_of_a_new_element_is_found_where_it_lies() -> None:
    ladder = a_collaboration_ladder()
    more = replace(ladder.constellations[0], id="more")

    context = altered(
        resting("collaboration_ladder.constellations[].next_step.action"),
        "collaboration_ladder.constellations",
        (*ladder.constellations, more),
    )

    assert wheres(context) == ["collaboration_ladder.constellations[more].next_step.action"]


def test_one_change_of_several_covers_what_it_says() -> None:
    others = Terms(ends_on=date(2027, 6, 30))
    changes = (a_change(MONEY), a_change(others, id="cykla/change-2", number=2, decided_as=2))

    assert wheres(altered(resting(BUDGET, changes=changes), BUDGET, 14_000_000)) == []


def test_an_approved_change_makes_it_fresh() -> None:
    change = a_change(MONEY)

    assert wheres(altered(resting(BUDGET, changes=(change,)), BUDGET, 14_000_000)) == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(a_change(MONEY, outcome=None), id="that waits"),
        pytest.param(a_change(MONEY, outcome=ChangeOutcome.REJECT), id="rejected"),
        pytest.param(a_change(Terms(total_budget_sek=15_000_000)), id="of another sum"),
        pytest.param(a_change(Terms(ends_on=date(2027, 3, 31))), id="of something else"),
        pytest.param(a_change(Terms(other="Pengarna ökas till 14 miljoner.")), id="in prose"),
    ],
)
def test_a_change_that_does_not_say_it_covers_nothing(change: object) -> None:
    context = altered(resting(BUDGET, changes=(change,)), BUDGET, 14_000_000)

    assert wheres(context) == [BUDGET]


@pytest.mark.parametrize(
    ("path", "value", "after"),
    [
        pytest.param(
            "change_logic.indicators[bike-users].target",
            Decimal(3000),
            Terms(targets=(Target(indicator="bike-users", value=Decimal(3000), by=None),)),
            id="a target",
        ),
        pytest.param(
            "change_logic.medium_term_effects[fewer-car-trips].statement",
            "Färre åker bil.",
            Terms(effects=(("fewer-car-trips", "Färre åker bil."),)),
            id="an effect",
        ),
        pytest.param("project.partners", ("Ljungby",), Terms(partners=("Ljungby",)), id="partners"),
    ],
)
def test_a_change_covers_just_what_it_says(path: str, value: object, after: Terms) -> None:
    context = altered(resting("project.partners", TARGET, EFFECTS), path, value)

    before, covered = wheres(context), wheres(replace(context, changes=(a_change(after),)))

    assert (bool(before), covered) == (True, [])


@settings(max_examples=25, deadline=None)
@given(st.tuples(contents(ChangeLogic), contents(ChangeLogic)))
def test_what_is_all_material_is_all_that_differs(pair: tuple[object, object]) -> None:
    found = [d for d in differences(*pair, "change_logic") if d.kind != "reordered"]

    assert list(material(found, ["change_logic"])) == found
    assert list(material(found, ["project"])) == []


@settings(max_examples=25, deadline=None)
@given(contents(ChangeLogic), st.sampled_from(field_paths()))
def test_whatever_is_named_a_content_is_as_it_is(content: object, path: str) -> None:
    assert list(material(differences(content, content, "change_logic"), [path])) == []


def naming(*paths: str) -> Policy:
    """Return a policy that calls some fields material."""
    return a_policy(a_requirement(), material=Material(fields=paths, because=WHY))


def test_every_field_there_is_can_be_named() -> None:
    paths = [*field_paths(), EFFECTS, "change_logic.*", "change_logic.links"]

    assert list(problems_of_holding(naming(*paths))) == []


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("change_logic.indicators[].tarjet", TARGET),
        ("project.total_budget", BUDGET),
        ("change_logik.indicators[].target", TARGET),
        ("project.total_budget_sek[]", BUDGET),
        ("change_logic.indicators.target.value", TARGET),
    ],
)
def test_a_field_that_is_not_there_is_told_the_nearest(path: str, nearest: str) -> None:
    (problem,) = problems_of_holding(naming(BUDGET, path))

    assert (problem.code, problem.where) == ("unknown-material-field", ("material", "fields", 1))
    assert problem.facts["nearest"] == nearest


def test_several_policies_name_together() -> None:
    assert material_fields([naming(BUDGET), naming(TARGET, BUDGET), a_policy()]) == (BUDGET, TARGET)


@pytest.mark.parametrize("policy", [FULL, SIMPLE], ids=["full", "simple"])
def test_the_shipped_policies_name_what_decisions_rest_on(policy: Policy) -> None:
    assert {BUDGET, TARGET, EFFECTS, "project.ends_on"} <= set(material_fields([policy]))


def test_a_changed_content_is_seen_where_it_differs() -> None:
    changed = with_(LOGIC, "indicators[bike-users].target", Decimal(1))

    (found,) = material(differences(LOGIC, changed, "change_logic"), [TARGET])

    assert (found.before, found.after) == (LOGIC.indicators[0].target, Decimal(1))
