"""A base becomes what a gate is judged on: the same case and context that a record gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.context import Context
from gronatraden.gates.conditions.speaking import spoken
from gronatraden.gates.decision import rows_for, rule_for
from gronatraden.gates.evaluate import Case, evaluate
from gronatraden.gates.holding.material import material_fields
from gronatraden.gates.registry import effective
from gronatraden.gates.tally import stand_ins
from gronatraden.history import OfferedLesson, Outcome
from gronatraden.moment import Moment, day_of
from gronatraden.phases import NextGate, opening, standing
from gronatraden.policy import PublishedPolicy
from gronatraden.project import FACTS, Project, ProjectFacts
from gronatraden.services.authoring.cases.history import History
from gronatraden.services.folders.beside import Answers, Lessons, Readings
from gronatraden.tools.competent_leadership import CompetentLeadership
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from gronatraden.gates.verdict import Verdict
    from gronatraden.history import DecisionTaken
    from gronatraden.phases import Lifecycle, Standing
    from gronatraden.policy import Policy
    from gronatraden.services.authoring.cases.rooms import Base


@dataclass(frozen=True, slots=True)
class Stood:
    """A project at a moment, under some policies, ready to be judged at any gate."""

    base: Base
    """As it is."""
    before: Base
    """As it was when a gate last opened: the unpatched base."""
    lifecycle: Lifecycle
    at: datetime

    def judge(self, policies: Sequence[Policy], gate: str) -> Verdict:
        """Return the verdict on a gate."""
        published = tuple(PublishedPolicy(p, f"{p.policy}/{p.version}") for p in policies)
        facts = self.base.contents.get(FACTS, ProjectFacts())
        held = effective(spoken(published, facts).published).policies
        standing_now = standing(self.lifecycle, self._decisions)
        case = Case(
            project=self._project(policies),
            phase=self.lifecycle.phase_of(gate),
            gate=self._next(gate),
            policies=published,
            snapshot={},
            waivers=tuple(w.waiver(n) for n, w in enumerate(self._history.waivers, start=1)),
            stopped=standing_now.stopped,
        )
        return evaluate(case, self._context(held, case.gate, standing_now))

    @property
    def _history(self) -> History:
        found = self.base.contents.get("history")
        return found if isinstance(found, History) else History()

    @property
    def _decisions(self) -> tuple[DecisionTaken, ...]:
        facts = self.before.contents.get(FACTS, ProjectFacts())
        return tuple(made.taken(facts) for made in self._history.decisions)

    def _project(self, policies: Sequence[Policy]) -> Project:
        return Project(
            id=self.base.project,
            programme="programme",
            lifecycle=self.lifecycle.lifecycle,
            lifecycle_version=self.lifecycle.version,
            policies=tuple((p.policy, p.version) for p in policies),
            opened_at=self.at,
        )

    def _next(self, gate: str) -> NextGate:
        known = self.lifecycle.gate(gate)
        if known is None or not known.recurs:
            return NextGate(gate, None)
        passed = sum(d.gate == gate for d in opening(self._decisions))
        return NextGate(gate, passed + 1)

    def _context(
        self, policies: Sequence[Policy], gate: NextGate, standing_now: Standing
    ) -> Context:
        history, entered = self._history, standing_now.entered_at
        contents, decisions = _contents(self.base), self._decisions
        rule = rule_for(policies, gate.gate, Outcome.GO, quorum=_quorum(contents))
        return Context(
            moment=Moment(self.at),
            facts=self.base.contents.get(FACTS, ProjectFacts()),
            gate=self.lifecycle.gate(gate.gate),
            occurrence=gate.occurrence,
            contents=contents,
            earlier=_contents(self.before) if opening(decisions) else {},
            phase_entered_on=None if entered is None else day_of(entered),
            readings=tuple(kept.reading for kept in self._kept(Readings, "readings").readings),
            decisions=decisions,
            conditions=tuple(one.condition for one in history.conditions),
            evidence=tuple(p.evidence(n) for n, p in enumerate(history.evidence, start=1)),
            offered=self._offered(),
            logged_lessons=tuple(
                kept.from_finding
                for kept in self._kept(Lessons, "lessons").lessons
                if kept.from_finding
            ),
            grants=tuple(
                held.grant(n, self.base.project) for n, held in enumerate(history.roles, start=1)
            ),
            submitters=frozenset(history.submitted_by),
            deciders=tuple(rule.items()),
            material=material_fields(policies),
            handed_in_on=history.handed_in_on,
            stand_ins=stand_ins(rows_for(policies, gate.gate, Outcome.GO)),
            package_sha256=history.package_sha256,
        )

    def _offered(self) -> tuple[OfferedLesson, ...]:
        given = {
            one.lesson.id: OfferedLesson(
                lesson=one.lesson.id, answer=one.answer, because=one.because
            )
            for one in self._kept(Answers, "answers").answers
        }
        named = dict.fromkeys((*self._history.offered, *given))
        return tuple(given.get(name, OfferedLesson(lesson=name)) for name in named)

    def _kept(self, kind: type[Any], room: str) -> Any:  # noqa: ANN401 - the kind that is asked for
        found = self.base.contents.get(room)
        return found if isinstance(found, kind) else kind(project=self.base.project)


def _contents(base: Base) -> dict[type, object]:
    return {
        tool.content: base.contents[tool.name] for tool in tools() if tool.name in base.contents
    }


def _quorum(contents: dict[type, object]) -> int:
    leadership = contents.get(CompetentLeadership)
    return leadership.steering_group.quorum if isinstance(leadership, CompetentLeadership) else 0
