"""Changes are listed, and one is shown with what was said of it and what it makes stale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gronatraden.errors import ConflictError
from gronatraden.gates.changes import outdated, stated_by, touched
from gronatraden.gates.tally import latest_words, tally
from gronatraden.history import ChangeOutcome, approved
from gronatraden.project import Role
from gronatraden.services._desk import find_project, open_dossier, roles_of
from gronatraden.services.changes._terms import find_change, held_to
from gronatraden.services.changes.request_change import submitters_of
from gronatraden.store import gates, people, projects
from gronatraden.store.changes import (
    change_decision_on,
    change_requests,
    change_words,
)
from gronatraden.thread.changes import terms_of
from gronatraden.tools.change_logic import ChangeLogic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gronatraden.gates.changes import ChangeDecision, ChangeRequest, ChangeWord
    from gronatraden.gates.decision import Request
    from gronatraden.gates.tally import Tally
    from gronatraden.history import Change, Condition, Reading
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader

DocumentState = Literal["to_enter", "entered", "to_review"]
"""What a change asks of a document: to state it, nothing more, or to be looked over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedDocument:
    """A document that a change alters, or that rests on what it alters."""

    tool: str
    number: int
    """Its latest version."""
    state: DocumentState


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What a change touches once it is approved."""

    documents: tuple[TouchedDocument, ...]
    """Those that state what is altered first."""
    requests: tuple[Request, ...]
    """Requests at gates that wait; their verdicts do not know of the change."""
    conditions: tuple[Condition, ...]
    """Conditions that are not met yet, set on the terms that held."""
    changes: tuple[int, ...]
    """Numbers of other changes that wait and alter the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSeen:
    """A change with everything that came of it."""

    request: ChangeRequest
    words: tuple[ChangeWord, ...]
    """In the order said."""
    tally: Tally[ChangeOutcome]
    """How far the words for what was decided have come; for an approval while it waits."""
    decision: ChangeDecision | None
    outdated: tuple[str, ...]
    """What of its ground no longer holds, by name, while it waits."""
    touched: Touched
    """Empty where it was rejected."""
    readings: tuple[Reading, ...]
    """The readings that led to it, or that it explains, in the order measured."""


def list_changes(parts: Parts, *, project: str) -> tuple[ChangeRequest, ...]:
    """Return a project's changes in the order requested.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.read() as r:
        find_project(r, project)
        return change_requests(r, project)


def show_change(parts: Parts, *, project: str, number: int) -> ChangeSeen:
    """Return one change, with what it makes stale.

    Raises:
        UnknownNameError: When there is no such project or change.
    """
    with parts.read() as r:
        dossier = open_dossier(r, project)
        asked = find_change(r, project, number)
        decision = change_decision_on(r, asked.change.id)
        words = change_words(r, asked.change.id)
        outcome = ChangeOutcome.APPROVE if decision is None else decision.outcome
        return ChangeSeen(
            request=asked,
            words=words,
            tally=tally(asked.rule, asked.panel, words, outcome),
            decision=decision,
            outdated=_outdated(parts, dossier, asked.change),
            touched=_touched(r, dossier, asked.change),
            readings=tuple(x for x in projects.readings(r, project) if number in x.changes),
        )


def who_may_decide_change(parts: Parts, *, project: str, number: int) -> tuple[str, ...]:
    """Return the handles of those who were asked, may say a word and have not yet."""
    with parts.read() as r:
        dossier = open_dossier(r, project)
        asked = find_change(r, project, number)
        said = latest_words(change_words(r, asked.change.id)).keys()
        barred = submitters_of(dossier, asked.change) | {asked.change.requested_by} | said
        seated = {seat.person: seat.role for seat in asked.panel if seat.person not in barred}
        return tuple(
            person.handle
            for person in people.people(r)
            if person.id in seated
            and Role.ADMIN not in (held := roles_of(dossier.grants, person, parts))
            and seated[person.id] in held
        )


def _outdated(parts: Parts, dossier: Dossier, change: Change) -> tuple[str, ...]:
    if change.outcome is not None:
        return ()
    try:
        return outdated(change, held_to(parts, dossier).agreed)
    except ConflictError:
        return ()  # in a finished project nothing waits for anyone


def _touched(r: Reader, dossier: Dossier, change: Change) -> Touched:
    if change.outcome is ChangeOutcome.REJECT:
        return Touched(documents=(), requests=(), conditions=(), changes=())
    project = dossier.project.id
    waiting = (gates.open_request(r, project, n.gate, n.occurrence) for n in dossier.standing.next)
    return Touched(
        documents=_documents(dossier, change),
        requests=tuple(x for x in waiting if x is not None and _is_unaware(r, dossier, x, change)),
        conditions=tuple(c for c in gates.conditions(r, project) if c.is_owed),
        changes=tuple(
            other.number
            for other in dossier.changes
            if other.outcome is None
            and other.number != change.number
            and other.after.stated.keys() & change.after.stated.keys()
        ),
    )


def _is_unaware(r: Reader, dossier: Dossier, request: Request, change: Change) -> bool:
    """Say whether a request's verdict was stated without a change."""
    verdict = gates.verdict_by_id(r, request.verdict)
    known = approved(dossier.changes)[: verdict.changes] if verdict else ()
    return all(other.number != change.number for other in known)


def _documents(dossier: Dossier, change: Change) -> tuple[TouchedDocument, ...]:
    logic = dossier.contents.get(ChangeLogic)
    stands = logic if isinstance(logic, ChangeLogic) else ChangeLogic()
    now = terms_of(dossier.facts, stands).stated
    return tuple(
        TouchedDocument(
            tool=tool,
            number=dossier.snapshot[tool].number,
            state=_state(tool, change, now),
        )
        for tool in touched(change) or sorted(dossier.snapshot)
        if tool in dossier.snapshot
    )


def _state(tool: str, change: Change, now: Mapping[str, object]) -> DocumentState:
    names = stated_by(tool, change.after)
    if not names:
        return "to_review"
    will = change.before.amended(change.after).stated
    return "entered" if all(now.get(n) == will.get(n) for n in names) else "to_enter"
