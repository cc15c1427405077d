"""A change shows what it makes stale, and what led to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.errors import UnknownNameError
from gronatraden.gates.decision import ConditionAsked
from gronatraden.history import EvidenceLink, Outcome
from gronatraden.services.add_reading import add_reading
from gronatraden.services.changes.show_changes import TouchedDocument
from gronatraden.services.evidence.add_evidence import add_evidence
from tests.builders import some_facts
from tests.builders.evidence import a_paper, new_evidence
from tests.builders.history import a_reading
from tests.services.changing import A_YEAR_MORE, ask, decide, reject, shown
from tests.services.simulator import ProjectSimulator, saying

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.conftest import Live

OFF = a_reading("car-trips", measured_on=date(2025, 6, 3), value=Decimal(25_000))
WINTER = ConditionAsked(text="Ploga", owner="project_manager", due_on=date(2025, 3, 31))


def states(life: ProjectSimulator, number: int = 1) -> dict[str, str]:
    """Return what a change asks of each document."""
    return {one.tool: one.state for one in shown(life, number).touched.documents}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(
            {"ends_on": A_YEAR_MORE},
            {"project": "to_enter", "change_logic": "to_review"},
            id="time",
        ),
        pytest.param(
            {"targets": (("bike-users", Decimal(1)),)},
            {
                "change_logic": "to_enter",
                "equality_mainstreaming": "to_review",
                "learning_cycle": "to_review",
            },
            id="goals",
        ),
        pytest.param(
            {"add_partners": ("Växjö kommun",)},
            {
                "project": "to_enter",
                "stakeholder_analysis": "to_review",
                "collaboration_ladder": "to_review",
            },
            id="partners",
        ),
    ],
)
def test_a_change_touches_the_documents_that_rest_on_it(
    measured: ProjectSimulator, said: dict[str, Any], expected: dict[str, str]
) -> None:
    ask(measured, **said)

    assert states(measured) == expected


def test_what_is_said_in_prose_may_touch_every_document(measured: ProjectSimulator) -> None:
    ask(measured, other="Ny form.")

    assert set(states(measured).values()) == {"to_review"}
    assert len(states(measured)) == len(["project", *range(6)])


def test_a_change_that_is_entered_says_so(measured: ProjectSimulator) -> None:
    ask(measured)
    decide(measured)
    measured.submit(some_facts(ends_on=A_YEAR_MORE))

    first, *_ = shown(measured).touched.documents
    assert first == TouchedDocument(tool="project", number=3, state="entered")


def test_a_change_touches_requests_that_wait(measured: ProjectSimulator) -> None:
    waiting = measured.request("checkpoint").request

    ask(measured)

    assert shown(measured).touched.requests == (waiting,)


def test_a_request_that_knows_of_it_is_not_touched(measured: ProjectSimulator) -> None:
    measured.request("checkpoint")
    ask(measured)
    decide(measured)
    touched = shown(measured).touched.requests

    measured.request("checkpoint")

    assert (len(touched), shown(measured).touched.requests) == (1, ())


def test_a_change_touches_conditions_that_are_not_met(live: Live) -> None:
    life = live("filled")
    life.request("start")
    life.decide("start", Outcome.GO_WITH_CONDITIONS, conditions=(WINTER,))

    ask(life)

    assert [c.text for c in shown(life).touched.conditions] == [WINTER.text]


def test_changes_of_the_same_touch_each_other(measured: ProjectSimulator) -> None:
    ask(measured)
    ask(measured, total_budget_sek=15_000_000)
    ask(measured, ends_on=date(2028, 6, 30), total_budget_sek=14_000_000)

    touched = [shown(measured, number).touched.changes for number in (1, 2, 3)]
    assert touched == [(3,), (3,), (1, 2)]


def test_an_old_change_says_what_no_longer_holds(measured: ProjectSimulator) -> None:
    ask(measured)
    ask(measured, ends_on=date(2028, 6, 30))
    decide(measured)

    assert (shown(measured, 1).outdated, shown(measured, 2).outdated) == ((), ("ends_on",))


def test_a_rejected_change_touches_nothing(measured: ProjectSimulator) -> None:
    measured.request("checkpoint")
    ask(measured)
    reject(measured)

    touched = shown(measured).touched
    assert (touched.documents, touched.requests, touched.conditions) == ((), (), ())


def test_a_change_that_is_not_there_is_not_shown(measured: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="change")):
        shown(measured)


def test_a_deviation_leads_to_a_change(measured: ProjectSimulator) -> None:
    measured.read(OFF)

    ask(measured, deviations=("car-trips",))

    (reading,) = shown(measured).readings
    assert (reading.measured_on, reading.value) == (OFF.measured_on, OFF.value)


def test_a_change_explains_the_deviation_that_led_to_it(measured: ProjectSimulator) -> None:
    measured.read(OFF)
    unexplained = missing(measured)

    ask(measured, deviations=("car-trips",))

    assert (unexplained, missing(measured)) == (["checkpoint.deviations-are-explained"], [])


def test_a_later_reading_is_explained_by_a_change(measured: ProjectSimulator) -> None:
    ask(measured)

    added = add_reading(measured.parts, project="cykla", reading=OFF, change=1, by="alva")

    assert added.changes == (1,)
    assert missing(measured) == []
    assert [r.value for r in shown(measured).readings] == [OFF.value]


def test_the_same_reading_of_the_same_change_is_one(measured: ProjectSimulator) -> None:
    ask(measured)
    add_reading(measured.parts, project="cykla", reading=OFF, change=1, by="alva")
    before = measured.recorded()

    add_reading(measured.parts, project="cykla", reading=OFF, change=1, by="alva")

    assert measured.recorded() == before


def test_a_reading_is_explained_by_changes_that_exist(measured: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="change", name="7")):
        add_reading(measured.parts, project="cykla", reading=OFF, change=7, by="alva")


def test_evidence_can_be_about_a_change(measured: ProjectSimulator, tmp_path: Path) -> None:
    ask(measured)
    paper = new_evidence(a_paper(tmp_path), links=(EvidenceLink("change", "1"),))

    added = add_evidence(measured.parts, project="cykla", new=paper, by="alva").evidence

    assert added.links == (EvidenceLink("change", "1"),)


def test_evidence_is_about_changes_that_exist(measured: ProjectSimulator, tmp_path: Path) -> None:
    paper = new_evidence(a_paper(tmp_path), links=(EvidenceLink("change", "1"),))

    with pytest.raises(UnknownNameError, check=saying(kind="change")):
        add_evidence(measured.parts, project="cykla", new=paper, by="alva")


def missing(life: ProjectSimulator) -> list[str]:
    """Return what keeps the checkpoint closed."""
    return [result.id for result in life.check("checkpoint").verdict.missing]
