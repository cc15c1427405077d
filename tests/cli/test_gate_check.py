from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.house import Desk

KEYS = {
    *("schema", "project", "lifecycle", "phase", "gate", "occurrence", "at", "ready"),
    *("valid_until", "policies", "documents", "requirements"),
}
REQUIREMENT = {
    *("id", "check", "rule", "status", "weight", "waivable", "because", "source", "findings"),
}


def test_a_ready_gate_leaves_with_zero(desk: Desk) -> None:
    answer = desk("gate", "check", "cykla", "start")

    assert (answer.code, answer.out.splitlines()[0]) == (0, "Grinden start är öppen för cykla.")
