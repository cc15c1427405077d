"""Who may do something now: so that a door can name them instead of guessing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.project import MAY
from gronatraden.services._desk import open_dossier, roles_of
from gronatraden.services.deciding.show_panel import show_panel
from gronatraden.store import people

if TYPE_CHECKING:
    from gronatraden.gates.decision import Request
    from gronatraden.project import Act
    from gronatraden.services._parts import Parts


def who_may(parts: Parts, *, project: str, act: Act) -> tuple[str, ...]:
    """Return the handles of those who may do something in a project today.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.read() as r:
        held = open_dossier(r, project).grants
        return tuple(p.handle for p in people.people(r) if roles_of(held, p, parts) & MAY[act])


def who_may_decide(parts: Parts, *, request: Request) -> tuple[str, ...]:
    """Return the handles of those on a panel whose word counts and who have not spoken yet.

    Whose substitute has spoken comes last: one more word from them adds none.
    """
    seats = show_panel(parts, request=request).seats
    waited_for = {one.seat.person for one in seats if one.state == "waits"}
    spoken_for = {one.seat.instead_of for one in seats if one.state == "said"}
    with parts.read() as r:
        able = [p for p in people.people(r) if p.id in waited_for]
    return tuple(p.handle for p in sorted(able, key=lambda person: person.id in spoken_for))
