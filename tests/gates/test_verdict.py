from __future__ import annotations

from itertools import product

import pytest

from gronatraden.gates.evaluate import evaluate
from gronatraden.gates.verdict import Result, closes, decode, encode, is_ready
from tests.builders.gates import WHY, a_case
from tests.builders.history import a_finished_context
from tests.policy.shipped import FULL

STATUSES = ("satisfied", "not_satisfied", "waived", "not_applicable", "error")
CLOSING = {
    ("blocking", "not_satisfied"),
    ("blocking", "error"),
    ("advisory", "error"),
}


def a_result(weight: str = "blocking", status: str = "satisfied") -> Result:
    """Return how one requirement came out."""
    return Result(
        id="start.no-box-is-empty",
        check="change_logic.no_box_is_empty",
        rule="FL-01",
        status=status,  # type: ignore[arg-type]  # one of STATUSES
        weight=weight,
        waivable=False,
        because=WHY,
        source="",
    )


@pytest.mark.parametrize(
    ("weight", "status"), [*product(("blocking", "advisory", "audit"), STATUSES)]
)
def test_a_result_closes_by_weight_and_status(weight: str, status: str) -> None:
    assert closes(a_result(weight, status)) is ((weight, status) in CLOSING)


@pytest.mark.parametrize(
    ("statuses", "ready"),
    [
        ([], False),
        (["not_applicable"], False),
        (["satisfied"], True),
        (["waived"], True),
        (["satisfied", "not_applicable"], True),
        (["satisfied", "not_satisfied"], False),
        (["satisfied", "error"], False),
    ],
)
def test_a_gate_is_ready_when_something_is_and_nothing_is_not(
    statuses: list[str], *, ready: bool
) -> None:
    assert is_ready(tuple(a_result(status=status) for status in statuses)) is ready


def test_a_recorded_verdict_reads_back_the_same() -> None:
    verdict = evaluate(a_case(FULL, gate="finish"), a_finished_context())

    assert decode(encode(verdict)) == verdict


def test_a_verdict_tells_what_closes_from_advice() -> None:
    context = a_finished_context(readings=(), offered=())
    verdict = evaluate(a_case(FULL, gate="checkpoint"), context)

    assert [r.id for r in verdict.missing] == ["checkpoint.indicators-are-read"]
    assert verdict.advice == ()
