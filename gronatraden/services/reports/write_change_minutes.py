"""A decision on a change is put in minutes: read from its own rows and the facts of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.audit.tree import leaf_hash
from gronatraden.documents import decode
from gronatraden.errors import VerificationFailedError
from gronatraden.exports.minutes.changing import ChangeRecord, SaidOnChange
from gronatraden.exports.minutes.record import LogPlace, Someone
from gronatraden.gates.tally import latest_words
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.services._desk import find_project
from gronatraden.services.changes._terms import find_change
from gronatraden.store import log, people, projects
from gronatraden.store.changes import change_decision_on, change_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from gronatraden.exports.minutes.record import Counted
    from gronatraden.gates.changes import ChangeDecision, ChangeRequest, ChangeWord
    from gronatraden.project import Project
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader


def write_change_minutes(parts: Parts, *, project: str, number: int) -> ChangeRecord:
    """Return what is recorded of a change and what came of it.

    Args:
        parts: What the act works with.
        project: Id of the project.
        number: The change's number in the project.

    Raises:
        UnknownNameError: When there is no such project or change.
    """
    with parts.read() as r:
        found = find_project(r, project)
        asked = find_change(r, project, number)
        return _record(r, found, asked, change_decision_on(r, asked.change.id))


def _record(
    r: Reader, project: Project, asked: ChangeRequest, decision: ChangeDecision | None
) -> ChangeRecord:
    change, head = asked.change, log.head(r)
    names = {p.id: p.name for p in people.people(r)}
    facts = _facts_on(r, project.id, decision.decided_at if decision else change.requested_at)
    programme = people.programme_by_id(r, project.programme)
    words = change_words(r, change.id)
    last = latest_words(words)
    own = decision.registry_number if decision else ""
    return ChangeRecord(
        owner=programme.owner if programme else "",
        title=facts.title or project.id,
        registry_number=own or facts.archive.registry_number,
        simulated=head.clock == "simulated",
        request=asked,
        requested_by=names.get(change.requested_by, change.requested_by),
        panel=_people({seat.person for seat in asked.panel}, asked, names),
        words=tuple(
            SaidOnChange(
                by=_someone(word.person, asked, names),
                word=word,
                counted=_counted(word, last[word.person], decision),
            )
            for word in words
        ),
        decision=decision,
        deciders=_people(decision.deciders if decision else (), asked, names),
        log=_log_place(r, asked, decision, head.origin),
    )


def _facts_on(r: Reader, project: str, at: datetime) -> ProjectFacts:
    """Return what the project said of itself at a moment."""
    stated = [v for v in projects.versions(r, project) if v.tool == FACTS and v.submitted_at <= at]
    return decode(stated[-1].body, ProjectFacts) if stated else ProjectFacts()


def _people(
    some: Iterable[str], asked: ChangeRequest, names: Mapping[str, str]
) -> tuple[Someone, ...]:
    found = (_someone(person, asked, names) for person in some)
    return tuple(sorted(found, key=lambda one: one.name))


def _someone(person: str, asked: ChangeRequest, names: Mapping[str, str]) -> Someone:
    roles = tuple(seat.role for seat in asked.panel if seat.person == person)
    return Someone(name=names.get(person, person), roles=roles)


def _counted(word: ChangeWord, last: ChangeWord, decision: ChangeDecision | None) -> Counted:
    if word is not last:
        return "replaced"
    alike = decision is not None and word.outcome is decision.outcome
    return "carried" if alike and decision and word.person in decision.deciders else "apart"


def _log_place(
    r: Reader, asked: ChangeRequest, decision: ChangeDecision | None, origin: str
) -> LogPlace:
    """Return where the log holds the decision, or the request while there is none.

    Raises:
        VerificationFailedError: When the log has no such event.
    """
    row = ("change", asked.change.id) if decision is None else ("change_decision", decision.id)
    for seq, event in log.events(r, stream=f"project/{asked.project}"):
        if any((found.table, found.key) == row for found in event.rows):
            return LogPlace(origin=origin, seq=seq, leaf_hash=leaf_hash(event.to_leaf()).hex())
    raise VerificationFailedError(reason="row-is-not-in-the-log")
