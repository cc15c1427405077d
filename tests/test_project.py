from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.project import Archive, Funding, Role, retain_until
from tests.builders import some_facts
from tests.builders.history import a_grant

PAID_2024 = Funding(id="a", fund="eruf", period="2021-2027", last_payment_on=date(2024, 10, 31))
PAID_2021 = Funding(id="b", fund="eruf", period="2014-2020", last_payment_on=date(2021, 5, 10))
NORTH = Funding(id="c", fund="interreg_nord", period="2014-2020")
GROWTH = Funding(id="d", fund="regional_1_1", last_payment_on=date(2026, 3, 1))
OWN = Funding(id="e", fund="own", last_payment_on=date(2030, 1, 1))


@pytest.mark.parametrize(
    ("funding", "ends_on", "until"),
    [
        pytest.param((PAID_2024,), None, date(2029, 12, 31), id="article 82"),
        pytest.param((PAID_2021,), None, date(2025, 12, 31), id="2014–2020, the later reading"),
        pytest.param((NORTH,), date(2019, 8, 31), date(2026, 12, 31), id="Interreg Nord"),
        pytest.param((PAID_2024, NORTH), date(2019, 8, 31), date(2029, 12, 31), id="the longest"),
        pytest.param((GROWTH, PAID_2021), None, date(2031, 12, 31), id="1:1 beside a fund"),
        pytest.param((NORTH,), None, None, id="Interreg Nord without an end"),
        pytest.param((OWN,), None, None, id="own money has no rule"),
        pytest.param((), date(2019, 8, 31), None, id="no money"),
    ],
)
def test_the_record_is_kept_as_the_funds_ask(
    funding: tuple[Funding, ...], ends_on: date | None, until: date | None
) -> None:
    facts = some_facts(funding=funding, ends_on=ends_on)

    assert retain_until(facts) == until


def test_an_open_case_stops_all_disposal() -> None:
    facts = some_facts(funding=(PAID_2024,), archive=Archive(legal_proceedings_open=True))

    assert retain_until(facts) is None


@given(st.permutations([PAID_2024, PAID_2021, NORTH, GROWTH, OWN]))
def test_the_order_of_funds_does_not_matter(funding: list[Funding]) -> None:
    facts = some_facts(funding=tuple(funding), ends_on=date(2019, 8, 31))

    assert retain_until(facts) == date(2031, 12, 31)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_one_more_payment_never_shortens_the_time(day: date) -> None:
    fewer = some_facts(funding=(PAID_2024,))
    more = some_facts(funding=(PAID_2024, replace(GROWTH, last_payment_on=day)))

    assert (retain_until(more) or date.min) >= (retain_until(fewer) or date.min)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2024, 8, 31), False),
        (date(2024, 9, 1), True),
        (date(2025, 9, 1), True),
        (date(2025, 9, 2), False),
    ],
)
def test_a_role_holds_from_its_first_day_to_its_last(day: date, *, holds: bool) -> None:
    grant = a_grant("p-alva", Role.PROJECT_MANAGER, until_on=date(2025, 9, 1))

    assert grant.holds_on(day) is holds
