"""What a project is held to when a change is requested or decided, and what is wanted of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gronatraden.context import Context
from gronatraden.errors import ConflictError, UsageError
from gronatraden.gates.holding.comparison import said_as
from gronatraden.gates.holding.material import term_of
from gronatraden.history import Target, Terms
from gronatraden.services._desk import stale_now, unknown
from gronatraden.store.changes import change_requests
from gronatraden.thread.changes import agreed_terms, decided_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gronatraden.gates.changes import ChangeRequest
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.services.changes.new_change import NewChange
    from gronatraden.store.reader import Reader
    from gronatraden.tools.change_logic import ChangeLogic


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a project is held to."""

    decided: Terms
    """As a gate last opened on it."""
    agreed: Terms
    """As approved changes have left it since."""


def held_to(parts: Parts, dossier: Dossier) -> Held:
    """Return what a project is held to.

    Raises:
        ConflictError: When nothing is decided yet, or the project is finished.
    """
    name = dossier.project.id
    if not dossier.standing.next:
        raise ConflictError(what="project-is-finished", name=name)
    context = Context(
        moment=parts.moment,
        decisions=dossier.decisions,
        earlier=dossier.earlier,
        changes=dossier.changes,
    )
    decided, agreed = decided_terms(context), agreed_terms(context)
    if decided is None or agreed is None:
        raise ConflictError(what="nothing-is-decided-yet", name=name)
    return Held(decided=decided, agreed=agreed)


def find_change(r: Reader, project: str, number: int) -> ChangeRequest:
    """Return a project's change of a number.

    Raises:
        UnknownNameError: When there is none.
    """
    known = {str(asked.change.number): asked for asked in change_requests(r, project)}
    if str(number) not in known:
        raise unknown(kind="change", name=str(number), known=known)
    return known[str(number)]


def differing(parts: Parts, dossier: Dossier, places: Iterable[str]) -> tuple[Terms, Terms]:
    """Return what was decided of fields that now say something else, and what they say.

    Raises:
        UnknownNameError: When a field is as decided, or no policy calls it material.
        UsageError: When a change says it otherwise: time, money, partners and goals.
    """
    stale = stale_now(parts, dossier)
    there = {} if stale is None else {one.where: one for one in stale.differences}
    for place in places:
        if place not in there:
            raise unknown(kind="differing-field", name=place, known=there)
        if term_of(there[place].path) is not None:
            raise UsageError(reason="field-has-its-own-option", name=place)
    found = [there[place] for place in dict.fromkeys(places)]
    was, now = (
        tuple((one.where, said_as(getattr(one, side))) for one in found)
        for side in ("before", "after")
    )
    return Terms(fields=was), Terms(fields=now)


def wanted(new: NewChange, agreed: Terms, logic: ChangeLogic, now: Terms) -> Terms:
    """Return what a change alters, as it will be.

    Args:
        new: What was said.
        agreed: What the project is held to now.
        logic: Its change logic as it stands, where new indicators and effects are.
        now: What the fields that it names say, if it names any.

    Raises:
        UnknownNameError: When an indicator, effect or partner is not the project's.
        UsageError: When nothing is altered, something is altered to what it is, a goal
            has no value, or the project would end before it starts.
    """
    after = Terms(
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        total_budget_sek=new.total_budget_sek,
        partners=_partners(new, agreed.partners or ()),
        targets=_targets(new, {t.indicator: t for t in agreed.targets}, logic),
        effects=_effects(new, dict(agreed.effects), logic),
        fields=now.fields,
        other=new.other.strip(),
    )
    stated, held = after.stated, agreed.stated
    if not stated:
        raise UsageError(reason="change-alters-nothing")
    if same := [name for name, value in stated.items() if held.get(name) == value]:
        raise UsageError(reason="change-is-as-decided", name=same[0])
    will = agreed.amended(after)
    if will.starts_on and will.ends_on and will.ends_on < will.starts_on:
        raise UsageError(reason="change-ends-before-it-starts")
    return after


def _partners(new: NewChange, held: tuple[str, ...]) -> tuple[str, ...] | None:
    if not (new.add_partners or new.drop_partners):
        return None
    for name in new.drop_partners:
        if name not in held:
            raise unknown(kind="partner", name=name, known=held)
    kept = [name for name in held if name not in new.drop_partners]
    return tuple(dict.fromkeys((*kept, *new.add_partners)))


def _targets(new: NewChange, held: Mapping[str, Target], logic: ChangeLogic) -> tuple[Target, ...]:
    there = {i.id: Target(indicator=i.id, value=i.target, by=i.target_on) for i in logic.indicators}
    known = there | dict(held)
    made: dict[str, Target] = {}
    named = [*new.targets, *new.target_days, *((name, None) for name in new.drop_targets)]
    for name, _ in named:
        possible = held if name in new.drop_targets else known
        if name not in possible:
            raise unknown(kind="indicator", name=name, known=possible)
        made[name] = known[name]
    for name, value in new.targets:
        made[name] = replace(made[name], value=value)
    for name, day in new.target_days:
        made[name] = replace(made[name], by=day)
    if lacking := [name for name, target in made.items() if target.value is None]:
        raise UsageError(reason="target-needs-a-value", name=lacking[0])
    for name in new.drop_targets:
        made[name] = Target(indicator=name, value=None, by=None)
    return tuple(made.values())


def _effects(
    new: NewChange, held: Mapping[str, str], logic: ChangeLogic
) -> tuple[tuple[str, str], ...]:
    known = {effect.id for effect in logic.effects} | held.keys()
    for name, _ in new.effects:
        if name not in known:
            raise unknown(kind="effect", name=name, known=sorted(known))
    return tuple(dict(new.effects).items())
