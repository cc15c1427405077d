"""What a change logic holds: six boxes, the links between them, and its indicators."""

from __future__ import annotations

from datetime import date
from typing import Literal

from gronatraden.documents import (
    Item,
    Line,
    Measured,
    NotApplicable,
    Origin,
    Percent,
    Prose,
    Score,
    Sek,
    Slug,
    content,
)


@content
class Challenge(Item):
    """Why the intervention is needed (utmaning)."""

    statement: Prose = ""
    evidence: Prose = ""
    """What shows that the challenge is real."""
    asked_for_by: Line = ""
    """Who asks for the intervention."""
    if_not_done: Prose = ""
    """What happens otherwise."""


@content
class StrategyLink(Item):
    """A goal or priority of the regional development strategy (RUS) that is served."""

    strategy: Line = ""
    goal: Line = ""


@content
class Resource(Item):
    """Staff and money that are required (resurs)."""

    title: Line = ""
    staff_percent: Percent | None = None
    """Full-time posts times 100."""
    amount_sek: Sek | None = None


Perspective = Literal["environment", "equality", "equal_opportunities"]
"""A horizontal perspective (hållbarhetsperspektiv)."""


@content
class Activity(Item):
    """What has to be carried out (aktivitet)."""

    title: Line = ""
    owner: Line = ""
    """Role that owns it; never a person's name."""
    starts_on: date | None = None
    ends_on: date | None = None
    resources: tuple[Slug, ...] = ()
    """Ids of the resources it uses."""
    budget_sek: Sek | None = None
    output: Line = ""
    serves: tuple[Perspective, ...] = ()
    """The horizontal perspectives that it works for, besides its effects."""


@content
class Acceptance:
    """That a goal is accepted by those who shall reach it (A as in accepterat)."""

    by: Line
    on: date | None = None


@content
class Effect(Item):
    """A change that the activities lead to (effekt)."""

    statement: Prose = ""
    target_group: Line = ""
    """Who changes or benefits; a stakeholder's id or name."""
    by: date | None = None
    """When it shall be seen."""
    answers: tuple[Slug, ...] = ()
    """Ids of the challenges it answers."""
    accepted: tuple[Acceptance, ...] = ()


@content
class Link:
    """That one thing leads to another, and why that is believed."""

    cause: Slug
    effect: Slug
    mechanism: Prose = ""
    assumption: Prose = ""
    evidence: Literal["", "none", "weak", "strong"] = ""
    risk: Score = 0
    """How much falls if the assumption is false, 1 to 5."""
    feedback: bool = False
    """True for a loop that is intended."""
    source: Line = ""
    origin: Origin = ""


@content
class Indicator(Item):
    """How an effect is measured (indikator)."""

    title: Line = ""
    effect: Slug | None = None
    """Id of the effect it measures."""
    definition: Prose = ""
    unit: Line = ""
    baseline: Measured | None = None
    baseline_on: date | None = None
    target: Measured | None = None
    target_on: date | None = None
    direction: Literal["", "increase", "decrease", "maintain"] = ""
    data_source: Line = ""
    method: Prose = ""
    frequency: Line = ""
    responsible: Line = ""
    """Role that answers for the reading."""
    counts_people: bool = False
    split_by: tuple[Literal["sex", "age", "disability", "origin", "geography"], ...] = ()


@content
class Evaluation:
    """How the project is evaluated and what that may cost."""

    plan: Prose = ""
    kind: Literal["", "internal", "external", "ongoing"] = ""
    budget_sek: Sek | None = None


@content
class ChangeLogic:
    """The six boxes in the order the method asks for them, and what binds them."""

    challenges: tuple[Challenge, ...] = ()
    strategy_links: tuple[StrategyLink, ...] = ()
    resources: tuple[Resource, ...] = ()
    activities: tuple[Activity, ...] = ()
    short_term_effects: tuple[Effect, ...] = ()
    medium_term_effects: tuple[Effect, ...] = ()
    long_term_effects: tuple[Effect, ...] = ()
    links: tuple[Link, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    external_factors: tuple[Line, ...] = ()
    evaluation: Evaluation = Evaluation()
    not_applicable: tuple[NotApplicable, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """What people call each activity and effect, by id."""
        names = {a.id: a.title or a.id for a in self.activities}
        return names | {e.id: e.statement or e.id for e in self.effects}

    @property
    def effects(self) -> tuple[Effect, ...]:
        """All effects, the nearest in time first."""
        return self.short_term_effects + self.medium_term_effects + self.long_term_effects

    @property
    def placed(self) -> tuple[tuple[str, Effect], ...]:
        """All effects with the path of each: ``change_logic.short_term_effects[id]``."""
        return tuple(
            (f"change_logic.{box}[{effect.id}]", effect)
            for box in ("short_term_effects", "medium_term_effects", "long_term_effects")
            for effect in getattr(self, box)
        )
