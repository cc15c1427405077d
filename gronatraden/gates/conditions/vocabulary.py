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
from gronatraden.policy.conditions.paths import EACH
from gronatraden.policy.conditions.shapes import Shape
from gronatraden.policy.conditions.values import plain
from gronatraden.policy.conditions.vocabulary import Vocabulary
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gronatraden.context import Context
    from gronatraden.policy import Policy
    from gronatraden.policy.conditions.paths import Needs
    from gronatraden.policy.conditions.port import Engine

DOCUMENTS = "documents"
"""What the tools that were handed in are read under."""
_TOOLS = (DOCUMENTS, "earlier")
"""Names under which tools stand; one that was not handed in is absent."""
_POLICIES, _KEPT = 64, 4_096
"""Policies whose conditions are kept as Python, and conditions of each."""
Params = frozenset[tuple[str, type, int | str | bool]]
"""Name, type and value of each: what is 1 and what is true are not the same."""


def names() -> Mapping[str, Shape]:
    """Return every name a condition may begin with, and the shape of what it stands for."""
    return _names(_contents())


def _contents() -> tuple[tuple[str, type], ...]:
    return tuple((tool.name, tool.content) for tool in tools())


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


def fast(params: Params) -> Callable[[str], Callable[..., Any] | None]:
    """Return what gives the conditions of a policy with some parameters as Python.

    Each is written once. None stands for one that is left to the engine.
    """
    return _fast(params, _contents())


@lru_cache(maxsize=_POLICIES)
def _fast(
    params: Params, contents: tuple[tuple[str, type], ...]
) -> Callable[[str], Callable[..., Any] | None]:
    words = Vocabulary(_names(contents), {name: value for name, _, value in params})

    @lru_cache(maxsize=_KEPT)
    def function(text: str) -> Callable[..., Any] | None:
        checked = engine().check(text, words)
        return None if isinstance(checked, tuple) else written(checked, frozenset(_TOOLS))

    return function


def contents_for(needed: Needs, context: Context) -> dict[str, Any]:
    """Return the contents that something is needed of, as they are."""
    kinds = dict(_contents())
    made: dict[str, Any] = {}
    for name, inside in needed:
        if name in _TOOLS:
            contents = context.contents if name == DOCUMENTS else context.earlier
            found = {tool: contents.get(kinds.get(tool, object)) for tool, _ in inside or ()}
            made[name] = {tool: one for tool, one in found.items() if one is not None}
        elif name in _MAKERS:
            made[name] = _MAKERS[name](context)
    return made


def values_for(needed: Needs, context: Context) -> dict[str, Any]:
    """Return the values that conditions need, plain; what nobody asks for is not made.

    Args:
        needed: How much they need, from the top.
        context: The project at a moment.
    """
    of = dict(needed)
    found = contents_for(needed, context)
    return {name: _plain(value, of[name]) for name, value in found.items()}


def _plain(value: Any, needed: Needs | None) -> Any:  # noqa: ANN401 - a scalar, a content, or several
    of = dict(needed or ())
    if isinstance(value, dict):
        return {tool: plain(content, of.get(tool)) for tool, content in value.items()}
    if isinstance(value, tuple):
        each = None if needed is None else of.get(EACH, frozenset())
        return [plain(row, each) for row in value]
    return plain(value, needed) if is_dataclass(value) else value


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
