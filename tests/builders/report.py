"""The example project as its report sees it: before its second checkpoint, with a bit of all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from gronatraden.exports.report.origins import origins_of, together
from gronatraden.exports.report.series import series
from gronatraden.exports.report.view import (
    Asked,
    DecisionTold,
    DocumentTold,
    LessonOffered,
    LogTold,
    ObligationTold,
    Picture,
    ReportView,
    VersionTold,
    WaiverTold,
    WordSaid,
)
from gronatraden.exports.report.way import Now, way
from gronatraden.findings import Finding
from gronatraden.gates.decision import Decision
from gronatraden.gates.tally import Place
from gronatraden.gates.verdict import DocumentRef, PolicyRef, Result, Verdict
from gronatraden.history import Condition, OfferedLesson, Outcome, Reading, Waiver
from gronatraden.learning import Lesson
from gronatraden.phases import Gate, Lifecycle, Obligation, Phase, standing
from gronatraden.policy import Because
from gronatraden.project import Programme, Project
from gronatraden.thread import coverage, draw
from gronatraden.tools import TOOLS
from tests.builders.changes import changed
from tests.builders.context import a_context
from tests.builders.gates import a_version
from tests.builders.history import a_decision
from tests.builders.project import some_facts

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.documents import DocumentVersion
    from gronatraden.exports.report.origins import Kind

AT = datetime(2025, 9, 15, 12, tzinfo=UTC)
WHY = Because(
    sv="Utan det går det inte att följa upp.", en="Without it nothing can be followed up."
)
LIFECYCLE = Lifecycle(
    lifecycle="full",
    version=1,
    phases=(
        Phase(phase="before_start", gates=(Gate(gate="start"),)),
        Phase(
            phase="during",
            gates=(Gate(gate="checkpoint", recurs=True), Gate(gate="close")),
        ),
        Phase(phase="follow_up", gates=(Gate(gate="finish"),)),
    ),
    obligations=(Obligation(id="effects-after-one-year", after="finish", years=1),),
)
PROJECT = Project(
    id="cykla",
    programme="kronoberg",
    lifecycle="full",
    lifecycle_version=1,
    policies=(("gronatraden-full", 1),),
    opened_at=datetime(2024, 9, 1, 9, tzinfo=UTC),
)
READINGS = (
    Reading(
        indicator="bike-users",
        measured_on=date(2025, 3, 31),
        value=Decimal(1350),
        women=700,
        men=650,
        source="https://exempel.se/enkat",
    ),
    Reading(
        indicator="bike-users",
        measured_on=date(2025, 8, 31),
        value=Decimal(1410),
        women=720,
        men=690,
        deviation="Leveransen av cyklar blev försenad.",
    ),
)
TAKEN = (
    a_decision(outcome=Outcome.GO_WITH_CONDITIONS),
    a_decision(gate="checkpoint", occurrence=1, decided_at=datetime(2025, 6, 3, 9, tzinfo=UTC)),
)


def a_result(status: str = "not_satisfied", **changes: object) -> Result:
    """Return a blocking requirement that is not satisfied, with the given fields changed."""
    finding = Finding(
        "activity-has-no-owner", "change_logic.activities[evaluate].owner", {"activity": "Enkät"}
    )
    whole: dict[str, object] = {
        "id": "close.activities-are-owned",
        "check": "change_logic.every_activity_is_resourced",
        "rule": "FL-03",
        "status": status,
        "weight": "blocking",
        "waivable": True,
        "because": WHY,
        "source": "Region Kronoberg, Förändringslogik",
        "findings": (finding,) if status in {"not_satisfied", "waived"} else (),
    }
    return Result(**{**whole, **changes})  # type: ignore[arg-type]  # the test says which


def a_verdict(*results: Result, **changes: object) -> Verdict:
    """Return a verdict on the close: one thing missing, one waived, one satisfied, one advice."""
    given = results or (
        a_result(),
        a_result("waived", id="close.links-are-argued", waiver="w-1"),
        a_result("satisfied", id="close.no-box-is-empty"),
        a_result(id="close.alternatives-are-stated", weight="advisory"),
    )
    whole: dict[str, object] = {
        "project": "cykla",
        "lifecycle": "full",
        "lifecycle_version": 1,
        "phase": "during",
        "gate": "close",
        "occurrence": None,
        "at": AT,
        "ready": False,
        "valid_until": datetime(2025, 12, 1, 23, tzinfo=UTC),
        "policies": (PolicyRef(policy="gronatraden-full", version=1, sha256="5e" * 32),),
        "documents": (DocumentRef(tool="change_logic", number=1, sha256="5e" * 32),),
        "requirements": given,
    }
    return Verdict(**{**whole, **changes})  # type: ignore[arg-type]  # the test says which


def a_word(**changes: object) -> WordSaid:
    """Return what the chair said, with the given fields changed."""
    whole = WordSaid(
        roles=("steering_chair",),
        person="",
        outcome=Outcome.GO_WITH_CONDITIONS,
        reason="Planen håller.",
        said_at=datetime(2024, 12, 10, 8, tzinfo=UTC),
        counted="carried",
    )
    return changed(whole, changes)


def a_decision_told(**changes: object) -> DecisionTold:
    """Return the go at the start, on a condition that is met, with one requirement waived."""
    whole = DecisionTold(
        number=1,
        decision=Decision(
            id="cykla/start/1/decision",
            request="cykla/start/1",
            project="cykla",
            gate="start",
            occurrence=None,
            outcome=Outcome.GO_WITH_CONDITIONS,
            reason="Nyttan är tydlig. Vintern behöver en plan.",
            hold_until=None,
            registry_number="24RK1234",
            deciders=("p-ola",),
            decided_at=datetime(2024, 12, 10, 9, tzinfo=UTC),
        ),
        verdict=a_verdict(
            a_result("satisfied"), a_result("waived", id="start.links-are-argued"), ready=True
        ),
        words=(a_word(), a_word(roles=("steering_group",), counted="apart")),
        conditions=(
            Condition(
                id="cykla/start/1/decision/condition-1",
                text="Ta fram en plan för vinterväghållning",
                owner="project_manager",
                due_on=date(2025, 3, 31),
                met_at=datetime(2025, 3, 20, 9, tzinfo=UTC),
                proof="Planen är antagen.",
            ),
        ),
    )
    return changed(whole, changes)


def _checkpoint() -> DecisionTold:
    decision = replace(
        a_decision_told().decision,
        gate="checkpoint",
        occurrence=1,
        outcome=Outcome.GO,
        reason="",
        decided_at=datetime(2025, 6, 3, 9, tzinfo=UTC),
    )
    return a_decision_told(number=2, decision=decision, words=(), conditions=())


def a_lesson(**changes: object) -> Lesson:
    """Return a lesson of another project, with the given fields changed."""
    whole = Lesson(
        id="res-gront/lesson-1",
        programme="kronoberg",
        project="res-gront",
        from_finding="",
        question="Fortsätter de som har prövat?",
        finding="Den som fick låna cykeln en månad fortsatte oftare.",
        change="Lånetiden är minst fyra veckor.",
        decision="",
        recipient="länets kommuner",
        spread="Nätverket för hållbart resande",
        tags=("elcykel",),
        source="https://exempel.se/lardomar",
        origin="public",
        learnt_on=date(2023, 6, 30),
    )
    return changed(whole, changes)


def a_picture(tool: str = "change_logic", content: object = None, whole: str = "own") -> Picture:
    """Return a tool's picture of the example project, or of the given content."""
    room = next(t for t in TOOLS if t.name == tool)
    shown = a_context().contents[room.content] if content is None else content
    version = changed(a_version(tool, shown), {"origin": whole})
    origins = origins_of(shown, version.origin)
    return Picture(tool=tool, diagram=room.draw(shown), version=version, origins=origins)


