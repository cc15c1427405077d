"""What is missing, grouped by where it is mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.tools.plugged import plugins, tools

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gronatraden.gates.verdict import Result

_RECORD = ("readings", "lessons", "conditions", "decisions", "evidence", "roles")


@dataclass(frozen=True, slots=True)
class Group:
    """Requirements that are mended in the same place."""

    room: str
    """A tool's name, ``project``, or a part of the record such as ``readings``."""
    results: tuple[Result, ...]

    @property
    def who(self) -> tuple[str, ...]:
        """Roles that can mend it, each once, the nearest first."""
        return who_of(self.results)


def who_of(results: Iterable[Result]) -> tuple[str, ...]:
    """Return the roles that can mend what some results miss, each once, the nearest first."""
    return tuple(dict.fromkeys(w for r in results for f in r.findings for w in f.who))


def _order() -> tuple[str, ...]:
    """Return every room in the method's order, those that plugins bring among their like."""
    added = (room for plugin in plugins() for room in plugin.checks)
    named = (tool.name for tool in tools())
    return ("project", *named, *_RECORD, "thread", "learning", *added, "gates")


def grouped(results: Iterable[Result]) -> tuple[Group, ...]:
    """Return requirements by the room their first finding points into, in the method's order."""
    rooms: dict[str, list[Result]] = {}
    order = _order()
    for result in results:
        rooms.setdefault(_room(result, order), []).append(result)
    return tuple(Group(room, tuple(rooms[room])) for room in order if room in rooms)


def _room(result: Result, order: tuple[str, ...]) -> str:
    pointed = [re.split(r"[.\[]", f.where, maxsplit=1)[0] for f in result.findings]
    candidates = (*pointed, result.check.partition(".")[0], "gates")
    return next(room for room in candidates if room in order)
