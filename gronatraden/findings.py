"""Findings: one thing missing, said once.

A finding is data, not prose: ``code`` names the sentence in ``text/``, ``where``
names the field and ``facts`` fill the sentence in.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - msgspec reads it at run time
from dataclasses import dataclass, field

OFFICE = ("programme_office",)
"""Who can mend rules, and what they rest on."""
Fact = str | int | tuple[str, ...]
"""What a sentence may mention: a word, a count or a list of words."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing missing (iakttagelse)."""

    code: str
    """Kebab-case key of the sentence in ``text/*/finding.toml``."""
    where: str
    """The field, as ``tool.field``, ``tool.items[id]`` or ``tool.items[id].field``."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    """What the sentence mentions, by name; no personal data."""
    who: tuple[str, ...] = ("project_manager",)
    """Roles that can mend it, the nearest first."""