def a_document(
    tool: str = "change_logic", *, sources: dict[str, str] | None = None, kind: Kind = "own"
) -> DocumentTold:
    """Return a document in its second version."""
    first, second = (a_version(tool, some_facts(), number) for number in (1, 2))
    latest: DocumentVersion = changed(second, {"sources": sources or {}})
    return DocumentTold(
        latest=VersionTold(version=latest, kind=kind),
        earlier=(VersionTold(version=first, kind=kind),),
    )


def _waiver() -> WaiverTold:
    waiver = Waiver(
        id="w-1",
        requirement="close.links-are-argued",
        reason="Följeforskningen är försenad.",
        approved_at=datetime(2025, 9, 1, 9, tzinfo=UTC),
        expires_on=date(2025, 12, 31),
    )
    return WaiverTold(waiver=waiver, requirement=a_result("waived"), state="in_force")


def a_report_view(context: Context | None = None, **changes: object) -> ReportView:
    """Return everything a report says of the example project, with the given fields changed."""
    seen = context or a_context(readings=READINGS, phase_entered_on=date(2024, 12, 10))
    here, verdict = standing(LIFECYCLE, TAKEN), a_verdict()
    pictures = tuple(a_picture(tool.name) for tool in TOOLS)
    origins = together(p.origins for p in pictures)
    whole = ReportView(
        project=PROJECT,
        programme=Programme(id="kronoberg", title="Gröna Kronoberg", owner="Region Kronoberg"),
        facts=some_facts(),
        facts_origin="own",
        at=AT,
        simulated=False,
        standing=here,
        way=way(LIFECYCLE, TAKEN, Now(standing=here, verdict=verdict, asked=False)),
        verdict=verdict,
        asked=None,
        thread=Picture(tool="thread", diagram=draw(seen), version=None, origins=origins),
        coverage=coverage(seen),
        pictures=pictures,
        series=series(seen, pictures[0].origins.by_id),
        decisions=(a_decision_told(), _checkpoint()),
        waivers=(_waiver(),),
        offered=(
            LessonOffered(
                lesson=a_lesson(),
                offered=OfferedLesson(
                    lesson="res-gront/lesson-1", answer="applied", because="Alla lånar i en månad."
                ),
            ),
        ),
        logged=(a_lesson(id="cykla/lesson-1", project="cykla", origin="own", source=""),),
        documents=(a_document(sources={"S1": "https://exempel.se/kalla"}),),
        obligations=(
            ObligationTold(
                id="effects-after-one-year", after="finish", years=1, due_on=None, has_come=False
            ),
        ),
        keep_until=None,
        log=LogTold(
            origin="gronatraden.example/log",
            size=12345,
            root="cm9vdA==",
            at=AT,
            note="gronatraden.example/log\n12345\ncm9vdA==\n\n— gronatraden.example/log c2ln\n",
            vkey="gronatraden.example/log+586ef18c+a2V5",
        ),
    )
    return changed(whole, changes)


def an_asking(*places: Place) -> Asked:
    """Return a decision that is asked for and waits for two of the steering group."""
    return Asked(
        at=datetime(2025, 9, 10, 9, tzinfo=UTC), places=places or (Place("steering_group", 2),)
    )
