"""The example project with one field after another left empty."""

from __future__ import annotations

from dataclasses import MISSING, replace
from dataclasses import fields as dataclass_fields
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from gronatraden.gates.burden.fields import documents, leaves
from gronatraden.gates.evaluate import findings_of
from gronatraden.gates.registry import checks
from gronatraden.project import FACTS
from tests.builders import a_context
from tests.builders.history import a_finished_context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context

NOBODY = {"cause": "nothing", "effect": "nothing", "stakeholder": "nobody"}
"""What stands in an id that may not be empty, and leads nowhere."""
NEVER = date(2999, 12, 31)
"""What stands in a day that may not be empty, and has not come."""
NEWS = frozenset({"G3-changes"})
"""Rules that mind that a field is another than before, and not that it is empty."""
LABELS = {"id", "source", "origin"}
"""What every element may say of itself; asked for with the element."""


def paths() -> Iterator[str]:
    """Yield every field that a document can hold, by path."""
    for name, kind in documents().items():
        yield from (p for p in leaves(kind, name) if p.rpartition(".")[2] not in LABELS)


@cache
def asked_by() -> dict[str, frozenset[str]]:
    """Return the rules that miss each field of the example, by path; each is blanked in turn.

    At its start and at its end: in one element after another, and in all of them.
    """
    return {path: frozenset(_missing(path)) for path in paths()}


def _missing(path: str) -> Iterator[str]:
    room, *names = path.split(".")
    for whole in (a_context(), a_finished_context()):
        known = _findings(whole) | NEWS
        content = whole.facts if room == FACTS else whole.contents[documents()[room]]
        for altered in (*_one_by_one(content, names), _everywhere(content, names)):
            yield from _findings(_with(whole, room, altered)) - known


def _with(whole: Context, room: str, content: Any) -> Context:  # noqa: ANN401 - any document
    if room == FACTS:
        return replace(whole, facts=content)
    return replace(whole, contents={**whole.contents, documents()[room]: content})


def _findings(context: Context) -> frozenset[str]:
    named = checks().values()
    return frozenset(n.check.rule for n in named if findings_of(n, context, {}))


def _one_by_one(content: Any, names: list[str]) -> Iterator[Any]:  # noqa: ANN401 - any document
    head, *rest = names
    value = getattr(content, head)
    if not rest:
        yield replace(content, **{head: _blank(content, head)})
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            for other in _one_by_one(one, rest):
                yield replace(content, **{head: (*value[:place], other, *value[place + 1 :])})
    else:
        yield from (replace(content, **{head: other}) for other in _one_by_one(value, rest))


def _everywhere(content: Any, names: list[str]) -> Any:  # noqa: ANN401 - any document
    head, *rest = names
    value = getattr(content, head)
    if not rest:
        return replace(content, **{head: _blank(content, head)})
    if isinstance(value, tuple):
        return replace(content, **{head: tuple(_everywhere(one, rest) for one in value)})
    return replace(content, **{head: _everywhere(value, rest)})


def _blank(content: Any, name: str) -> object:  # noqa: ANN401 - any document
    """Return what stands in an empty field: its default, or nothing that leads anywhere."""
    field = next(f for f in dataclass_fields(content) if f.name == name)
    if field.default is not MISSING:
        return field.default
    empty = NEVER if isinstance(getattr(content, name), date) else ""
    return NOBODY.get(name, empty)
