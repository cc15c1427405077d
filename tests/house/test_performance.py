from __future__ import annotations

import json
from typing import Any

import pytest

from tests.house.source import ROOT

PAGE = (ROOT / "docs" / "performance.md").read_text("utf-8")
MEASURED: dict[str, Any] = json.loads((ROOT / "benchmarks" / "results.json").read_text("utf-8"))
PROMISED: dict[str, float] = {
    "verdict-named": 1.5,
    "verdict-cel": 8,
    "peer-zen": 0.2,
    "peer-rego": 0.02,
    "peer-cel-python": 0.002,
    "peer-spiff": 0.1,
    "peer-statemachine": 0.5,
    "act-cpu": 2,
    "act-fsync": 1,
    "log-append": 1.5,
    "log-verify": 1.4,
    "cli-start": 3,
    "cli-check": 1.5,
}


def test_every_promise_is_measured() -> None:
    targets = {row["name"]: row["target"] for row in MEASURED["rows"]}

    assert targets.items() >= PROMISED.items()


@pytest.mark.parametrize("name", PROMISED)
def test_the_page_says_what_was_promised_and_what_it_means(name: str) -> None:
    (line,) = [line for line in PAGE.splitlines() if line.startswith(f"| {name} |")]

    assert line.split("|")[5].strip() == f"{PROMISED[name]:g}"
    assert f"**{name}**" in PAGE.partition("## What each row means")[2]
