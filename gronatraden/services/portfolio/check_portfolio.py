"""The portfolio is checked: what is due is judged again, a batch at a time.

Run twice, or by two at once, it does nothing twice; stopped half way, it loses nothing:
what was judged is kept with each batch, and the rest is still due. Nothing is recorded in
the log, since nothing happened: where the projects stand follows from the record.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from gronatraden import __version__
from gronatraden.services._dossier import Dossier
from gronatraden.services._parts import stamp
from gronatraden.services.portfolio.judging import judge_project
from gronatraden.store import log, projects
from gronatraden.store.derived import due, portfolio
from gronatraden.store.derived.portfolio import Swept
from gronatraden.tools.plugged import plugins

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gronatraden.services._parts import Parts
    from gronatraden.store.derived.states import ProjectState
    from gronatraden.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check came to."""

    judged: int
    """Projects that were judged."""
    changed: int
    """Those that stand otherwise than they did."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of projects in order of id, so that a check can be divided."""

    after: str = ""
    """Every project in it has a later id."""
    last: str = ""
    """The last one in it; empty where it has no end."""

    def holds(self, project: str) -> bool:
        """Say whether a project lies in it."""
        return project > self.after and (not self.last or project <= self.last)


EVERYTHING = Span()


def rules_now() -> str:
    """Return which rules judge: other versions of them, or other plugins, make everyone due."""
    return " ".join([__version__, *(f"{p.distribution}/{p.version}" for p in plugins())])


def check_portfolio(parts: Parts, *, span: Span = EVERYTHING) -> Checked:
    """Judge the projects that are due, and keep where they stand.

    Args:
        parts: What the act works with.
        span: The stretch of projects to look at. Only a check of everything moves the
            mark that the next one begins from.

    Raises:
        StoreError: When the database cannot be read or written.
    """
    size, before = begin(parts)
    done = Checked(judged=0, changed=0)
    for names in _due(parts, before, size, span):
        done = _add(done, judge_again(parts, names))
    now = Swept(log_size=size, rules=rules_now(), on_day=parts.today)
    if span == EVERYTHING and now != before:
        with parts.derive() as d:
            portfolio.note_sweep(d, now)
    return done


def divide(parts: Parts, *, most: int) -> list[Span]:
    """Return stretches to check one after the other where everything is due, else none.

    A check of everything afterwards finds little left, and moves the mark.

    Args:
        parts: What the act works with.
        most: How many stretches at most.
    """
    _, before = begin(parts)
    if before.rules == rules_now():
        return []
    with parts.read() as r:
        ends = due.ends_of(r, most)
    return [Span(after, last) for after, last in pairwise(["", *ends[:-1], ""])]


def begin(parts: Parts) -> tuple[int, Swept]:
    """Return how far the log has come, and how far the last sweep came.

    The size is read first: what is recorded in between is found twice, and never missed.
    """
    with parts.read() as r:
        size, before = log.head(r).size, portfolio.swept(r)
    if before is None:
        with parts.derive() as d:
            before = portfolio.begin(d, Swept(log_size=size, rules="", on_day=parts.today))
    return size, before


def _add(one: Checked, other: Checked) -> Checked:
    return Checked(judged=one.judged + other.judged, changed=one.changed + other.changed)


def _due(parts: Parts, before: Swept, size: int, span: Span) -> Iterator[list[str]]:
    """Yield what is due, a batch at a time, each looked for when the one before is judged."""
    if before.rules != rules_now():
        yield from _unjudged(parts, span)
    elif before.on_day > parts.today:
        yield from _of_programme(parts, None, size, span)
    yield from _touched(parts, before.log_size, size, span)
    yield from _expired(parts, span)


def _unjudged(parts: Parts, span: Span) -> Iterator[list[str]]:
    after = span.after
    while True:
        with parts.read() as r:
            names = due.unjudged_after(r, after, rules=rules_now())
        yield [name for name in names if span.holds(name)]
        if not names or not span.holds(names[-1]):
            return
        after = names[-1]


def _touched(parts: Parts, since: int, size: int, span: Span) -> Iterator[list[str]]:
    while since < size:
        with parts.read() as r:
            found = due.touched(r, since=since, before=size)
        alone = {name: seq for name, seq in found.projects.items() if span.holds(name)}
        yield _older(parts, alone)
        for scope, seq in found.wide.items():
            yield from _of_programme(parts, scope.programme, seq, span)
        since = found.next


def _of_programme(parts: Parts, programme: str | None, seq: int, span: Span) -> Iterator[list[str]]:
    """Yield the projects of a programme, or all, that were judged before an event."""
    after = span.after
    while True:
        with parts.read() as r:
            names = due.ids_after(r, after, programme=programme)
        yield _older(parts, {name: seq for name in names if span.holds(name)})
        if not names or not span.holds(names[-1]):
            return
        after = names[-1]


def _older(parts: Parts, events: dict[str, int]) -> list[str]:
    """Return the projects whose rows do not rest on the event named with each."""
    with parts.read() as r:
        known = portfolio.sizes(r, list(events)) if events else {}
    return [name for name, seq in events.items() if known.get(name, (0, ""))[0] <= seq]


def _expired(parts: Parts, span: Span) -> Iterator[list[str]]:
    after = ("", "")
    while True:
        with parts.read() as r:
            found = due.expired_after(r, after, now=stamp(parts.at))
        yield [name for _, name in found if span.holds(name)]
        if not found:
            return
        after = found[-1]


def judge_again(parts: Parts, names: Sequence[str]) -> Checked:
    """Judge some projects as of one moment of the record, and keep where they stand."""
    if not names:
        return Checked(judged=0, changed=0)
    with parts.read() as r:
        size = log.head(r).size
        before = portfolio.states(r, names)
        states = list(judged(parts, r, names))
    with parts.derive() as d:
        portfolio.keep(d, states, log_size=size, rules=rules_now())
    changed = sum(before.get(state.project) != state for state in states)
    return Checked(judged=len(states), changed=changed)


def judged(parts: Parts, r: Reader, names: Sequence[str]) -> Iterator[ProjectState]:
    """Yield where some projects stand, those that are not there left out.

    They are judged at the latest moment of the log, should a clock be behind it: nothing
    that is recorded lies ahead.
    """
    shelf, latest = r.shelf(names), max(parts.at, log.head(r).at)
    parts = replace(parts, at=latest)
    for name in names:
        project = projects.project_by_id(shelf, name)
        if project is not None:
            yield judge_project(parts, shelf, Dossier(shelf, project))
