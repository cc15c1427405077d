from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gronatraden.documents import NotApplicable
from gronatraden.exports.outline import Period
from gronatraden.exports.outline.outline import Aside, Note, Sentence, Table
from tests.builders import a_context, some_facts
from tests.builders.changes import with_
from tests.builders.history import a_reading, altered, some_evidence
from tests.builders.outline import FORMS, a_full_record, an_outline, gaps
from tests.exports.removals import FROM_LEARNING, FROM_PLANS, REMOVALS, Removal, without

if TYPE_CHECKING:
    from gronatraden.exports.outline import Outline
    from gronatraden.exports.outline.outline import Cell
    from gronatraden.history import Reading

EACH = [(form, removal) for form, removals in REMOVALS.items() for removal in removals]
OLD = Period(date(2025, 1, 1), date(2025, 6, 30))


def cells(outline: Outline, section: str) -> list[Cell]:
    """Return every cell of a section's tables."""
    found = next(s for s in outline.sections if s.code == section)
    tables = [b for b in found.blocks if isinstance(b, Table)]
    return [cell for table in tables for row in table.rows for cell in row.cells]


def notes(outline: Outline, sort: str) -> list[object]:
    """Return what is noted of a sort, of the whole and in the sections."""
    found = [*outline.notes, *(b for s in outline.sections for b in s.blocks)]
    return [n.text for n in found if isinstance(n, Note) and n.sort == sort]


@pytest.mark.parametrize("form", FORMS)
def test_a_full_record_leaves_no_gap(form: str) -> None:
    assert gaps(form) == set()


@pytest.mark.parametrize(("form", "removal"), EACH, ids=[f"{f}: {r.path}" for f, r in EACH])
def test_a_fact_taken_away_leaves_its_gap_alone(form: str, removal: Removal) -> None:
    assert gaps(form, without([removal])) == {removal.where}


@settings(max_examples=40, deadline=None)
@given(taken=st.sets(st.sampled_from(FROM_PLANS + FROM_LEARNING)))
def test_facts_taken_away_together_leave_their_gaps(taken: set[Removal]) -> None:
    assert gaps("progress", without(taken)) == {removal.where for removal in taken}


def test_gaps_are_counted_once_however_often_they_are_named() -> None:
    """Two thousand stakeholders leave thousands of gaps, and each is named several times."""
    outline = an_outline("progress", a_context(contents={}))

    assert outline.numbers is outline.numbers


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_record_leaves_a_gap_in_every_form(form: str) -> None:
    empty = a_context(contents={}, facts=replace(some_facts(), summary="", owner="", funding=()))

    assert len(gaps(form, empty)) > 4


def test_the_same_field_missing_twice_is_one_gap() -> None:
    outline = an_outline("final", without([Removal("learning_cycle.findings", ())]))

    told = [gap for section in outline.sections for gap in section.gaps]

    assert (len(told), len(outline.gaps)) == (2, 1)


def test_gaps_are_numbered_as_they_are_met() -> None:
    taken = without([Removal("project.summary"), Removal("change_logic.external_factors", ())])

    numbers = an_outline("progress", taken).numbers

    assert numbers == {"project.summary": 1, "change_logic.external_factors": 2}


def test_a_gap_says_who_can_fill_it() -> None:
    taken = without([Removal("learning_cycle.reviews", ()), Removal("project.summary")])

    who = {gap.where: gap.who for gap in an_outline("progress", taken).gaps}

    assert who == {
        "project.summary": ("project_manager",),
        "learning_cycle.reviews": ("project_manager", "learning_owner"),
    }


def test_what_does_not_apply_is_said_and_is_no_gap() -> None:
    declared = NotApplicable(field="external_factors", because="Alla faktorer är våra egna.")
    silent = without([Removal("change_logic.external_factors", ())])

    outline = an_outline("progress", altered(silent, "change_logic.not_applicable", (declared,)))

    asides = [b for s in outline.sections for b in s.blocks if isinstance(b, Aside)]
    assert [a.because for a in asides] == ["Alla faktorer är våra egna."]
    assert outline.gaps == ()


