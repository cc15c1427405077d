"""A change is requested: what it alters is fixed, with the rule and the panel that decide it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from gronatraden import canonical
from gronatraden.errors import UsageError
from gronatraden.gates.changes import ChangeRequest, documents_of, rule_for_change
from gronatraden.history import Change
from gronatraden.project import Act
from gronatraden.services._desk import open_dossier, permit
from gronatraden.services._panel import can_fill, seats_now, still_held
from gronatraden.services._parts import stamp
from gronatraden.services.changes._terms import differing, held_to, wanted
from gronatraden.services.changes.new_change import refuse_what_says_nothing
from gronatraden.store import projects
from gronatraden.store.changes import change_requests
from gronatraden.tools.change_logic import ChangeLogic

if TYPE_CHECKING:
    from gronatraden.project import Person
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.services.changes._terms import Held
    from gronatraden.services.changes.new_change import NewChange
    from gronatraden.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRequested:
    """What came of a request."""

    request: ChangeRequest
    unchanged: bool
    """True where exactly this was asked before and still waits; nothing was recorded."""


def request_change(parts: Parts, *, project: str, new: NewChange, by: str) -> ChangeRequested:
    """Ask those whom the policy names to change what was decided on.

    Asking twice for the same records nothing, as long as those who were asked can decide;
    where they no longer can and others could, the others are asked anew.

    Raises:
        UsageError: When reason or consequence is missing, nothing is altered, or what is
            wanted cannot be.
        UnknownNameError: When there is no such project, indicator, effect or partner, or a
            field is not one that differs.
        ConflictError: When nothing is decided yet, or the project is finished.
        NotPermittedError: When the actor may not request changes in the project.
    """
    refuse_what_says_nothing(new)
    with parts.write() as t:
        dossier = open_dossier(t, project)
        actor = permit(parts, t, by, Act.REQUEST_CHANGE, dossier)
        held = held_to(parts, dossier)
        there = change_requests(t, project)
        asked = _made(parts, dossier, held, new, actor=actor, number=len(there) + 1)
        for waiting in there:
            if _is_same(waiting, asked) and not _serves_better(parts, dossier, waiting, asked):
                return ChangeRequested(request=waiting, unchanged=True)
        _append(t, asked)
        _link(t, parts, asked, new, actor=actor)
        t.record(
            "change.requested",
            stream=f"project/{project}",
            actor=actor.id,
            at=parts.at,
            number=asked.change.number,
            kinds=[kind.value for kind in asked.change.after.kinds],
        )
        return ChangeRequested(request=asked, unchanged=False)


def submitters_of(dossier: Dossier, change: Change) -> frozenset[str]:
    """Return those who submitted the documents that a change alters, as they stand."""
    altered = documents_of(change)
    return frozenset(
        version.submitted_by
        for tool, version in dossier.snapshot.items()
        if altered is None or tool in altered
    )


def _made(
    parts: Parts, dossier: Dossier, held: Held, new: NewChange, *, actor: Person, number: int
) -> ChangeRequest:
    """Return the change with its rule and its panel as they are from now on."""
    logic = dossier.contents.get(ChangeLogic)
    stands = logic if isinstance(logic, ChangeLogic) else ChangeLogic()
    was, now = differing(parts, dossier, new.fields)
    after = wanted(new, held.agreed, stands, now)
    start = dossier.lifecycle.phases[0].gates[-1].gate
    quorum = dossier.quorum
    rule = rule_for_change(dossier.policies, start, held.decided, after, quorum=quorum)
    change = Change(
        id=f"{dossier.project.id}/change-{number}",
        number=number,
        before=replace(held.agreed.about(after), fields=was.fields),
        after=after,
        reason=new.reason.strip(),
        consequence=new.consequence.strip(),
        requested_by=actor.id,
        requested_at=parts.at,
    )
    return ChangeRequest(
        change=change,
        project=dossier.project.id,
        rule=rule,
        panel=seats_now(parts, dossier, rule),
    )


def _is_same(waiting: ChangeRequest, asked: ChangeRequest) -> bool:
    one, other = waiting.change, asked.change
    return one.outcome is None and _said(one) == _said(other)


def _said(change: Change) -> tuple[object, ...]:
    words = (change.reason, change.consequence, change.requested_by)
    return (change.before.stated, change.after.stated, *words)


def _serves_better(
    parts: Parts, dossier: Dossier, waiting: ChangeRequest, asked: ChangeRequest
) -> bool:
    """Say whether asking anew helps: those asked can no longer decide, and these can."""

    def able(request: ChangeRequest) -> bool:
        change = request.change
        barred = submitters_of(dossier, change) | {change.requested_by}
        seats = still_held(request.panel, seats_now(parts, dossier, request.rule))
        return can_fill(request.rule, seats, barred=barred)

    return able(asked) and not able(waiting)


def _append(t: Transaction, asked: ChangeRequest) -> None:
    change = asked.change
    t.insert(
        "change",
        change.id,
        project=asked.project,
        number=change.number,
        before=_text(change.before),
        after=_text(change.after),
        reason=change.reason,
        consequence=change.consequence,
        rule=_text(list(asked.rule.items())),
        panel=_text(asked.panel),
        requested_by=change.requested_by,
        requested_at=stamp(change.requested_at),
    )


def _text(value: object) -> str:
    return canonical.encode(msgspec.to_builtins(value)).decode()


def _link(
    t: Transaction, parts: Parts, asked: ChangeRequest, new: NewChange, *, actor: Person
) -> None:
    """Tie the change to the latest reading of each indicator that led to it."""
    latest = {r.indicator: r.number for r in projects.readings(t, asked.project)}
    for indicator in dict.fromkeys(new.deviations):
        if indicator not in latest:
            raise UsageError(reason="deviation-is-not-read", name=indicator)
        link_reading(t, parts, asked, latest[indicator], actor=actor)


def link_reading(
    t: Transaction, parts: Parts, asked: ChangeRequest, reading: int, *, actor: Person
) -> None:
    """Tie a reading to a change; the caller records the event."""
    t.insert(
        "change_reading",
        f"{asked.change.id}/reading/{reading}",
        change=asked.change.id,
        reading=f"{asked.project}/reading/{reading}",
        linked_by=actor.id,
        linked_at=stamp(parts.at),
    )
