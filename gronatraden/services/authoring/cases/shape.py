"""What a file of cases may say: a base, patches, a clock, and what is expected."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from gronatraden.documents import Limit, Line, Slug, content
from gronatraden.policy.requirement import RequirementId

if TYPE_CHECKING:
    from gronatraden.gates.verdict import Status

SCHEMA = "gronatraden/policy-test/1"


@content
class Patch:
    """One thing that is otherwise than in the base."""

    at: Annotated[str, Limit(min_length=1, max_length=300)]
    """Path in findings' words: ``change_logic.activities[evaluate].owner``.

    It begins with a tool, ``project``, ``readings``, ``lessons``, ``answers`` or
    ``history``; ``[+]`` adds to a list.
    """
    to: Any = None
    """What stands there instead; where nothing is said, what stood there is taken away."""


@content
class Expected:
    """How requirements come out, and which gates stay closed."""

    closed: tuple[Slug, ...] = ()
    """Gates that are not ready; every other gate that is judged is."""
    satisfied: tuple[RequirementId, ...] = ()
    not_satisfied: tuple[RequirementId, ...] = ()
    waived: tuple[RequirementId, ...] = ()
    not_applicable: tuple[RequirementId, ...] = ()
    error: tuple[RequirementId, ...] = ()
    offenders: dict[RequirementId, tuple[Line, ...]] = field(default_factory=dict)
    """The fields or elements that a requirement finds missing, by requirement."""

    def statuses(self) -> dict[str, Status]:
        """Return what is said of requirements, by their ids."""
        said: dict[Status, tuple[str, ...]] = {
            "satisfied": self.satisfied,
            "not_satisfied": self.not_satisfied,
            "waived": self.waived,
            "not_applicable": self.not_applicable,
            "error": self.error,
        }
        return {name: status for status, names in said.items() for name in names}


@content
class CaseStated:
    """One project, and what is said of it."""

    name: Annotated[Line, Limit(min_length=1)]
    at: datetime | None = None
    """The moment it is judged at; the file's, where nothing is said."""
    gates: tuple[Slug, ...] = ()
    """The gates that are judged; every one that the policy asks at, where empty."""
    patches: tuple[Patch, ...] = ()
    expect: Expected = Expected()
    """What differs from the file's own expectation."""


@content
class Suite:
    """A file of cases for one policy."""

    schema: Literal["gronatraden/policy-test/1"]
    policy: Line
    """The policy that is tested: a file, told from where this one lies."""
    beside: tuple[Line, ...] = ()
    """Policies that it stands beside, before it in their order; of them nothing is expected."""
    lifecycle: Line = ""
    """The lifecycle's file; the shipped one of the policy's, where empty."""
    base: str | dict[str, Any]
    """A folder that ``project export`` wrote, or its rooms written out here."""
    patches: tuple[Patch, ...] = ()
    """What is otherwise in all of the file's cases; gates opened on it, too."""
    at: datetime
    """The moment that cases are judged at, where they do not say."""
    expect: Expected = Expected()
    """What holds in every case that does not say otherwise.

    A requirement that nobody mentions is expected to be satisfied, and a gate to be ready.
    """
    cases: Annotated[tuple[CaseStated, ...], Limit(min_length=1)]
