"""What has to be judged again, found without looking at what has not.

Rules:

- An event in a project's own stream concerns that project.
- A role that was granted or ended concerns the project, the programme or everyone whom
  the role reaches.
- People, programmes and published rules concern nobody until a project's own stream
  says so, and neither do lessons that a programme brought in.
- Every other event concerns everyone: what is not known is due.
- Time concerns whoever's ``valid_until`` has come.

What is found is handed over in batches of ids and may be found twice: whoever judges
looks at the log's size that the project was judged at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, func, or_, select, tuple_

from gronatraden.audit.event import Event
from gronatraden.store.backends.spelt import Names, among
from gronatraden.store.log import event
from gronatraden.store.tables import (
    deadline,
    gate_state,
    project,
    project_state,
    role_end,
    role_grant,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import BindParameter, Select

    from gronatraden.store.reader import Reader

BATCH = 128
"""Projects that are judged in one read and written in one write."""
_OWN = "project/"
_HARMLESS = frozenset(
    {"person", "programme", "policy", "lifecycle", "proposal", "activation", "classes", "lesson"}
)
_WITH_A_GRANT = frozenset({"substitution"})
"""Written only together with a role that was granted, which says whom it concerns."""

_AFTER: BindParameter[Any] = bindparam("after")
_EVENTS = (
    select(event.c.seq, event.c.stream, event.c.leaf)
    .where(event.c.seq >= bindparam("since"), event.c.seq < bindparam("before"))
    .order_by(event.c.seq)
    .limit(BATCH)
)
_ALL = select(project.c.id).where(project.c.id > _AFTER).order_by(project.c.id).limit(BATCH)
_OF_PROGRAMME = _ALL.where(project.c.programme == bindparam("of"))
_UNJUDGED = _ALL.outerjoin_from(
    project, project_state, project_state.c.project == project.c.id
).where(or_(project_state.c.project.is_(None), project_state.c.rules != bindparam("rules")))
_EXPIRED = (
    select(project_state.c.valid_until, project_state.c.project)
    .where(
        project_state.c.valid_until <= bindparam("now"),
        tuple_(project_state.c.valid_until, project_state.c.project)
        > tuple_(bindparam("from_until"), _AFTER),
    )
    .order_by(project_state.c.valid_until, project_state.c.project)
    .limit(BATCH)
)
_EXPIRED_AMONG = select(project_state.c.project).where(
    project_state.c.valid_until <= bindparam("now"),
    among(project_state.c.project, bindparam("ids", type_=Names())),
)
_NAMED = (
    _ALL,
    *(
        select(table.c.project.label("id"))
        .where(table.c.project > _AFTER)
        .distinct()
        .order_by(table.c.project)
        .limit(BATCH)
        for table in (project_state, gate_state, deadline)
    ),
)
_COUNT = select(func.count()).select_from(project)
_AT_PLACE = select(project.c.id).order_by(project.c.id).offset(bindparam("place")).limit(1)
_SCOPES = select(role_grant.c.programme, role_grant.c.project)
_GRANTED = _SCOPES.where(role_grant.c.id == bindparam("name"))
_ENDED = _SCOPES.join(role_end, role_end.c.role_grant == role_grant.c.id).where(
    role_end.c.id == bindparam("name")
)


class Scope(NamedTuple):
    """Whom something concerns: a project, a programme's projects, or everyone."""

    programme: str | None = None
    project: str | None = None


class Touched(NamedTuple):
    """A batch of events: how far it reaches, and whom it concerns."""

    next: int
    """The first place in the log after the batch."""
    projects: dict[str, int]
    """The last event that concerns each project alone."""
    wide: dict[Scope, int]
    """The last event that concerns each programme, or everyone."""


def touched(r: Reader, *, since: int, before: int) -> Touched:
    """Return whom the next batch of events concerns.

    Args:
        r: Where to read.
        since: The first place in the log to look at.
        before: The first place not to look at.
    """
    found = Touched(before, {}, {})
    rows = r.all(_EVENTS, since=since, before=before)
    for row in rows:
        for scope in _concerned(r, row["stream"], row["leaf"]):
            if scope.project is None:
                found.wide[scope] = row["seq"]
            else:
                found.projects[scope.project] = row["seq"]
    return found if len(rows) < BATCH else found._replace(next=rows[-1]["seq"] + 1)


def ids_after(r: Reader, after: str, *, programme: str | None = None) -> list[str]:
    """Return the next batch of projects: all, or a programme's."""
    if programme is None:
        return [row["id"] for row in r.all(_ALL, after=after)]
    return [row["id"] for row in r.all(_OF_PROGRAMME, after=after, of=programme)]


def ends_of(r: Reader, most: int) -> list[str]:
    """Return the last project of each of some stretches, all as long but the last."""
    count = int(r.scalar(_COUNT))
    length = max(1, -(-count // most))
    places = range(length - 1, count, length)
    ends = [str(r.scalar(_AT_PLACE, place=place)) for place in places]
    return ends if count % length == 0 else [*ends, ""]


def unjudged_after(r: Reader, after: str, *, rules: str) -> list[str]:
    """Return the next batch of projects that were never judged, or by other rules."""
    return [row["id"] for row in r.all(_UNJUDGED, after=after, rules=rules)]


def expired_after(r: Reader, after: tuple[str, str], *, now: str) -> list[tuple[str, str]]:
    """Return the next batch of projects whose time has come: (until when it held, project)."""
    until, name = after
    rows = r.all(_EXPIRED, after=name, from_until=until, now=now)
    return [(row["valid_until"], row["project"]) for row in rows]


def expired_among(r: Reader, ids: list[str], *, now: str) -> list[str]:
    """Return those of some projects whose time has come."""
    return [row["project"] for row in r.all(_EXPIRED_AMONG, ids=ids, now=now)]


def named_after(r: Reader, after: str) -> list[str]:
    """Return the next batch of all projects that there are, or that some derived row names."""
    found = {row["id"] for statement in _NAMED for row in r.all(statement, after=after)}
    return sorted(found)[:BATCH]


def _concerned(r: Reader, stream: str, leaf: bytes) -> Iterator[Scope]:
    """Yield whom an event concerns."""
    if stream.startswith(_OWN):
        yield Scope(project=stream.removeprefix(_OWN))
        return
    for row in Event.from_leaf(leaf).rows:
        if row.table in _REACH:
            found = r.one_or_none(_REACH[row.table], name=row.key)
            yield Scope() if found is None else Scope(found["programme"], found["project"])
        elif row.table not in _HARMLESS | _WITH_A_GRANT:
            yield Scope()


_REACH: dict[str, Select[Any]] = {"role_grant": _GRANTED, "role_end": _ENDED}
