"""Rows of published lifecycles and policies, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import select

from gronatraden.phases import Lifecycle
from gronatraden.policy import Policy, PublishedPolicy
from gronatraden.store.tables import lifecycle, policy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import RowMapping

    from gronatraden.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published version: what it is, its hash and the text it was written as."""

    name: str
    version: int
    sha256: str
    manuscript: str
    published_at: str


def pinned(r: Reader, refs: Iterable[tuple[str, int]]) -> tuple[PublishedPolicy, ...]:
    """Return published policy versions, given as (id, version), in the order asked for.

    One that is not published is left out.
    """
    ids = [f"{name}/{version}" for name, version in refs]
    asked = select(policy.c.id, policy.c.sha256, policy.c.body).where(policy.c.id.in_(ids))
    found = {
        row["id"]: PublishedPolicy(
            msgspec.json.decode(row["body"], type=Policy), sha256=row["sha256"]
        )
        for row in r.all(asked)
    }
    return tuple(found[name] for name in ids if name in found)


def policies(r: Reader) -> tuple[tuple[Published, Policy], ...]:
    """Return every published policy version, by name and version."""
    rows = r.all(select(policy).order_by(policy.c.policy, policy.c.version))
    return tuple(
        (_published(row, "policy"), msgspec.json.decode(row["body"], type=Policy)) for row in rows
    )


def lifecycle_version(r: Reader, name: str, version: int) -> Lifecycle | None:
    """Return a published lifecycle version, or None."""
    row = r.one_or_none(select(lifecycle.c.body).where(lifecycle.c.id == f"{name}/{version}"))
    return None if row is None else msgspec.json.decode(row["body"], type=Lifecycle)


def lifecycles(r: Reader) -> tuple[tuple[Published, Lifecycle], ...]:
    """Return every published lifecycle version, by name and version."""
    rows = r.all(select(lifecycle).order_by(lifecycle.c.lifecycle, lifecycle.c.version))
    return tuple(
        (_published(row, "lifecycle"), msgspec.json.decode(row["body"], type=Lifecycle))
        for row in rows
    )


def _published(row: RowMapping, kind: str) -> Published:
    return Published(
        name=row[kind],
        version=row["version"],
        sha256=row["sha256"],
        manuscript=row["manuscript"],
        published_at=row["published_at"],
    )
