"""What a collaboration ladder holds: constellations of actors, each on a rung."""

from __future__ import annotations

from datetime import date

from gronatraden.documents import Item, Line, NotApplicable, Origin, Prose, Slug, content
from gronatraden.tools._actors import Level, Rung, Sector


@content
class Actor:
    """A stakeholder's place in a constellation (aktör)."""

    stakeholder: Slug
    """Id in the stakeholder analysis."""
    organisation: Line = ""
    """Organisation it acts for; two actors of one organisation count once."""
    sector: Sector = ""
    level: Level = ""
    task: Line = ""
    """What it does in the joint work."""
    contributes: Line = ""
    """Resource it brings: time, money, knowledge, premises."""
    confirmed_on: date | None = None
    """Day it confirmed that it shares the problem's description."""
    source: Line = ""
    origin: Origin = ""


@content
class RungAnswer:
    """The answer to a rung's guiding question, and what shows it.

    - dialogue (samtal): who wants to do something, and why?
    - shared_view (samsyn): what should be done?
    - cooperation (samarbete): which actors are needed?
    - collaboration (samverkan): how shall it be done, and by whom?
    """

    rung: Rung
    answer: Prose = ""
    evidence: Line = ""
    """Where it can be read: notes, a minute, an agreement."""


@content
class NextStep:
    """What is done next to climb."""

    action: Line = ""
    owner: Line = ""
    """Role that owns it; never a person's name."""
    due_on: date | None = None


@content
class Constellation(Item):
    """Actors around one challenge, the rung they stand on and the one they aim for."""

    title: Line = ""
    challenge: Slug | None = None
    """Id of the challenge in the change logic."""
    rung: Rung = ""
    target_rung: Rung = ""
    target_on: date | None = None
    target_because: Prose = ""
    """Why that rung is the right one; the highest is not always."""
    actors: tuple[Actor, ...] = ()
    answers: tuple[RungAnswer, ...] = ()
    shared_problem: Prose = ""
    """The problem as all actors describe it."""
    joint_follow_up: Prose = ""
    """How the actors follow up together."""
    responsibility_signed_on: date | None = None
    """Day the division of responsibility was signed."""
    next_step: NextStep = NextStep()
    fall_comment: Prose = ""
    """Why the constellation stands lower than when a gate last opened."""
    fall_action: Line = ""
    """What is done about it."""


@content
class CollaborationLadder:
    """The constellations, in the order the project lists them."""

    constellations: tuple[Constellation, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()
