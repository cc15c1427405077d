"""The same value with some fields changed, said by name or as the path that findings use."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")

_STEP = re.compile(r"(?P<name>\w+)(?:\[(?P<key>[^\]]+)\])?(?:\.(?P<rest>.+))?")


def changed(whole: T, changes: Mapping[str, object]) -> T:
    """Return a dataclass instance with the given fields changed."""
    made: Any = whole
    return replace(made, **changes)  # type: ignore[no-any-return]  # the same class again


def with_(content: T, path: str, value: object) -> T:
    """Return a content that differs in one field: ``activities[evaluate].owner``.

    An element of a list is named by its id, or by its place counted from 0.

    Raises:
        AttributeError: When no field has that name.
        KeyError: When no element of the list has that id.
    """
    found = _STEP.fullmatch(path)
    if found is None:
        raise KeyError(path)
    name, key, rest = found["name"], found["key"], found["rest"]
    old = getattr(content, name)
    if key is not None:
        at = _place(old, key)
        element = value if rest is None else with_(old[at], rest, value)
        new: object = (*old[:at], element, *old[at + 1 :])
    else:
        new = value if rest is None else with_(old, rest, value)
    return changed(content, {name: new})


def _place(elements: tuple[Any, ...], key: str) -> int:
    if key.isdecimal():
        return int(key)
    names = [getattr(e, "id", None) or getattr(e, "stakeholder", None) for e in elements]
    if key not in names:
        raise KeyError(key)
    return names.index(key)
