"""A lifecycle or a policy is published: its text, its meaning and its hash, for good."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from gronatraden import canonical, manuscript
from gronatraden.errors import ManuscriptError, Problem, PublishedPolicyError
from gronatraden.gates.burden import burden_of
from gronatraden.gates.registry import misshapes_of, pins_of, problems_of
from gronatraden.phases import Lifecycle
from gronatraden.policy import Policy, sha256_of
from gronatraden.project import Act
from gronatraden.samples.shipped import shipped_texts
from gronatraden.services._desk import permit, unknown
from gronatraden.services._parts import stamp
from gronatraden.store import people, policies

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gronatraden.gates.burden import Burden
    from gronatraden.manuscript import Manuscript
    from gronatraden.policy import PluginPin, PolicyProblem
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
    waits: bool = False
    """True until another person puts it in force."""


def publish(parts: Parts, *, written: Manuscript, by: str) -> PublishedNow:
    """Publish a policy or a lifecycle, told apart by the file's first key.

    What a person has written is a proposal until another puts it in force; what came with
    the program, unmodified, was written by it and is in force at once.

    Raises:
        ManuscriptError: When the file is not one, or names what does not exist.
        PublishedPolicyError: When the version is published with another meaning.
        NotPermittedError: When the actor may not publish.
    """
    with parts.write() as t:
        actor = permit(parts, t, by, Act.PUBLISH_POLICY, None, everywhere=True)
        of_lifecycle = "lifecycle" in written.value and "phases" in written.value
        publish_it = _publish_lifecycle if of_lifecycle else _publish_policy
        now = publish_it(t, parts, written, actor)
        return replace(now, waits=(now.kind, now.name, now.version) in policies.waiting(t))


def read_policy(r: Reader, written: Manuscript) -> Policy:
    """Return the policy that a manuscript holds, checked against its lifecycle.

    The plugins that its checks come from are noted in it, as they are now.

    Raises:
        ManuscriptError: With every problem at its line.
        UnknownNameError: When its lifecycle is not published.
    """
    policy = manuscript.validate(written, Policy)
    known = [shape for published, shape in policies.lifecycles(r)]
    shape = next((s for s in reversed(known) if s.lifecycle == policy.lifecycle), None)
    if shape is None:
        raise unknown(kind="lifecycle", name=policy.lifecycle, known={s.lifecycle for s in known})
    others = [rules for _, rules in policies.policies(r) if rules.lifecycle == policy.lifecycle]
    _refuse(written, problems_of(policy, shape, others))
    return replace(policy, plugins=pins_of(policy))


def _refuse(written: Manuscript, found: Iterable[PolicyProblem]) -> None:
    problems = []
    for one in found:
        if one.at is None:
            place = written.line_of(one.where)
        else:
            place = manuscript.spot(written, one.where, one.at)
        problems.append(Problem(one.code, place.line, place.column, one.facts))
    if problems:
        raise ManuscriptError(file=written.file, problems=problems)


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
    _refuse(written, misshapes_of(shape))
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
    author = people.MACHINE if _is_shipped(written) else actor.id
    _propose(t, parts, now, author=author, actor=actor)
    t.insert(
        now.kind,
        f"{now.name}/{now.version}",
        **named,
        lifecycle=lifecycle,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSeen:
    """A published version of a policy or a lifecycle."""

    kind: str
    """``policy`` or ``lifecycle``."""
    name: str
    version: int
    sha256: str
    lifecycle: str
    valid_from: date | None
    """Day from which new projects are pinned to it; None where it holds at once."""
    requirements: int
    """How many requirements a policy states at all its gates."""
    manuscript: str
    """The text as it was written, comments included."""
    waits: bool = False
    """True until another person than its author puts it in force."""
    plugins: tuple[PluginPin, ...] = ()
    """The plugins that a policy rests on, as they were when it was published."""


def list_policies(parts: Parts) -> tuple[PublishedSeen, ...]:
    """Return every published version, lifecycles first, by name and version."""
    with parts.read() as r:
        waiting = policies.waiting(r)
        shapes = tuple(
            PublishedSeen(
                kind="lifecycle",
                name=published.name,
                version=published.version,
                sha256=published.sha256,
                lifecycle=shape.lifecycle,
                valid_from=None,
                requirements=0,
                manuscript=published.manuscript,
                waits=("lifecycle", published.name, published.version) in waiting,
            )
            for published, shape in policies.lifecycles(r)
        )
        stated = tuple(
            PublishedSeen(
                kind="policy",
                name=published.name,
                version=published.version,
                sha256=published.sha256,
                lifecycle=rules.lifecycle,
                valid_from=rules.valid_from,
                requirements=sum(len(gate.requires) for gate in rules.gates.values()),
                manuscript=published.manuscript,
                waits=("policy", published.name, published.version) in waiting,
                plugins=rules.plugins,
            )
            for published, rules in policies.policies(r)
        )
    return shapes + stated


def show_policy(parts: Parts, *, name: str, version: int | None = None) -> PublishedSeen:
    """Return a policy or a lifecycle, the newest version where none is named.

    Raises:
        UnknownNameError: When nothing of that name and version is published.
    """
    every = list_policies(parts)
    found = [p for p in every if p.name == name and version in {None, p.version}]
    if not found:
        asked = name if version is None else f"{name}/{version}"
        known = [p.name for p in every] + [f"{p.name}/{p.version}" for p in every]
        raise unknown(kind="policy", name=asked, known=known)
    return found[-1]


def burden_of_published(parts: Parts, seen: PublishedSeen) -> Burden | None:
    """Return what a published version asks the smallest project to fill in.

    Of a lifecycle: together with the newest version of each policy for it. None where no
    lifecycle of that name is published, or no policy for it.
    """
    with parts.read() as r:
        shapes = [x for published, x in policies.lifecycles(r) if published.name == seen.lifecycle]
        rules = [x for _, x in policies.policies(r) if x.lifecycle == seen.lifecycle]
    if seen.kind == "policy":
        rules = [x for x in rules if (x.policy, x.version) == (seen.name, seen.version)]
    else:
        shapes = [x for x in shapes if x.version == seen.version]
    newest = {x.policy: x for x in rules}
    if not (shapes and newest):
        return None
    return burden_of(shapes[-1], list(newest.values()))
