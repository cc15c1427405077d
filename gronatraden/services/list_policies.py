"""What is published is listed, and one version shown with what it asks to be filled in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gronatraden.gates.burden import burden_of
from gronatraden.services._desk import unknown
from gronatraden.store import policies

if TYPE_CHECKING:
    from datetime import date

    from gronatraden.gates.burden import Burden
    from gronatraden.policy import Level, PluginPin
    from gronatraden.services._parts import Parts
    from gronatraden.store.policies import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSeen:
    """A published version of a policy, a lifecycle or the classes of projects."""

    kind: str
    """``policy``, ``lifecycle`` or ``classes``."""
    name: str
    version: int
    sha256: str
    lifecycle: str
    valid_from: date | None
    """Day from which new projects are pinned to it; None where it holds at once."""
    level: Level
    """Who speaks: the method, a programme or a funder."""
    requirements: int
    """How many requirements a policy states at all its gates."""
    manuscript: str
    """The text as it was written, comments included."""
    waits: bool = False
    """True until another person than its author puts it in force."""
    plugins: tuple[PluginPin, ...] = ()
    """The plugins that a policy rests on, as they were when it was published."""


def list_policies(parts: Parts) -> tuple[PublishedSeen, ...]:
    """Return every published version, lifecycles first, then classes, by name and version."""
    with parts.read() as r:
        waiting = policies.waiting(r)
        shapes = [
            _seen("lifecycle", published, lifecycle=shape.lifecycle)
            for published, shape in policies.lifecycles(r)
        ]
        sized = [
            _seen("classes", published, valid_from=classes.valid_from)
            for published, classes in policies.classes_published(r)
        ]
        stated = [
            _seen(
                "policy",
                published,
                lifecycle=rules.lifecycle,
                valid_from=rules.valid_from,
                level=rules.level,
                plugins=rules.plugins,
                requirements=sum(len(gate.requires) for gate in rules.gates.values()),
            )
            for published, rules in policies.policies(r)
        ]
    every = (*shapes, *sized, *stated)
    return tuple(replace(x, waits=(x.kind, x.name, x.version) in waiting) for x in every)


def _seen(
    kind: str,
    published: Published,
    *,
    lifecycle: str = "",
    valid_from: date | None = None,
    level: Level = "method",
    requirements: int = 0,
    plugins: tuple[PluginPin, ...] = (),
) -> PublishedSeen:
    return PublishedSeen(
        kind=kind,
        name=published.name,
        version=published.version,
        sha256=published.sha256,
        lifecycle=lifecycle,
        valid_from=valid_from,
        level=level,
        requirements=requirements,
        manuscript=published.manuscript,
        plugins=plugins,
    )


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
