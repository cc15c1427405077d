"""A text that is not published is tried on the portfolio: what would open or close now.

Nothing is recorded. Each project stays in its phase; the gates that are next are judged as
things stand, by what the project follows and by what it would follow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gronatraden.phases import FINISHED
from gronatraden.services._dossier import Dossier
from gronatraden.services.authoring.cases.history import noon
from gronatraden.services.authoring.published import read_policy
from gronatraden.services.authoring.trying._following import (
    as_published,
    following,
    in_batches,
)
from gronatraden.services.authoring.trying._turning import Turn, judge_swiftly, turn_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gronatraden.manuscript import Manuscript
    from gronatraden.policy import Policy, PublishedPolicy
    from gronatraden.project import Project
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectTried:
    """A project, and how its next gates turn."""

    project: str
    programme: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a text would do to one programme's next gates."""

    programme: str
    projects: int
    gates: int
    would_close: int
    would_open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a text would do."""

    policy: Policy
    on: date
    """The day that gates were judged on."""
    projects: tuple[ProjectTried, ...]
    """Every project that it concerns, in the order opened."""
    elsewhere: int
    """Projects of its lifecycle that it does not concern."""
    finished: int

    @property
    def turning(self) -> tuple[ProjectTried, ...]:
        """The projects with a gate that would open or close."""
        return tuple(p for p in self.projects if any(t.turns for t in p.turns))

    @property
    def programmes(self) -> tuple[Count, ...]:
        """What it would do, by programme."""
        names = dict.fromkeys(p.programme for p in self.projects)
        return tuple(_count(name, self.projects) for name in names)


def try_policy(
    parts: Parts, *, written: Manuscript, programme: str = "", on: date | None = None
) -> Tried:
    """Return which gates would open or close now under a text that is not published.

    Args:
        parts: What the act works with.
        written: The text.
        programme: Only this programme's projects; everybody's, where empty.
        on: The day to judge on, so that what weighs more from a day can be seen; today,
            where none is named.

    Raises:
        ManuscriptError: When the text is not a policy that could be published.
        UnknownNameError: When its lifecycle or the programme is not there.
    """
    at = parts if on is None else replace(parts, at=noon(on))
    tried: list[ProjectTried] = []
    passed_over = {"elsewhere": 0, "finished": 0}
    with parts.read() as r:
        policy = read_policy(r, written)
        draft = as_published(policy)
        for batch in in_batches(r, policy, programme):
            shelf = r.shelf([project.id for project in batch])
            for project in batch:
                found = _tried(at, shelf, project, draft)
                if isinstance(found, str):
                    passed_over[found] += 1
                else:
                    tried.append(found)
    return Tried(policy=policy, on=at.today, projects=tuple(tried), **passed_over)


def _tried(parts: Parts, r: Reader, project: Project, draft: PublishedPolicy) -> ProjectTried | str:
    """Return how a project's next gates turn, or why it is passed over."""
    dossier = Dossier(r, project)
    if dossier.standing.phase == FINISHED:
        return "finished"
    published = following(dossier.published, draft, dossier.facts)
    if published is None:
        return "elsewhere"
    turns = tuple(_turns(parts, r, dossier, dossier.under(published)))
    return ProjectTried(project=project.id, programme=project.programme, turns=turns)


def _turns(parts: Parts, r: Reader, now: Dossier, then: Dossier) -> Iterator[Turn]:
    for gate in now.standing.next:
        before = judge_swiftly(parts, r, now, gate)
        yield turn_of(before, judge_swiftly(parts, r, then, gate))


def _count(programme: str, tried: tuple[ProjectTried, ...]) -> Count:
    projects = [p for p in tried if p.programme == programme]
    turns = [t for p in projects for t in p.turns]
    return Count(
        programme=programme,
        projects=len(projects),
        gates=len(turns),
        would_close=sum(t.turns and t.ready for t in turns),
        would_open=sum(t.turns and t.would_be_ready for t in turns),
    )
