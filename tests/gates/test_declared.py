"""What does not apply is said with its reason, and is no longer missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.documents import NotApplicable
from gronatraden.gates.evaluate import evaluate
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic, a_context
from tests.builders.changes import with_
from tests.builders.gates import a_case, a_policy, a_requirement

if TYPE_CHECKING:
    from gronatraden.gates.verdict import Result

CHECK = "change_logic.every_activity_is_resourced"
UNOWNED = with_(a_change_logic(), "activities[evaluate].owner", "")


def judged(*said: NotApplicable, logic: ChangeLogic = UNOWNED, declarable: bool = True) -> Result:
    declared = with_(logic, "not_applicable", said)
    requirement = a_requirement(CHECK, declarable=declarable)
    context = a_context(contents={ChangeLogic: declared})
    return evaluate(a_case(a_policy(requirement)), context).requirements[0]


def test_a_part_that_does_not_apply_is_not_missing() -> None:
    result = judged(NotApplicable(field="activities", because="Projektet köper allt."))

    assert result.status == "not_applicable"


def test_what_does_not_apply_is_said_with_its_reason() -> None:
    result = judged(NotApplicable(field="activities", because="Projektet köper allt."))

    assert [(f.code, f.where, f.facts["because"]) for f in result.findings] == [
        ("declared-not-applicable", "change_logic.activities", "Projektet köper allt.")
    ]


@pytest.mark.parametrize(
    ("field", "because"),
    [
        pytest.param("activities", "  ", id="without a reason"),
        pytest.param("", "Därför.", id="of nothing"),
        pytest.param("resources", "Därför.", id="of another part"),
        pytest.param("activit", "Därför.", id="of half a name"),
    ],
)
def test_an_empty_or_other_declaration_changes_nothing(field: str, because: str) -> None:
    result = judged(NotApplicable(field=field, because=because))

    assert result.status == "not_satisfied"


def test_only_what_is_declared_is_set_aside() -> None:
    logic = with_(UNOWNED, "activities[bike-campaign].owner", "")

    result = judged(NotApplicable(field="activities[evaluate]", because="Ingen."), logic=logic)

    assert [f.where for f in result.findings] == ["change_logic.activities[bike-campaign].owner"]


def test_a_policy_can_refuse_to_have_it_set_aside() -> None:
    said = NotApplicable(field="activities", because="Projektet köper allt.")

    result = judged(said, declarable=False)

    assert result.status == "not_satisfied"
