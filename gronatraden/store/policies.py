"""Rows of published lifecycles and policies, and of moves to other ones, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, select

from gronatraden.phases import Lifecycle
from gronatraden.policy import Classes, Policy, PublishedPolicy
from gronatraden.store.reader import in_common
from gronatraden.store.tables import (
    activation,
    classes,
    classing,
    lifecycle,
    pin,
    policy,
    project,
    proposal,
    repinning,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import RowMapping

    from gronatraden.store.reader import Reader


_KEPT = 32
"""Bodies kept decoded: what is published never changes."""
_PINNED = in_common(
    select(policy.c.id, policy.c.sha256, policy.c.body).where(
        policy.c.id.in_(bindparam("ids", expanding=True))
    )
)
_CLASSED = select(classing).where(classing.c.project == bindparam("of"))
_CLASSED_LAST = (
    select(repinning.c["class"], repinning.c.lighter_because.label("reason"))
    .where(repinning.c.project == bindparam("of"))
    .order_by(repinning.c.number.desc())
    .limit(1)
)
_PROPOSALS = (
    select(proposal, activation.c.activated_by)
    .outerjoin(activation, activation.c.proposal == proposal.c.id)
    .order_by(proposal.c.kind, proposal.c.name, proposal.c.version)
)
_LIFECYCLE = in_common(select(lifecycle.c.body).where(lifecycle.c.id == bindparam("name")))


Pins = tuple[tuple[str, int], ...]
Ref = tuple[str, int]
_FIRST = (
    select(
        *(project.c.id, project.c.lifecycle, project.c.lifecycle_version),
        *(pin.c.policy, pin.c.version),
    )
    .join(pin, pin.c.project == project.c.id)
    .where(project.c.id.in_(select(repinning.c.project)))
    .order_by(project.c.id, pin.c.position)
)
_MOVES = select(repinning).order_by(repinning.c.project, repinning.c.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published version: what it is, its hash and the text it was written as."""

    name: str
    version: int
    sha256: str
    manuscript: str
    published_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repinning:
    """That a project was moved to other rules."""

    project: str
    policies: Pins
    policies_before: Pins
    lifecycle_before: Ref
    """The lifecycle that it followed, and the version."""
    reason: str
    plan: str
    """Hash of the plan that it was part of."""
    repinned_by: str
    """Pseudonym."""
    repinned_at: datetime
    is_latest: bool
    """Whether the project has not been moved again since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classed:
    """How a project was classed when it was opened, or last moved."""

    by: Classes
    name: str
    """The class's id; empty where it could not be told."""
    reason: str
    """Why it goes through a lighter lifecycle than its class; empty where it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A published version that takes another person to put in force."""

    id: str
    kind: str
    """``policy`` or ``lifecycle``."""
    name: str
    version: int
    sha256: str
    proposed_by: str
    """Pseudonym of its author; the machine's where it came with the program."""
    activated_by: str | None
    """Pseudonym of who put it in force; None while it waits."""


def proposals(r: Reader) -> tuple[Proposal, ...]:
    """Return every proposal, by kind, name and version.

    What was published before there were proposals has none, and is in force.
    """
    return tuple(
        Proposal(
            id=row["id"],
            kind=row["kind"],
            name=row["name"],
            version=row["version"],
            sha256=row["sha256"],
            proposed_by=row["proposed_by"],
            activated_by=row["activated_by"],
        )
        for row in r.all(_PROPOSALS)
    )


def waiting(r: Reader) -> frozenset[tuple[str, str, int]]:
    """Return the versions that nobody has put in force, as (kind, name, version)."""
    found = proposals(r)
    return frozenset((p.kind, p.name, p.version) for p in found if p.activated_by is None)


def pinned(r: Reader, refs: Iterable[tuple[str, int]]) -> tuple[PublishedPolicy, ...]:
    """Return published policy versions, given as (id, version), in the order asked for.

    One that is not published is left out.
    """
    ids = [f"{name}/{version}" for name, version in refs]
    found = {
        row["id"]: PublishedPolicy(_policy(row["body"]), sha256=row["sha256"])
        for row in r.all(_PINNED, ids=ids)
    }
    return tuple(found[name] for name in ids if name in found)


