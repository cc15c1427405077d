"""What falls due in a project: dated, with who answers for it (frister).

- A request for a decision counts from the day it was made.
- A condition, a hold and a waiver have a day of their own; a condition that is met, a
  hold that was taken up and a waiver that no longer holds fall away.
- A recurring gate is due so many months after it was last passed, or after its phase was
  entered, as the lifecycle says.
- An obligation outlives the project; a reading of that day or later answers it.
- A finished project's record is kept until the last day that its funds ask for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.gates.holding.waivers import holds
from gronatraden.moment import day_of, months_after
from gronatraden.phases import FINISHED, opening
from gronatraden.project import Role, retain_until
from gronatraden.store import gates, projects
from gronatraden.store.derived.states import Deadline, DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.moment import Moment
    from gronatraden.services._dossier import Dossier
    from gronatraden.store.reader import Reader

_MONTHS = 12
_MANAGER = (Role.PROJECT_MANAGER.value,)
_OWNER = (Role.PROJECT_OWNER.value,)
_OFFICE = (Role.PROGRAMME_OFFICE.value,)


def deadlines_of(r: Reader, dossier: Dossier, moment: Moment) -> tuple[Deadline, ...]:
    """Return everything that falls due in a project, in no order."""
    return (
        *_conditions(dossier),
        *_hold(dossier),
        *_waivers(r, dossier, moment),
        *_reviews(dossier),
        *_obligations(r, dossier),
        *_retention(dossier),
    )


def _conditions(dossier: Dossier) -> Iterator[Deadline]:
    for condition in dossier.conditions:
        if condition.is_owed:
            yield Deadline(
                kind=DeadlineKind.CONDITION,
                about=condition.id,
                gate=condition.id.split("/")[1],
                due_on=condition.due_on,
                who=(condition.owner,),
            )


def _hold(dossier: Dossier) -> Iterator[Deadline]:
    until = dossier.standing.hold_until
    if until is not None:
        held = next(d for d in reversed(dossier.decisions) if d.hold_until == until)
        yield Deadline(
            kind=DeadlineKind.HOLD, about=held.gate, gate=held.gate, due_on=until, who=_MANAGER
        )


def _waivers(r: Reader, dossier: Dossier, moment: Moment) -> Iterator[Deadline]:
    for waiver in gates.waivers(r, dossier.project.id):
        if waiver.expires_on is not None and holds(waiver, dossier.policies, moment):
            yield Deadline(
                kind=DeadlineKind.WAIVER,
                about=waiver.id,
                gate=waiver.gate,
                due_on=waiver.expires_on,
                who=_MANAGER,
            )


def _reviews(dossier: Dossier) -> Iterator[Deadline]:
    entered = dossier.standing.entered_at
    for following in dossier.standing.next:
        gate = dossier.lifecycle.gate(following.gate)
        if gate is None or gate.every_months is None or entered is None:
            continue
        passed = [d.decided_at for d in opening(dossier.decisions) if d.gate == gate.gate]
        yield Deadline(
            kind=DeadlineKind.REVIEW,
            about=f"{gate.gate}-{following.occurrence}",
            gate=gate.gate,
            due_on=months_after(day_of(max([entered, *passed])), gate.every_months),
            who=_MANAGER,
        )


def _obligations(r: Reader, dossier: Dossier) -> Iterator[Deadline]:
    passed = {d.gate: d.decided_at for d in opening(dossier.decisions)}
    owed = [o for o in dossier.lifecycle.obligations if o.after in passed]
    read = [x.measured_on for x in projects.readings(r, dossier.project.id)] if owed else []
    for obligation in owed:
        due = months_after(day_of(passed[obligation.after]), obligation.years * _MONTHS)
        if not any(day >= due for day in read):
            yield Deadline(
                kind=DeadlineKind.OBLIGATION,
                about=obligation.id,
                gate=obligation.after,
                due_on=due,
                who=_OWNER,
            )


def _retention(dossier: Dossier) -> Iterator[Deadline]:
    until = retain_until(dossier.facts)
    if dossier.standing.phase == FINISHED and until is not None:
        yield Deadline(
            kind=DeadlineKind.RETENTION, about="retention", gate="", due_on=until, who=_OFFICE
        )
