from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gronatraden.gates.checks.evidence import (
    commitments_of_partners_are_held,
    the_partnership_agreement_is_held,
    the_signed_decision_is_held,
)
from gronatraden.history import Evidence, EvidenceKind, EvidenceLink
from gronatraden.project import Funding
from tests.builders.history import (
    AGREED,
    COMMITTED,
    SIGNED_BY_THE_FUND,
    SIGNED_BY_THE_REGION,
    a_finished_context,
)

FACTS = a_finished_context().facts
REGIONAL = "evidence.decisions[regional]"


def decisions(*evidence: Evidence) -> list[tuple[str, str]]:
    """Return what is found about signed decisions when there is this evidence."""
    context = a_finished_context(evidence=evidence)
    return [(f.code, f.where) for f in the_signed_decision_is_held(context)]


def commitments(*evidence: Evidence, partners: tuple[str, ...]) -> list[str]:
    """Return which partners' commitments are missing when there is this evidence."""
    context = a_finished_context(evidence=evidence, facts=replace(FACTS, partners=partners))
    return [str(f.facts["partner"]) for f in commitments_of_partners_are_held(context)]


def agreements(*evidence: Evidence) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what is found about the partnership agreement, and who can mend it."""
    found = the_partnership_agreement_is_held(a_finished_context(evidence=evidence))
    return [(f.code, f.where, f.who) for f in found]


def test_an_agreement_is_held_and_dated_or_two_can_mend_it() -> None:
    place, who = "evidence.agreements", ("project_manager", "programme_office")

    assert agreements() == [("agreement-is-not-held", place, who)]
    assert agreements(replace(AGREED, dated_on=None)) == [("agreement-has-no-date", place, who)]
    assert agreements(replace(AGREED, dated_on=None), AGREED) == []


def test_every_fund_has_its_decision() -> None:
    assert decisions(SIGNED_BY_THE_FUND, SIGNED_BY_THE_REGION) == []


def test_no_evidence_is_a_finding_for_every_fund() -> None:
    assert [where for _, where in decisions()] == ["evidence.decisions[eruf]", REGIONAL]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"kind": EvidenceKind.MINUTES}, "signed-decision-is-not-held", id="minutes"),
        pytest.param({"links": ()}, "signed-decision-is-not-held", id="about nothing"),
        pytest.param(
            {"links": (EvidenceLink("document", "regional"),)},
            "signed-decision-is-not-held",
            id="about something else of that name",
        ),
        pytest.param({"dated_on": None}, "signed-decision-has-no-date", id="no day"),
        pytest.param(
            {"dated_on": date(2024, 10, 23)}, "signed-decision-has-another-date", id="another day"
        ),
    ],
)
def test_a_decision_is_signed_dated_and_about_its_fund(
    changes: dict[str, object], code: str
) -> None:
    other = replace(SIGNED_BY_THE_REGION, **changes)  # type: ignore[arg-type]  # its fields

    assert decisions(SIGNED_BY_THE_FUND, other) == [(code, REGIONAL)]


def test_a_later_decision_does_not_hide_the_first() -> None:
    amended = replace(SIGNED_BY_THE_REGION, number=4, dated_on=date(2025, 6, 3))

    assert decisions(SIGNED_BY_THE_FUND, SIGNED_BY_THE_REGION, amended) == []


def test_one_paper_may_hold_for_two_funds() -> None:
    facts = replace(
        FACTS, funding=tuple(replace(f, decided_on=date(2024, 10, 15)) for f in FACTS.funding)
    )
    links = (EvidenceLink("funding", "eruf"), EvidenceLink("funding", "regional"))
    both = replace(SIGNED_BY_THE_FUND, links=links)

    found = the_signed_decision_is_held(a_finished_context(facts=facts, evidence=(both,)))

    assert list(found) == []


@pytest.mark.parametrize("fund", ["", "own", "other"])
def test_money_without_a_fund_asks_for_no_decision(fund: str) -> None:
    facts = replace(FACTS, funding=(Funding(id="a", fund=fund),))  # type: ignore[arg-type]  # as said

    assert list(the_signed_decision_is_held(a_finished_context(facts=facts, evidence=()))) == []


def test_a_day_that_the_facts_do_not_give_is_not_asked_for() -> None:
    facts = replace(FACTS, funding=tuple(replace(f, decided_on=None) for f in FACTS.funding))
    evidence = (SIGNED_BY_THE_FUND, SIGNED_BY_THE_REGION)

    found = the_signed_decision_is_held(a_finished_context(facts=facts, evidence=evidence))

    assert list(found) == []


@pytest.mark.parametrize(
    "name", ["Energikontor Sydost", "ENERGIKONTOR SYDOST", " energikontor  sydost"]
)
def test_a_partner_is_known_by_name(name: str) -> None:
    given = replace(COMMITTED, from_whom=name)

    assert commitments(given, partners=("Energikontor Sydost",)) == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"from_whom": "Energikontor Syd"}, id="another name"),
        pytest.param({"kind": EvidenceKind.AGREEMENT}, id="an agreement"),
        pytest.param({"from_whom": ""}, id="from nobody"),
    ],
)
def test_a_commitment_is_the_partners_own(changes: dict[str, object]) -> None:
    given = replace(COMMITTED, **changes)  # type: ignore[arg-type]  # its fields

    missing = commitments(given, partners=("Energikontor Sydost", "Växjö kommun"))

    assert missing == ["Energikontor Sydost", "Växjö kommun"]


def test_a_project_without_partners_needs_no_commitments() -> None:
    assert commitments(partners=()) == []
