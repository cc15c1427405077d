"""The worked example: installed, let in, handed in, judged, reported.

Where a program of its own could come out otherwise (what is let in, and in which version), it
is the program that is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.tools import TOOLS
from tests.cli.house import furnish
from tests.plugins.house import PluggedHouse
from tests.plugins.installing import ASSURANCE, NAME

if TYPE_CHECKING:
    from pathlib import Path

TOOL = "sustainability_assurance"
DRAFT = f"""
tool: {TOOL}
project: ny
content:
  contributions: [{{id: a, goal: Minskade utsläpp}}]
  stop: {{outcome: rethink}}
"""
ASKED = {
    "start.contribution-is-said",
    "start.areas-are-judged",
    "start.relevance-is-compared",
    "start.goal-conflicts-have-a-position",
    "start.stop-says-go-on",
    "start.influence-is-seen",
    "start.assessment-is-made",
}
COMPLETE = ASSURANCE / "samples" / f"{TOOL}.yaml"
POLICY = ASSURANCE / "policies" / "sustainability-assurance.yaml"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> PluggedHouse:
    """Return a house whose rules ask for the seventh tool, and whose project has a draft."""
    made = PluggedHouse(tmp_path_factory.mktemp("plugged"))
    furnish(made.folder)
    made.install()
    (made.folder / "draft.yaml").write_text(DRAFT, "utf-8")
    made("--as", "olle", "policy", "publish", POLICY)
    made("--as", "anna", "role", "grant", "cleo", "programme_office")
    made("--as", "cleo", "policy", "activate", "sustainability-assurance")
    opened = ("open", "ny", "--title", "Ny", "--programme", "kronoberg")
    made("--as", "alva", "project", *opened)
    made("--as", "alva", "document", "submit", "ny", "draft.yaml")
    return made


@pytest.fixture(scope="module")
def finished(house: PluggedHouse, tmp_path_factory: pytest.TempPathFactory) -> PluggedHouse:
    """Return the house once the document is complete."""
    del tmp_path_factory
    house("gate", "check", "ny", "start", "--json")
    house("--as", "alva", "document", "submit", "ny", COMPLETE)
    return house


def test_a_draft_is_answered_with_findings(house: PluggedHouse) -> None:
    told = house("--as", "alva", "document", "submit", "ny", "draft.yaml", "--json", "--dry-run")

    assert {"stop-says-otherwise", "too-few-areas", "assessment-is-not-made"} <= {
        found["code"] for found in told.data["findings"]
    }


def test_a_draft_keeps_the_gate_closed(house: PluggedHouse) -> None:
    told = house.program("gate", "check", "ny", "start", "--json")

    assert told.code == 3
    assert {told.statuses[one] for one in ASKED} == {"not_satisfied"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_template_is_handed_in_as_it_is(house: PluggedHouse, language: str) -> None:
    file = f"blank-{language}.yaml"
    house("document", "template", TOOL, "--project", "ny", "--lang", language, "-o", file)

    told = house("--as", "alva", "document", "submit", "ny", file, "--dry-run")

    assert told.code == 0


def test_the_doctor_lists_what_is_let_in(house: PluggedHouse) -> None:
    told = house("doctor", "--json")

    (found,) = [one for one in told.data["checks"] if one["check"] == "plugin"]
    assert (found["state"], found["facts"]["version"]) == ("ok", "1.0")


def test_the_doctor_says_what_cannot_be_used(house: PluggedHouse) -> None:
    told = house.program("doctor", "--json", plugins="not-installed-here")

    (found,) = [one for one in told.data["checks"] if one["check"] == "no-plugin"]
    assert (told.code, found["state"]) == (1, "wrong")


def test_the_doctor_looks_at_the_record_all_the_same(house: PluggedHouse) -> None:
    told = house("doctor", "--json", plugins="not-installed-here")

    assert "log" in {one["check"] for one in told.data["checks"] if one["state"] == "ok"}


def test_what_cannot_be_used_stops_what_needs_it(house: PluggedHouse) -> None:
    told = house.program("gate", "check", "ny", "start", plugins=f"{NAME},not-installed-here")

    assert told.code == 1
    assert told.err.startswith("Kunde inte använda tillägget not-installed-here.")
    assert "Traceback" not in told.err


def test_help_needs_no_plugin(house: PluggedHouse) -> None:
    assert house.program("--help", plugins="not-installed-here").code == 0


def test_what_is_not_let_in_keeps_its_gate_closed(house: PluggedHouse) -> None:
    told = house.program("gate", "check", "ny", "start", "--json", plugins="")

    assert {told.statuses[one] for one in ASKED} == {"error"}
    assert "plugin-is-not-let-in" in told.codes


def test_a_complete_document_satisfies_its_rules(finished: PluggedHouse) -> None:
    told = finished("gate", "check", "ny", "start", "--json")

    assert {told.statuses[one] for one in ASKED} == {"satisfied"}


def test_another_version_closes_its_gate(finished: PluggedHouse) -> None:
    finished.install("1.1")

    told = finished.program("gate", "check", "ny", "start", "--json")
    finished.install()

    assert {told.statuses[one] for one in ASKED} == {"error"}
    assert "plugin-is-another" in told.codes


def test_another_version_is_not_the_published_policy(finished: PluggedHouse) -> None:
    finished.install("1.1")

    told = finished.program("--as", "olle", "policy", "publish", POLICY)
    finished.install()

    assert told.code == 4


def test_the_same_version_is_the_published_policy(finished: PluggedHouse) -> None:
    told = finished("--as", "olle", "policy", "publish", POLICY, "--json")

    assert told.data["published"][0]["unchanged"]


def test_the_report_draws_it_after_the_six(finished: PluggedHouse) -> None:
    finished("report", "ny", "-o", "report.html")

    page = (finished.folder / "report.html").read_text("utf-8")

    places = [page.index(f'id="tool-{name}"') for name in (*(t.name for t in TOOLS), TOOL)]
    assert places == sorted(places)
    assert "Bidrag till målbilden" in page


def test_its_own_export_is_a_kind_of_report(finished: PluggedHouse) -> None:
    told = finished.program("report", "ny", "--kind", "sustainability-note", "--lang", "en")

    assert told.out.startswith("# Sustainability assurance: Ny\n")
    assert "| The individual | Positive influence |" in told.out


@pytest.mark.parametrize(
    "words",
    [("--format", "html"), ("--from", "2024-01-01"), ("--with-handles",)],
    ids=["another format", "a period", "handles"],
)
def test_an_export_refuses_what_it_would_not_hear(
    finished: PluggedHouse, words: tuple[str, ...]
) -> None:
    told = finished("report", "ny", "--kind", "sustainability-note", *words)

    assert told.code == 2


def test_a_misspelt_kind_is_answered_with_the_nearest(finished: PluggedHouse) -> None:
    told = finished("report", "ny", "--kind", "sustainability-not")

    assert "sustainability-note?" in told.err


def test_it_is_exported_and_read_in_elsewhere(finished: PluggedHouse, tmp_path: Path) -> None:
    elsewhere = PluggedHouse(tmp_path)
    furnish(tmp_path)
    elsewhere.install()
    finished("project", "export", "ny", tmp_path / "ny")

    words = ("import", tmp_path / "ny", "--programme", "kronoberg")
    elsewhere("--as", "alva", "project", *words)

    shown = [h("document", "show", "ny", TOOL, "--json").data for h in (finished, elsewhere)]
    assert shown[0]["sha256"] == shown[1]["sha256"]


def test_without_the_plugin_the_report_still_lists_the_document(finished: PluggedHouse) -> None:
    finished("report", "ny", "-o", "bare.html", plugins="")

    assert TOOL in (finished.folder / "bare.html").read_text("utf-8")


def test_without_the_plugin_half_a_project_is_not_exported(finished: PluggedHouse) -> None:
    told = finished("project", "export", "ny", "half", plugins="")

    assert (told.code, (finished.folder / "half").exists()) == (1, False)


def test_a_policy_shows_what_it_rests_on(finished: PluggedHouse) -> None:
    told = finished("policy", "show", "sustainability-assurance", "--json")

    (pin,) = told.data["plugins"]
    assert (pin["distribution"], pin["version"]) == (NAME, "1.0")


def test_the_log_verifies_with_the_plugin_and_without(finished: PluggedHouse) -> None:
    told = [finished("audit", "verify", plugins=said) for said in (NAME, "")]

    assert [one.code for one in told] == [0, 0]