def test_nothing_measured_after_the_period_is_told() -> None:
    early = a_reading("bike-users", measured_on=date(2025, 6, 1), value=Decimal(1500))
    seen = replace(a_full_record(), readings=(early, a_reading("bike-users")))

    told = cells(an_outline("progress", seen, period=OLD), "indicators")

    assert (Decimal(1500), date(2025, 6, 1)) in told
    assert (Decimal(2100), date(2027, 1, 10)) not in told


def test_an_indicator_not_read_in_the_period_is_a_gap() -> None:
    late = Period(date(2027, 2, 1), date(2027, 3, 15))

    found = {gap.where: gap.code for gap in an_outline("progress", period=late).gaps}

    assert found["readings[bike-users]"] == "reading-in-period"


def test_a_value_off_its_path_asks_for_its_reason() -> None:
    low = a_reading("bike-users", measured_on=date(2025, 6, 1), value=Decimal(1200))
    trips = a_reading("car-trips", measured_on=date(2025, 6, 1), value=Decimal(19_900))
    seen = replace(a_full_record(), readings=(low, trips))

    found = {gap.where for gap in an_outline("progress", seen, period=OLD).gaps}

    assert "readings[bike-users].deviation" in found
    assert "readings[car-trips].deviation" not in found


def test_a_change_that_explains_a_value_is_pointed_to() -> None:
    low: Reading = a_reading(
        "bike-users", measured_on=date(2025, 6, 1), value=Decimal(1200), changes=(2,)
    )
    seen = replace(a_full_record(), readings=(low,))

    outline = an_outline("progress", seen, period=OLD)

    assert (Sentence("outline.deviations.change", {"number": 2}),) in cells(outline, "indicators")
    assert "readings[bike-users].deviation" not in outline.numbers


@pytest.mark.parametrize(("day", "begun"), [(date(2025, 1, 31), False), (date(2025, 2, 1), True)])
def test_an_activity_is_told_once_its_days_have_come(day: date, *, begun: bool) -> None:
    outline = an_outline("progress", period=Period(date(2024, 12, 1), day))

    assert ("Följeforskning" in cells(outline, "done")) is begun


def test_a_small_group_is_not_pointed_out() -> None:
    few = a_reading("bike-users", women=2095, men=3, other=2)
    seen = replace(a_full_record(), readings=(few, a_reading("car-trips")))

    told = cells(an_outline("eruf", seen), "reach")

    assert Sentence("outline.reach.hidden") in told
    assert [n for n in (2095, 3, 2) if n in told] == []


def test_a_large_group_is_told() -> None:
    assert {1040, 1050} <= {c for c in cells(an_outline("eruf"), "reach") if isinstance(c, int)}


def test_a_paper_marked_as_secret_is_told_by_its_number_alone() -> None:
    secret = some_evidence(title="Löneuppgifter", from_whom="Bo", secrecy="OSL 39:1", number=4)
    seen = replace(a_full_record(), evidence=(*a_full_record().evidence, secret))

    told = cells(an_outline("final", seen), "retention")

    assert Sentence("outline.evidence.secret") in told
    assert [c for c in told if c in ("Löneuppgifter", "Bo")] == []


@pytest.mark.parametrize(("period", "marked"), [("2021-2027", 1), ("2014-2020", 0)])
def test_what_nobody_has_confirmed_is_marked(period: str, marked: int) -> None:
    paid = tuple(with_(f, "period", period) for f in a_full_record().facts.funding)

    outline = an_outline("final", altered(a_full_record(), "project.funding", paid))

    assert len(notes(outline, "unconfirmed")) == marked


def test_a_funder_that_does_not_pay_is_noted() -> None:
    said = notes(an_outline("interreg_oks"), "limit")

    assert Sentence("outline.note.does-not-pay", {"fund": "interreg_oks"}) in said


def test_another_programme_period_is_noted() -> None:
    paid = tuple(replace(f, period="2014-2020") for f in a_full_record().facts.funding)

    outline = an_outline("eruf", altered(a_full_record(), "project.funding", paid))

    facts = {"stated": "2021–2027", "actual": ["2014–2020"]}
    assert Sentence("outline.note.another-period", facts) in notes(outline, "limit")


def test_a_running_project_is_not_asked_for_its_last_payment() -> None:
    unpaid = without([Removal("project.funding[eruf].last_payment_on", None)])

    assert "project.funding[eruf].last_payment_on" not in {
        gap.where for gap in an_outline("eruf", unpaid, period=OLD).gaps
    }
