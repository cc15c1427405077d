"""A moment is one moment, whatever zone it is stated in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from gronatraden.services.gate_history import gate_history
from gronatraden.services.show_document import list_documents
from gronatraden.settings import load
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic

if TYPE_CHECKING:
    from tests.services.simulator import ProjectSimulator

SUMMER = timezone(timedelta(hours=2))


def test_a_stated_moment_is_read_as_utc() -> None:
    at = load({"at": "2024-12-01T14:00:00+02:00"}, {}).at

    assert at == datetime(2024, 12, 1, 12, tzinfo=UTC)
    assert at.tzinfo is UTC


def test_what_is_recorded_later_stands_later(opened: ProjectSimulator) -> None:
    opened.at = datetime(2024, 9, 2, 13, tzinfo=SUMMER)
    opened.submit(a_change_logic())
    opened.at = datetime(2024, 9, 2, 12, tzinfo=UTC)
    opened.submit(ChangeLogic())

    versions = list_documents(opened.parts, project="cykla").versions
    assert [v.number for v in versions if v.tool == "change_logic"] == [1, 2]
    assert versions[-1].submitted_at - versions[-2].submitted_at == timedelta(hours=1)


def test_a_verdict_is_of_the_same_moment_everywhere(filled: ProjectSimulator) -> None:
    filled.at = filled.at.astimezone(SUMMER)

    asked = filled.request("start")

    (seen,) = gate_history(filled.parts, project="cykla")
    assert seen.verdict.at == asked.verdict.at
    assert seen.request.requested_at.utcoffset() == timedelta(0)
