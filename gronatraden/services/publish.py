"""A lifecycle or a policy is published: its text, its meaning and its hash, for good."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from gronatraden import canonical, manuscript
from gronatraden.errors import PublishedPolicyError
from gronatraden.phases import Lifecycle
from gronatraden.policy import Classes, Policy, meaning, sha256_of
from gronatraden.project import Act
from gronatraden.samples.shipped import shipped_texts
from gronatraden.services._desk import permit
from gronatraden.services._parts import stamp
from gronatraden.services.authoring._drafts import faults, kind_of, refuse
from gronatraden.services.authoring.published import read_policy
from gronatraden.store import people, policies

if TYPE_CHECKING:
    from gronatraden.manuscript import Manuscript
    from gronatraden.project import Person
    from gronatraden.services._parts import Parts
    from gronatraden.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedNow:
    """What a publication did."""

    kind: str
    """``policy``, ``lifecycle`` or ``classes``."""
    name: str
    version: int
    sha256: str
    unchanged: bool
    """True where exactly this was published before; nothing was recorded."""
    waits: bool = False
    """True until another person puts it in force."""


def publish(parts: Parts, *, written: Manuscript, by: str) -> PublishedNow:
    """Publish a policy, a lifecycle or the classes of projects, told apart by their keys.

    What a person has written is a proposal until another puts it in force; what came with
    the program, unmodified, was written by it and is in force at once.

    Raises:
        ManuscriptError: When the file is not one, or names what does not exist.
        PublishedPolicyError: When the version is published with another meaning.
        NotPermittedError: When the actor may not publish.
    """
    with parts.write() as t:
        actor = permit(parts, t, by, Act.PUBLISH_POLICY, None, everywhere=True)
        publish_it = _PUBLISHING[kind_of(written)]
        now = publish_it(t, parts, written, actor)
        return replace(now, waits=(now.kind, now.name, now.version) in policies.waiting(t))


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
    _record_loosening(t, parts, policy, actor)
    return now


def _record_loosening(t: Transaction, parts: Parts, policy: Policy, actor: Person) -> None:
    """Record each requirement that a policy holds less strictly than another states it."""
    for gate, rules in policy.gates.items():
        for one in rules.loosens:
            t.record(
                "policy.loosened",
                stream="policies",
                actor=actor.id,
                at=parts.at,
                name=policy.policy,
                version=policy.version,
                gate=gate,
                requirement=one.id,
            )


def _publish_lifecycle(
    t: Transaction, parts: Parts, written: Manuscript, actor: Person
) -> PublishedNow:
    shape = manuscript.validate(written, Lifecycle)
    refuse(written, faults(shape, {}, ()))
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


def _publish_classes(
    t: Transaction, parts: Parts, written: Manuscript, actor: Person
) -> PublishedNow:
    stated = manuscript.validate(written, Classes)
    shapes = {shape.lifecycle: shape for _, shape in policies.lifecycles(t)}
    refuse(written, faults(stated, shapes, ()))
    now = PublishedNow(
        kind="classes",
        name=stated.classes,
        version=stated.version,
        sha256=canonical.sha256_hex(canonical.encode(meaning(stated))),
        unchanged=False,
    )
    there = {(p.name, p.version): p.sha256 for p, _ in policies.classes_published(t)}
    if (before := there.get((now.name, now.version))) is not None:
        return _again(now, before)
    _append(t, parts, now, written, actor, body=stated, lifecycle="")
    return now


_PUBLISHING = {
    "policy": _publish_policy,
    "lifecycle": _publish_lifecycle,
    "classes": _publish_classes,
}


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
    named = {
        "policy": {"policy": now.name, "lifecycle": lifecycle},
        "lifecycle": {"lifecycle": lifecycle},
        "classes": {"classes": now.name},
    }[now.kind]
    author = people.MACHINE if _is_shipped(written) else actor.id
    _propose(t, parts, now, author=author, actor=actor)
    t.insert(
        now.kind,
        f"{now.name}/{now.version}",
        **named,
        version=now.version,
        sha256=now.sha256,
        body=canonical.encode(msgspec.to_builtins(body)).decode(),
        manuscript=written.text,
        published_by=author,
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


def _propose(
    t: Transaction, parts: Parts, now: PublishedNow, *, author: str, actor: Person
) -> None:
    """Propose what is published; what came with the program the actor puts in force at once."""
    name, at = f"{now.kind}/{now.name}/{now.version}", stamp(parts.at)
    t.insert(
        "proposal",
        name,
        kind=now.kind,
        name=now.name,
        version=now.version,
        sha256=now.sha256,
        proposed_by=author,
        proposed_at=at,
    )
    if author != actor.id:
        activated = {"activated_by": actor.id, "activated_at": at}
        t.insert("activation", f"{name}/activation", proposal=name, **activated)


def _is_shipped(written: Manuscript) -> bool:
    return written.text in shipped_texts()
