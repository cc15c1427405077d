"""What was kept of the projects is held against the record, and mended where it differs.

Derived rows have no commitment in the log. What proves them is the record: a project
that nothing has made due must stand as it stands when it is judged anew. What is due
anyway proves nothing, and is left to the next check.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.services._parts import stamp
from gronatraden.services.portfolio.check_portfolio import (
    Checked,
    check_portfolio,
    judge_again,
    judged,
    rules_now,
)
from gronatraden.store import log
from gronatraden.store.derived import due, portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.services._parts import Parts
    from gronatraden.store.derived.portfolio import Swept
    from gronatraden.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What a check of everything came to."""

    checked: Checked
    """What was due, as in any check."""
    compared: int
    """Projects that were judged anew and held against what was kept."""
    mended: tuple[str, ...]
    """Those whose rows did not say what the record says, by id."""


def mend_portfolio(parts: Parts) -> Mended:
    """Judge what is due, then everything, and mend what differs.

    Raises:
        StoreError: When the database cannot be read or written.
    """
    checked = check_portfolio(parts)
    compared, mended = 0, list[str]()
    for names, differing in _compared(parts):
        compared += names
        if differing:
            with parts.derive() as d:
                portfolio.forget(d, differing)
            judge_again(parts, differing)
        mended += differing
    return Mended(checked=checked, compared=compared, mended=tuple(mended))


def differing_projects(parts: Parts) -> Iterator[str]:
    """Yield the projects whose rows are not what the record says; nothing is mended.

    Raises:
        StoreError: When the database cannot be read.
    """
    for _, differing in _compared(parts):
        yield from differing


def _compared(parts: Parts) -> Iterator[tuple[int, list[str]]]:
    """Yield, for each batch, how many were compared and which of them differ."""
    after = ""
    while True:
        with parts.read() as r:
            names = due.named_after(r, after)
            mark = portfolio.swept(r)
            rows = portfolio.sizes(r, names) if names and mark else {}
            waits = set() if mark is None else _waiting(parts, r, names, rows, mark)
            kept = portfolio.states(r, names) if names else {}
            asked = [name for name in names if mark is not None and name not in waits]
            now = {state.project: state for state in judged(parts, r, asked)}
        yield len(asked), [n for n in asked if n not in now or kept.get(n) != now[n]]
        if not names:
            return
        after = names[-1]


def _waiting(
    parts: Parts, r: Reader, names: list[str], rows: dict[str, tuple[int, str]], mark: Swept
) -> set[str]:
    """Return the projects that are due: by an act, by other rules, by a day."""
    if mark.on_day > parts.today:
        return set(names)
    size = log.head(r).size
    events: dict[str, int] = {}
    wide, since = -1, mark.log_size
    while since < size:
        found = due.touched(r, since=since, before=size)
        events |= found.projects
        wide = max([wide, *found.wide.values()])
        since = found.next
    latest = {name: max(wide, events.get(name, -1)) for name in names}
    unswept = (0, mark.rules)
    known = {name: rows.get(name, unswept) for name in names}
    return {
        *due.expired_among(r, names, now=stamp(parts.at)),
        *(
            name
            for name in names
            if known[name][0] <= latest[name] or known[name][1] != rules_now()
        ),
    }
