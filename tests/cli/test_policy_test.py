from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.policy_cases import BASE, CASES, POLICY

if TYPE_CHECKING:
    from tests.cli.house import Answer, Desk


def ran(desk: Desk, *more: str, cases: str = CASES) -> Answer:
    """Run cases for the small policy."""
    desk.file("small.yaml", POLICY)
    return desk("policy", "test", desk.file("cases.yaml", BASE + cases), *more)


def test_cases_that_come_out_as_expected_leave_nothing_to_say(bare: Desk) -> None:
    answer = ran(bare)

    assert (answer.code, "Alla krav och gränser är prövade." in answer.out) == (0, True)


def test_what_came_out_otherwise_is_told_with_its_line(bare: Desk) -> None:
    expected = "closed: [start], not_satisfied: [start.there"
    answer = ran(bare, cases=CASES.replace(expected, "satisfied: [start.there"))

    said = " ".join(answer.out.split())
    assert answer.code == 1
    assert "cases.yaml:19: no activity" in said
    assert "start.there-are-activities: väntat uppfyllt, utfallet är inte uppfyllt" in said
    assert "väntat öppningsbar, utfallet är stängd" in said


@pytest.mark.parametrize(("more", "code"), [((), 1), (("--allow-gaps",), 0)], ids=["no", "yes"])
def test_gaps_are_accepted_only_where_that_is_said(
    bare: Desk, more: tuple[str, ...], code: int
) -> None:
    answer = ran(bare, *more, cases=CASES.partition('  - name: "no plan"')[0])

    assert (answer.code, "visas inte som inte uppfyllt" in answer.out) == (code, True)


def test_programs_are_told_what_is_untested(bare: Desk) -> None:
    data = ran(bare, "--json", cases=CASES.partition('  - name: "too little')[0]).data

    (policy,) = data["policies"]
    assert (data["schema"], data["passed"]) == ("gronatraden/policy-tested/1", False)
    assert policy["gaps"] == [
        {
            "gate": "start",
            "requirement": "start.evaluation-is-planned",
            "missing": ["not_applicable"],
        }
    ]
    assert policy["untested"][0]["name"] == "params.enough_sek"


def test_a_file_that_cannot_be_run_is_told_as_lint_tells_it(bare: Desk) -> None:
    answer = ran(bare, cases=CASES.replace("[ride].owner", "[rode].owner"))

    assert (answer.code, "cases.yaml:13:" in answer.out, "[ride]" in answer.out) == (1, True, True)
