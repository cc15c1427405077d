"""How tests ask for changes of ``cykla``, and let people decide them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gronatraden.history import ChangeOutcome
from gronatraden.services.changes.decide_change import SaidOfChange, decide_change
from gronatraden.services.changes.new_change import NewChange
from gronatraden.services.changes.request_change import request_change
from gronatraden.services.changes.show_changes import show_change
from gronatraden.services.end_role import end_role
from gronatraden.services.list_people import list_roles
from tests.services.simulator import DECIDERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gronatraden.services.changes.decide_change import ChangeDecided
    from gronatraden.services.changes.request_change import ChangeRequested
    from gronatraden.services.changes.show_changes import ChangeSeen
    from tests.services.simulator import ProjectSimulator

END = date(2026, 12, 31)
A_MONTH_MORE, A_YEAR_MORE = date(2027, 1, 31), date(2027, 12, 31)


def a_new_change(**changes: object) -> NewChange:
    """Return a year more than was decided, with reason and consequence."""
    beside: dict[str, object] = {
        "reason": "Upphandlingen överklagades.",
        "consequence": "Kampanjen börjar ett år senare.",
        "deviations": (),
    }
    altered = {} if changes.keys() - beside.keys() else {"ends_on": A_YEAR_MORE}
    return NewChange(**{**beside, **altered, **changes})  # type: ignore[arg-type]  # the test says


def ask(life: ProjectSimulator, *, by: str = "alva", **changes: object) -> ChangeRequested:
    """Ask for a change."""
    new = a_new_change(**changes)
    return request_change(life.parts, project=life.project, new=new, by=by)


def decide(
    life: ProjectSimulator,
    outcome: ChangeOutcome = ChangeOutcome.APPROVE,
    *,
    number: int = 1,
    by: Sequence[str] = DECIDERS,
    reason: str = "",
) -> ChangeDecided:
    """Let people say the same of a change; return what came of the last word."""
    said = SaidOfChange(outcome=outcome, reason=reason)
    *_, last = [
        decide_change(life.parts, project=life.project, number=number, said=said, by=person)
        for person in by
    ]
    return last


def reject(life: ProjectSimulator, number: int = 1) -> ChangeDecided:
    """Let the steering group reject a change."""
    return decide(life, ChangeOutcome.REJECT, number=number, reason="Tiden räcker.")


def shown(life: ProjectSimulator, number: int = 1) -> ChangeSeen:
    """Look at a change."""
    return show_change(life.parts, project=life.project, number=number)


def leave(life: ProjectSimulator, person: str) -> None:
    """End what a person holds, and let a day go by."""
    for held in list_roles(life.parts, person=person):
        end_role(life.parts, grant=held.grant.id, by="ida")
    life.days_pass(1)
