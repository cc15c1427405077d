"""A gate is referred back with points, and each is answered before it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import (
    ClosedGateError,
    ConflictError,
    NotPermittedError,
    OldVerdictError,
    UnknownNameError,
    UsageError,
)
from gronatraden.gates.decision import PointAsked
from gronatraden.history import Outcome
from gronatraden.services.deciding.mend_point import list_points, mend_point
from gronatraden.services.show_project import show_project
from tests.services.simulator import ProjectSimulator, saying

if TYPE_CHECKING:
    from gronatraden.history import Point
    from tests.services.conftest import Live

MEASURE = PointAsked(place="change_logic.indicators", text="Mät bilresorna en gång till.")
ANSWER = PointAsked(place="start.no-box-is-empty", text="Skriv kortare.")
ALSO = PointAsked(text="Tala med kommunen.")


@pytest.fixture
def returned(live: Live) -> ProjectSimulator:
    """Return ``ro`` when its ready start was referred back with two points."""
    small = live("small-filled")
    small.request("start")
    small.decide("start", Outcome.REFER_BACK, by=["bo"], reason="Läs.", points=(MEASURE,))
    small.decide("start", Outcome.REFER_BACK, by=["bea"], reason="Läs.", points=(MEASURE, ALSO))
    small.decide("start", Outcome.REFER_BACK, by=["disa"], reason="Läs.")
    return small


def points(life: ProjectSimulator) -> tuple[Point, ...]:
    """Return every point that the project was given."""
    return list_points(life.parts, project=life.project)


def mend(life: ProjectSimulator, point: str, how: str = "Gjort.", by: str = "alva") -> Point:
    """Say how a point was mended."""
    return mend_point(life.parts, project=life.project, point=point, how=how, by=by)


def test_the_points_of_all_who_carried_it_are_set_once(returned: ProjectSimulator) -> None:
    assert [(p.place, p.text) for p in points(returned)] == [
        (MEASURE.place, MEASURE.text),
        ("", ALSO.text),
    ]


def test_a_ready_gate_is_closed_by_its_points(returned: ProjectSimulator) -> None:
    (result,) = returned.check("start").verdict.missing

    assert (result.id, len(result.findings)) == ("engine.every-point-is-mended", 2)
    assert result.findings[0].where == MEASURE.place


def test_no_word_opens_it_before_they_are_answered(returned: ProjectSimulator) -> None:
    returned.request("start")

    with pytest.raises(ClosedGateError, check=saying(missing=["engine.every-point-is-mended"])):
        returned.decide("start", by=["bo"])


def test_it_can_still_be_stopped(returned: ProjectSimulator) -> None:
    returned.request("start")

    assert returned.decide("start", Outcome.STOP, reason="Nej.").decision is not None


def test_one_answer_of_two_is_too_little(returned: ProjectSimulator) -> None:
    mend(returned, points(returned)[0].id)

    assert not returned.check("start").verdict.ready


def test_when_all_are_answered_it_opens(returned: ProjectSimulator) -> None:
    for point in points(returned):
        mend(returned, point.id)

    returned.passes("start")

    assert show_project(returned.parts, project="ro").standing.phase == "during"


def test_an_answer_says_how_and_when(returned: ProjectSimulator) -> None:
    mended = mend(returned, points(returned)[0].id, "Mätt den 3 september.")

    assert (mended.how, mended.mended_at) == ("Mätt den 3 september.", returned.at)


def test_an_answer_makes_the_verdict_old(returned: ProjectSimulator) -> None:
    returned.request("start")
    for point in points(returned):
        mend(returned, point.id)

    with pytest.raises(OldVerdictError, check=saying(gate="start")):
        returned.decide("start", by=["bo"])


def test_a_point_waits_with_the_project(returned: ProjectSimulator) -> None:
    mend(returned, points(returned)[0].id)

    (waiting,) = show_project(returned.parts, project="ro").points

    assert waiting.text == ALSO.text


def test_a_point_is_about_a_requirement(live: Live) -> None:
    small = live("small-filled")
    small.request("start")

    small.decide("start", Outcome.REFER_BACK, reason="Läs.", points=(ANSWER,))

    assert [p.place for p in points(small)] == ["start.no-box-is-empty"]


def test_a_point_is_about_something_there_is(live: Live) -> None:
    small = live("small-filled")
    small.request("start")
    nowhere = PointAsked(place="chang_logic.indicators", text="Mät.")

    with pytest.raises(UnknownNameError, check=saying(kind="point", nearest="change_logic")):
        small.decide("start", Outcome.REFER_BACK, by=["bo"], reason="Läs.", points=(nowhere,))


@pytest.mark.parametrize("outcome", [Outcome.GO, Outcome.STOP])
def test_only_a_referral_has_points(live: Live, outcome: Outcome) -> None:
    small = live("small-filled")
    small.request("start")

    with pytest.raises(UsageError, check=saying(reason="points-refer-back")):
        small.decide("start", outcome, by=["bo"], reason="Så.", points=(ALSO,))


def test_a_point_says_something(live: Live) -> None:
    small = live("small-filled")
    small.request("start")
    empty = (PointAsked(text=" "),)

    with pytest.raises(UsageError, check=saying(reason="point-says-nothing")):
        small.decide("start", Outcome.REFER_BACK, by=["bo"], reason="Så.", points=empty)


def test_an_answer_says_something(returned: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="mending-says-nothing")):
        mend(returned, points(returned)[0].id, " ")


def test_a_point_is_answered_once(returned: ProjectSimulator) -> None:
    mend(returned, points(returned)[0].id)

    with pytest.raises(ConflictError, check=saying(what="point-is-mended")):
        mend(returned, points(returned)[0].id)


@pytest.mark.parametrize("by", ["bo", "disa", "cleo", "olle"])
def test_not_everyone_answers(returned: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="mend_point")):
        mend(returned, points(returned)[0].id, by=by)


def test_a_point_of_nobody_is_not_there(returned: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="point")):
        mend(returned, "ro/start/request-9/decision/point-1")
