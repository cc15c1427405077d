"""The verdict (utlåtande): what the machine states of a gate.

A verdict is data without sentences: ids, codes and facts. It says which policies
and documents it rests on, how each requirement came out, whether the gate is ready
and until when that holds.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

import msgspec

from gronatraden import canonical
from gronatraden.findings import Finding
from gronatraden.policy import Because, Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gronatraden.policy import PublishedPolicy

Status = Literal["satisfied", "not_satisfied", "waived", "not_applicable", "error"]
OPEN: frozenset[Status] = frozenset({"satisfied", "waived", "not_applicable"})
"""The only statuses that let a gate open."""


class PolicyRef(msgspec.Struct, frozen=True, kw_only=True):
    """A policy by name, version and hash."""

    policy: str
    version: int
    sha256: str
    speaks: bool = True
    """False where its ``when`` does not hold of the project's facts: it then says nothing."""


def ref_of(published: PublishedPolicy, *, speaks: bool = True) -> PolicyRef:
    """Return a published policy as a verdict names it."""
    said = published.policy
    return PolicyRef(
        policy=said.policy, version=said.version, sha256=published.sha256, speaks=speaks
    )


class DocumentRef(msgspec.Struct, frozen=True, kw_only=True):
    """A document version by tool, number and hash."""

    tool: str
    number: int
    sha256: str


class Loosened(msgspec.Struct, frozen=True, kw_only=True):
    """That a policy holds a requirement less strictly than it was stated, and why."""

    policy: str
    because: Because
    source: str = ""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """How one requirement came out."""

    id: str
    check: str
    rule: str
    status: Status
    weight: str
    waivable: bool
    because: Because
    source: str
    findings: tuple[Finding, ...] = ()
    waiver: str | None = None
    """Id of the waiver that lets it pass, where one does."""
    level: Level = "method"
    """Who asks for it: what a programme or a funder adds opens nothing by itself."""
    policies: tuple[str, ...] = ()
    """The policy that states it, then those that hold it otherwise."""
    loosened: tuple[Loosened, ...] = ()
    confirmed: bool = True
    """False where it rests on a fact that nobody has confirmed."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the machine states of a gate at a moment."""

    project: str
    lifecycle: str
    lifecycle_version: int
    phase: str
    gate: str
    occurrence: int | None
    at: datetime
    ready: bool
    valid_until: datetime | None
    policies: tuple[PolicyRef, ...]
    documents: tuple[DocumentRef, ...]
    readings: int = 0
    """How many readings it rests on; they are only ever added."""
    changes: int = 0
    """How many approved changes it rests on; they are only ever added."""
    requirements: tuple[Result, ...]
    misfits: tuple[Finding, ...] = ()
    """Where the project's policies and lifecycle were not those that its facts called for,
    when it was recorded. It closes nothing: those who decide are told."""

    @property
    def missing(self) -> tuple[Result, ...]:
        """The results that keep the gate closed."""
        return tuple(r for r in self.requirements if closes(r))

    @property
    def advice(self) -> tuple[Result, ...]:
        """What is not satisfied without closing the gate."""
        return tuple(r for r in self.requirements if r.status not in OPEN and not closes(r))


def closes(result: Result) -> bool:
    """Say whether a result keeps the gate closed.

    A blocking requirement must come out open. An error closes unless the
    requirement is only observed: what could not be judged is not judged favourably.
    """
    if result.weight == "blocking":
        return result.status not in OPEN
    return result.status == "error" and result.weight != "audit"


def is_ready(results: Sequence[Result]) -> bool:
    """Say whether results open a gate: nothing closes it, and something was satisfied.

    Nothing required, or nothing that applies, opens nothing. Nor does what an overlay
    adds: it asks for more, and never stands for what the method asks.
    """
    stated = any(r.status in {"satisfied", "waived"} and r.level == "method" for r in results)
    return stated and not any(closes(r) for r in results)


def encode(verdict: Verdict) -> bytes:
    """Return the canonical body of a verdict: the bytes that are recorded."""
    return canonical.encode(msgspec.to_builtins(verdict))


def decode(body: bytes) -> Verdict:
    """Return the verdict that a recorded body holds."""
    return msgspec.json.decode(body, type=Verdict)