def policies(r: Reader) -> tuple[tuple[Published, Policy], ...]:
    """Return every published policy version, by name and version."""
    rows = r.all(select(policy).order_by(policy.c.policy, policy.c.version))
    return tuple((_published(row, "policy"), _policy(row["body"])) for row in rows)


def in_force(r: Reader) -> tuple[Policy, ...]:
    """Return every policy version that somebody has put in force, by name and version."""
    waits = waiting(r)
    return tuple(x for _, x in policies(r) if ("policy", x.policy, x.version) not in waits)


def lifecycle_version(r: Reader, name: str, version: int) -> Lifecycle | None:
    """Return a published lifecycle version, or None."""
    rows = r.all(_LIFECYCLE, name=f"{name}/{version}")
    return _lifecycle(rows[0]["body"]) if rows else None


def lifecycles(r: Reader) -> tuple[tuple[Published, Lifecycle], ...]:
    """Return every published lifecycle version, by name and version."""
    rows = r.all(select(lifecycle).order_by(lifecycle.c.lifecycle, lifecycle.c.version))
    return tuple((_published(row, "lifecycle"), _lifecycle(row["body"])) for row in rows)


def repinnings(r: Reader) -> tuple[Repinning, ...]:
    """Return every migration of every project, by project and in the order made."""
    first = {
        name: (tuple((row["policy"], row["version"]) for row in rows), _lived(rows[0]))
        for name, group in groupby(r.all(_FIRST), key=itemgetter("id"))
        for rows in (list(group),)
    }
    groups = groupby(r.all(_MOVES), key=itemgetter("project"))
    return tuple(one for name, group in groups for one in _moves(group, *first[name]))


def classes_published(r: Reader) -> tuple[tuple[Published, Classes], ...]:
    """Return every published version of the classes of projects, by name and version."""
    rows = r.all(select(classes).order_by(classes.c.classes, classes.c.version))
    return tuple((_published(row, "classes"), _classes(row["body"])) for row in rows)


def classed(r: Reader, project: str) -> Classed | None:
    """Return how a project was classed when it was opened, or None where it was not.

    Of one that was moved since, the class and the reason are those it was moved with.
    """
    row = r.one_or_none(_CLASSED, of=project)
    if row is None:
        return None
    said = r.one_or_none(_CLASSED_LAST, of=project) or row
    known = {(p.name, p.version): body for p, body in classes_published(r)}
    return Classed(
        by=known[row["classes"], row["version"]], name=said["class"], reason=said["reason"]
    )


@lru_cache(maxsize=_KEPT)
def _classes(body: str) -> Classes:
    return msgspec.json.decode(body, type=Classes)


@lru_cache(maxsize=_KEPT)
def _policy(body: str) -> Policy:
    return msgspec.json.decode(body, type=Policy)


@lru_cache(maxsize=_KEPT)
def _lifecycle(body: str) -> Lifecycle:
    return msgspec.json.decode(body, type=Lifecycle)


def _published(row: RowMapping, kind: str) -> Published:
    return Published(
        name=row[kind],
        version=row["version"],
        sha256=row["sha256"],
        manuscript=row["manuscript"],
        published_at=row["published_at"],
    )


def _lived(row: RowMapping) -> Ref:
    return row["lifecycle"], row["lifecycle_version"]


def _moves(rows: Iterable[RowMapping], pins: Pins, lifecycle: Ref) -> Iterator[Repinning]:
    """Yield a project's migrations, each with what it was pinned to before."""
    made = list(rows)
    for row in made:
        policies = msgspec.json.decode(row["policies"], type=Pins)
        yield Repinning(
            project=row["project"],
            policies=policies,
            policies_before=pins,
            lifecycle_before=lifecycle,
            reason=row["reason"],
            plan=row["plan"],
            repinned_by=row["repinned_by"],
            repinned_at=datetime.fromisoformat(row["repinned_at"]),
            is_latest=row is made[-1],
        )
        pins, lifecycle = policies, _lived(row)
