"""What a report is written from: everything recorded of a project, and the period told of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from gronatraden.exports.outline.outline import Aside, Gap
from gronatraden.exports.report.origins import kind_of
from gronatraden.exports.report.series import series
from gronatraden.gates.asking.declared import declared
from gronatraden.history import Outcome
from gronatraden.moment import day_of
from gronatraden.tools.change_logic import ChangeLogic
from gronatraden.tools.collaboration_ladder import CollaborationLadder
from gronatraden.tools.competent_leadership import CompetentLeadership
from gronatraden.tools.equality_mainstreaming import EqualityMainstreaming
from gronatraden.tools.learning_cycle import LearningCycle
from gronatraden.tools.stakeholder_analysis import StakeholderAnalysis

if TYPE_CHECKING:
    from datetime import datetime

    from gronatraden.context import Context
    from gronatraden.exports.outline.outline import Period
    from gronatraden.exports.report.origins import Kind
    from gronatraden.exports.report.series import Series
    from gronatraden.exports.report.view import DecisionTold, Picture, ReportView
    from gronatraden.project import ProjectFacts

T = TypeVar("T")

_LEARNERS = ("project_manager", "learning_owner")
_WHO = {
    "learning_cycle": _LEARNERS,
    "equality_mainstreaming": ("project_manager", "equality_competence"),
    "readings": _LEARNERS,
    "lessons": _LEARNERS,
    "evidence": ("project_manager", "programme_office"),
}
"""Roles that can fill a gap, by the room it is in; everywhere else the project manager."""


@dataclass(frozen=True)
class Material:
    """The record of a project as a report's parts read it.

    Plans are told as they stand today. What has happened is told up to the last day of the
    period: nothing that was measured or decided later stands in the report.
    """

    view: ReportView
    everything: Context
    """What is recorded, whenever it happened."""
    period: Period
    funder: str = ""
    """Code of the fund that the report is written to; empty where it is for everyone."""

    @cached_property
    def context(self) -> Context:
        """What was recorded of the days up to the end of the period."""
        seen = self.everything
        return replace(
            seen,
            readings=tuple(r for r in seen.readings if r.measured_on <= self.period.to_on),
            decisions=tuple(d for d in seen.decisions if self.is_told(d.decided_at)),
        )

    def is_told(self, at: datetime) -> bool:
        """Say whether something happened before the period was over."""
        return day_of(at) <= self.period.to_on

    @property
    def facts(self) -> ProjectFacts:
        """The project's facts."""
        return self.everything.facts

    @property
    def logic(self) -> ChangeLogic:
        """The change logic; empty where none was handed in."""
        return self.everything.read(ChangeLogic)

    @property
    def analysis(self) -> StakeholderAnalysis:
        """The stakeholder analysis."""
        return self.everything.read(StakeholderAnalysis)

    @property
    def ladder(self) -> CollaborationLadder:
        """The collaboration ladder."""
        return self.everything.read(CollaborationLadder)

    @property
    def cycle(self) -> LearningCycle:
        """The learning cycle."""
        return self.everything.read(LearningCycle)

    @property
    def leadership(self) -> CompetentLeadership:
        """The leadership."""
        return self.everything.read(CompetentLeadership)

    @property
    def equality(self) -> EqualityMainstreaming:
        """The equality mainstreaming."""
        return self.everything.read(EqualityMainstreaming)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """Every indicator with what was read of it up to the end of the period."""
        return series(self.context, self.picture("change_logic").origins.by_id)

    @cached_property
    def decisions(self) -> tuple[DecisionTold, ...]:
        """The decisions taken before the period was over, in the order taken."""
        return tuple(d for d in self.view.decisions if self.is_told(d.decision.decided_at))

    @property
    def first_decided(self) -> ProjectFacts | None:
        """The project's facts as the gate first opened on them."""
        opened = (d.facts for d in self.everything.decisions if d.outcome.opens)
        return next(opened, None)

    @property
    def stopped(self) -> bool:
        """Whether the project was stopped before the period was over."""
        return any(d.outcome is Outcome.STOP for d in self.context.decisions)

    def picture(self, tool: str) -> Picture:
        """Return a tool's picture, or the thread's."""
        shown = (*self.view.pictures, self.view.thread)
        return next(p for p in shown if p.tool == tool)

    def kind(self, tool: str, element: str) -> Kind:
        """Return where an element of a tool comes from."""
        origins = self.picture(tool).origins
        return origins.by_id.get(element, origins.whole)

    def kind_of_whole(self, tool: str, source: str = "") -> Kind:
        """Return where something that has no id of its own comes from."""
        return kind_of(self.picture(tool).origins.whole, source)

    def lacks(
        self, where: str, *, code: str = "field", who: tuple[str, ...] = (), **facts: object
    ) -> Gap | Aside:
        """Return the gap where a field is empty, or the reason why it does not apply."""
        said = declared(where, self.everything)
        if said is not None:
            return Aside(where, said.because)
        room = where.partition(".")[0].partition("[")[0]
        return Gap(
            where=where, who=who or _WHO.get(room, ("project_manager",)), code=code, facts=facts
        )

    def told(self, value: T | None, where: str, *, code: str = "field") -> T | Gap | Aside:
        """Return a value, or what is missing where it is empty."""
        return value if value not in (None, "", ()) else self.lacks(where, code=code)
