"""What a project is held to, and how that was changed on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - part of the public shape
from decimal import Decimal  # noqa: TC003 - part of the public shape
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class ChangeKind(StrEnum):
    """What a change is about (slag av ändring)."""

    TIME = "time"
    BUDGET = "budget"
    GOALS = "goals"
    PARTNERS = "partners"
    OTHER = "other"


class ChangeOutcome(StrEnum):
    """What people decide on a change (beslut om ändring)."""

    APPROVE = "approve"
    REJECT = "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an indicator shall reach, and by when (målvärde)."""

    indicator: str
    value: Decimal | None
    """None where the goal is given up."""
    by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a project is held to: its time, money, partners and goals (det beslutade).

    A change states only what it alters; everything else is None or empty.
    """

    starts_on: date | None = None
    ends_on: date | None = None
    total_budget_sek: int | None = None
    partners: tuple[str, ...] | None = None
    targets: tuple[Target, ...] = ()
    effects: tuple[tuple[str, str], ...] = ()
    """(id, statement) of each effect."""
    fields: tuple[tuple[str, str], ...] = ()
    """(place, what is said there) of any other field, as canonical JSON."""
    other: str = ""

    @property
    def stated(self) -> dict[str, object]:
        """Everything that is stated, by name: ``ends_on``, ``targets[bike-users]``.

        Partners in another order are the same partners.
        """
        named: dict[str, object] = {
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
            "total_budget_sek": self.total_budget_sek,
            "partners": None if self.partners is None else frozenset(self.partners),
            **{f"targets[{target.indicator}]": target for target in self.targets},
            **{f"effects[{effect}]": statement for effect, statement in self.effects},
            **{f"fields[{place}]": said for place, said in self.fields},
            "other": self.other or None,
        }
        return {name: value for name, value in named.items() if value is not None}

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """What is stated, by kind, in the order of the kinds."""
        found = {_KINDS[name.partition("[")[0]] for name in self.stated}
        return tuple(kind for kind in ChangeKind if kind in found)

    def about(self, others: Terms) -> Terms:
        """Return what these terms say of that which others state."""
        targets = {target.indicator for target in others.targets}
        effects, places = dict(others.effects), dict(others.fields)
        return Terms(
            starts_on=self.starts_on if others.starts_on else None,
            ends_on=self.ends_on if others.ends_on else None,
            total_budget_sek=None if others.total_budget_sek is None else self.total_budget_sek,
            partners=None if others.partners is None else self.partners,
            targets=tuple(target for target in self.targets if target.indicator in targets),
            effects=tuple((effect, said) for effect, said in self.effects if effect in effects),
            fields=tuple((place, said) for place, said in self.fields if place in places),
        )

    def amended(self, by: Terms) -> Terms:
        """Return the terms as a change leaves them."""
        targets = {t.indicator: t for t in (*self.targets, *by.targets)}
        return Terms(
            starts_on=by.starts_on or self.starts_on,
            ends_on=by.ends_on or self.ends_on,
            total_budget_sek=(
                self.total_budget_sek if by.total_budget_sek is None else by.total_budget_sek
            ),
            partners=self.partners if by.partners is None else by.partners,
            targets=tuple(t for t in targets.values() if t.value is not None),
            effects=tuple({**dict(self.effects), **dict(by.effects)}.items()),
            fields=tuple({**dict(self.fields), **dict(by.fields)}.items()),
        )


_KINDS = {
    "starts_on": ChangeKind.TIME,
    "ends_on": ChangeKind.TIME,
    "total_budget_sek": ChangeKind.BUDGET,
    "partners": ChangeKind.PARTNERS,
    "targets": ChangeKind.GOALS,
    "effects": ChangeKind.GOALS,
    "fields": ChangeKind.OTHER,
    "other": ChangeKind.OTHER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of what was decided on: requested, reasoned and decided (ändring)."""

    id: str
    number: int
    """Counts from 1 per project."""
    before: Terms
    """What held of what it alters, when it was requested."""
    after: Terms
    """What it alters, as it will be."""
    reason: str
    consequence: str
    """What follows from it, and from leaving it."""
    requested_by: str
    """Pseudonym."""
    requested_at: datetime
    outcome: ChangeOutcome | None = None
    """None while it waits."""
    decided_at: datetime | None = None
    decided_as: int | None = None
    """Its place among the project's decisions on changes, from 1."""


def approved(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that hold, in the order they were decided."""
    found = [c for c in changes if c.outcome is ChangeOutcome.APPROVE]
    return tuple(sorted(found, key=lambda change: change.decided_as or 0))
