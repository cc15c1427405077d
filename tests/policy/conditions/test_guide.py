"""Everything that ``docs/conditions.md`` shows can be written as it stands there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from gronatraden.gates.conditions.vocabulary import names
from gronatraden.gates.registry import problems_of
from gronatraden.policy import Each
from gronatraden.policy.conditions.functions import FUNCTIONS
from tests.builders import changed
from tests.builders.gates import a_policy, a_requirement, an_overlay
from tests.gates.test_registry import LIFECYCLE
from tests.house.source import ROOT

if TYPE_CHECKING:
    from gronatraden.policy import Requirement

GUIDE = (ROOT / "docs" / "conditions.md").read_text("utf-8")
SHOWN = [
    line
    for block in re.findall(r"```cel\n(.*?)```", GUIDE, re.DOTALL)
    for line in block.splitlines()
]


YAML, OVERLAY = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
WRITTEN: list[Any] = yaml.safe_load(YAML)["gates"]["start"]["requires"]


def stated(row: dict[str, Any]) -> Requirement:
    """Return a requirement of the guide's, with the reason that it leaves out."""
    said = row.get("each", {}).items()
    parts = {f"{key}_" if key in {"in", "as"} else key: text for key, text in said}
    written: dict[str, Any] = {key: row[key] for key in ("id", "when", "expr") if key in row}
    each = {"each": Each(**parts)} if parts else {}
    return changed(a_requirement(row.get("check", "")), written | each)


@pytest.mark.parametrize("text", SHOWN)
def test_an_expression_can_be_used(text: str) -> None:
    requirement = changed(a_requirement(""), {"expr": text})

    assert list(problems_of(a_policy(requirement), LIFECYCLE)) == []


def test_the_policy_can_be_used() -> None:
    policy = a_policy(*map(stated, WRITTEN), params={"evaluation_limit_sek": 1})

    assert list(problems_of(policy, LIFECYCLE)) == []


def test_the_overlay_can_be_used() -> None:
    shown = yaml.safe_load(OVERLAY)
    overlay = an_overlay(a_requirement(), when=shown["when"], params=shown["params"])

    assert list(problems_of(overlay, LIFECYCLE)) == []


@pytest.mark.parametrize("name", [*names(), *FUNCTIONS])
def test_a_name_is_told_of(name: str) -> None:
    assert re.search(rf"\b{name}\b", GUIDE)
