"""A verdict describes the project until something it rests on is another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from gronatraden.gates.evaluate import evaluate
from gronatraden.gates.holding.comparison import differences as compare
from gronatraden.gates.holding.material import Stale
from gronatraden.gates.holding.staleness import differences
from gronatraden.gates.holding.telling import stale_since
from gronatraden.gates.verdict import DocumentRef, PolicyRef
from tests.builders import a_change_logic
from tests.builders.gates import a_case, a_policy, a_requirement
from tests.builders.history import a_decision, a_finished_context

if TYPE_CHECKING:
    from gronatraden.gates.verdict import Verdict

NOON = datetime(2027, 3, 15, 12, tzinfo=UTC)
RULES = PolicyRef(policy="mine", version=1, sha256="aa")
LOGIC = DocumentRef(tool="change_logic", number=1, sha256="aa")


def a_verdict(**changes: Any) -> Verdict:  # noqa: ANN401 - the test says which
    """Return a verdict on one document under one policy."""
    whole = evaluate(a_case(a_policy(a_requirement())), a_finished_context())
    said = {"documents": (LOGIC,), "policies": (RULES,), "valid_until": None}
    return replace(whole, **{**said, **changes})


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        pytest.param({}, (), id="nothing"),
        pytest.param({"policies": (replace(RULES, sha256="bb"),)}, ("mine",), id="rules"),
        pytest.param({"policies": ()}, ("mine",), id="rules that are gone"),
        pytest.param({"documents": (replace(LOGIC, number=2),)}, ("change_logic",), id="a version"),
        pytest.param({"documents": (replace(LOGIC, sha256="bb"),)}, ("change_logic",), id="bytes"),
        pytest.param({"readings": 99}, ("readings",), id="a reading"),
        pytest.param({"changes": 99}, ("changes",), id="a change"),
        pytest.param({"requirements": ()}, (a_requirement().id,), id="an outcome"),
        pytest.param({"at": NOON, "ready": False}, (), id="what follows from these"),
    ],
)
def test_what_differs_is_named(changes: dict[str, object], named: tuple[str, ...]) -> None:
    assert differences(a_verdict(), a_verdict(**changes), at=NOON) == named


@pytest.mark.parametrize(
    ("seconds", "named"), [pytest.param(-1, (), id="before"), pytest.param(0, ("time",), id="at")]
)
def test_a_verdict_ends_at_its_moment(seconds: int, named: tuple[str, ...]) -> None:
    until = a_verdict(valid_until=NOON)

    assert differences(until, a_verdict(), at=NOON + timedelta(seconds=seconds)) == named


def test_another_order_is_of_no_codes() -> None:
    before, after = (
        a_change_logic(external_factors=("a", "b")),
        a_change_logic(external_factors=("b", "a")),
    )

    (found,) = compare(before, after, "change_logic")

    assert (found.kind, found.coded) == ("reordered", False)


def test_what_nobody_was_told_of_is_stale_since_no_moment() -> None:
    found = Stale(decision=a_decision(), differences=())

    assert stale_since(found, ()) is None
