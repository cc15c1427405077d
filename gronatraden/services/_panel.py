"""Who decides, and when it is a gate's turn: shared by asking and deciding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import (
    ConflictError,
    FourEyesError,
    GateOrderError,
    NotPermittedError,
)
from gronatraden.gates.decision import rows_for, rule_for
from gronatraden.gates.tally import Seat, places_filled, stand_ins
from gronatraden.history import Outcome
from gronatraden.project import Role, in_force
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


def stand_ins_at(dossier: Dossier, gate: str) -> dict[str, frozenset[str]]:
    """Return which roles may also fill a role's places, whatever is decided at a gate."""
    outcomes = (Outcome.GO, Outcome.REFER_BACK)
    return stand_ins(row for o in outcomes for row in rows_for(dossier.policies, gate, o))


def panel_now(parts: Parts, dossier: Dossier, gate: str) -> tuple[Seat, ...]:
    """Return who holds a role that decides a gate today."""
    roles, also = deciding_roles(dossier, gate), stand_ins_at(dossier, gate)
    return seats_now(parts, dossier, roles, also)


def seats_now(
    parts: Parts,
    dossier: Dossier,
    roles: Collection[str],
    also: Mapping[str, frozenset[str]] | None = None,
) -> tuple[Seat, ...]:
    """Return who holds one of some roles today, one seat per person and role.

    Whoever keeps people and roles has no seat: they could seat themselves.

    Args:
        parts: What the act works with.
        dossier: The project.
        roles: Roles with a word.
        also: Roles that may fill another's places too, by that other.
    """
    held = in_force(dossier.grants, parts.today)
    admins = {g.person for g in held if g.role is Role.ADMIN}
    found: set[tuple[str, str, str]] = set()
    for grant in held:
        fills = {grant.role, *(r for r, others in (also or {}).items() if grant.role in others)}
        if grant.person not in admins:
            found |= {(grant.person, str(r), grant.instead_of or "") for r in fills & set(roles)}
    return tuple(Seat(person=who, role=role, instead_of=of) for who, role, of in sorted(found))


def sitting(parts: Parts, dossier: Dossier, gate: str, panel: Iterable[Seat]) -> tuple[Seat, ...]:
    """Return the seats of a gate's panel that are still held.

    Who has left their role since the panel was frozen has no word, and one that was said
    before counts no longer; who came later was not asked.
    """
    return still_held(panel, panel_now(parts, dossier, gate))


def still_held(panel: Iterable[Seat], now: Collection[Seat]) -> tuple[Seat, ...]:
    """Return the seats of a panel that are among those held now."""
    return tuple(seat for seat in panel if seat in now)


def can_decide(
    parts: Parts, dossier: Dossier, gate: str, panel: Iterable[Seat], *, asked_by: str
) -> bool:
    """Say whether a panel could still open a gate, four eyes observed."""
    rule = rule_for(dossier.policies, gate, Outcome.GO, quorum=dossier.quorum)
    seats = sitting(parts, dossier, gate, panel)
    return can_fill(rule, seats, barred=dossier.submitters | {asked_by})


def can_fill(rule: Mapping[str, int], seats: Iterable[Seat], *, barred: Collection[str]) -> bool:
    """Say whether seats that are held could fill every place of a rule.

    Who is barred has no word; a substitute has one where the one they stand in for is.
    """
    heard = [seat for seat in seats if seat.person not in barred]
    themselves = {seat.person for seat in heard if not seat.instead_of}
    voices: dict[str, frozenset[str]] = {}
    for seat in heard:
        if seat.instead_of not in themselves:
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
    if Role.ADMIN in held and set(held) & set(needed):
        raise FourEyesError(act=act, reason="admin-cannot-decide", needed=sorted(needed))
    seats = held if panel is None else {s.role for s in panel if s.person == person.id}
    if not (set(seats) & set(held) & set(needed)):
        raise NotPermittedError(act=act, needed=sorted(needed))


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
