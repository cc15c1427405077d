"""Everything that can be emptied in the example project, and what that does to a gate.

A defect is one field of a document emptied, said as the path that findings use. Of all
fields those are kept that a gate misses just where they were emptied, so that undoing
the defect is what an action asks for.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gronatraden.gates.evaluate import evaluate
from gronatraden.gates.explain import Queue, explain
from gronatraden.phases import NextGate, Standing
from gronatraden.tools import TOOLS
from tests.builders.gates import a_case
from tests.builders.history import a_finished_context, altered
from tests.policy.shipped import FULL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gronatraden.context import Context
    from gronatraden.gates.explain import Explanation
    from gronatraden.gates.verdict import Verdict

DECIDING = (".rung", ".done_on", ".total_budget_sek")
"""Ends of fields that decide what else is asked: what they hide is told once they are mended."""
GATES = ("start", "checkpoint", "close", "finish")


class Defect(NamedTuple):
    """One field emptied."""

    path: str
    whole: object
    """What it said."""
    empty: object

    def __str__(self) -> str:
        return self.path


def all_fields() -> Iterator[Defect]:
    """Yield every field of the finished project that says something, with what it is emptied to."""
    context = a_finished_context()
    yield from _inside("project", context.facts)
    for tool in TOOLS:
        yield from _inside(tool.name, context.contents[tool.content])


def _inside(path: str, content: object) -> Iterator[Defect]:
    for part in fields(content):  # type: ignore[arg-type]  # a content
        value, here = getattr(content, part.name), f"{path}.{part.name}"
        if is_dataclass(value):
            yield from _inside(here, value)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            for place, element in enumerate(value):
                yield from _inside(f"{here}[{_key(element, place)}]", element)
        elif value and part.name != "id":
            yield Defect(here, value, _empty(value))


def _key(element: object, place: int) -> str:
    return getattr(element, "id", "") or getattr(element, "stakeholder", "") or str(place)


def _empty(value: object) -> object:
    if isinstance(value, str | tuple | bool):
        return type(value)()
    return None


def spoilt(context: Context, defects: Iterable[Defect]) -> Context:
    """Return a context in which fields are emptied."""
    for defect in defects:
        context = altered(context, defect.path, defect.empty)
    return context


def judged(gate: str, context: Context) -> Verdict:
    """Return what the shipped policy says of the example project."""
    return evaluate(a_case(FULL, gate=gate), context)


def the_way(gate: str, context: Context) -> Explanation:
    """Return the shortest way under the shipped policy, the gate being next."""
    return explain(a_case(FULL, gate=gate), context, Queue(standing=a_standing(gate)))


def a_standing(*following: str, hold_until: date | None = None) -> Standing:
    """Return where a project stands that has some gates before it."""
    gates = tuple(NextGate(gate, None) for gate in following)
    return Standing("during", gates, stopped=False, entered_at=None, hold_until=hold_until)


@cache
def telling(gate: str) -> tuple[Defect, ...]:
    """Return the defects that close a gate, and are missed just where they are."""
    return tuple(d for d in all_fields() if _is_told_in_place(gate, d))


def _is_told_in_place(gate: str, defect: Defect) -> bool:
    try:
        context = spoilt(a_finished_context(), [defect])
    except (KeyError, ValueError):
        return False
    missing = judged(gate, context).missing
    places = {found.where for result in missing for found in result.findings}
    return places == {defect.path} and not defect.path.endswith(DECIDING)
