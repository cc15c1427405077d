"""The example project as it stands at its last gate, with everything behind it.

``a_finished_context`` satisfies every check there is, on 15 March 2027; ``altered``
changes one thing in it, said as the path that findings use.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from gronatraden.history import (
    Change,
    ChangeOutcome,
    Condition,
    DecisionTaken,
    Evidence,
    EvidenceFile,
    EvidenceKind,
    EvidenceLink,
    OfferedLesson,
    Outcome,
    Reading,
    Terms,
)
from gronatraden.moment import Moment
from gronatraden.phases import Gate
from gronatraden.project import Archive, Grant, ProjectFacts, Role
from gronatraden.tools import TOOLS
from gronatraden.tools.learning_cycle import LearningCycle
from gronatraden.tools.learning_cycle.content import Review
from gronatraden.tools.stakeholder_analysis import StakeholderAnalysis
from tests.builders.changes import changed, with_
from tests.builders.context import a_context
from tests.builders.learning_cycle import a_learning_cycle
from tests.builders.project import CYKLA, some_facts
from tests.builders.stakeholder_analysis import a_stakeholder_analysis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gronatraden.context import Context

LAST_NOON = datetime(2027, 3, 15, 12, tzinfo=UTC)
"""The moment the finish gate is judged at."""

SEAL = "5e" * 32
ALVA, BO, EVA, OLA = "p-alva", "p-bo", "p-eva", "p-ola"
"""Alva leads, Bo and Eva sit in the steering group, Ola chairs it."""

USERS_READ = Reading(
    indicator="bike-users",
    measured_on=date(2027, 1, 10),
    value=Decimal(2100),
    women=1040,
    men=1050,
    other=10,
)
TRIPS_READ = Reading(indicator="car-trips", measured_on=date(2026, 12, 20), value=Decimal(18_500))
CONDITION = Condition(
    id="c-1",
    text="Ta fram en plan för vinterväghållning",
    owner="project_manager",
    due_on=date(2025, 3, 31),
    met_at=datetime(2025, 3, 20, 9, tzinfo=UTC),
    proof="Planen är antagen den 18 mars 2025.",
)
OFFERED = OfferedLesson(
    lesson="l-1", answer="applied", because="Alla lånar ut cykeln i minst fyra veckor."
)


def a_reading(indicator: str = "bike-users", /, **changes: object) -> Reading:
    """Return the final reading of an indicator, with the given fields changed."""
    return changed({"bike-users": USERS_READ, "car-trips": TRIPS_READ}[indicator], changes)


def a_decision(**changes: object) -> DecisionTaken:
    """Return the steering group's go at the start gate, with the given fields changed."""
    whole = DecisionTaken(
        gate="start",
        occurrence=None,
        outcome=Outcome.GO,
        decided_at=datetime(2024, 12, 10, 9, tzinfo=UTC),
        deciders=frozenset({BO, EVA, OLA}),
        submitters=frozenset({ALVA}),
        facts=some_facts(),
    )
    return changed(whole, changes)


def a_change(after: Terms, before: Terms | None = None, **changes: object) -> Change:
    """Return an approved change of what the example project is held to."""
    whole = Change(
        id="cykla/change-1",
        number=1,
        before=before or Terms(),
        after=after,
        reason="Upphandlingen överklagades.",
        consequence="Kampanjen börjar ett halvår senare.",
        requested_by=ALVA,
        requested_at=datetime(2025, 2, 3, 9, tzinfo=UTC),
        outcome=ChangeOutcome.APPROVE,
        decided_at=datetime(2025, 2, 10, 9, tzinfo=UTC),
        decided_as=1,
    )
    return changed(whole, changes)


def some_evidence(**changes: object) -> Evidence:
    """Return the signed decision on the regional fund, with the given fields changed."""
    whole = Evidence(
        id="cykla/evidence/1",
        number=1,
        kind=EvidenceKind.DECISION,
        title="Beslut om stöd",
        from_whom="Tillväxtverket",
        dated_on=date(2024, 10, 15),
        received_on=date(2024, 10, 16),
        note="",
        registry_number="24RK99",
        secrecy="",
        origin="own",
        file=EvidenceFile(media_type="application/pdf", size=48_213, sha256="ab" * 32),
        links=(EvidenceLink("funding", "eruf"),),
        added_by=ALVA,
        added_at=datetime(2024, 10, 16, 9, tzinfo=UTC),
    )
    return changed(whole, changes)


