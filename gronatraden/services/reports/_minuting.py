"""What minutes of any decision take from the record: people, words that counted, the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.audit.tree import leaf_hash
from gronatraden.errors import VerificationFailedError
from gronatraden.exports.minutes.record import LogPlace, Someone
from gronatraden.gates.tally import latest_words
from gronatraden.store import log, people

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from enum import StrEnum
    from typing import Protocol

    from gronatraden.exports.minutes.record import Counted
    from gronatraden.gates.tally import Seat, Spoken
    from gronatraden.project import Project
    from gronatraden.store.reader import Reader

    class Decided(Protocol):
        """A decision, whatever it is about."""

        @property
        def id(self) -> str:
            """Key of its row."""

        @property
        def outcome(self) -> StrEnum:
            """What was decided."""

        @property
        def deciders(self) -> Collection[str]:
            """Pseudonyms of those whose words carried it."""


def owner_of(r: Reader, project: Project) -> str:
    """Return the organisation that a project's programme belongs to."""
    programme = people.programme_by_id(r, project.programme)
    return programme.owner if programme else ""


def someone(person: str, panel: Iterable[Seat], names: Mapping[str, str]) -> Someone:
    """Return a person with the roles they were asked in."""
    seats = [seat for seat in panel if seat.person == person]
    others = sorted({names.get(s.instead_of, s.instead_of) for s in seats if s.instead_of})
    return Someone(
        name=names.get(person, person),
        roles=tuple(dict.fromkeys(seat.role for seat in seats)),
        instead_of=tuple(others),
    )


def everyone(
    some: Iterable[str], panel: Collection[Seat], names: Mapping[str, str]
) -> tuple[Someone, ...]:
    """Return people with the roles they were asked in, by name."""
    found = (someone(person, panel, names) for person in some)
    return tuple(sorted(found, key=lambda one: one.name))


def counted(
    word: Spoken[StrEnum], words: Iterable[Spoken[StrEnum]], decision: Decided | None
) -> Counted:
    """Say whether a word carried the decision, stood apart from it, was replaced or waits."""
    if latest_words(words)[word.person] is not word:
        return "replaced"
    if decision is None:
        return "waits"
    alike = word.outcome is decision.outcome
    return "carried" if alike and word.person in decision.deciders else "apart"


def log_place(r: Reader, project: str, row: tuple[str, str], origin: str) -> LogPlace:
    """Return where the log holds a row of a project.

    Args:
        r: The record.
        project: Id of the project.
        row: Table and key.
        origin: Name of the log.

    Raises:
        VerificationFailedError: When the log has no such event.
    """
    for seq, event in log.events(r, stream=f"project/{project}"):
        if any((found.table, found.key) == row for found in event.rows):
            return LogPlace(origin=origin, seq=seq, leaf_hash=leaf_hash(event.to_leaf()).hex())
    raise VerificationFailedError(reason="row-is-not-in-the-log")
