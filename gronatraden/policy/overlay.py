"""Overlays (påbyggnad): what a programme or a funder adds to the method's own policy.

- An overlay adds requirements of its own and tightens those that are there.
- Tighter is: a heavier weight, no waiver, no declaration that it does not apply, a
  number in the direction that its check calls stricter.
- What is looser is said under ``loosens``, with a reason, and is shown wherever the
  requirement is shown.

How overlays are put together stands in ``merging``.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from gronatraden.documents import Line, content
from gronatraden.policy.requirement import Because, RequirementId, Weight

Level = Literal["method", "programme", "funder"]
"""Who speaks: the method first, then the programme, the funder last."""
LEVELS: tuple[Level, ...] = ("method", "programme", "funder")
WEIGHTS: tuple[Weight, ...] = ("audit", "advisory", "blocking")
"""From the lightest to the heaviest."""


@content
class Alteration:
    """How a requirement of an earlier level is held, here and now; what is not said stays."""

    id: RequirementId
    numbers: dict[str, int] = field(default_factory=dict)
    weight: Weight | None = None
    waivable: bool | None = None
    declarable: bool | None = None
    because: Because
    """Why it is held more strictly, or less."""
    source: Line = ""
