"""What mends a finding: the act, who may do it, and what it takes to write.

A finding says where something is missing. The place says what has to be done: a field
is filled in and its document handed in anew, a reading is added, a role is granted.
Past decisions are mended by nobody.

The minutes are those of ``burden``: typing, and a moment for each field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.gates.burden.fields import RECORD, documents, field
from gronatraden.gates.burden.typing import milliseconds
from gronatraden.project import MAY, Act, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from gronatraden.findings import Finding
    from gronatraden.gates.burden.fields import Kind
    from gronatraden.gates.explain.explanation import Way

ABSENT = "document-is-missing"
"""Code of the finding that a whole document is not there."""
DECIDED_OTHERWISE = frozenset(
    {
        "budget-is-not-as-decided",
        "day-is-not-as-decided",
        "decided-fact-is-gone",
        "partner-is-not-decided",
        "partner-is-gone",
        "target-is-not-as-decided",
        "target-day-is-not-as-decided",
        "target-is-gone",
    }
)
"""Codes that say: write back what was decided, or have it decided anew."""
_KEY = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Mending:
    """An act that mends, and what is typed for it beside the fields of a document."""

    way: Way
    act: Act
    typed: tuple[Kind, ...] = ()


CORRECT = Mending("correct", Act.SUBMIT_DOCUMENT)
HAND_IN = Mending("hand_in", Act.SUBMIT_DOCUMENT)
LOG = Mending("log", Act.LOG_LESSON, ("name",))
MEND = Mending("mend", Act.MEND_POINT, ("name", "text"))
ROWS: dict[str, Mending] = {
    "readings": Mending("read", Act.ADD_READING, tuple(RECORD["readings"].values())),
    "lessons": Mending("answer", Act.ANSWER_LESSON, tuple(RECORD["lessons"].values())),
    "conditions": Mending("meet", Act.MEET_CONDITION, ("name", "text")),
    "evidence": Mending("add", Act.ADD_EVIDENCE, ("choice", "line", "line", "day", "name")),
    "roles": Mending("grant", Act.KEEP_PEOPLE, ("name", "choice")),
}
"""Room of a finding → how a row is added there, and what is typed for it."""


def room_of(where: str) -> str:
    """Return the part of the record that a place is in: a document, or a kind of row."""
    return where.partition("[")[0].partition(".")[0]


def path_of(where: str) -> str:
    """Return a place without the names of elements: the same field in all of them."""
    return _KEY.sub("", where)


def mending_of(found: Finding) -> Mending | None:
    """Return what mends a finding, or None where nobody in the project can."""
    room = room_of(found.where)
    if found.code == ABSENT:
        return HAND_IN
    if found.code == "finding-is-not-logged":
        return LOG
    if found.code == "point-is-not-mended":
        return MEND
    return CORRECT if room in documents() else ROWS.get(room)


def able(found: Iterable[Finding], act: Act) -> tuple[str, ...]:
    """Return the roles that findings name and that may do an act; all that may, where none does."""
    named = dict.fromkeys(role for finding in found for role in finding.who)
    return tuple(role for role in named if role in MAY[act]) or roles(MAY[act])


def roles(some: Collection[str]) -> tuple[str, ...]:
    """Return roles by name, in the order that they are always told in."""
    return tuple(role.value for role in Role if role in some)


def effort(mending: Mending, found: Iterable[Finding], asked: Collection[str]) -> int:
    """Return the milliseconds that it takes to write what mends findings of one field.

    Args:
        mending: What mends them.
        found: The findings, in one element or several.
        asked: Paths of the fields that the requirements in question ask for.
    """
    if mending.way != "correct":
        rows = {finding.where for finding in found}
        return len(rows) * sum(milliseconds(kind) for kind in mending.typed)
    fields = {(finding.where, path) for finding in found for path in _fields(finding, asked)}
    return sum(milliseconds(kind_at(path)) for _, path in fields)


def _fields(found: Finding, asked: Collection[str]) -> Iterator[str]:
    """Yield the paths of the fields that a finding misses: named, asked for, or its own."""
    path = path_of(found.where)
    named = found.facts.get("missing", ())
    inside = [f"{path}.{name}" for name in named] if isinstance(named, tuple | list) else []
    known = [one for one in inside if _is_field(one)]
    below = [one for one in asked if one.startswith(f"{path}.")]
    yield from known or below or [path]


def _is_field(path: str) -> bool:
    try:
        field(path)
    except KeyError:
        return False
    return True


def kind_at(path: str) -> Kind:
    """Return the kind of the field of a path; a text where it holds several."""
    return field(path).kind if _is_field(path) else "text"
