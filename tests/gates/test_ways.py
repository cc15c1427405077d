"""What mends a finding is told with who may do it, what it takes and which other ways there are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gronatraden.findings import Finding
from gronatraden.gates.burden.typing import milliseconds
from gronatraden.gates.explain import Queue, change_deciders
from gronatraden.gates.explain.alternatives import alternatives_to, waiver_of
from gronatraden.gates.explain.mending import (
    CORRECT,
    HAND_IN,
    LOG,
    MEND,
    ROWS,
    able,
    effort,
    kind_at,
    mending_of,
    path_of,
    room_of,
)
from gronatraden.history import ChangeKind
from gronatraden.policy import ChangePolicy, Deciders
from gronatraden.policy.deciding import SmallChanges
from gronatraden.project import Act, Role
from tests.builders.defects import a_standing, the_way
from tests.builders.gates import WHY, a_gate_policy, a_policy, a_requirement
from tests.builders.history import CONDITION, OFFERED, a_finished_context, altered

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.gates.burden.fields import Kind
    from gronatraden.gates.explain.mending import Mending

DONE = a_finished_context()
LEADS, OWNS = "project_manager", "project_owner"
READS = ("project_manager", "learning_owner")
WRITES = ("project_manager", "project_owner", "equality_competence", "learning_owner")
WAIVE = ("waive", (LEADS, OWNS), ("steering_chair", "programme_office"), 1)
DECLARE = ("declare", WRITES, (), 1)
CHANGE = ("change", (LEADS, OWNS), (), 2)
OWNER = "change_logic.activities[evaluate].owner"
LEARNT = "learning_cycle.findings[trying-sticks-with-a-bike-of-ones-own]"
RUNG = "collaboration_ladder.constellations[commute].rung"
BUDGET, SEAL = "project.total_budget_sek", "project.archive.package_sha256"
QUEUE = Queue(standing=a_standing("start"))


@pytest.mark.parametrize(
    ("gate", "context", "way", "places", "who", "serves", "others"),
    [
        pytest.param(
            "start",
            altered(DONE, OWNER, ""),
            "correct",
            (OWNER,),
            (LEADS,),
            ("start.activities-are-resourced",),
            [DECLARE, WAIVE],
            id="a field",
        ),
        pytest.param(
            "start",
            altered(DONE, RUNG, ""),
            "correct",
            (RUNG,),
            (LEADS,),
            ("start.rungs-are-answered",),
            [DECLARE, WAIVE],
            id="a choice",
        ),
        pytest.param(
            "checkpoint",
            replace(DONE, readings=()),
            "read",
            ("readings[bike-users]", "readings[car-trips]"),
            READS,
            ("checkpoint.indicators-are-read",),
            [WAIVE],
            id="readings",
        ),
        pytest.param(
            "start",
            replace(DONE, offered=(replace(OFFERED, answer=""),)),
            "answer",
            ("lessons[l-1]",),
            READS,
            ("start.earlier-lessons-are-answered",),
            [],
            id="a lesson",
        ),
        pytest.param(
            "start",
            replace(DONE, grants=()),
            "grant",
            ("roles[steering_group]", "roles[steering_chair]"),
            ("programme_office",),
            ("start.four-eyes",),
            [],
            id="roles",
        ),
        pytest.param(
            "checkpoint",
            altered(DONE, BUDGET, 1),
            "correct",
            (BUDGET,),
            (LEADS,),
            ("checkpoint.changes-are-decided",),
            [CHANGE],
            id="what was decided otherwise",
        ),
        pytest.param(
            "finish",
            replace(DONE, conditions=(replace(CONDITION, met_at=None),)),
            "meet",
            ("conditions[c-1]",),
            (LEADS,),
            ("finish.no-condition-is-overdue",),
            [],
            id="a condition",
        ),
        pytest.param(
            "finish",
            replace(DONE, logged_lessons=()),
            "log",
            (LEARNT,),
            ("learning_owner", "project_manager"),
            ("finish.what-was-learnt-is-logged",),
            [DECLARE],
            id="what was learnt",
        ),
        pytest.param(
            "finish",
            altered(DONE, SEAL, ""),
            "correct",
            (SEAL,),
            (LEADS,),
            ("finish.archive-package-is-sealed",),
            [],
            id="a seal",
        ),
    ],
)
def test_the_only_action_is_told_whole(
    gate: str,
    context: Context,
    way: str,
    places: tuple[str, ...],
    who: tuple[str, ...],
    serves: tuple[str, ...],
    others: list[object],
) -> None:
    found = the_way(gate, context)

    (action,) = found.actions
    told = [(one.way, one.who, one.approved_by, one.minutes) for one in action.alternatives]
    assert (action.way, action.places, action.who) == (way, places, who)
    assert (action.serves, action.leaves, told) == (serves, (), others)
    assert (found.minutes, action.minutes, found.ready_after) == (1, 1, 1)


@pytest.mark.parametrize(
    ("mending", "typed"),
    [
        (LOG, ["name"]),
        (MEND, ["name", "text"]),
        (ROWS["readings"], ["name", "day", "number", "number", "number"]),
        (ROWS["lessons"], ["choice", "text"]),
        (ROWS["conditions"], ["name", "text"]),
        (ROWS["evidence"], ["choice", "line", "line", "day", "name"]),
        (ROWS["roles"], ["name", "choice"]),
    ],
    ids=lambda one: getattr(one, "way", ""),
)
def test_a_row_takes_what_is_typed_in_it_once_for_each(mending: Mending, typed: list[Kind]) -> None:
    two = [Finding("x", "rows[a]"), Finding("y", "rows[a]"), Finding("x", "rows[b]")]

    assert effort(mending, two, ()) == 2 * sum(map(milliseconds, typed))


@pytest.mark.parametrize(
    ("where", "facts", "asked", "kinds"),
    [
        pytest.param("change_logic.activities[a].owner", {}, (), ["line"], id="its own field"),
        pytest.param("readings[a].value", {}, (), ["number"], id="a number"),
        pytest.param("change_logic.nowhere", {}, (), ["text"], id="what is no field"),
        pytest.param(
            "change_logic.indicators[a]",
            {"missing": ("unit", "target", "colour")},
            ("change_logic.indicators.method",),
            ["line", "number"],
            id="fields that it names",
        ),
        pytest.param(
            "change_logic.indicators[a]",
            {"missing": ("colour",)},
            ("change_logic.indicators.target", "change_logic.links.cause"),
            ["number"],
            id="fields that are asked for there",
        ),
        pytest.param("change_logic.indicators[a]", {"missing": "x"}, (), ["text"], id="no list"),
    ],
)
def test_a_field_takes_what_its_kind_takes(
    where: str, facts: dict[str, object], asked: tuple[str, ...], kinds: list[Kind]
) -> None:
    found = Finding("x", where, facts)  # type: ignore[arg-type]  # facts as given

    assert effort(CORRECT, [found, found], asked) == sum(map(milliseconds, kinds))


@pytest.mark.parametrize(
    ("code", "where", "mending"),
    [
        ("document-is-missing", "change_logic", HAND_IN),
        ("finding-is-not-logged", "learning_cycle.findings[a]", LOG),
        ("point-is-not-mended", "points[a]", MEND),
        ("fact-is-missing", "project.title", CORRECT),
        ("box-is-empty", "change_logic.resources", CORRECT),
        ("too-few-can-decide", "roles[a]", ROWS["roles"]),
        ("signed-decision-is-not-held", "evidence.decisions[a]", ROWS["evidence"]),
        ("gate-was-opened-by-its-authors", "decisions[a]", None),
    ],
)
def test_the_place_of_a_finding_says_what_mends_it(
    code: str, where: str, mending: Mending | None
) -> None:
    assert mending_of(Finding(code, where)) is mending


def test_a_place_is_told_without_its_elements() -> None:
    where = "change_logic.activities[a].milestones[b.c].title"

    assert (room_of("roles[a.b]"), room_of(where)) == ("roles", "change_logic")
    assert path_of(where) == "change_logic.activities.milestones.title"


def test_a_kind_is_that_of_the_field_or_a_text() -> None:
    assert (kind_at("project.total_budget_sek"), kind_at("project.nowhere")) == ("number", "text")


@pytest.mark.parametrize(
    ("who", "told"),
    [
        pytest.param(("learning_owner", LEADS), ("learning_owner", LEADS), id="as it names them"),
        pytest.param(("learning_owner", "funder"), ("learning_owner",), id="who may"),
        pytest.param(("funder",), (LEADS, OWNS, "learning_owner"), id="nobody who may"),
    ],
)
def test_an_act_is_for_whom_a_finding_names_if_they_may(
    who: tuple[str, ...], told: tuple[str, ...]
) -> None:
    assert able([Finding("x", "readings[a]", who=who)], Act.ADD_READING) == told


@pytest.mark.parametrize(("served", "minutes"), [(1, 1), (3, 3), (5, 5)])
def test_a_waiver_takes_a_reason_and_a_day_for_each_requirement(served: int, minutes: int) -> None:
    way, takes = waiver_of([a_requirement()] * served, ("steering_chair", "programme_office"))

    assert takes == served * (milliseconds("text") + milliseconds("day"))
    assert way.minutes == minutes


@pytest.mark.parametrize(
    ("wheres", "ways"),
    [
        pytest.param(["change_logic.links", "change_logic.activities"], ["declare"], id="fields"),
        pytest.param(["change_logic"], [], id="a whole document"),
        pytest.param(["project.title"], [], id="the facts"),
        pytest.param(["readings[a]"], [], id="a row"),
        pytest.param(["change_logic.links", "project.title"], [], id="one of them a fact"),
    ],
)
def test_only_fields_of_documents_are_declared_away(wheres: list[str], ways: list[str]) -> None:
    found = [Finding("x", where) for where in wheres]

    told = alternatives_to(found, [a_requirement(waivable=False)], QUEUE)

    assert [one.way for one in told] == ways


@pytest.mark.parametrize(
    ("codes", "ways"),
    [
        (["budget-is-not-as-decided", "day-is-not-as-decided"], ["change"]),
        (["budget-is-not-as-decided", "fact-is-missing"], []),
    ],
)
def test_what_is_decided_anew_settles_all_of_it(codes: list[str], ways: list[str]) -> None:
    found = [Finding(code, "project.title") for code in codes]
    asked = replace(QUEUE, change_deciders=("funder",))

    told = alternatives_to(found, [a_requirement(waivable=False)], asked)

    assert [(one.way, one.approved_by, one.minutes) for one in told] == [
        (way, ("funder",), 2) for way in ways
    ]


@pytest.mark.parametrize(("waivable", "ways"), [((True, True), 1), ((True, False), 0)])
def test_a_waiver_has_to_let_go_all_of_it(waivable: tuple[bool, ...], ways: int) -> None:
    served = [a_requirement(waivable=one, declarable=False) for one in waivable]

    told = alternatives_to([Finding("x", "change_logic.links")], served, QUEUE)

    assert [one.way for one in told] == ["waive"] * ways


CHAIR, FUNDER = Deciders(role=Role.STEERING_CHAIR), Deciders(role=Role.FUNDER)
OFFICE = Deciders(role=Role.PROGRAMME_OFFICE)
SMALL = SmallChanges(decided_by=(OFFICE,), kinds=tuple(ChangeKind))
START = {"start": a_gate_policy(a_requirement(), decided_by=(CHAIR,))}


@pytest.mark.parametrize(
    ("changes", "roles"),
    [
        pytest.param(None, ("steering_chair",), id="the start's"),
        pytest.param(ChangePolicy(because=WHY, decided_by=(FUNDER,)), ("funder",), id="its own"),
        pytest.param(
            ChangePolicy(because=WHY, small=SMALL),
            ("steering_chair", "programme_office"),
            id="the start's, and who decides small ones",
        ),
        pytest.param(
            ChangePolicy(because=WHY, decided_by=(FUNDER,), small=SMALL),
            ("programme_office", "funder"),
            id="its own, and who decides small ones",
        ),
    ],
)
def test_a_change_is_decided_by_those_a_policy_names(
    changes: ChangePolicy | None, roles: tuple[str, ...]
) -> None:
    found = change_deciders([a_policy(gates=START, changes=changes)], "start")

    assert set(found) == set(roles)


def test_a_policy_that_names_neither_has_no_word_on_changes() -> None:
    assert change_deciders([a_policy(a_requirement(), gate="close")], "start") == ()
