from __future__ import annotations

import json
from typing import Any

import pytest

from tests.house.source import ROOT

PAGE = (ROOT / "docs" / "performance.md").read_text("utf-8")
MEASURED: dict[str, Any] = json.loads((ROOT / "benchmarks" / "results.json").read_text("utf-8"))
ROWS: list[dict[str, Any]] = MEASURED["rows"]
MISSED = [row for row in ROWS if not row["met"]]
PROMISED = {
    "verdict": 1.5,
    "act-cpu": 2,
    "act-fsync": 1,
    "log-append": 1.5,
    "log-verify": 1.4,
    "cli-start": 3,
    "cli-check": 1.5,
}


def test_every_promise_is_measured() -> None:
    assert {row["name"]: row["target"] for row in ROWS}.items() >= PROMISED.items()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_the_page_says_what_was_measured(row: dict[str, Any]) -> None:
    (line,) = [line for line in PAGE.splitlines() if line.startswith(f"| {row['name']} |")]

    assert [cell.strip() for cell in line.split("|")][4:7] == [
        f"{row['ratio']:.2f}",
        f"{row['target']:g}",
        "met" if row["met"] else "**missed**",
    ]


@pytest.mark.parametrize("row", MISSED, ids=lambda row: row["name"])
def test_what_is_missed_is_explained(row: dict[str, Any]) -> None:
    reasons = PAGE.partition("## What is missed")[2]

    assert f"- **{row['name']}** is {row['ratio']:.1f} ×" in reasons
