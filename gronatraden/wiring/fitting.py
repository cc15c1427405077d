"""What a plugin adds is held against the house: shapes that work, names that are free.

- a content can be empty, stored and read again, and no two tools share one
- a check takes what it is given, its numbers are whole, and it asks for fields there are
- no tool, room, check, rule or export goes by a name that is taken

What its rules and drawings do when they run is watched by ``guarding``.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import is_dataclass
from typing import TYPE_CHECKING

from gronatraden.documents import decode, encode
from gronatraden.errors import PluginError
from gronatraden.gates.burden.fields import leaves
from gronatraden.gates.registry import checks as known_checks
from gronatraden.project import FACTS
from gronatraden.tools import TOOLS, Check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gronatraden.tools import Tool
    from gronatraden.tools.plugged import Plugin

RECORD = ("readings", "lessons", "answers", "conditions", "decisions", "evidence", "roles")
"""Parts of the record that findings point into, and files beside a project's documents."""
ROOMS = (FACTS, *(tool.name for tool in TOOLS), *RECORD, "thread", "learning", "gates")
"""Rooms that are the house's own."""
KINDS = ("project", "progress", "final", "funder")
"""Kinds of report that are the house's own."""
_ROOM = re.compile(r"(?=.{3,64}$)[a-z][a-z0-9]*(_[a-z0-9]+)*")
_EXPORT = re.compile(r"(?=.{3,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*")
_RULE = re.compile(r"(?=.{3,64}$)[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")
_FEW = re.compile(r"\[\d+\]")


def refuse_misfits(plugin: Plugin, before: Sequence[Plugin]) -> None:
    """See that what a plugin adds fits, beside those that are let in before it.

    Raises:
        PluginError: With the first thing that does not.
    """
    contents = [tool.content for tool in TOOLS]
    contents += [tool.content for other in before for tool in other.tools]
    for tool in plugin.tools:
        _refuse_content(plugin, tool, contents)
        contents.append(tool.content)
    for room, check, owner in _rows(plugin):
        _refuse_check(plugin, room, check, owner)
    own = {named.check.rule for named in known_checks().values() if named.plugin is None}
    rules = {*own, *(check.rule for other in before for _, check, _ in _rows(other))}
    rooms = {*ROOMS, *(room for other in before for room in other.rooms)}
    kinds = {*KINDS, *(export.name for other in before for export in other.exports)}
    _refuse_names(plugin, plugin.rooms, rooms, _ROOM)
    _refuse_names(plugin, (f"{room}.{check.name}" for room, check, _ in _rows(plugin)), ())
    _refuse_names(plugin, (check.rule for _, check, _ in _rows(plugin)), rules, _RULE)
    _refuse_names(plugin, (export.name for export in plugin.exports), kinds, _EXPORT)


def _rows(plugin: Plugin) -> Iterator[tuple[str, Check, Tool | None]]:
    for tool in plugin.tools:
        yield from ((tool.name, check, tool) for check in tool.checks)
    for room, checks in plugin.checks.items():
        yield from ((room, check, None) for check in checks)


def _refuse_names(
    plugin: Plugin, names: Iterable[str], taken: Iterable[str], shape: re.Pattern[str] | None = None
) -> None:
    seen = set(taken)
    for name in names:
        if shape is not None and not shape.fullmatch(name):
            raise _misfit(plugin, "bad-name", name)
        if name in seen:
            raise _misfit(plugin, "name-is-taken", name)
        seen.add(name)


def _refuse_content(plugin: Plugin, tool: Tool, taken: Sequence[type]) -> None:
    kind: object = tool.content
    if not (isinstance(kind, type) and is_dataclass(kind)) or kind in taken:
        raise _misfit(plugin, "content", tool.name)
    try:
        kept = decode(encode(kind()), kind) == kind()
        found = set(leaves(kind, tool.name))
    except Exception as error:  # whatever it is, such a content cannot be used
        raise _misfit(plugin, "content", tool.name, type(error).__name__) from error
    if not (kept and found) or type(tool.schema) is not int or tool.schema < 1:
        raise _misfit(plugin, "content", tool.name)


def _refuse_check(plugin: Plugin, room: str, check: object, tool: Tool | None) -> None:
    """See that a check can be called: with content and context, or with the context alone."""
    if not isinstance(check, Check) or not inspect.isfunction(check.function):
        raise _misfit(plugin, "check", room)
    parameters = list(inspect.signature(check.function).parameters.values())
    given = [p for p in parameters if p.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]
    numbers = [p for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY]
    fits = len(given) == (1 if tool is None else 2) and len(given + numbers) == len(parameters)
    if not (fits and all(type(number.default) is int for number in numbers)):
        raise _misfit(plugin, "check", f"{room}.{check.name}")
    known = set() if tool is None else set(leaves(tool.content, tool.name))
    for path in check.asks:
        if f"{room}.{_FEW.sub('', path)}" not in known:
            raise _misfit(plugin, "asks", f"{room}.{check.name}", path)


def _misfit(plugin: Plugin, reason: str, part: str, name: str = "") -> PluginError:
    return PluginError(reason=reason, plugin=plugin.distribution, part=part, name=name)
