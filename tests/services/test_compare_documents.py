from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import UnknownNameError, UsageError
from gronatraden.history import Outcome
from gronatraden.services.show_document import Compared, compare_documents
from tests.builders import a_change_logic, some_facts, with_
from tests.services.simulator import saying

if TYPE_CHECKING:
    from tests.services.simulator import ProjectSimulator

LOGIC = a_change_logic()
FEWER = replace(LOGIC, activities=LOGIC.activities[1:])


def compare(
    life: ProjectSimulator,
    tool: str = "change_logic",
    *,
    before: int | None = None,
    after: int | None = None,
    since_decision: bool = False,
) -> Compared:
    """Compare two versions of a document of the example project."""
    return compare_documents(
        life.parts,
        project="cykla",
        tool=tool,
        before=before,
        after=after,
        since_decision=since_decision,
    )


def numbers(found: Compared) -> tuple[int, int]:
    """Return which versions were compared; 0 where there was none."""
    return (found.before.number if found.before else 0, found.after.number)


def test_the_latest_is_compared_with_the_one_before(opened: ProjectSimulator) -> None:
    opened.submit(LOGIC, FEWER, with_(LOGIC, "evaluation.plan", "Ingen."))

    found = compare(opened)

    assert numbers(found) == (2, 3)
    assert {d.where for d in found.differences} == {"activities[bike-campaign]", "evaluation.plan"}


def test_two_versions_can_be_chosen(opened: ProjectSimulator) -> None:
    opened.submit(LOGIC, FEWER, LOGIC)

    found = compare(opened, before=1, after=3)

    assert (numbers(found), found.differences) == ((1, 3), ())


def test_the_first_version_is_all_new(opened: ProjectSimulator) -> None:
    opened.submit(LOGIC)

    found = compare(opened)

    assert numbers(found) == (0, 1)
    assert {d.kind for d in found.differences} == {"added"}


def test_a_new_origin_is_a_difference(opened: ProjectSimulator) -> None:
    opened.submit(LOGIC)
    opened.submit(LOGIC, origin="public", sources={"S1": "https://example.se"})

    assert [d.where for d in compare(opened).differences] == ["origin", "sources[S1]"]


def test_a_project_is_compared_with_its_last_decision(filled: ProjectSimulator) -> None:
    filled.passes("start")
    filled.submit(FEWER, with_(LOGIC, "evaluation.plan", "Ingen."))

    found = compare(filled, since_decision=True)

    assert [d.where for d in found.differences] == ["evaluation.plan"]
    assert found.decision is not None
    assert found.decision.outcome is Outcome.GO


def test_what_was_not_there_when_decided_is_all_new(opened: ProjectSimulator) -> None:
    opened.request("start")
    opened.decide("start", Outcome.REFER_BACK, reason="Allt saknas.")
    opened.submit(LOGIC)

    assert numbers(compare(opened, since_decision=True)) == (0, 1)


def test_the_facts_are_compared_like_a_tool(opened: ProjectSimulator) -> None:
    opened.submit(some_facts())

    assert "owner" in {d.where for d in compare(opened, "project").differences}


def test_nothing_is_compared_with_no_decision(opened: ProjectSimulator) -> None:
    opened.submit(LOGIC)

    with pytest.raises(UsageError, check=saying(reason="nothing-is-decided")):
        compare(opened, since_decision=True)


def test_one_way_of_choosing_is_enough(opened: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="since-what")):
        compare(opened, before=1, since_decision=True)


@pytest.mark.parametrize(
    ("tool", "after", "kind"), [("change_logic", 2, "document"), ("change", None, "tool")]
)
def test_only_what_is_there_is_compared(
    opened: ProjectSimulator, tool: str, after: int | None, kind: str
) -> None:
    opened.submit(LOGIC)

    with pytest.raises(UnknownNameError, check=saying(kind=kind)):
        compare(opened, tool, after=after)
