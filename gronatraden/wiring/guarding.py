"""A plugin's rules, drawings and exports are watched while they run.

Whatever goes wrong in them becomes an error that names the plugin, and a finding that
nobody could be told is one such thing: at a gate it keeps the gate closed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from gronatraden.diagram import Bars, Coded, Columns, Diagram, Grid, Ladder, Wheel
from gronatraden.errors import PluginError
from gronatraden.findings import Finding
from gronatraden.text import LANGUAGES, Voice, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gronatraden.text.words import Words
    from gronatraden.tools import Check, Export, Tool
    from gronatraden.tools.plugged import Plugin


T = TypeVar("T")


def guard(plugin: Plugin, said: Words) -> Plugin:
    """Return a plugin whose functions raise nothing but ``PluginError``.

    Args:
        plugin: As it was loaded.
        said: Its words; a finding or a picture without any is an error too.
    """
    watch = _Watch(plugin.distribution, said)
    return replace(
        plugin,
        tools=tuple(watch.tool(tool) for tool in plugin.tools),
        checks={
            room: tuple(watch.check(room, check) for check in checks)
            for room, checks in plugin.checks.items()
        },
        exports=tuple(watch.export(export) for export in plugin.exports),
    )


class _Watch:
    """Watches one plugin; knows its name and what it and the house can say."""

    def __init__(self, plugin: str, said: Words) -> None:
        self._plugin = plugin
        self._said = said

    def tool(self, tool: Tool) -> Tool:
        """Return a tool whose checks and drawing are watched."""
        return replace(
            tool,
            checks=tuple(self.check(tool.name, check) for check in tool.checks),
            draw=self._run(f"{tool.name}.draw", tool.draw, self._drawn),
        )

    def check(self, room: str, check: Check) -> Check:
        """Return a check that is watched; its findings are worked out at once."""
        watched = self._run(f"{room}.{check.name}", check.function, self._found)
        return replace(check, function=watched)

    def export(self, export: Export) -> Export:
        """Return an export that is watched."""
        return replace(export, render=self._run(export.name, export.render, self._written))

    def _run(
        self, part: str, function: Callable[..., object], seen: Callable[[object], T]
    ) -> Callable[..., T]:
        @wraps(function)
        def watched(*given: object, **numbers: int) -> T:
            try:
                return seen(function(*given, **numbers))
            except Exception as error:
                facts = {"plugin": self._plugin, "part": part, "name": type(error).__name__}
                raise PluginError(reason="failed", **facts) from error

        return watched

    def _found(self, answer: object) -> tuple[Finding, ...]:
        found: list[Finding] = []
        for one in answer:  # type: ignore[attr-defined]  # what cannot be gone through raises
            if not isinstance(one, Finding) or not all(map(_is_fact, one.facts.values())):
                raise TypeError(one)
            if not all(isinstance(text, str) for text in (one.where, *one.who)):
                raise TypeError(one)
            self._say(f"finding.{one.code}", one.facts)
            found.append(one)
        return tuple(found)

    def _drawn(self, answer: object) -> Diagram:
        if not isinstance(answer, Diagram):
            raise TypeError(answer)
        for part in ("title", "description"):
            self._say(f"picture.{answer.name}.{part}", answer.facts)
        for code in _codes(answer):
            self._say(f"picture.{code}", {})
        return answer

    def _written(self, answer: object) -> str:
        if not isinstance(answer, str):
            raise TypeError(answer)
        return answer

    def _say(self, code: str, facts: Mapping[str, object]) -> None:
        """Say a code in every language, or raise what kept it from being said."""
        area, _, rest = code.partition(".")
        for language in LANGUAGES:
            known = words.added([self._said], language, area) | words.own(language, area)
            Voice(language).vformat(known[rest], (), facts)


def _is_fact(fact: object) -> bool:
    if isinstance(fact, tuple):
        return all(isinstance(word, str) for word in fact)
    return isinstance(fact, str | int)


def _codes(drawn: Diagram) -> Iterator[str]:
    """Yield every code that a picture and its table are told with."""
    yield from drawn.table.headings
    for row in drawn.table.rows:
        yield from (cell.code for cell in row if isinstance(cell, Coded) and cell.code)
    match drawn.shape:
        case Wheel(steps):
            yield from (step.name for step in steps)
        case Ladder(steps):
            yield from (code for step in steps for code in (step.name, f"{step.name}.question"))
        case Columns(columns):
            yield from (column.heading for column in columns)
        case Bars(parts):
            yield from parts
        case Grid(x_axis, y_axis, points):
            yield from (x_axis, y_axis, *(point.kind for point in points if point.kind))
