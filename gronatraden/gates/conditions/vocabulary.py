"""What a policy's conditions may speak of, and what that is in one project.

- ``project``: its facts, with ``fund``, ``funds`` and ``funded_sek`` beside them
- ``documents.<tool>``: what was handed in; ``has(documents.<tool>)`` asks whether it was
- ``earlier.<tool>``: what the last opening decision rested on
- ``gate``, ``occurrence``: which gate is judged; no number where it does not recur
- ``readings``, ``evidence``, ``lessons``, ``decisions``, ``conditions``: lists
- ``params.<name>``: the policy's own numbers and words
"""

from __future__ import annotations

from dataclasses import is_dataclass, make_dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from gronatraden.gates.conditions import seen
from gronatraden.policy.conditions.cel.engine import CelEngine
from gronatraden.policy.conditions.fast.running import written
from gronatraden.policy.conditions.shapes import Shape
from gronatraden.policy.conditions.values import plain
from gronatraden.policy.conditions.vocabulary import Vocabulary
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gronatraden.context import Context
    from gronatraden.policy import Policy
    from gronatraden.policy.conditions.port import Engine

DOCUMENTS = "documents"
"""What the tools that were handed in are read under."""
_TOOLS = (DOCUMENTS, "earlier")
"""Names under which tools stand; one that was not handed in is absent."""
_KEPT = 4_096
Params = frozenset[tuple[str, int | str | bool]]


def names() -> Mapping[str, Shape]:
    """Return every name a condition may begin with, and the shape of what it stands for."""
    return _names(tuple((tool.name, tool.content) for tool in tools()))


@cache
def _names(contents: tuple[tuple[str, type], ...]) -> Mapping[str, Shape]:
    documents = make_dataclass("Documents", [(name, kind | None) for name, kind in contents])
    return {
        "project": Shape("object", content=seen.ProjectSeen),
        **{name: Shape("object", content=documents) for name in _TOOLS},
        "gate": Shape("string"),
        "occurrence": Shape("int", optional=True),
        "readings": Shape("object", many=True, content=seen.ReadingSeen),
        "evidence": Shape("object", many=True, content=seen.EvidenceSeen),
        "lessons": Shape("object", many=True, content=seen.LessonSeen),
        "decisions": Shape("object", many=True, content=seen.DecisionSeen),
        "conditions": Shape("object", many=True, content=seen.ConditionSeen),
    }


@cache
def engine() -> Engine:
    """Return the engine that recorded decisions are made with."""
    return CelEngine(names())


def vocabulary_of(policy: Policy) -> Vocabulary:
    """Return what one policy's conditions may speak of."""
    return Vocabulary(names(), policy.params)


def fast(text: str, params: Params) -> Callable[..., Any] | None:
    """Return a condition of a policy with some parameters as Python, or None."""
    return _fast(text, params, tuple(names().values()))


@lru_cache(maxsize=_KEPT)
def _fast(text: str, params: Params, _: tuple[Shape, ...]) -> Callable[..., Any] | None:
    checked = engine().check(text, Vocabulary(names(), dict(params)))
    return None if isinstance(checked, tuple) else written(checked, frozenset(_TOOLS))


def contents_for(asked: Iterable[tuple[str, ...]], context: Context) -> dict[str, Any]:
    """Return the contents that some paths lead to, as they are."""
    made: dict[str, Any] = {}
    for name, *tool in _paths(asked):
        if tool:
            content = _content(name, tool[0], context)
            made.setdefault(name, {}).update({} if content is None else {tool[0]: content})
        elif name in _MAKERS:
            made[name] = _MAKERS[name](context)
    return made


def values_for(asked: Iterable[tuple[str, ...]], context: Context) -> dict[str, Any]:
    """Return the values that some paths lead to, plain; what nobody asks for is not made.

    Args:
        asked: Paths from the top, by their steps.
        context: The project at a moment.
    """
    found = contents_for(asked, context)
    return {name: _plain(value) for name, value in found.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401 - a scalar, a content, or several
    if isinstance(value, dict):
        return {tool: plain(content) for tool, content in value.items()}
    if isinstance(value, tuple):
        return [plain(row) for row in value]
    return plain(value) if is_dataclass(value) else value


def _paths(asked: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return sorted({steps[:2] if steps[0] in _TOOLS else steps[:1] for steps in asked})


def _content(name: str, tool: str, context: Context) -> object | None:
    contents = context.contents if name == DOCUMENTS else context.earlier
    kind = next((one.content for one in tools() if one.name == tool), None)
    return None if kind is None else contents.get(kind)


_MAKERS: dict[str, Callable[[Context], Any]] = {
    "project": lambda c: seen.project(c.facts),
    "gate": lambda c: "" if c.gate is None else c.gate.gate,
    "occurrence": lambda c: c.occurrence,
    "readings": lambda c: tuple(map(seen.reading, c.readings)),
    "evidence": lambda c: tuple(map(seen.evidence, c.evidence)),
    "lessons": lambda c: tuple(map(seen.lesson, c.offered)),
    "decisions": lambda c: tuple(map(seen.decision, c.decisions)),
    "conditions": lambda c: tuple(map(seen.condition, c.conditions)),
}
