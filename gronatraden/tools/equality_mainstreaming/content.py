"""What equality mainstreaming holds: the four R, goals, grounds and the child's best interests."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from gronatraden.documents import Item, Limit, Line, NotApplicable, Prose, Slug, content
from gronatraden.tools.equality_mainstreaming import counting

Count = Annotated[int, Limit(ge=0, le=10**12)]
"""A number of people, hours, kronor or whatever the row's unit says."""


@content
class Row(Item):
    """One row of R1, representation: what is counted, and how it falls between the sexes."""

    what: Line = ""
    unit: Line = ""
    """What is counted: people, hours, kronor."""
    responsible: Line = ""
    """Role that answers for the row; never a person's name."""
    women: Count | None = None
    """Women and girls."""
    men: Count | None = None
    """Men and boys."""
    other: Count | None = None
    """Other or unknown."""
    n: Count | None = None
    """All together."""
    data_source: Line = ""
    measured_on: date | None = None
    suppressed_in_public: bool = False
    """True where it is decided that small cells are hidden wherever the row is published."""

    @property
    def counted(self) -> tuple[int, int, int] | None:
        """Women, men, and other or unknown (0 where empty); None until both sexes are counted."""
        if self.women is None or self.men is None:
            return None
        return self.women, self.men, self.other or 0

    @property
    def shares(self) -> counting.Shares | None:
        """Whole per cent, derived; None until both sexes are counted, or where nobody is."""
        return None if self.counted is None else counting.shares(*self.counted)

    @property
    def public(self) -> counting.PublicCells:
        """The row as it may be published, small cells hidden."""
        return counting.public_cells((self.women, self.men, self.other), self.n)


@content
class ResourceRow(Row):
    """One row of R2, resources: who gets how much of what."""

    dimension: Literal["", "time", "space", "money", "information"] = ""


@content
class Explanation(Item):
    """Why a row of R1 or R2 looks the way it does."""

    row: Slug | None = None
    """Id of the row it explains."""
    explanation: Prose = ""


@content
class Realia:
    """R3: which norms and causes lie behind the numbers."""

    analysis: Prose = ""
    explanations: tuple[Explanation, ...] = ()


@content
class Measure(Item):
    """One row of R4: what is done about a difference (åtgärd)."""

    what: Line = ""
    answers: Slug | None = None
    """Id of the explanation or the row it answers."""
    owner: Line = ""
    """Role that owns it; never a person's name."""
    due_on: date | None = None
    activity: Slug | None = None
    """Id of the activity in the change logic that carries it out."""
    no_measure_because: Prose = ""
    """Why nothing is done, where that is the conclusion."""


@content
class EqualityGoal(Item):
    """A goal for equality (jämställdhetsmål)."""

    goal: Prose = ""
    indicator: Slug | None = None
    """Id of the indicator in the change logic that measures it."""


@content
class Ground:
    """One of the seven grounds of discrimination, and how it was considered."""

    ground: Literal[
        "sex",
        "transgender_identity",
        "ethnicity",
        "religion_or_belief",
        "disability",
        "sexual_orientation",
        "age",
    ]
    because: Prose = ""
    """What it means for the project, or why it means nothing."""


@content
class Children:
    """The question about children and young people, asked at every gate (barnets bästa)."""

    affected: Literal["", "yes", "no"] = ""
    which: Prose = ""
    """Which children are affected."""
    how_heard: Prose = ""
    """How they were heard."""
    what_is_best: Prose = ""
    """What is best for them."""
    not_affected_because: Prose = ""


@content
class EqualityMainstreaming:
    """The four R in order, then goals, grounds and children."""

    representation: tuple[Row, ...] = ()
    """R1: who is there."""
    resources: tuple[ResourceRow, ...] = ()
    """R2: who gets what."""
    realia: Realia = Realia()
    """R3: why."""
    measures: tuple[Measure, ...] = ()
    """R4: what is done."""
    goals: tuple[EqualityGoal, ...] = ()
    grounds: tuple[Ground, ...] = ()
    accessibility: Prose = ""
    """How accessibility for people with disabilities is considered."""
    non_discrimination: Prose = ""
    """How discrimination is counteracted."""
    required_when_procuring: Prose = ""
    """What competence in equality is required of those who train or evaluate."""
    evaluated_by_others: Prose = ""
    """How somebody from outside evaluates the goals for equality."""
    children: Children = Children()
    not_applicable: tuple[NotApplicable, ...] = ()

    @property
    def placed(self) -> tuple[tuple[str, Row], ...]:
        """All rows of R1 and R2 with their paths: ``equality_mainstreaming.resources[id]``."""
        return tuple(
            (f"equality_mainstreaming.{block}[{row.id}]", row)
            for block in ("representation", "resources")
            for row in getattr(self, block)
        )
