"""What a learning cycle holds: questions, what was learnt, decisions, and what lives on."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from gronatraden.documents import Item, Limit, Line, NotApplicable, Prose, Slug, content

LINK = "→"
"""What stands between cause and effect when a question is about a link."""


@content
class Question(Item):
    """Something the project does not know and has decided to find out (lärandefråga)."""

    question: Line = ""
    about: Line = ""
    """What it asks about: id of an effect, ``cause→effect`` of a link, or a decision in words."""
    method: Prose = ""
    """How it is answered, and from which data."""
    owner: Line = ""
    """Role that answers for it; never a person's name."""
    due_on: date | None = None
    recipient: Line = ""
    """Who will use the knowledge."""

    @property
    def link(self) -> tuple[str, str] | None:
        """The (cause, effect) it asks about, or None where it asks about something else."""
        cause, arrow, effect = self.about.partition(LINK)
        return (cause.strip(), effect.strip()) if arrow else None


@content
class Spread:
    """Where knowledge was passed on outside the project, and when."""

    where: Line
    on: date | None = None


@content
class LearningFinding(Item):
    """What was found out, and what is done differently because of it (lärdom)."""

    question: Slug | None = None
    """Id of the question it answers; None where something unasked was learnt."""
    finding: Prose = ""
    """What was found; the finding is finished once this says something."""
    found_on: date | None = None
    change: Prose = ""
    """What we do differently."""
    no_change_because: Prose = ""
    """Why nothing changes, where that is the conclusion."""
    communicated_on: date | None = None
    communicated_to: Line = ""
    spread: tuple[Spread, ...] = ()
    tags: tuple[Slug, ...] = ()
    reusable: bool = False
    """True where it is written so that another project can use it."""

    @property
    def finished(self) -> bool:
        """Whether something was found."""
        return bool(self.finding)


@content
class LoggedDecision(Item):
    """A decision in the project, and what it is known or expected to lead to (beslut)."""

    title: Line = ""
    decided_on: date | None = None
    rests_on_goal: Line = ""
    """Goal of the regional development strategy (RUS) that it rests on."""
    effect_on_society: Prose = ""
    effect_on_economy: Prose = ""
    effect_on_environment: Prose = ""


@content
class Review:
    """That the learning was looked over, and what came of it (genomgång)."""

    reviewed_on: date
    notes: Prose = ""


@content
class FinalReport:
    """The project's final report and the findings it uses (slutrapport)."""

    status: Literal["", "draft", "final"] = ""
    summary: Prose = ""
    uses_findings: tuple[Slug, ...] = ()
    """Ids of the findings it builds on."""
    published_at: Line = ""
    """Address or registry number where it can be read."""


@content
class Handover:
    """What ordinary operations take over, and from when (överlämning)."""

    receiver: Line = ""
    """Organisation or unit in ordinary operations."""
    responsible: Line = ""
    """Role that answers for it there."""
    what: Prose = ""
    from_on: date | None = None
    source: Line = ""
    """Key of the document's source that states this, where there is one."""


@content
class LearningCycle:
    """Planned learning: plan, apply, evaluate and report, analyse and improve."""

    questions: tuple[Question, ...] = ()
    findings: tuple[LearningFinding, ...] = ()
    decisions: tuple[LoggedDecision, ...] = ()
    cadence_months: Annotated[int, Limit(ge=1, le=48)] | None = None
    """Months between reviews."""
    reviews: tuple[Review, ...] = ()
    next_review_on: date | None = None
    final_report: FinalReport = FinalReport()
    handover: Handover = Handover()
    not_applicable: tuple[NotApplicable, ...] = ()
