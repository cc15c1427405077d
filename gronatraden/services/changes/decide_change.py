"""A change is decided: one person's word, and the decision once the words suffice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gronatraden import canonical
from gronatraden.errors import ConflictError, OldChangeError, UsageError
from gronatraden.gates.changes import ChangeDecision, ChangeWord, outdated
from gronatraden.gates.tally import latest_words, tally
from gronatraden.history import ChangeOutcome
from gronatraden.services._desk import find_person, open_dossier
from gronatraden.services._panel import (
    require_four_eyes,
    require_word,
    seats_now,
    still_held,
)
from gronatraden.services._parts import stamp
from gronatraden.services.changes._terms import find_change, held_to
from gronatraden.services.changes.request_change import submitters_of
from gronatraden.store.changes import change_words, decided_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gronatraden.gates.changes import ChangeRequest
    from gronatraden.gates.tally import Seat, Tally
    from gronatraden.project import Person
    from gronatraden.services._parts import Parts
    from gronatraden.store.transaction import Transaction

_ACT = "decide_change"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOfChange:
    """What a person says of a change, and why."""

    outcome: ChangeOutcome
    reason: str = ""
    registry_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDecided:
    """What came of a word."""

    request: ChangeRequest
    tally: Tally[ChangeOutcome]
    decision: ChangeDecision | None
    """The decision, once the words for one outcome suffice."""


def decide_change(
    parts: Parts, *, project: str, number: int, said: SaidOfChange, by: str
) -> ChangeDecided:
    """Say one person's word on a change; the same word again records nothing.

    Raises:
        UsageError: When a rejection has no reason.
        UnknownNameError: When there is no such project, change or person.
        NotPermittedError: When the person was not asked, or has left the role.
        FourEyesError: When the person requested the change, or submitted a document that
            it alters.
        ConflictError: When the change is decided, or the project is finished.
        OldChangeError: When it is to be approved and was requested on other terms.
    """
    if said.outcome is ChangeOutcome.REJECT and not said.reason.strip():
        raise UsageError(reason="rejection-needs-a-reason")
    with parts.write() as t:
        dossier = open_dossier(t, project)
        person = find_person(t, by)
        asked = find_change(t, project, number)
        change = asked.change
        needed = asked.rule.keys()
        require_word(parts, dossier, person, act=_ACT, needed=needed, panel=asked.panel)
        submitters, asker = submitters_of(dossier, change), change.requested_by
        require_four_eyes(person, act=_ACT, submitters=submitters, requested_by=asker)
        if change.outcome is not None:
            raise ConflictError(what="change-is-decided", name=str(number))
        changed = outdated(change, held_to(parts, dossier).agreed)
        if changed and said.outcome is ChangeOutcome.APPROVE:
            raise OldChangeError(project=project, number=number, differences=list(changed))
        seats = still_held(asked.panel, seats_now(parts, dossier, asked.rule))
        return _say(t, parts, asked, seats, said=said, person=person)


def _say(
    t: Transaction,
    parts: Parts,
    asked: ChangeRequest,
    seats: tuple[Seat, ...],
    *,
    said: SaidOfChange,
    person: Person,
) -> ChangeDecided:
    word = ChangeWord(person=person.id, outcome=said.outcome, reason=said.reason, said_at=parts.at)
    before = change_words(t, asked.change.id)
    words = latest_words((*before, word))
    count = tally(asked.rule, seats, words.values(), said.outcome)
    last = latest_words(before).get(person.id)
    if last is not None and not count.stands and replace(word, said_at=last.said_at) == last:
        return ChangeDecided(request=asked, tally=count, decision=None)
    _append_word(t, asked, word, len(before) + 1)
    decision = _append_decision(t, parts, asked, said, count.carried_by) if count.stands else None
    t.record(
        "change.word" if decision is None else "change.decided",
        stream=f"project/{asked.project}",
        actor=person.id,
        at=parts.at,
        number=asked.change.number,
        outcome=said.outcome.value,
    )
    if decision is not None:
        t.checkpoint()
    return ChangeDecided(request=asked, tally=count, decision=decision)


def _append_word(t: Transaction, asked: ChangeRequest, word: ChangeWord, number: int) -> None:
    t.insert(
        "change_word",
        f"{asked.change.id}/word-{number}",
        change=asked.change.id,
        number=number,
        outcome=word.outcome.value,
        reason=word.reason,
        said_by=word.person,
        said_at=stamp(word.said_at),
    )


def _append_decision(
    t: Transaction,
    parts: Parts,
    asked: ChangeRequest,
    said: SaidOfChange,
    deciders: Sequence[str],
) -> ChangeDecision:
    decision = ChangeDecision(
        id=f"{asked.change.id}/decision",
        change=asked.change.id,
        number=decided_count(t, asked.project) + 1,
        outcome=said.outcome,
        reason=said.reason,
        registry_number=said.registry_number,
        deciders=tuple(deciders),
        decided_at=parts.at,
    )
    t.insert(
        "change_decision",
        decision.id,
        change=decision.change,
        project=asked.project,
        number=decision.number,
        outcome=decision.outcome.value,
        reason=decision.reason,
        registry_number=decision.registry_number,
        deciders=canonical.encode(list(decision.deciders)).decode(),
        decided_at=stamp(decision.decided_at),
    )
    return decision
