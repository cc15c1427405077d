"""Every act that writes, each with what has to be there first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gronatraden.gates.decision import ConditionAsked, PointAsked
from gronatraden.history import ChangeOutcome, Outcome
from gronatraden.learning import LessonWritten
from gronatraden.project import Role
from gronatraden.services import run_phase
from gronatraden.services.add_person import add_person
from gronatraden.services.add_reading import add_reading
from gronatraden.services.answer_lesson import answer_lesson, offer_lessons
from gronatraden.services.changes.decide_change import SaidOfChange, decide_change
from gronatraden.services.changes.request_change import request_change
from gronatraden.services.decide_gate import Said, decide_gate
from gronatraden.services.deciding.activate_policy import activate_policy
from gronatraden.services.deciding.meet_condition import list_conditions, meet_condition
from gronatraden.services.deciding.mend_point import mend_point
from gronatraden.services.deciding.motions import extend_condition, reopen_gate
from gronatraden.services.end_role import end_role
from gronatraden.services.folders.import_project import import_project
from gronatraden.services.grant_role import grant_role
from gronatraden.services.holding.approve_waiver import approve_waiver
from gronatraden.services.holding.waive import request_waiver, revoke_waiver
from gronatraden.services.log_lesson import import_lessons, log_learning, log_lesson
from gronatraden.services.open_programme import open_programme
from gronatraden.services.open_project import open_project
from gronatraden.services.publish import publish
from gronatraden.services.request_decision import request_decision
from gronatraden.services.submit_document import submit_document
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic, some_facts
from tests.builders.history import a_reading
from tests.builders.manuscripts import a_manuscript, written
from tests.services.changing import a_new_change
from tests.services.migrating import a_next_version, move, moved_to
from tests.services.simulator import PROGRAMME

if TYPE_CHECKING:
    from collections.abc import Callable

    from gronatraden.services import Parts
    from tests.services.simulator import ProjectSimulator

WINTER = ConditionAsked(text="Ploga", owner="project_manager", due_on=date(2024, 12, 31))
LESSONS = written(
    {
        "programme": PROGRAMME,
        "lessons": [{"id": "lend", "finding": "Bilen blev hemma när arbetsresorna cyklades."}],
    }
)
POLICY = written(
    {
        "policy": "mine",
        "version": 1,
        "title": {"sv": "Min", "en": "Mine"},
        "lifecycle": "full",
        "source": "Prov",
        "gates": {
            "start": {
                "decided_by": [{"role": "steering_chair"}],
                "requires": [
                    {
                        "id": "start.boxes",
                        "check": "change_logic.no_box_is_empty",
                        "because": {
                            "sv": "Utan det går inget att följa upp.",
                            "en": "Nothing can be followed up.",
                        },
                    }
                ],
            }
        },
    }
)


def nothing(life: ProjectSimulator) -> None:
    """Leave everything as it is."""
    del life


@dataclass(frozen=True)
class Act:
    """Something that can be done, and where."""

    name: str
    do: Callable[[Parts], object]
    after: str = "opened"
    prepare: Callable[[ProjectSimulator], object] = nothing

    def __str__(self) -> str:
        return self.name


def _says(*people: str, outcome: Outcome = Outcome.GO) -> Callable[[ProjectSimulator], None]:
    def say(life: ProjectSimulator) -> None:
        life.request("start")
        conditions = (WINTER,) if outcome is Outcome.GO_WITH_CONDITIONS else ()
        for person in people:
            life.decide("start", outcome, by=[person], conditions=conditions)

    return say


def _word(parts: Parts, project: str, by: str) -> object:
    return decide_gate(parts, project=project, gate="start", said=Said(outcome=Outcome.GO), by=by)


def _waive(parts: Parts) -> object:
    return request_waiver(
        parts,
        project="ro",
        gate="start",
        requirement="start.no-box-is-empty",
        reason="Senare.",
        expires_on=date(2024, 12, 31),
        by="alva",
    )


def _approve(parts: Parts) -> object:
    return approve_waiver(parts, project="ro", waiver="ro/waiver-1", by="disa")


def _waived(*steps: Callable[[Parts], object]) -> Callable[[ProjectSimulator], None]:
    def go(life: ProjectSimulator) -> None:
        life.submit(ChangeLogic())
        for step in steps:
            step(life.parts)

    return go


def _meet(parts: Parts) -> object:
    (condition,) = list_conditions(parts, project="ro")
    return meet_condition(parts, project="ro", condition=condition.id, proof="Plogat.", by="alva")


def _taught(life: ProjectSimulator) -> None:
    life.submit(a_change_logic())
    import_lessons(life.parts, written=LESSONS, by="olle")


def _ask_for_a_change(parts: Parts) -> object:
    return request_change(parts, project="cykla", new=a_new_change(), by="alva")


def _on_change(parts: Parts, by: str) -> object:
    said = SaidOfChange(outcome=ChangeOutcome.APPROVE)
    return decide_change(parts, project="cykla", number=1, said=said, by=by)


def _asked(*people: str) -> Callable[[ProjectSimulator], None]:
    def go(life: ProjectSimulator) -> None:
        _ask_for_a_change(life.parts)
        for person in people:
            _on_change(life.parts, person)

    return go


POINT = PointAsked(text="Mät bilresorna.")


def _refers_back(*people: str) -> Callable[[ProjectSimulator], None]:
    def go(life: ProjectSimulator) -> None:
        life.request("start")
        life.decide("start", Outcome.REFER_BACK, by=people, reason="Läs.", points=(POINT,))

    return go


def _ask_to_reopen(parts: Parts) -> object:
    return reopen_gate(parts, project="cykla", gate="start", reason="Nytt läge.", by="alva")


def _say_of_start(parts: Parts, outcome: Outcome, by: str) -> object:
    said = Said(outcome=outcome, reason="Enig.")
    return decide_gate(parts, project="cykla", gate="start", said=said, by=by)


def _moves(*people: str) -> Callable[[ProjectSimulator], None]:
    def go(life: ProjectSimulator) -> None:
        _ask_to_reopen(life.parts)
        for person in people:
            _say_of_start(life.parts, Outcome.REOPEN, person)

    return go


ACTS = (
    Act("add a person", lambda p: add_person(p, handle="eva", name="Eva", by="ida")),
    Act(
        "open a programme",
        lambda p: open_programme(p, programme="ny", title="Ny", owner="Region", by="olle"),
    ),
    Act(
        "grant a role",
        lambda p: grant_role(
            p, person="olle", role=Role.AUDITOR, programme=None, project="cykla", by="ida"
        ),
    ),
    Act("end a role", lambda p: end_role(p, grant="grant-3", by="ida")),
    Act("publish", lambda p: publish(p, written=POLICY, by="olle")),
    Act(
        "move a project to other rules",
        lambda p: move(p, moved_to(4, "cykla")),
        prepare=a_next_version,
    ),
    Act(
        "open a project",
        lambda p: open_project(
            p, programme=PROGRAMME, project="ny", title="Ny", lifecycle="full", by="olle"
        ),
    ),
    Act(
        "import a project",
        lambda p: import_project(
            p,
            programme=PROGRAMME,
            written=[
                a_manuscript(content, project="cykla")
                for content in (some_facts(), a_change_logic())
            ],
            by="alva",
        ),
    ),
    Act(
        "submit",
        lambda p: submit_document(
            p, project="cykla", written=a_manuscript(a_change_logic()), by="alva"
        ),
    ),
    Act(
        "add a reading",
        lambda p: add_reading(
            p, project="cykla", reading=a_reading(measured_on=date(2024, 11, 1)), by="alva"
        ),
        after="filled",
    ),
    Act(
        "log a lesson",
        lambda p: log_lesson(
            p, project="cykla", lesson=LessonWritten(id="snow", finding="Snö."), by="alva"
        ),
    ),
    Act("import lessons", lambda p: import_lessons(p, written=LESSONS, by="olle")),
    Act("log learning", lambda p: log_learning(p, project="cykla", by="alva"), after="filled"),
    Act("offer lessons", lambda p: offer_lessons(p, project="cykla", by="alva"), prepare=_taught),
    Act(
        "answer a lesson",
        lambda p: answer_lesson(
            p,
            project="cykla",
            lesson=f"{PROGRAMME}/lend",
            answer="applied",
            because="Vi lånar ut.",
            by="alva",
        ),
        prepare=_taught,
    ),
    Act("ask for a waiver", _waive, after="small", prepare=_waived()),
    Act("approve a waiver", _approve, after="small", prepare=_waived(_waive)),
    Act(
        "revoke a waiver",
        lambda p: revoke_waiver(p, project="ro", waiver="ro/waiver-1", reason="Nu.", by="disa"),
        after="small",
        prepare=_waived(_waive, _approve),
    ),
    Act(
        "ask for a decision",
        lambda p: request_decision(p, project="cykla", gate="start", by="alva"),
        after="filled",
    ),
    Act(
        "say a word",
        lambda p: _word(p, "ro", "bo"),
        after="small-filled",
        prepare=_says(),
    ),
    Act(
        "say the last word",
        lambda p: _word(p, "ro", "disa"),
        after="small-filled",
        prepare=_says("bo", "bea"),
    ),
    Act(
        "meet a condition",
        _meet,
        after="small-filled",
        prepare=_says("bo", "bea", "disa", outcome=Outcome.GO_WITH_CONDITIONS),
    ),
    Act(
        "put rules in force",
        lambda p: activate_policy(p, name="mine", by="siri"),
        prepare=lambda life: publish(life.parts, written=POLICY, by="olle"),
    ),
    Act(
        "let somebody stand in",
        lambda p: grant_role(
            p,
            person="olle",
            role=Role.STEERING_CHAIR,
            programme=None,
            project="cykla",
            until_on=date(2024, 12, 31),
            instead_of="disa",
            by="ida",
        ),
    ),
    Act(
        "refer back with points",
        lambda p: decide_gate(
            p,
            project="ro",
            gate="start",
            said=Said(outcome=Outcome.REFER_BACK, reason="Läs.", points=(POINT,)),
            by="disa",
        ),
        after="small-filled",
        prepare=_refers_back("bo", "bea"),
    ),
    Act(
        "mend a point",
        lambda p: mend_point(
            p, project="ro", point="ro/start/request-1/decision/point-1", how="Mätt.", by="alva"
        ),
        after="small-filled",
        prepare=_refers_back("bo", "bea", "disa"),
    ),
    Act("ask to re-open a gate", _ask_to_reopen, after="started"),
    Act(
        "say the last word on re-opening a gate",
        lambda p: _say_of_start(p, Outcome.REOPEN, "disa"),
        after="started",
        prepare=_moves("bo", "bea"),
    ),
    Act(
        "ask for more time",
        lambda p: extend_condition(
            p,
            project="ro",
            condition="ro/start/request-1/decision/condition-1",
            due_on=date(2025, 3, 1),
            reason="Snö.",
            by="alva",
        ),
        after="small-filled",
        prepare=_says("bo", "bea", "disa", outcome=Outcome.GO_WITH_CONDITIONS),
    ),
    Act("ask for a change", _ask_for_a_change, after="started"),
    Act("say a word on a change", lambda p: _on_change(p, "bo"), after="started", prepare=_asked()),
    Act(
        "say the last word on a change",
        lambda p: _on_change(p, "disa"),
        after="started",
        prepare=_asked("bo", "bea"),
    ),
    Act(
        "add a reading that a change explains",
        lambda p: add_reading(
            p,
            project="cykla",
            reading=a_reading(measured_on=date(2024, 11, 1)),
            change=1,
            by="alva",
        ),
        after="started",
        prepare=_asked(),
    ),
    Act("let the machine offer", lambda p: run_phase.offer(p, project="cykla"), prepare=_taught),
    Act("let the machine log", lambda p: run_phase.learn(p, project="cykla"), after="filled"),
    Act(
        "let the machine ask",
        lambda p: run_phase.ask(p, project="cykla", phase="before_start"),
        after="filled",
    ),
)
"""All of them, in the order a project meets them."""
