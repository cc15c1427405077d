"""What somebody wants to change, before anybody was asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.documents import LONGEST_LINE, LONGEST_PROSE
from gronatraden.errors import UsageError

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChange:
    """What somebody wants to change, why, and what follows; only what is given is altered."""

    reason: str
    consequence: str
    starts_on: date | None = None
    ends_on: date | None = None
    total_budget_sek: int | None = None
    add_partners: tuple[str, ...] = ()
    drop_partners: tuple[str, ...] = ()
    targets: tuple[tuple[str, Decimal], ...] = ()
    """(indicator, new value)."""
    target_days: tuple[tuple[str, date], ...] = ()
    """(indicator, new day)."""
    drop_targets: tuple[str, ...] = ()
    """Indicators whose goal is given up."""
    effects: tuple[tuple[str, str], ...] = ()
    """(effect, new statement)."""
    fields: tuple[str, ...] = ()
    """Places of other fields that are not as decided: what they say now is to be decided."""
    other: str = ""
    deviations: tuple[str, ...] = ()
    """Indicators whose latest reading led to the change."""


def refuse_what_says_nothing(new: NewChange) -> None:
    """Refuse a change without reason or consequence, or with a text that there is no room for.

    Raises:
        UsageError: When it is one.
    """
    if not new.reason.strip():
        raise UsageError(reason="change-needs-a-reason")
    if not new.consequence.strip():
        raise UsageError(reason="change-needs-a-consequence")
    prose = (new.reason, new.consequence, new.other, *(said for _, said in new.effects))
    lines = new.add_partners
    if max(map(len, prose)) > LONGEST_PROSE or max(map(len, lines), default=0) > LONGEST_LINE:
        raise UsageError(reason="change-is-too-long")
