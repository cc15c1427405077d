"""What the report needs to know, as values: no language, no template, no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gronatraden.exports.report.origins import kind_of_facts

if TYPE_CHECKING:
    from datetime import date, datetime

    from gronatraden.diagram import Diagram
    from gronatraden.documents import DocumentVersion, Origin
    from gronatraden.exports.report.origins import Kind, Origins
    from gronatraden.exports.report.series import Series
    from gronatraden.exports.report.way import PhaseStep
    from gronatraden.findings import Finding
    from gronatraden.gates.decision import ConditionAsked, Decision
    from gronatraden.gates.holding.material import Stale
    from gronatraden.gates.holding.waivers import WaiverState
    from gronatraden.gates.tally import Place
    from gronatraden.gates.verdict import Result, Verdict
    from gronatraden.history import Change, Condition, OfferedLesson, Outcome, Waiver
    from gronatraden.learning import Lesson
    from gronatraden.phases import Standing
    from gronatraden.policy import ProjectClass
    from gronatraden.project import Programme, Project, ProjectFacts
    from gronatraden.thread.coverage import Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A decision that is asked for and not yet taken."""

    at: datetime
    places: tuple[Place, ...]
    """Roles, and how many in each, that have not said yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A tool's picture and what it rests on."""

    tool: str
    diagram: Diagram | None
    """None where the tool was not handed in."""
    version: DocumentVersion | None
    origins: Origins


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSaid:
    """What one person said on a request."""

    roles: tuple[str, ...]
    """Roles the person has on the panel."""
    person: str
    """Handle; empty unless names were asked for."""
    outcome: Outcome
    reason: str
    said_at: datetime
    counted: Literal["carried", "apart", "replaced"]
    """Whether it carried the decision, did not, or the person said something else later."""
    conditions: tuple[ConditionAsked, ...] = ()
    hold_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTold:
    """A decision with everything around it."""

    number: int
    """Counts from 1 in the order taken."""
    decision: Decision
    verdict: Verdict
    """What the machine stated; the decision rests on it."""
    words: tuple[WordSaid, ...]
    conditions: tuple[Condition, ...]

    @property
    def satisfied(self) -> int:
        """Number of requirements that were satisfied."""
        return sum(r.status == "satisfied" for r in self.verdict.requirements)

    @property
    def asked(self) -> int:
        """Number of requirements that applied."""
        return sum(r.status != "not_applicable" for r in self.verdict.requirements)

    @property
    def waived(self) -> tuple[Result, ...]:
        """Requirements that were waived."""
        return tuple(r for r in self.verdict.requirements if r.status == "waived")


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverTold:
    """A waiver and how it stands today."""

    waiver: Waiver
    requirement: Result | None
    """The requirement as last judged; None where no verdict mentions it."""
    state: WaiverState


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonOffered:
    """An earlier lesson put in front of the project, with its answer."""

    lesson: Lesson
    offered: OfferedLesson


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionTold:
    """A version of a document and where what it says comes from."""

    version: DocumentVersion
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTold:
    """A document: its latest version and the ones before it."""

    latest: VersionTold
    earlier: tuple[VersionTold, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationTold:
    """Something that falls due after a gate, and outlives the project."""

    id: str
    after: str
    """Gate that starts the clock."""
    years: int
    due_on: date | None
    """None until the gate was passed."""
    has_come: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTold:
    """A project's class."""

    now: ProjectClass | None
    """None until it is stated what the project costs."""
    lighter_because: str
    """Why it goes through a lighter lifecycle than its class; empty where it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogTold:
    """The log as a whole, at the moment of the report."""

    origin: str
    size: int
    root: str
    """64 hex digits, as ``audit verify`` says it."""
    at: datetime
    note: str
    """Signed checkpoint."""
    vkey: str
    """Public key of who signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """Everything the report says."""

    project: Project
    programme: Programme
    facts: ProjectFacts
    facts_origin: Origin
    """Of the facts' document; what a part without one has."""
    at: datetime
    """The moment that the report describes."""
    simulated: bool
    """Whether the database keeps a simulated clock: then nobody in it is real."""
    standing: Standing
    way: tuple[PhaseStep, ...]
    verdict: Verdict | None
    """On the gate that is next, as things stand; None where no gate is left."""
    asked: Asked | None
    thread: Picture
    pictures: tuple[Picture, ...]
    """One for each tool, in the method's order."""
    series: tuple[Series, ...]
    """One for each indicator."""
    decisions: tuple[DecisionTold, ...]
    waivers: tuple[WaiverTold, ...]
    offered: tuple[LessonOffered, ...]
    logged: tuple[Lesson, ...]
    documents: tuple[DocumentTold, ...]
    obligations: tuple[ObligationTold, ...]
    keep_until: date | None
    """Last day the record must be kept; None where no rule gives one yet."""
    log: LogTold
    coverage: Coverage | None = None
    """How much of the thread holds."""
    overdue: frozenset[str] = frozenset()
    """Ids of conditions whose day has passed unmet."""
    changes: tuple[Change, ...] = ()
    """In the order requested, those that wait or were rejected included."""
    classed: ClassTold | None = None
    """Its class; None where nobody has published what the classes are."""
    misfits: tuple[Finding, ...] = ()
    """Where its policies and its lifecycle differ from what its facts call for."""
    stale: Stale | None = None
    """The decision that no longer rests on what is there."""

    @property
    def facts_kind(self) -> Kind:
        """Where the facts as a whole come from."""
        return kind_of_facts(self.facts, self.facts_origin)

    @property
    def made_up(self) -> bool:
        """Whether anything in the report is labelled as made up."""
        return self.facts_kind in {"fictional", "partly"} or any(
            p.origins.made_up for p in (self.thread, *self.pictures)
        )