SIGNED_BY_THE_FUND = some_evidence()
SIGNED_BY_THE_REGION = some_evidence(
    id="cykla/evidence/2",
    number=2,
    from_whom="Region Kronoberg",
    dated_on=date(2024, 10, 22),
    received_on=date(2024, 10, 22),
    links=(EvidenceLink("funding", "regional"),),
)
COMMITTED = some_evidence(
    id="cykla/evidence/3",
    number=3,
    kind=EvidenceKind.COMMITMENT,
    title="Bekräftelse av åtaganden",
    from_whom="Energikontor Sydost",
    links=(),
)


def a_grant(person: str, role: Role, **changes: object) -> Grant:
    """Return a role held in the example project from its first day on."""
    whole = Grant(
        id=f"g-{person}-{role}",
        person=person,
        role=role,
        programme="kronoberg",
        project="cykla",
        from_on=date(2024, 9, 1),
        until_on=None,
    )
    return changed(whole, changes)


def some_decisions() -> tuple[DecisionTaken, ...]:
    """Return the decisions that led to the last gate, in the order taken."""
    return (
        a_decision(outcome=Outcome.GO_WITH_CONDITIONS),
        a_decision(
            gate="checkpoint", occurrence=1, decided_at=datetime(2025, 12, 9, 9, tzinfo=UTC)
        ),
        a_decision(gate="close", decided_at=datetime(2027, 1, 29, 9, tzinfo=UTC)),
    )


def _finished_contents() -> Mapping[type, object]:
    cycle = a_learning_cycle(
        reviews=(Review(reviewed_on=date(2026, 12, 1), notes="Erbjudandet om köp behålls."),),
        next_review_on=date(2027, 5, 31),
    )
    analysis = a_stakeholder_analysis(reviewed_on=date(2027, 2, 10))
    return {**a_context().contents, LearningCycle: cycle, StakeholderAnalysis: analysis}


def _finished_facts() -> ProjectFacts:
    paid = tuple(replace(f, last_payment_on=date(2027, 2, 26)) for f in CYKLA.funding)
    archive = Archive(
        place="Region Kronobergs e-arkiv", registry_number="24RK1234", package_sha256=SEAL
    )
    return some_facts(funding=paid, archive=archive)


def a_finished_context(**changes: object) -> Context:
    """Return what rules see at the finish gate, with the given fields changed."""
    contents = _finished_contents()
    whole = a_context(
        moment=Moment(LAST_NOON),
        facts=_finished_facts(),
        gate=Gate(gate="finish"),
        contents=contents,
        earlier=contents,
        phase_entered_on=date(2027, 1, 29),
        readings=(TRIPS_READ, USERS_READ),
        decisions=some_decisions(),
        conditions=(CONDITION,),
        evidence=(SIGNED_BY_THE_FUND, SIGNED_BY_THE_REGION, COMMITTED),
        offered=(OFFERED,),
        logged_lessons=tuple(f.id for f in a_learning_cycle().findings),
        grants=(
            a_grant(ALVA, Role.PROJECT_MANAGER),
            a_grant(BO, Role.STEERING_GROUP),
            a_grant(EVA, Role.STEERING_GROUP),
            a_grant(OLA, Role.STEERING_CHAIR),
        ),
        submitters=frozenset({ALVA}),
        deciders=(("steering_group", 2), ("steering_chair", 1)),
        handed_in_on={tool.name: date(2027, 2, 10) for tool in TOOLS},
        package_sha256=SEAL,
    )
    return changed(whole, changes)


def altered(context: Context, path: str, value: object) -> Context:
    """Return a context that differs in one thing.

    The path is a finding's: ``change_logic.activities[evaluate].owner`` in a tool,
    ``project.owner`` in the facts, or ``context.submitters`` in the context itself.
    """
    room, _, rest = path.partition(".")
    if room == "context":
        return with_(context, rest, value)
    if room == "project":
        return replace(context, facts=with_(context.facts, rest, value))
    kind = next(tool.content for tool in TOOLS if tool.name == room)
    content = with_(context.contents[kind], rest, value)
    return replace(context, contents={**context.contents, kind: content})
