"""What a rule may ask for besides its own tool, read-only.

A check is ``check(content, context, **numbers)``. The context offers the project's
facts, the other tools, earlier versions, readings, decisions, evidence, lessons and
people, and the moment. Nothing in it can change anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

from gronatraden.phases import opening
from gronatraden.project import ProjectFacts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gronatraden.history import (
        Change,
        Condition,
        DecisionTaken,
        Evidence,
        OfferedLesson,
        Point,
        Reading,
    )
    from gronatraden.moment import Moment
    from gronatraden.phases import Gate
    from gronatraden.project import Grant

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything a rule may see at one moment."""

    moment: Moment
    facts: ProjectFacts = field(default_factory=ProjectFacts)
    gate: Gate | None = None
    """The gate that is judged; None when a tool is checked on its own."""
    occurrence: int | None = None
    contents: Mapping[type, object] = field(default_factory=dict)
    """Latest content of each tool, by its class; a tool not handed in is absent."""
    earlier: Mapping[type, object] = field(default_factory=dict)
    """The version of each tool's content that the last opening decision rested on."""
    phase_entered_on: date | None = None
    """Day the phase was entered; None before the first decision."""
    readings: tuple[Reading, ...] = ()
    """In the order measured."""
    decisions: tuple[DecisionTaken, ...] = ()
    """In the order taken."""
    changes: tuple[Change, ...] = ()
    """In the order requested, those that wait or were rejected included."""
    conditions: tuple[Condition, ...] = ()
    points: tuple[Point, ...] = ()
    """What the gate was referred back with, in the order set."""
    evidence: tuple[Evidence, ...] = ()
    """In the order added."""
    offered: tuple[OfferedLesson, ...] = ()
    """Earlier lessons put in front of the project, the nearest first."""
    logged_lessons: tuple[str, ...] = ()
    """Ids of the learning cycle's findings that are logged as lessons."""
    grants: tuple[Grant, ...] = ()
    """Roles granted in the project, its programme's included; the moment says who holds one."""
    submitters: frozenset[str] = frozenset()
    """Pseudonyms of those who submitted the latest documents."""
    deciders: tuple[tuple[str, int], ...] = ()
    """(role, count) that the gate's decision needs."""
    material: tuple[str, ...] = ()
    """Paths of the fields that the policies call material."""
    handed_in_on: Mapping[str, date] = field(default_factory=dict)
    """Day that the latest version of each document was handed in, by its name."""
    stand_ins: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Roles whose holders may fill another role's places, by that other role."""
    package_sha256: str = ""
    """Seal over the documents as they stand; empty where the project states none itself."""

    def read(self, kind: type[T]) -> T:
        """Return a tool's latest content, or an empty one where none was handed in."""
        found = self.contents.get(kind)
        return kind() if found is None else cast("T", found)

    def decided_on(self, kind: type[T]) -> T | None:
        """Return a tool's content as it was when a gate last opened, or None."""
        return cast("T | None", self.earlier.get(kind))

    @property
    def decided_facts(self) -> ProjectFacts | None:
        """The project's facts as they were when a gate last opened, or None."""
        return None if self.opened is None else self.opened.facts

    @property
    def opened(self) -> DecisionTaken | None:
        """The decision that last opened a gate and still holds, or None."""
        return next(reversed(opening(self.decisions)), None)
