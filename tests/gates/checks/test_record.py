from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gronatraden.gates.checks.record import (
    retention_is_known,
    the_archive_package_is_sealed,
    the_facts_are_stated,
)
from gronatraden.project import Archive, Funding, ProjectFacts
from tests.builders.history import SEAL, a_finished_context

WHOLE = a_finished_context()
PAID = Funding(id="a", fund="eruf", last_payment_on=date(2027, 2, 26))
UNPAID = Funding(id="b", fund="esf")
NORTH = Funding(id="c", fund="interreg_nord")
OWN = Funding(id="d", fund="own")


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({}, []),
        ({"title": ""}, ["project.title"]),
        ({"owner": ""}, ["project.owner"]),
        ({"total_budget_sek": None}, ["project.total_budget_sek"]),
        ({"starts_on": None}, ["project.starts_on"]),
        ({"ends_on": None}, ["project.ends_on"]),
        ({"funding": ()}, ["project.funding"]),
        ({"funding": (Funding(id="a"),)}, ["project.funding"]),
        ({"ends_on": date(2024, 12, 31)}, ["project.ends_on"]),
        ({"ends_on": date(2025, 1, 1)}, []),
    ],
)
def test_a_project_says_what_it_is(changes: dict[str, object], where: list[str]) -> None:
    facts = replace(WHOLE.facts, **changes)  # type: ignore[arg-type]  # its fields

    found = the_facts_are_stated(a_finished_context(facts=facts))

    assert [f.where for f in found] == where


def test_no_facts_at_all_are_six_findings() -> None:
    assert len(list(the_facts_are_stated(a_finished_context(facts=ProjectFacts())))) == 6


@pytest.mark.parametrize(
    ("funding", "where"),
    [
        pytest.param((PAID,), [], id="paid"),
        pytest.param((PAID, OWN), [], id="own money has no rule"),
        pytest.param((OWN,), [], id="own money alone"),
        pytest.param(
            (PAID, UNPAID), ["project.funding[b].last_payment_on"], id="the longest is not known"
        ),
        pytest.param((NORTH,), [], id="counts from the end"),
        pytest.param((), ["project.funding"], id="no money"),
    ],
)
def test_retention_counts_from_a_day(funding: tuple[Funding, ...], where: list[str]) -> None:
    facts = replace(WHOLE.facts, funding=funding)

    found = retention_is_known(a_finished_context(facts=facts))

    assert [f.where for f in found] == where


def test_a_fund_that_counts_from_the_end_asks_for_it() -> None:
    facts = replace(WHOLE.facts, funding=(NORTH,), ends_on=None)

    (found,) = retention_is_known(a_finished_context(facts=facts))

    assert found.where == "project.ends_on"


def test_an_open_case_needs_no_day() -> None:
    facts = replace(WHOLE.facts, funding=(UNPAID,), archive=Archive(legal_proceedings_open=True))

    assert list(retention_is_known(a_finished_context(facts=facts))) == []


@pytest.mark.parametrize(
    ("stated", "actual", "codes"),
    [
        pytest.param(SEAL, SEAL, [], id="the same"),
        pytest.param("", SEAL, ["package-is-not-sealed"], id="not stated"),
        pytest.param("0" * 64, SEAL, ["package-is-another"], id="of other documents"),
        pytest.param("", "", ["package-is-not-sealed"], id="nothing to seal"),
    ],
)
def test_a_seal_is_that_of_the_documents(stated: str, actual: str, codes: list[str]) -> None:
    archive = replace(WHOLE.facts.archive, package_sha256=stated)
    context = a_finished_context(facts=replace(WHOLE.facts, archive=archive), package_sha256=actual)

    assert [f.code for f in the_archive_package_is_sealed(context)] == codes


def test_an_archive_has_a_place() -> None:
    archive = replace(WHOLE.facts.archive, place="")
    context = a_finished_context(facts=replace(WHOLE.facts, archive=archive))

    assert [f.code for f in the_archive_package_is_sealed(context)] == ["archive-has-no-place"]
