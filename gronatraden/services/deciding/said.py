"""What a person says at a gate, and whether it says enough to be a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.errors import UsageError
from gronatraden.history import Outcome
from gronatraden.project import FACTS, Role
from gronatraden.services._desk import unknown
from gronatraden.tools import TOOLS

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from gronatraden.gates.decision import ConditionAsked, PointAsked, Request
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person says: the outcome, why, and what goes with it."""

    outcome: Outcome
    reason: str = ""
    conditions: tuple[ConditionAsked, ...] = ()
    hold_until: date | None = None
    points: tuple[PointAsked, ...] = ()
    """What to mend, where the gate is referred back."""
    registry_number: str = ""


def require_whole(parts: Parts, said: Said) -> None:
    """Refuse a word that lacks what its outcome needs.

    Raises:
        UsageError: When the outcome needs a reason, conditions or a day, and has none, has
            one that it does not take, or the day lies behind.
        UnknownNameError: When a condition's owner is no role.
    """
    if said.outcome is Outcome.GO_WITH_CONDITIONS and not said.conditions:
        raise UsageError(reason="conditions-are-missing")
    if said.conditions and said.outcome is not Outcome.GO_WITH_CONDITIONS:
        raise UsageError(reason="conditions-go-with-conditions")
    for condition in said.conditions:
        _require_condition(parts, condition)
    if said.outcome is Outcome.HOLD and said.hold_until is None:
        raise UsageError(reason="hold-needs-a-day")
    if said.hold_until is not None and said.outcome is not Outcome.HOLD:
        raise UsageError(reason="day-goes-with-hold")
    if said.hold_until is not None and parts.moment.has_come(said.hold_until):
        raise UsageError(reason="hold-lies-behind")
    if not said.outcome.opens and not said.reason.strip():
        raise UsageError(reason="outcome-needs-a-reason")
    if said.points and said.outcome is not Outcome.REFER_BACK:
        raise UsageError(reason="points-refer-back")
    if not all(point.text.strip() for point in said.points):
        raise UsageError(reason="point-says-nothing")


def require_places(dossier: Dossier, gate: str, said: Said) -> None:
    """Refuse a point about what is neither a requirement of the gate nor a document's field.

    Raises:
        UnknownNameError: When it is about neither.
    """
    known = {r.id for p in dossier.policies if gate in p.gates for r in p.gates[gate].requires}
    rooms = {FACTS, *(tool.name for tool in TOOLS)}
    for place in (point.place for point in said.points):
        if place and place not in known and _room_of(place) not in rooms:
            raise unknown(kind="point", name=place, known=known | rooms)


def require_answer(request: Request, said: Said) -> None:
    """Refuse a word that does not answer what is asked.

    Raises:
        UsageError: When a motion is neither carried nor turned down, or what was not moved
            is said.
    """
    motion = request.motion
    if motion is None:
        if said.outcome.is_about_the_passed:
            raise UsageError(reason="nothing-is-moved", name=said.outcome.value)
        return
    if said.outcome not in {motion.asks, Outcome.REFER_BACK}:
        raise UsageError(reason="motion-is-yes-or-no", name=motion.asks.value)
    if said.points:
        raise UsageError(reason="points-refer-back")


def _require_condition(parts: Parts, condition: ConditionAsked) -> None:
    roles: Collection[str] = list(Role)
    if not condition.text.strip():
        raise UsageError(reason="conditions-are-missing")
    if condition.owner not in roles:
        raise unknown(kind="role", name=condition.owner, known=roles)
    if parts.moment.has_passed(condition.due_on):
        raise UsageError(reason="condition-lies-behind")


def _room_of(place: str) -> str:
    return place.partition("[")[0].partition(".")[0]
