"""A point that a gate was referred back with is mended, and how is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError, UsageError
from gronatraden.project import Act
from gronatraden.services._desk import find_project, permit, unknown
from gronatraden.services._parts import stamp
from gronatraden.store import gates

if TYPE_CHECKING:
    from gronatraden.history import Point
    from gronatraden.services._parts import Parts


def list_points(parts: Parts, *, project: str) -> tuple[Point, ...]:
    """Return the points to mend that a project was ever given, in the order given.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.read() as r:
        find_project(r, project)
        return gates.points(r, project)


def mend_point(parts: Parts, *, project: str, point: str, how: str, by: str) -> Point:
    """Say how a point was mended; the gate can then be asked for again.

    Raises:
        UsageError: When nothing is said.
        UnknownNameError: When the project has no such point.
        ConflictError: When it was mended already.
        NotPermittedError: When the actor may not mend points in the project.
    """
    if not how.strip():
        raise UsageError(reason="mending-says-nothing")
    with parts.write() as t:
        actor = permit(parts, t, by, Act.MEND_POINT, find_project(t, project))
        known = {p.id: p for p in gates.points(t, project)}
        if point not in known:
            raise unknown(kind="point", name=point, known=known)
        if known[point].mended_at is not None:
            raise ConflictError(what="point-is-mended", name=point)
        t.insert(
            "point_mended",
            f"{point}/mended",
            point=point,
            how=how.strip(),
            mended_by=actor.id,
            mended_at=stamp(parts.at),
        )
        t.record("point.mended", stream=f"project/{project}", actor=actor.id, at=parts.at)
        return next(p for p in gates.points(t, project) if p.id == point)
