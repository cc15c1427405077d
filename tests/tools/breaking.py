"""One changed field at a time, and what the whole tool says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.builders import a_context

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from _pytest.mark import ParameterSet

    from gronatraden.context import Context
    from gronatraden.findings import Finding
    from gronatraden.tools import Tool


class Said(NamedTuple):
    """One finding and the rule that made it."""

    rule: str
    finding: Finding


class Break(NamedTuple):
    """One changed field, and the one finding it shall lead to."""

    rule: str
    path: str
    """The field that is changed, as ``with_`` takes it."""
    value: object
    code: str
    where: str = ""
    """Where the finding points, without the tool; the changed field when empty."""


def judge(tool: Tool, content: object, context: Context | None = None) -> list[Said]:
    """Return every finding of every check of a tool, in the tool's order."""
    seen = a_context() if context is None else context
    return [Said(c.rule, found) for c in tool.checks for found in c.function(content, seen)]


def told(said: Iterable[Said]) -> list[tuple[str, str, str]]:
    """Return rule, code and place of each finding."""
    return [(rule, finding.code, finding.where) for rule, finding in said]


def expected(tool: Tool, broken: Break) -> list[tuple[str, str, str]]:
    """Return what ``told`` gives when only that finding is made."""
    return [(broken.rule, broken.code, f"{tool.name}.{broken.where or broken.path}")]


def named(breaks: Mapping[str, Break]) -> list[ParameterSet]:
    """Return the breaks as parameters whose ids are their words."""
    return [pytest.param(broken, id=words) for words, broken in breaks.items()]
