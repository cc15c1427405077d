"""A programme is opened: a portfolio of projects under one owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError
from gronatraden.project import Act, Programme
from gronatraden.services._desk import permit, require_id
from gronatraden.services._parts import stamp
from gronatraden.store import people

if TYPE_CHECKING:
    from gronatraden.services._parts import Parts


def open_programme(parts: Parts, *, programme: str, title: str, owner: str, by: str) -> Programme:
    """Open a programme.

    Raises:
        UsageError: When the id is not one that can be said.
        ConflictError: When there is one of that id.
        NotPermittedError: When the actor may not open programmes.
    """
    with parts.write() as t:
        actor = permit(parts, t, by, Act.OPEN_PROGRAMME, None, everywhere=True)
        if people.programme_by_id(t, programme) is not None:
            raise ConflictError(what="programme-exists", name=programme)
        opened = Programme(id=require_id(programme), title=title, owner=owner)
        t.insert(
            "programme",
            programme,
            title=title,
            owner=owner,
            opened_by=actor.id,
            opened_at=stamp(parts.at),
        )
        stream = f"programme/{programme}"
        t.record("programme.opened", stream=stream, actor=actor.id, at=parts.at)
        return opened
