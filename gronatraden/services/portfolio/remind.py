"""Who is to be reminded today, of what, and to whom it goes on when nothing happens.

Rules, all of them about Swedish days:

- Each kind of deadline has a lead: so many days before it is due its roles are reminded.
  Deciders are reminded when they have been asked for a week.
- When nothing has happened two weeks after that day, the next role is told, and so on
  every second week: the manager, the owner, the chair, the programme office.
- A day that is not due, or has no one left to tell, is still told: nothing falls away by
  being late.

Sending is left to whoever carries messages; here it is said what would be sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from gronatraden.project import Role
from gronatraden.services._desk import unknown
from gronatraden.store import people
from gronatraden.store.derived import board
from gronatraden.store.derived.states import DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gronatraden.services._parts import Parts
    from gronatraden.store.derived.board import Dated
    from gronatraden.store.derived.states import Deadline

LEAD_DAYS = {
    DeadlineKind.DECISION: -7,
    DeadlineKind.CONDITION: 14,
    DeadlineKind.HOLD: 0,
    DeadlineKind.WAIVER: 30,
    DeadlineKind.REVIEW: 30,
    DeadlineKind.OBLIGATION: 60,
    DeadlineKind.RETENTION: 90,
}
"""So many days before the day the roles are told; a negative number is that many after."""
STEP_DAYS = 14
"""Days between one role and the next."""
NEXT_ROLE = {
    Role.PROJECT_MANAGER: Role.PROJECT_OWNER,
    Role.EQUALITY_COMPETENCE: Role.PROJECT_MANAGER,
    Role.LEARNING_OWNER: Role.PROJECT_MANAGER,
    Role.STEERING_GROUP: Role.STEERING_CHAIR,
    Role.PROJECT_OWNER: Role.STEERING_CHAIR,
    Role.STEERING_CHAIR: Role.PROGRAMME_OFFICE,
    Role.FUNDER: Role.PROGRAMME_OFFICE,
    Role.AUDITOR: Role.PROGRAMME_OFFICE,
    Role.ADMIN: Role.PROGRAMME_OFFICE,
}
"""Whom it goes on to; from the programme office it goes no further."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One thing that somebody is told today."""

    project: str
    programme: str
    deadline: Deadline
    days: int
    """Days since it was due; negative where it is not due yet."""
    step: int
    """How often it has gone on to the next role."""
    tell: tuple[str, ...]
    """Roles that are told today, the nearest first."""


def each_reminder(parts: Parts, *, programme: str = "") -> Iterator[Reminder]:
    """Yield what is to be told today, the longest due first.

    It rests on the last check of the portfolio.

    Raises:
        UnknownNameError: When there is no such programme.
    """
    with parts.read() as r:
        known = [p.id for p in people.programmes(r)]
        if programme and programme not in known:
            raise unknown(kind="programme", name=programme, known=known)
        by = parts.today + timedelta(days=max(LEAD_DAYS.values()))
        for found in board.dated(r, by=by, programme=programme):
            reminder = reminder_on(found, parts.today)
            if reminder is not None:
                yield reminder


def reminder_on(found: Dated, today: date) -> Reminder | None:
    """Return what is told of something dated on a day, or None while it is too early."""
    days = (today - found.deadline.due_on).days
    lead = LEAD_DAYS[found.deadline.kind]
    if days < -lead:
        return None
    late = max(0, days - max(0, -lead)) // STEP_DAYS
    tell, step = _told(found.deadline.who, late)
    return Reminder(
        project=found.project,
        programme=found.programme,
        deadline=found.deadline,
        days=days,
        step=step,
        tell=tell,
    )


def _told(who: tuple[str, ...], most: int) -> tuple[tuple[str, ...], int]:
    """Return whom something has come to when it may go on so often, and how often it has."""
    told, step = tuple(Role(role) for role in who), 0
    while step < most:
        further = tuple(dict.fromkeys(NEXT_ROLE.get(role, role) for role in told))
        if further == told:
            break
        told, step = further, step + 1
    return tuple(role.value for role in told), step
