"""Who decides a gate, and when it is its turn: shared by asking and deciding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError, GateOrderError
from gronatraden.gates.decision import rule_for
from gronatraden.gates.tally import Seat, places_filled
from gronatraden.history import Outcome
from gronatraden.project import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gronatraden.phases import NextGate
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts


def require_turn(parts: Parts, dossier: Dossier, meant: NextGate) -> None:
    """Refuse to act on a gate that cannot be decided now.

    Raises:
        ConflictError: When the project is finished, or the decision is on hold.
        GateOrderError: When the gate is not next.
    """
    standing = dossier.standing
    if not standing.next:
        raise ConflictError(what="project-is-finished", name=dossier.project.id)
    if meant not in standing.next:
        following = [n.gate for n in standing.next]
        raise GateOrderError(gate=meant.gate, next=following, phase=standing.phase)
    if on_hold(parts, dossier) and standing.hold_until is not None:
        raise ConflictError(what="decision-is-on-hold", until=standing.hold_until.isoformat())


def on_hold(parts: Parts, dossier: Dossier) -> bool:
    """Say whether the last decision postponed the next to a day that has not come."""
    until = dossier.standing.hold_until
    return until is not None and not parts.moment.has_come(until)


def deciding_roles(dossier: Dossier, gate: str) -> frozenset[str]:
    """Return the roles that a gate's policies give a word."""
    rules = [rule_for(dossier.policies, gate, o) for o in (Outcome.GO, Outcome.REFER_BACK)]
    return frozenset(role for rule in rules for role in rule)


def panel_now(parts: Parts, dossier: Dossier, gate: str) -> tuple[Seat, ...]:
    """Return who holds a deciding role today, one seat per person and role."""
    roles = deciding_roles(dossier, gate)
    held = (g for g in dossier.grants if g.role in roles and g.holds_on(parts.today))
    return tuple(
        Seat(person=person, role=role)
        for person, role in sorted({(g.person, g.role.value) for g in held})
    )


def can_decide(
    parts: Parts, dossier: Dossier, gate: str, panel: Iterable[Seat], *, asked_by: str
) -> bool:
    """Say whether a panel could still open a gate, four eyes observed.

    Whoever has left their role, submitted a document, asked for the decision or keeps
    people and roles has no word.
    """
    today = [g for g in dossier.grants if g.holds_on(parts.today)]
    held = {(g.person, g.role.value) for g in today}
    admins = {g.person for g in today if g.role is Role.ADMIN}
    barred = dossier.submitters | admins | {asked_by}
    voices: dict[str, frozenset[str]] = {}
    for seat in panel:
        if seat.person not in barred and (seat.person, seat.role) in held:
            voices[seat.person] = voices.get(seat.person, frozenset()) | {seat.role}
    rule = rule_for(dossier.policies, gate, Outcome.GO, quorum=dossier.quorum)
    return len(places_filled(rule, voices)) == sum(rule.values())
