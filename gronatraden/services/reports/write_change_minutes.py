"""A decision on a change is put in minutes: read from its own rows and the facts of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.documents import decode
from gronatraden.exports.minutes.changing import ChangeRecord, SaidOnChange
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.services._desk import find_project
from gronatraden.services.changes._terms import find_change
from gronatraden.services.reports._minuting import counted, everyone, log_place, owner_of, someone
from gronatraden.store import log, people, projects
from gronatraden.store.changes import change_decision_on, change_words

if TYPE_CHECKING:
    from datetime import datetime

    from gronatraden.gates.changes import ChangeDecision, ChangeRequest
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
    change, head, panel = asked.change, log.head(r), asked.panel
    names = {p.id: p.name for p in people.people(r)}
    facts = _facts_on(r, project.id, decision.decided_at if decision else change.requested_at)
    words = change_words(r, change.id)
    own = decision.registry_number if decision else ""
    return ChangeRecord(
        owner=owner_of(r, project),
        title=facts.title or project.id,
        registry_number=own or facts.archive.registry_number,
        simulated=head.clock == "simulated",
        request=asked,
        requested_by=names.get(change.requested_by, change.requested_by),
        panel=everyone({seat.person for seat in panel}, panel, names),
        words=tuple(
            SaidOnChange(
                by=someone(word.person, panel, names),
                word=word,
                counted=counted(word, words, decision),
            )
            for word in words
        ),
        decision=decision,
        deciders=everyone(decision.deciders if decision else (), panel, names),
        log=log_place(
            r,
            asked.project,
            ("change_decision", decision.id) if decision else ("change", change.id),
            head.origin,
        ),
    )


def _facts_on(r: Reader, project: str, at: datetime) -> ProjectFacts:
    """Return what the project said of itself at a moment."""
    stated = [v for v in projects.versions(r, project) if v.tool == FACTS and v.submitted_at <= at]
    return decode(stated[-1].body, ProjectFacts) if stated else ProjectFacts()
