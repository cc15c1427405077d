"""Who decides, and when it is a gate's turn: shared by asking and deciding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import (
    ConflictError,
    FourEyesError,
    GateOrderError,
    NotPermittedError,
)
from gronatraden.gates.decision import rule_for
from gronatraden.gates.tally import Seat, places_filled
from gronatraden.history import Outcome
from gronatraden.project import Role
from gronatraden.services._desk import roles_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from gronatraden.phases import NextGate
    from gronatraden.project import Person
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
    """Return who holds a role that decides a gate today."""
    return seats_now(parts, dossier, deciding_roles(dossier, gate))


def seats_now(parts: Parts, dossier: Dossier, roles: Collection[str]) -> tuple[Seat, ...]:
    """Return who holds one of some roles today, one seat per person and role."""
    held = (g for g in dossier.grants if g.role in roles and g.holds_on(parts.today))
    return tuple(
        Seat(person=person, role=role)
        for person, role in sorted({(g.person, g.role.value) for g in held})
    )


def can_decide(
    parts: Parts, dossier: Dossier, gate: str, panel: Iterable[Seat], *, asked_by: str
) -> bool:
    """Say whether a panel could still open a gate, four eyes observed."""
    rule = rule_for(dossier.policies, gate, Outcome.GO, quorum=dossier.quorum)
    return can_fill(parts, dossier, rule, panel, barred=dossier.submitters | {asked_by})


def can_fill(
    parts: Parts,
    dossier: Dossier,
    rule: Mapping[str, int],
    panel: Iterable[Seat],
    *,
    barred: Collection[str],
) -> bool:
    """Say whether a panel could still fill every place of a rule.

    Whoever has left their role, is barred or keeps people and roles has no word.
    """
    today = [g for g in dossier.grants if g.holds_on(parts.today)]
    held = {(g.person, g.role.value) for g in today}
    admins = {g.person for g in today if g.role is Role.ADMIN}
    voices: dict[str, frozenset[str]] = {}
    for seat in panel:
        if seat.person not in {*barred, *admins} and (seat.person, seat.role) in held:
            voices[seat.person] = voices.get(seat.person, frozenset()) | {seat.role}
    return len(places_filled(rule, voices)) == sum(rule.values())


def require_word(
    parts: Parts,
    dossier: Dossier,
    person: Person,
    *,
    act: str,
    needed: Collection[str],
    panel: Iterable[Seat] | None,
) -> None:
    """Refuse whoever does not sit on a panel in a role they still hold.

    Args:
        parts: What the act works with.
        dossier: The project.
        person: Who wants to say a word.
        act: What they want to do.
        needed: The roles that have a word.
        panel: Those who were asked; None where nobody was yet.

    Raises:
        NotPermittedError: When the person is not among the deciders.
        FourEyesError: When the person keeps people and roles.
    """
    held = roles_of(dossier.grants, person, parts)
    seats = held if panel is None else {s.role for s in panel if s.person == person.id}
    if not (set(seats) & set(held) & set(needed)):
        raise NotPermittedError(act=act, needed=sorted(needed))
    if Role.ADMIN in held:
        raise FourEyesError(act=act, reason="admin-cannot-decide", needed=sorted(needed))


def require_four_eyes(
    person: Person, *, act: str, submitters: Collection[str], requested_by: str
) -> None:
    """Refuse whoever submitted or requested what is decided on.

    Raises:
        FourEyesError: When the person did.
    """
    if person.id in submitters:
        raise FourEyesError(act=act, reason="submitter-cannot-decide", needed=[])
    if person.id == requested_by:
        raise FourEyesError(act=act, reason="requester-cannot-decide", needed=[])
