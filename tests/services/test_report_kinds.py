from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import UnknownNameError, UsageError
from gronatraden.exports.outline import FUNDERS, Outline, Period, markdown, page
from gronatraden.exports.outline.outline import Figure, Sentence, Table
from gronatraden.services.reports.write_report import write_report
from gronatraden.text import Voice
from tests.builders import some_facts
from tests.builders.project import CYKLA
from tests.services.demonstration import PROJECT, res_gront
from tests.services.simulator import saying

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

REPORTS = [("project", None), ("progress", None), ("final", None)] + [
    ("funder", funder) for funder in FUNDERS
]
STAGES = ("opened", "filled", "measured", "reviewed", "finished", "stopped")


def reported(life: ProjectSimulator, kind: str = "progress", **asked: object) -> Outline:
    """Return a report on a life's project."""
    return write_report(life.parts, project=life.project, kind=kind, **asked)  # type: ignore[arg-type]  # the test says which


def tables(outline: Outline, section: str) -> dict[str, Table]:
    """Return a section's tables by their caption's code."""
    found = next(s for s in outline.sections if s.code == section)
    return {b.caption.code: b for b in found.blocks if isinstance(b, Table)}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(("kind", "funder"), REPORTS)
def test_a_project_is_reported_wherever_it_stands(
    live: Live, stage: str, kind: str, funder: str | None
) -> None:
    outline = reported(live(stage), kind, funder=funder)

    assert page.render(outline, Voice("sv")).endswith("</html>")
    assert markdown.render(outline, Voice("en")).startswith("# ")


def test_reporting_records_nothing(measured: ProjectSimulator) -> None:
    before = measured.recorded()

    reported(measured)

    assert measured.recorded() == before


def test_progress_is_told_from_the_last_gate_on(live: Live) -> None:
    life = live("reviewed").moves_to(date(2025, 11, 30))

    assert reported(life).period == Period(date(2025, 6, 3), date(2025, 11, 30))


def test_a_report_on_the_day_of_a_gate_tells_of_what_led_to_it(live: Live) -> None:
    assert reported(live("reviewed")).period == Period(date(2024, 12, 10), date(2025, 6, 3))


def test_progress_before_any_gate_is_told_from_the_beginning(filled: ProjectSimulator) -> None:
    assert reported(filled).period == Period(date(2024, 9, 1), date(2024, 12, 1))


def test_the_end_is_told_from_the_first_day(live: Live) -> None:
    assert reported(live("finished"), "final").period.from_on == date(2024, 9, 1)


def test_a_period_can_be_chosen(live: Live) -> None:
    chosen = Period(date(2025, 1, 1), date(2025, 3, 31))

    outline = reported(live("reviewed"), from_on=chosen.from_on, to_on=chosen.to_on)

    assert outline.period == chosen
    assert "readings[bike-users]" in outline.numbers


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (
            {"from_on": date(2025, 6, 1), "to_on": date(2025, 5, 1)},
            "report-ends-before-it-begins",
        ),
        ({"to_on": date(2030, 1, 1)}, "report-lies-ahead"),
        ({"kind": "funder"}, "which-funder"),
    ],
)
def test_what_cannot_be_reported_is_refused(
    measured: ProjectSimulator, asked: dict[str, object], reason: str
) -> None:
    with pytest.raises(UsageError, check=saying(reason=reason)):
        reported(measured, **{"kind": "progress", **asked})  # type: ignore[arg-type]  # as asked


def test_an_unknown_project_is_refused(opened: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(nearest="cykla")):
        write_report(opened.parts, project="cykel", kind="progress")


def test_the_only_funder_is_taken_for_granted(filled: ProjectSimulator) -> None:
    filled.submit(some_facts(funding=CYKLA.funding[:1]))

    assert reported(filled, "funder").form == "eruf"


def test_a_gap_is_gone_once_the_field_is_filled(filled: ProjectSimulator) -> None:
    filled.submit(some_facts(summary=""))
    before = reported(filled)

    filled.submit(some_facts())

    assert "project.summary" in before.numbers
    assert "project.summary" not in reported(filled).numbers


def test_nobody_is_named_in_a_report(live: Live) -> None:
    life = live("finished")

    said = page.render(reported(life, "project"), Voice("sv"))

    names = [*("alva", "bea", "disa", "Disa"), life.person("disa").id]
    assert [name for name in names if name in said] == []


def test_a_stopped_project_says_so_at_its_end(live: Live) -> None:
    outline = reported(live("stopped"), "final")

    texts = [getattr(block, "text", None) for block in outline.sections[0].blocks]
    assert Sentence("outline.final.stopped") in texts


def test_every_indicator_is_told_with_its_reading(tmp_path: Path) -> None:
    with res_gront(tmp_path, after="checkpoint").parts() as parts:
        outline = write_report(parts, project=PROJECT, kind="progress")

    told = tables(outline, "indicators")["outline.indicators.caption"]
    assert len(told.rows) == 8
    assert outline.gaps == ()


def test_what_is_made_up_is_marked_row_by_row(tmp_path: Path) -> None:
    with res_gront(tmp_path, after="close").parts() as parts:
        outline = write_report(parts, project=PROJECT, kind="progress")

    told = tables(outline, "done")["outline.activities.caption"]
    assert (outline.simulated, outline.made_up) == (True, True)
    assert {row.kind for row in told.rows} == {"partly", "fictional"}


def test_the_end_says_how_what_was_learnt_was_used(tmp_path: Path) -> None:
    with res_gront(tmp_path).parts() as parts:
        outline = write_report(parts, project=PROJECT, kind="final")

    told = tables(outline, "use-of-findings")["outline.use.caption"]
    assert len(told.rows) == 9
    assert outline.section_of(outline.gaps[0]).code == "lessons"


def test_the_pictures_are_there(tmp_path: Path) -> None:
    with res_gront(tmp_path).parts() as parts:
        outline = write_report(parts, project=PROJECT, kind="project")

    drawn = [b.picture.tool for s in outline.sections for b in s.blocks if isinstance(b, Figure)]
    assert drawn == [
        "thread",
        "collaboration_ladder",
        "learning_cycle",
        "equality_mainstreaming",
    ]


def test_a_report_to_interreg_has_what_the_project_lacks_as_gaps(tmp_path: Path) -> None:
    with res_gront(tmp_path, after="checkpoint").parts() as parts:
        outline = write_report(parts, project=PROJECT, kind="funder", funder="interreg_oks")

    assert [gap.code for gap in outline.gaps] == ["cross-border"]
