"""A policy (policy): a versioned set of requirements for gates.

Written by a programme office as YAML, checked at load, published once and never
changed. It names checks and gives numbers; it holds no code but conditions. Every
requirement says why (``because``), so that whoever is stopped reads the reason first.

- An empty set of requirements is refused: an empty policy never opens a gate.
- ``changes`` says who decides on a change during the project, and which changes are
  small enough for fewer.
- ``material`` names the fields that decisions rest on, ``waivers`` how far requirements
  can be waived.
- ``params`` are the numbers and words that conditions read by name.
- ``when`` is a condition on the project's facts, outside which an overlay says nothing.
- A policy of the ``level`` method says everything that its lifecycle's gates need. One of
  a programme or a funder is an overlay: it adds and tightens, and leaves the rest be.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from gronatraden import canonical
from gronatraden.documents import Limit, Line, Slug, content
from gronatraden.policy.deciding import ChangePolicy, Deciders
from gronatraden.policy.growth import later, meaning
from gronatraden.policy.holding import Material, WaiverPolicy
from gronatraden.policy.overlay import Alteration, Level
from gronatraden.policy.requirement import AppliesTo, Expression, Requirement

ParamName = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
Param = int | bool | str
"""A value that conditions read; it is part of what the policy means."""


LifecycleName = Annotated[str, Limit(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=64)]
"""A lifecycle's name; empty where every lifecycle is meant."""


@content
class GatePolicy:
    """What one gate requires and who decides it."""

    decided_by: tuple[Deciders, ...] = ()
    """Opens or stops; every row must be met, each person counts once. An overlay's rows
    are added to the method's, the strictest of a role counting."""
    returned_by: tuple[Deciders, ...] = ()
    """Refers back or holds; the same as ``decided_by`` where the method leaves it empty."""
    requires: tuple[Requirement, ...] = ()
    tightens: tuple[Alteration, ...] = later(())
    """How requirements of earlier levels are held more strictly."""
    loosens: tuple[Alteration, ...] = later(())
    """How requirements of earlier levels are held less strictly; logged when published."""


@content
class Title:
    """A policy's name in both languages."""

    sv: Line
    en: Line


@content
class PluginPin:
    """A plugin that a policy rests on, as it was when the policy was published."""

    distribution: Line
    version: Line
    rooms: tuple[Line, ...]
    """What the policy uses of it, in alphabetical order: tools, and rooms of checks."""


@content
class Policy:
    """A versioned set of requirements for the gates of one lifecycle, or an overlay on it."""

    policy: Slug
    version: Annotated[int, Limit(ge=1)]
    title: Title
    lifecycle: LifecycleName = ""
    """The lifecycle it is for; empty where an overlay is for every one."""
    valid_from: date | None = None
    source: Line
    gates: Annotated[dict[Slug, GatePolicy], Limit(min_length=1)]
    changes: ChangePolicy | None = None
    """None where the policy leaves it to others; if all do, the start's deciders decide."""
    params: dict[ParamName, Param] = later({})
    """What conditions read as ``params.name``."""
    material: Material | None = later(None)
    """None where no change makes a decision stale, as far as this policy goes."""
    waivers: WaiverPolicy | None = later(None)
    """None where requirements say themselves whether they can be waived, and that is all."""
    plugins: tuple[PluginPin, ...] = later(())
    """Noted when it is published, in alphabetical order: another version is another rule."""
    level: Level = later("method")
    programmes: tuple[Slug, ...] = later(())
    """The programmes that an overlay is for; every one, where empty."""
    applies_to: AppliesTo = later(AppliesTo())
    """The projects that an overlay is for: those that are pinned to it."""
    when: Expression = later("")
    """Condition on the project's facts under which an overlay speaks; always, where empty.
    It is asked anew at each gate, and reads no day of judgement."""


@dataclass(frozen=True, slots=True)
class PublishedPolicy:
    """A policy as it was published, with the hash that verdicts name it by."""

    policy: Policy = field(hash=False)
    sha256: str
    """``sha256_of(policy)``, worked out once, when it was published."""


def sha256_of(policy: Policy) -> str:
    """Return the hash of what a policy means.

    Comments and key order do not change it, nor does a later version of this program
    that lets policies say more.
    """
    return canonical.sha256_hex(canonical.encode(meaning(policy)))
