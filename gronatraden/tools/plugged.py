"""The tools there are: the method's own, and what plugins add (tillägg).

``wiring`` plugs in what the settings allow, before anything is read; nothing plugs
itself in. What is worked out from the tools is kept by ``plugins()``, so that nothing
goes on with what was plugged in before.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - dataclasses read it at run time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gronatraden.tools import TOOLS, Check, Export, Tool

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plugin:
    """What another package adds: tools, checks of no tool, exports."""

    distribution: str
    """The package's name in its registry, as the settings allow it."""
    version: str
    tools: tuple[Tool, ...] = ()
    checks: Mapping[str, tuple[Check, ...]] = field(default_factory=dict)
    """Checks that take the context alone, by the room that policies name them with."""
    exports: tuple[Export, ...] = ()

    @property
    def rooms(self) -> tuple[str, ...]:
        """What the names of its checks begin with: its tools, then its own rooms."""
        return (*(tool.name for tool in self.tools), *self.checks)


_plugged: list[Plugin] = []


def plug_in(found: Iterable[Plugin]) -> None:
    """Let these be the plugins, and no others."""
    _plugged[:] = found


def plugins() -> tuple[Plugin, ...]:
    """Return the plugins, in the order the settings name them."""
    return tuple(_plugged)


def tools() -> tuple[Tool, ...]:
    """Return the method's tools in its own order, then the plugins'."""
    return (*TOOLS, *(tool for plugin in _plugged for tool in plugin.tools))
