"""What is said of the way to an open gate: actions, what waits, and what no action opens."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - part of the public shape
from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - part of the public shape
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gronatraden.findings import Fact, Finding
    from gronatraden.gates.verdict import Verdict

Way = Literal[
    "hand_in", "correct", "read", "answer", "meet", "mend", "add", "grant", "log", "waive"
]
"""How something is mended; ``explain.<way>`` is its sentence."""
OtherWay = Literal["declare", "change", "waive", "other_class"]
"""Say that it does not apply, have it decided anew, be let past for a time, or go another way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another way to settle all that an action settles."""

    way: OtherWay
    who: tuple[str, ...]
    """Roles that may ask for it, or do it."""
    approved_by: tuple[str, ...] = ()
    """Roles of whom another person must agree; empty where nobody must."""
    minutes: int
    """To write it, a begun minute counted."""
    lifecycle: str = ""
    """The lifecycle that the project would take, where that is the way."""
    version: int = 0
    lighter: bool = False
    """Whether that is a lighter way than its class's, which takes a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherClass:
    """A lifecycle that the project may take instead, and the gate as that would judge it."""

    lifecycle: str
    version: int
    lighter: bool
    """Whether it is a lighter way than the project's class's."""
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing to do (åtgärd): one field, document or kind of row, whatever it serves."""

    way: Way
    places: tuple[str, ...]
    """Where, as findings name it: the same field in every element that misses it."""
    serves: tuple[str, ...]
    """Requirements that stay closed without it, in the policy's order."""
    findings: tuple[Finding, ...]
    """What is missing there, each told once."""
    who: tuple[str, ...]
    """Roles that may do it, the nearest first."""
    minutes: int
    """To write it, a begun minute counted; finding out is the work itself and not counted."""
    approved_by: tuple[str, ...] = ()
    """Roles of whom another person must agree; empty where nobody must."""
    alternatives: tuple[Alternative, ...] = ()
    read_by: tuple[str, ...] = ()
    """Of a document to hand in, the requirements that may close the gate and will read it:
    what they find there is told once it is handed in."""
    leaves: tuple[str, ...] = ()
    """Requirements that are still closed after this and every action before it."""

    @property
    def where(self) -> str:
        """The first of its places."""
        return self.places[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that is not wrong but not yet (inte än)."""

    code: str
    """``explain.<code>`` is its sentence."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    who: tuple[str, ...] = ()
    """Roles that it waits for; empty where it waits for a day alone."""
    until: date | None = None
    """The day it waits for, where it does."""
    requirement: str = ""
    """The requirement that opens by itself, where it is one."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """A requirement that nobody in the project can open: a rule that failed, or the past."""

    requirement: str
    """Empty where nothing is required, which opens nothing."""
    findings: tuple[Finding, ...]
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The shortest way to open a gate."""

    verdict: Verdict
    actions: tuple[Action, ...] = ()
    """In the order of effort; each is needed."""
    minutes: int = 0
    """For all actions together, a begun minute counted once."""
    not_yet: tuple[Waiting, ...] = ()
    stuck: tuple[Stuck, ...] = ()

    @property
    def ready_after(self) -> int | None:
        """How many of the actions, from the first, leave the gate ready; None where none do."""
        if self.verdict.ready:
            return 0
        left = self.actions[-1].leaves if self.actions else ("",)
        return None if left else len(self.actions)
