"""A content as somebody hands it in: a manuscript with its envelope."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from gronatraden import manuscript
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.tools import TOOLS

if TYPE_CHECKING:
    from gronatraden.manuscript import Manuscript

KINDS: dict[type, str] = {tool.content: tool.name for tool in TOOLS} | {ProjectFacts: FACTS}


def a_manuscript(content: object, *, project: str = "cykla", **envelope: object) -> Manuscript:
    """Return a document as a file says it; JSON is YAML too."""
    tool = KINDS[type(content)]
    whole = {"tool": tool, "project": project, "origin": "own", **envelope}
    return written({**whole, "content": content}, name=f"{tool}.yaml")


def written(value: object, *, name: str = "file.yaml") -> Manuscript:
    """Return any value as a manuscript."""
    plain = msgspec.to_builtins(value, builtin_types=(Decimal,))
    return manuscript.read_text(json.dumps(plain, ensure_ascii=False, default=_number), name=name)


def _number(value: Any) -> int | float:  # noqa: ANN401 - json.dumps asks like this
    """Write a decimal as a file does: a number without quotes."""
    return int(value) if value == value.to_integral_value() else float(value)
