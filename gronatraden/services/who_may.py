"""Who may do something now: so that a door can name them instead of guessing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.gates.tally import latest_words
from gronatraden.project import MAY, Role
from gronatraden.services._desk import open_dossier, roles_of
from gronatraden.store import gates, people, projects

if TYPE_CHECKING:
    from gronatraden.gates.decision import Request
    from gronatraden.project import Act
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader


def who_may(parts: Parts, *, project: str, act: Act) -> tuple[str, ...]:
    """Return the handles of those who may do something in a project today.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.read() as r:
        held = open_dossier(r, project).grants
        return tuple(p.handle for p in people.people(r) if roles_of(held, p, parts) & MAY[act])


def who_may_decide(parts: Parts, *, request: Request) -> tuple[str, ...]:
    """Return the handles of those on a panel whose word counts and who have not spoken yet."""
    with parts.read() as r:
        barred = _submitters(r, request) | {request.requested_by} | set(_said(r, request))
        held = open_dossier(r, request.project).grants
        seated = {seat.person for seat in request.panel} - barred
        return tuple(
            p.handle
            for p in people.people(r)
            if p.id in seated and Role.ADMIN not in roles_of(held, p, parts)
        )


def _said(r: Reader, request: Request) -> dict[str, object]:
    return dict(latest_words(gates.words(r, request.id)))


def _submitters(r: Reader, request: Request) -> set[str]:
    verdict = gates.verdict_by_id(r, request.verdict)
    refs = {(d.tool, d.number) for d in verdict.documents} if verdict else set()
    versions = projects.versions(r, request.project)
    return {v.submitted_by for v in versions if (v.tool, v.number) in refs}
