"""What a condition sees of a project: all that it is said to, and nobody's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from gronatraden.gates.conditions import seen
from gronatraden.gates.conditions.vocabulary import fast
from gronatraden.gates.evaluate import evaluate
from gronatraden.history import Outcome
from gronatraden.phases import Gate
from gronatraden.policy.conditions.values import plain
from gronatraden.project import Funding
from tests.builders import some_facts
from tests.builders.gates import a_case, a_policy, a_requirement
from tests.builders.history import (
    CONDITION,
    OFFERED,
    SIGNED_BY_THE_FUND,
    USERS_READ,
    a_decision,
    a_finished_context,
)


@pytest.mark.parametrize(
    ("row", "values"),
    [
        pytest.param(
            seen.reading(USERS_READ),
            {
                "indicator": "bike-users",
                "measured_on": "2027-01-10",
                "value": 2100.0,
                "women": 1040,
                "men": 1050,
                "other": 10,
                "explained": False,
            },
            id="a reading",
        ),
        pytest.param(
            seen.evidence(SIGNED_BY_THE_FUND),
            {
                "number": 1,
                "kind": "decision",
                "dated_on": "2024-10-15",
                "received_on": "2024-10-16",
                "registry_number": "24RK99",
                "has_file": True,
                "links": [{"about": "funding", "target": "eruf"}],
            },
            id="a paper",
        ),
        pytest.param(
            seen.lesson(OFFERED),
            {
                "lesson": "l-1",
                "answer": "applied",
                "because": "Alla lånar ut cykeln i minst fyra veckor.",
            },
            id="a lesson",
        ),
        pytest.param(
            seen.decision(
                a_decision(occurrence=2, decided_at=datetime(2024, 12, 10, 23, 30, tzinfo=UTC))
            ),
            {
                "gate": "start",
                "occurrence": 2,
                "outcome": str(Outcome.GO),
                "decided_on": "2024-12-11",
            },
            id="a decision, on its Swedish day",
        ),
        pytest.param(
            seen.condition(CONDITION),
            {"id": "c-1", "owner": "project_manager", "due_on": "2025-03-31", "met": True},
            id="a condition",
        ),
    ],
)
def test_a_row_is_seen_with_all_that_is_said_of_it(row: object, values: dict[str, Any]) -> None:
    assert plain(row) == values


def test_a_reading_that_says_why_it_is_off_is_explained() -> None:
    assert seen.reading(replace(USERS_READ, deviation="Upphandlingen dröjde.")).explained


def test_a_note_has_no_file() -> None:
    assert not seen.evidence(replace(SIGNED_BY_THE_FUND, file=None)).has_file


def test_a_condition_that_waits_is_not_met() -> None:
    assert not seen.condition(replace(CONDITION, met_at=None)).met


ERUF = Funding(id="a", fund="eruf", amount_sek=5)
ESF = Funding(id="b", fund="esf", amount_sek=7)
UNSAID = Funding(id="c", fund="", amount_sek=90)
OPEN = Funding(id="d", fund="esf")


@pytest.mark.parametrize(
    ("funding", "fund", "funds", "funded"),
    [
        pytest.param((), "", (), 0, id="nobody pays"),
        pytest.param((ERUF, ESF), "esf", ("eruf", "esf"), 12, id="the one that pays most"),
        pytest.param((ESF, ERUF), "esf", ("esf", "eruf"), 12, id="wherever it stands"),
        pytest.param((ERUF, replace(ESF, amount_sek=5)), "eruf", ("eruf", "esf"), 10, id="a tie"),
        pytest.param((ERUF, UNSAID), "eruf", ("eruf",), 95, id="money of no fund"),
        pytest.param((OPEN,), "esf", ("esf",), 0, id="no sum yet"),
        pytest.param((ERUF, OPEN, ERUF), "eruf", ("eruf", "esf"), 10, id="each fund once"),
    ],
)
def test_who_pays_follows_from_the_facts(
    funding: tuple[Funding, ...], fund: str, funds: tuple[str, ...], funded: int
) -> None:
    found = seen.project(some_facts(funding=funding))

    assert (found.fund, found.funds, found.funded_sek) == (fund, funds, funded)


def test_every_fact_of_a_project_is_seen() -> None:
    facts = some_facts()

    found = plain(seen.project(facts))

    assert plain(facts).items() <= found.items()


@pytest.mark.parametrize(
    "expr",
    [
        "project.title == 'Cykla till jobbet'",
        "gate == 'finish'",
        "occurrence == 3",
        "size(documents.change_logic.activities) == 3",
        "size(earlier.change_logic.activities) == 3",
        "size(readings) == 2",
        "size(evidence) == 4",
        "size(lessons) == 1",
        "size(decisions) == 3",
        "size(conditions) == 1",
        "conditions.exists(c, c.met)",
        "readings.exists(r, r.indicator == 'car-trips' && r.value == 18500.0)",
        "evidence.exists(e, e.links.exists(l, l.target == 'regional'))",
    ],
)
@pytest.mark.parametrize("way", ["recorded", "sweep"])
def test_a_condition_reads_every_name_that_it_may(expr: str, way: Any) -> None:  # noqa: ANN401 - one of the ways
    policy = a_policy(a_requirement("", expr=expr), gate="finish")
    context = a_finished_context(gate=Gate(gate="finish"), occurrence=3)

    (result,) = evaluate(a_case(policy, gate="finish"), context, way).requirements

    assert result.status == "satisfied"


@pytest.mark.parametrize("way", ["recorded", "sweep"])
def test_outside_every_gate_the_gate_has_no_name(way: Any) -> None:  # noqa: ANN401 - one of the ways
    policy = a_policy(a_requirement("", expr="gate == '' && occurrence == null"), gate="finish")
    context = a_finished_context(gate=None)

    (result,) = evaluate(a_case(policy, gate="finish"), context, way).requirements

    assert result.status == "satisfied"


@pytest.mark.parametrize(
    ("text", "is_written"),
    [
        ("project.title == ''", True),
        ("size(documents.change_logic.activities) > params.least", True),
        ("has(documents.change_logic)", True),
        ("project.title.matches('^C')", False),
        ("project.titel == ''", False),
    ],
)
def test_a_sweep_answers_by_itself_what_it_can(text: str, *, is_written: bool) -> None:
    found = fast(frozenset({("least", int, 1)}))(text)

    assert (found is not None) is is_written
