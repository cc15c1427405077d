"""Texts that nobody has published yet: the full policy, asking one thing more or less."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gronatraden import manuscript
from gronatraden.services.list_policies import show_policy
from tests.services.migrating import FULL, MORE, UNSATISFIED

if TYPE_CHECKING:
    from gronatraden.manuscript import Manuscript
    from tests.services.simulator import ProjectSimulator


def a_draft(
    life: ProjectSimulator, *, asks: str = "", check: str = UNSATISFIED, also: str = ""
) -> Manuscript:
    """Return the full policy as a text, asking one thing more at a gate.

    Args:
        life: Where the policy is published.
        asks: The gate; nothing more is asked where none is named.
        check: What is asked there.
        also: What more is said of it, as YAML.
    """
    text = numbered(life)
    before, gate, after = text.partition(f"\n  {asks}:\n")
    more = f"    requires:\n{MORE.format(gate=asks, check=check)}{also}"
    whole = before + gate + after.replace("    requires:\n", more, 1) if asks else text
    return manuscript.read_text(whole, name="draft.yaml")


def a_draft_without(life: ProjectSimulator, requirement: str) -> Manuscript:
    """Return the full policy as a text, one requirement being advice."""
    text = numbered(life)
    lighter = re.sub(
        rf"(- id: {re.escape(requirement)}\n)", r"\1        weight: advisory\n", text, count=1
    )
    return manuscript.read_text(lighter, name="draft.yaml")


def numbered(life: ProjectSimulator) -> str:
    """Return the full policy's text under a number that is not published."""
    seen = show_policy(life.parts, name=FULL)
    return seen.manuscript.replace(f"version: {seen.version}\n", "version: 90\n", 1)
