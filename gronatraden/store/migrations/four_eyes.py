"""Guards in the database itself: who asked for something does not approve it.

The acts refuse it first and say why. The guards hold where an act would not: they are
drawn into the revision that adds them, like every other guard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gronatraden.store.backends.refusals import FOUR_EYES

if TYPE_CHECKING:
    from collections.abc import Iterator


class Separation(NamedTuple):
    """Two columns that never name the same person about one thing."""

    table: str
    person: str
    """Column of whoever approves."""
    about: str
    """Column that names what is approved, in the table of that name."""
    asker: str
    """Column there of whoever asked."""

    @property
    def guard(self) -> str:
        """Name of the guard."""
        return f"four_eyes_{self.table}"

    @property
    def broken(self) -> str:
        """The condition under which a new row is refused."""
        return (
            f'EXISTS (SELECT 1 FROM "{self.about}" WHERE id = NEW.{self.about}'  # noqa: S608 - ours
            f" AND {self.asker} = NEW.{self.person})"
        )


SEPARATIONS = (
    Separation("waiver_approval", "approved_by", "waiver", "requested_by"),
    Separation("waiver_word", "said_by", "waiver", "requested_by"),
)


def four_eyes_guards(dialect: str, earlier: frozenset[str]) -> Iterator[str]:
    """Yield the guards that earlier revisions did not make, as SQL."""
    for kept in SEPARATIONS:
        if kept.guard not in earlier:
            yield from _SQL[dialect](kept)


def _sqlite(kept: Separation) -> Iterator[str]:
    yield (
        f'CREATE TRIGGER {kept.guard} BEFORE INSERT ON "{kept.table}" WHEN {kept.broken}'
        f" BEGIN SELECT RAISE(ABORT, '{FOUR_EYES}'); END"
    )


def _postgresql(kept: Separation) -> Iterator[str]:
    yield (
        f"CREATE FUNCTION {kept.guard}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF {kept.broken} THEN RAISE EXCEPTION '{FOUR_EYES}'; END IF;"
        " RETURN NEW; END $$"
    )
    yield (
        f'CREATE TRIGGER {kept.guard} BEFORE INSERT ON "{kept.table}"'
        f" FOR EACH ROW EXECUTE FUNCTION {kept.guard}()"
    )


_SQL = {"sqlite": _sqlite, "postgresql": _postgresql}
