"""Rows of published lifecycles and policies, as values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, select

from gronatraden.phases import Lifecycle
from gronatraden.policy import Policy, PublishedPolicy
from gronatraden.store.reader import in_common
from gronatraden.store.tables import lifecycle, policy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import RowMapping

    from gronatraden.store.reader import Reader


_KEPT = 32
"""Bodies kept decoded: what is published never changes."""
_PINNED = in_common(
    select(policy.c.id, policy.c.sha256, policy.c.body).where(
        policy.c.id.in_(bindparam("ids", expanding=True))
    )
)
_LIFECYCLE = in_common(select(lifecycle.c.body).where(lifecycle.c.id == bindparam("name")))


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
    found = {
        row["id"]: PublishedPolicy(_policy(row["body"]), sha256=row["sha256"])
        for row in r.all(_PINNED, ids=ids)
    }
    return tuple(found[name] for name in ids if name in found)


def policies(r: Reader) -> tuple[tuple[Published, Policy], ...]:
    """Return every published policy version, by name and version."""
    rows = r.all(select(policy).order_by(policy.c.policy, policy.c.version))
    return tuple((_published(row, "policy"), _policy(row["body"])) for row in rows)


def lifecycle_version(r: Reader, name: str, version: int) -> Lifecycle | None:
    """Return a published lifecycle version, or None."""
    rows = r.all(_LIFECYCLE, name=f"{name}/{version}")
    return _lifecycle(rows[0]["body"]) if rows else None


def lifecycles(r: Reader) -> tuple[tuple[Published, Lifecycle], ...]:
    """Return every published lifecycle version, by name and version."""
    rows = r.all(select(lifecycle).order_by(lifecycle.c.lifecycle, lifecycle.c.version))
    return tuple((_published(row, "lifecycle"), _lifecycle(row["body"])) for row in rows)


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
