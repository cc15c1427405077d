"""A lifecycle or a policy is published: its text, its meaning and its hash, for good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from gronatraden import canonical, manuscript
from gronatraden.errors import ManuscriptError, Problem, PublishedPolicyError
from gronatraden.gates.registry import problems_of
from gronatraden.phases import Lifecycle
from gronatraden.policy import Policy, sha256_of
from gronatraden.project import Act
from gronatraden.services._desk import permit, unknown
from gronatraden.services._parts import stamp
from gronatraden.store import policies

if TYPE_CHECKING:
    from gronatraden.manuscript import Manuscript
    from gronatraden.project import Person
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedNow:
    """What a publication did."""

    kind: str
    """``policy`` or ``lifecycle``."""
    name: str
    version: int
    sha256: str
    unchanged: bool
    """True where exactly this was published before; nothing was recorded."""


def publish(parts: Parts, *, written: Manuscript, by: str) -> PublishedNow:
    """Publish a policy or a lifecycle, told apart by the file's first key.

    Raises:
        ManuscriptError: When the file is not one, or names what does not exist.
        PublishedPolicyError: When the version is published with another meaning.
        NotPermittedError: When the actor may not publish.
    """
    with parts.write() as t:
        actor = permit(parts, t, by, Act.PUBLISH_POLICY, None)
        if "lifecycle" in written.value and "phases" in written.value:
            return _publish_lifecycle(t, parts, written, actor)
        return _publish_policy(t, parts, written, actor)


def read_policy(r: Reader, written: Manuscript) -> Policy:
    """Return the policy that a manuscript holds, checked against its lifecycle.

    Raises:
        ManuscriptError: With every problem at its line.
        UnknownNameError: When its lifecycle is not published.
    """
    policy = manuscript.validate(written, Policy)
    known = [shape for published, shape in policies.lifecycles(r)]
    shape = next((s for s in reversed(known) if s.lifecycle == policy.lifecycle), None)
    if shape is None:
        raise unknown(kind="lifecycle", name=policy.lifecycle, known={s.lifecycle for s in known})
    problems = []
    for found in problems_of(policy, shape):
        place = written.line_of(found.where)
        problems.append(Problem(found.code, place.line, place.column, found.facts))
    if problems:
        raise ManuscriptError(file=written.file, problems=problems)
    return policy


def _publish_policy(
    t: Transaction, parts: Parts, written: Manuscript, actor: Person
) -> PublishedNow:
    policy = read_policy(t, written)
    now = PublishedNow(
        kind="policy",
        name=policy.policy,
        version=policy.version,
        sha256=sha256_of(policy),
        unchanged=False,
    )
    there = {(p.name, p.version): p.sha256 for p, _ in policies.policies(t)}
    if (known := there.get((now.name, now.version))) is not None:
        return _again(now, known)
    _append(t, parts, now, written, actor, body=policy, lifecycle=policy.lifecycle)
    return now


def _publish_lifecycle(
    t: Transaction, parts: Parts, written: Manuscript, actor: Person
) -> PublishedNow:
    shape = manuscript.validate(written, Lifecycle)
    now = PublishedNow(
        kind="lifecycle",
        name=shape.lifecycle,
        version=shape.version,
        sha256=canonical.sha256_hex(canonical.encode(msgspec.to_builtins(shape))),
        unchanged=False,
    )
    there = {(p.name, p.version): p.sha256 for p, _ in policies.lifecycles(t)}
    if (known := there.get((now.name, now.version))) is not None:
        return _again(now, known)
    _append(t, parts, now, written, actor, body=shape, lifecycle=shape.lifecycle)
    return now


def _again(now: PublishedNow, known: str) -> PublishedNow:
    if known != now.sha256:
        raise PublishedPolicyError(policy=now.name, version=now.version)
    return PublishedNow(
        kind=now.kind, name=now.name, version=now.version, sha256=now.sha256, unchanged=True
    )


def _append(
    t: Transaction,
    parts: Parts,
    now: PublishedNow,
    written: Manuscript,
    actor: Person,
    *,
    body: object,
    lifecycle: str,
) -> None:
    named = {"policy": now.name} if now.kind == "policy" else {}
    t.insert(
        now.kind,
        f"{now.name}/{now.version}",
        **named,
        lifecycle=lifecycle,
        version=now.version,
        sha256=now.sha256,
        body=canonical.encode(msgspec.to_builtins(body)).decode(),
        manuscript=written.text,
        published_by=actor.id,
        published_at=stamp(parts.at),
    )
    t.record(
        f"{now.kind}.published",
        stream="policies",
        actor=actor.id,
        at=parts.at,
        name=now.name,
        version=now.version,
        sha256=now.sha256,
    )
