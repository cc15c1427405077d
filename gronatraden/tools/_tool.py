"""What every tool's room has: content, checks, a drawing and a schema version."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gronatraden.findings import Finding

if TYPE_CHECKING:
    from gronatraden.diagram import Diagram

CheckFunction = Callable[..., Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A named rule: ``function(content, context, **numbers)`` yields what is missing.

    A function that belongs to no tool (the thread, learning, the gates) takes the
    context alone. Its name is the sentence that is true when it yields nothing.
    """

    rule: str
    """Id in METHOD §2; the function's docstring says the same."""
    function: CheckFunction
    reads: tuple[type, ...] = ()
    """Contents that a function of no tool cannot judge without: a tool that was not
    handed in is then a finding, never taken for an empty one."""
    asks: tuple[str, ...] = ()
    """Fields that it finds missing where they are empty, by path from the tool, or from
    the document's name for a function of no tool; ``stakeholders[1].persons`` is asked of
    one element of the list only."""

    @property
    def name(self) -> str:
        """The sentence that is true when the check is satisfied."""
        return self.function.__name__


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One of the method's tools (metodverktyg)."""

    name: str
    """The same word in code, text, samples and policies."""
    schema: int
    """Version of the content's schema; a change of meaning raises it."""
    content: type
    checks: tuple[Check, ...]
    draw: Callable[..., Diagram]
    """``draw(content)`` returns the tool's picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """An artefact that a plugin writes about a project: ``report PROJECT --kind NAME``."""

    name: str
    """What it is asked for by: ``lesson-note``."""
    format: Literal["html", "markdown"]
    render: Callable[..., str]
    """``render(project, context, voice)`` returns the text; ``voice`` says codes in a language."""
