"""A patch changes one thing in plain values, at a path in findings' words.

``change_logic.activities[evaluate].owner``: an element is named by its ``id``, by the
stakeholder, indicator or person it is about where it has none, or by its number from 1;
``[+]`` is a new one. What is not changed is shared.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gronatraden.manuscript.places import look_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.manuscript.places import Path, Value

_STEP = re.compile(r"([^.\[\]]+)|\[([^\[\]]+)\]")
NEW = "+"
_NAMED_BY = ("id", "stakeholder", "indicator", "person")


class NowhereError(Exception):
    """A path leads nowhere: where it stops, and what is there instead."""

    def __init__(self, step: str, known: list[str]) -> None:
        super().__init__(step)
        self.step = step
        nearest = get_close_matches(step, known, n=1, cutoff=0.5)
        self.nearest = nearest[0] if nearest else ""


def steps_of(path: str) -> tuple[str, ...]:
    """Return a path's steps; an element's stands within brackets.

    Raises:
        NowhereError: When it is no path.
    """
    found: list[str] = []
    end = 0
    for step in _STEP.finditer(path):
        if path[end : step.start()] not in {"", "."}:
            break
        found.append(step[0])
        end = step.end()
    if end != len(path) or not found:
        raise NowhereError(path, [])
    return tuple(found)


def patched(value: Value, steps: tuple[str, ...], to: Value) -> Value:
    """Return a value that differs in one thing.

    Args:
        value: Plain values, as a manuscript holds them; it stays as it is.
        steps: Where, as ``steps_of`` tells.
        to: What stands there instead; None takes away what stood there.

    Raises:
        NowhereError: When the path leads nowhere.
    """
    if not steps:
        return to
    step, *rest = steps
    if step.startswith("["):
        return _in_list(value, step[1:-1], tuple(rest), to)
    if not (value is None or isinstance(value, dict)):
        raise NowhereError(step, [])
    there = {} if value is None else value
    if rest and step not in there and not rest[0].startswith(f"[{NEW}"):
        raise NowhereError(step, list(there))
    inner = patched(there.get(step), tuple(rest), to)
    kept = {key: said for key, said in there.items() if key != step or inner is not None}
    return kept if inner is None else {**kept, step: inner}


def _in_list(value: Value, name: str, rest: tuple[str, ...], to: Value) -> Value:
    there = value if isinstance(value, list) else []
    if name == NEW:
        return [*there, patched(None, rest, to)]
    place = _place(there, name)
    inner = patched(there[place], rest, to)
    return [*there[:place], *([] if inner is None else [inner]), *there[place + 1 :]]


def _place(there: list[Value], name: str) -> int:
    names = list(_names(there))
    if name in names:
        return names.index(name)
    if name.isdecimal() and 0 < int(name) <= len(there):
        return int(name) - 1
    step = f"[{name}]"
    raise NowhereError(step, [f"[{known}]" for known in names])


def path_of(value: Value, steps: tuple[str, ...]) -> Path:
    """Return where a patch was made, as keys and indices, as far as something stands there.

    Args:
        value: What came of the patch.
        steps: Where it was made.
    """
    path: Path = ()
    for step in steps:
        there = look_up(value, path)
        if isinstance(there, list):
            name = step[1:-1]
            path = (*path, len(there) - 1 if name == NEW else _place(there, name))
        elif isinstance(there, dict) and step in there:
            path = (*path, step)
        else:
            break
    return path


def _names(items: list[Value]) -> Iterator[str]:
    """Yield what each element is called; a name that stood before is not used again."""
    seen: set[str] = set()
    for number, item in enumerate(items, start=1):
        named = (
            next((item[key] for key in _NAMED_BY if key in item), None)
            if isinstance(item, dict)
            else None
        )
        name = named if isinstance(named, str) and named not in seen else str(number)
        seen.add(name)
        yield name
