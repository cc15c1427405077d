"""Contents as the plain values that an engine reads.

Every scalar that a class names is there, null where nothing is said; an object that is not
there is left out, so that ``has`` can be asked of it. Days are ISO 8601, a moment is its
Swedish day, and a ``Decimal`` is a number with a point, near enough to be compared.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args, get_type_hints

import msgspec

from gronatraden.moment import day_of
from gronatraden.policy.conditions.paths import EACH
from gronatraden.policy.conditions.shapes import fields_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from gronatraden.policy.conditions.paths import Needs
    from gronatraden.policy.conditions.shapes import Shape


def plain(value: Any, needed: Needs | None = None) -> dict[str, Any]:  # noqa: ANN401 - any content
    """Return a content as plain values by field, no more of it than is needed.

    Args:
        value: The content.
        needed: What conditions make use of; None for all of it.
    """
    kind: Any = type(value)
    read = msgspec.json.decode(msgspec.json.encode(value), type=_part(kind, needed))
    made: dict[str, Any] = msgspec.to_builtins(read)
    _mend(made, _plan(kind))
    return made


@cache
def _part(content: type, needed: Needs | None) -> Any:  # noqa: ANN401 - a type
    """Return a type that holds what is needed of a content, and what names it in a list."""
    if needed is None:
        return Any
    wanted = {"id": None, **dict(needed)}
    kept = {name: shape for name, shape in fields_of(content).items() if name in wanted}
    return msgspec.defstruct(
        content.__name__, [(name, _held(shape, wanted[name])) for name, shape in kept.items()]
    )


def _held(shape: Shape, needed: Needs | None) -> Any:  # noqa: ANN401 - a type
    if shape.content is None or needed is None:
        return Any
    if shape.many:
        return list[_part(shape.content, dict(needed).get(EACH, frozenset()))]  # type: ignore[misc]
    return _part(shape.content, needed) | None


_Step = tuple[str, Literal["number", "day", "absent", "inside", "each"], Any]


@cache
def _plan(content: Any) -> tuple[_Step, ...]:  # noqa: ANN401 - a class
    """Return what has to be mended in a class's values: nothing, in most."""
    steps: list[_Step] = []
    hints = get_type_hints(content)
    for field in fields(content):
        name, shape = field.name, fields_of(content).get(field.name)
        if shape is None:
            continue
        if shape.kind == "double":
            steps.append((name, "number", None))
        elif datetime in {hints[name], *get_args(hints[name])}:
            steps.append((name, "day", None))
        elif shape.content is not None:
            if shape.optional:
                steps.append((name, "absent", None))
            if inner := _plan(shape.content):
                steps.append((name, "each" if shape.many else "inside", inner))
    return tuple(steps)


def _mend(made: dict[str, Any], plan: tuple[_Step, ...]) -> None:
    for name, how, inner in plan:
        value = made.get(name)
        if how == "absent" and value is None:
            made.pop(name, None)
        elif value is None:
            continue
        elif how == "number":
            made[name] = _each(value, float)
        elif how == "day":
            made[name] = _each(value, _day)
        elif how == "inside":
            _mend(value, inner)
        elif how == "each":
            for one in value:
                _mend(one, inner)


def _day(moment: str) -> str:
    return day_of(datetime.fromisoformat(moment)).isoformat()


def _each(value: Any, make: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - one or several
    return [make(one) for one in value] if isinstance(value, list) else make(value)
