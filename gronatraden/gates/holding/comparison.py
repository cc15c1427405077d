"""What differs between two versions of a document, field by field.

An element is known by its id, or where its kind has none by the fields it cannot do
without: a link by cause and effect, an actor by its stakeholder. So an element that
moved in its list is the same element, and one whose id changed is another.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, cast, get_args, get_origin, get_type_hints

import msgspec

from gronatraden import canonical

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as it was."""

    path: tuple[str, ...]
    """Fields by name and elements in brackets: ``("indicators", "[co2]", "baseline")``."""
    kind: Literal["added", "removed", "changed", "reordered"]
    before: object = None
    """What stood there; None where nothing did."""
    after: object = None
    coded: bool = False
    """Whether the values are codes, which ``text/`` has words for."""

    @property
    def where(self) -> str:
        """The path as findings write it: ``indicators[co2].baseline``."""
        return "".join(p if p.startswith("[") else f".{p}" for p in self.path).removeprefix(".")


def differences(before: object, after: object, *above: str) -> Iterator[Difference]:
    """Yield what differs between two contents of one kind, in the order of its fields.

    Args:
        before: A content, or a part of one.
        after: Another of the same kind.
        above: Path down to them.

    Raises:
        TypeError: When they are not of one kind.
    """
    if type(before) is not type(after):
        message = f"a {type(before).__name__} is no {type(after).__name__}"
        raise TypeError(message)
    hints = _hints(cast("Hashable", type(after)))
    for field in fields(after):  # type: ignore[arg-type]  # every content is a dataclass
        old, new = getattr(before, field.name), getattr(after, field.name)
        if _same(old, new):
            continue
        path, coded = (*above, field.name), _is_coded(hints[field.name])
        if is_dataclass(new):
            yield from differences(old, new, *path)
        elif isinstance(new, tuple):
            yield from _of_lists(old, new, path, coded=coded)
        else:
            empty = field.default if field.default is not MISSING else None
            yield _of_values(old, new, path, empty=empty, coded=coded)


def said_as(value: object) -> str:
    """Return a value as a decision on it is written: canonical JSON."""
    return canonical.encode(msgspec.to_builtins(value)).decode()


def of_envelope(
    before: tuple[str, Mapping[str, str]], after: tuple[str, Mapping[str, str]]
) -> Iterator[Difference]:
    """Yield what differs in what stands around a content: its origin and its sources."""
    if before[0] != after[0]:
        yield _of_values(before[0], after[0], ("origin",), empty="", coded=True)
    for key in dict.fromkeys([*before[1], *after[1]]):
        old, new = before[1].get(key), after[1].get(key)
        if old != new:
            yield _of_values(old, new, ("sources", f"[{key}]"), empty=None, coded=False)


def _of_values(
    old: object, new: object, path: tuple[str, ...], *, empty: object, coded: bool
) -> Difference:
    was_empty = old == empty and not isinstance(old, bool)
    is_empty = new == empty and not isinstance(new, bool)
    return Difference(
        path=path,
        kind="added" if was_empty else "removed" if is_empty else "changed",
        before=None if was_empty else old,
        after=None if is_empty else new,
        coded=coded,
    )


def _of_lists(
    old: tuple[object, ...], new: tuple[object, ...], path: tuple[str, ...], *, coded: bool
) -> Iterator[Difference]:
    before, after = _by_key(old), _by_key(new)
    for key, element in before.items():
        if key not in after:
            yield Difference(
                path=_at(path, key, element), kind="removed", before=element, coded=coded
            )
    for key, element in after.items():
        if key not in before:
            yield Difference(path=_at(path, key, element), kind="added", after=element, coded=coded)
        elif is_dataclass(element):
            yield from differences(before[key], element, *_at(path, key, element))
    stayed = [key for key in before if key in after]
    if stayed != [key for key in after if key in before]:
        yield Difference(path=path, kind="reordered")


def _at(path: tuple[str, ...], key: str, element: object) -> tuple[str, ...]:
    """Return where an element is; a plain value has no place of its own in its list."""
    return (*path, f"[{key}]") if is_dataclass(element) else path


def _by_key(elements: Iterable[object]) -> dict[str, object]:
    """Return elements by what they are known by; a second of the same name is the second."""
    seen: Counter[str] = Counter()
    found: dict[str, object] = {}
    for element in elements:
        key = key_of(element)
        seen[key] += 1
        found[key if seen[key] == 1 else f"{key} ({seen[key]})"] = element
    return found


def key_of(element: object) -> str:
    """Return what an element is known by within its list."""
    if not is_dataclass(element):
        return str(element)
    needed = [f for f in fields(element) if f.default is MISSING and f.default_factory is MISSING]
    by = needed if len(needed) < len(fields(element)) else needed[:1]
    return "→".join(str(getattr(element, field.name)) for field in by)


def _same(old: object, new: object) -> bool:
    """Say whether two values are stored alike; 1.5 and 1.50 are not."""
    return bool(msgspec.to_builtins(old) == msgspec.to_builtins(new))


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


def _is_coded(hint: object) -> bool:
    return get_origin(hint) is Literal or any(_is_coded(part) for part in get_args(hint))
