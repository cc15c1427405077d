"""What is made up so that the demonstration can go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gronatraden import manuscript
from gronatraden.learning import stems
from gronatraden.samples import folders
from gronatraden.samples.staging import AnswersFile, ReadingsFile
from gronatraden.services._handing_in import read_handed
from tests.builders.samples import (
    ADDED,
    as_written,
    elements,
    the_calendar,
    the_cast,
    verdict_at,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

GATES = [(name, step) for name in folders.CARRIED for step in folders.steps(name)]
DOCUMENTS = [
    path for name, step in GATES for path in folders.documents(folders.fictional(name, step))
]
READ_BEFORE = [
    (name, step)
    for name, step in GATES
    if (folders.fictional(name, step) / folders.READINGS).exists()
]
FOLLOWING = "transporteffektivt-kronoberg"


def _named(path: Path) -> str:
    return "/".join(path.relative_to(folders.ROOT).parts)


def _readings(name: str, step: str) -> ReadingsFile:
    path = folders.fictional(name, step) / folders.READINGS
    return manuscript.validate(written(path), ReadingsFile)


def _content(folder: Path, tool: str) -> Any:  # noqa: ANN401 - whichever tool is asked for
    return read_handed(written(folder / f"{tool}.yaml")).content


def _without_label(element: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in element.items() if key != "origin"}


@pytest.mark.parametrize(("project", "gate"), GATES)
def test_the_gate_opens_on_its_day(project: str, gate: str) -> None:
    verdict = verdict_at(gate, project=project)

    assert verdict.ready


@pytest.mark.parametrize(("project", "added"), ADDED)
def test_the_gate_closes_without_any_one_file(project: str, added: str) -> None:
    gate = added.partition("/")[0]

    verdict = verdict_at(gate, project=project, without=added)

    assert not verdict.ready


@pytest.mark.parametrize("project", folders.CARRIED)
def test_the_start_leaves_nothing_to_advise_on(project: str) -> None:
    verdict = verdict_at("start", project=project)

    statuses = {r.status for r in verdict.requirements}

    assert statuses <= {"satisfied", "not_applicable"}


def test_the_close_is_advised_to_review_the_list() -> None:
    verdict = verdict_at("close")

    advised = [r.rule for r in verdict.requirements if r.status == "not_satisfied"]

    assert advised == ["IA-09"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=_named)
def test_every_document_says_that_it_is_made_up(path: Path) -> None:
    handed = read_handed(written(path))

    assert (handed.envelope.origin, handed.envelope.tool) == ("fictional", path.stem)


@pytest.mark.parametrize("path", DOCUMENTS, ids=_named)
def test_every_source_cited_is_there(path: Path) -> None:
    value = as_written(path)

    cited = {element.get("source") for element in elements(value["content"])} - {None}

    assert cited <= set(value.get("sources", {}))


@pytest.mark.parametrize("path", DOCUMENTS, ids=_named)
def test_what_is_called_public_has_a_source(path: Path) -> None:
    public = [e for e in elements(as_written(path)) if e.get("origin") == "public"]

    unsourced = [e["id"] for e in public if not e.get("source") and e.get("id")]

    assert unsourced == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=_named)
def test_what_is_called_public_adds_nothing_to_the_public_facts(path: Path) -> None:
    first = path.parents[2] / path.name
    value = as_written(first) if first.exists() else {}
    known = {e["id"]: _without_label(e) for e in elements(value) if "id" in e}
    public = [e for e in elements(as_written(path)) if e.get("origin") == "public"]

    changed = [
        e["id"] for e in public if known.get(e["id"], _without_label(e)) != _without_label(e)
    ]

    assert changed == []


@pytest.mark.parametrize(("project", "step"), READ_BEFORE)
def test_no_reading_lies_ahead_of_its_day(project: str, step: str) -> None:
    day = the_calendar(project).on(f"{step}-documents")

    ahead = [r for r in _readings(project, step).readings if r.measured_on > day]

    assert ahead == []


@pytest.mark.parametrize(("project", "step"), READ_BEFORE)
def test_every_reading_is_of_an_indicator_and_cites_a_source(project: str, step: str) -> None:
    logic = _content(folders.fictional(project, "start"), "change_logic")
    file = _readings(project, step)

    read = {(r.indicator, r.source) for r in file.readings}

    assert {indicator for indicator, _ in read} <= {i.id for i in logic.indicators}
    assert {source for _, source in read} <= set(file.sources)


def test_the_published_results_are_read_as_published() -> None:
    steps = ("checkpoint", "close")
    readings = [r for step in steps for r in _readings("res-gront", step).readings]

    public = [(r.indicator, int(r.value), r.source) for r in readings if r.origin == "public"]

    assert public == [
        ("workplaces", 30, "S5"),
        ("employees-reached", 27000, "S5"),
        ("workplaces", 35, "S3"),
        ("employees-reached", 45000, "S3"),
    ]


def test_the_published_lessons_are_all_there() -> None:
    cycle = _content(folders.fictional("res-gront", "finish"), "learning_cycle")

    published = [f.id for f in cycle.findings if f.source == "S7" and f.origin == "public"]

    assert published == [
        "change-is-hard-but-possible",
        "carpooling-in-new-groups-is-tough",
        "people-are-open-to-e-bikes",
        "employers-should-engage",
        "bike-rental-lives-on",
    ]


def test_the_following_project_has_an_answer_to_every_lesson() -> None:
    path = folders.project(FOLLOWING) / folders.ANSWERS
    cycle = _content(folders.fictional("res-gront", "finish"), "learning_cycle")

    answers = manuscript.validate(written(path), AnswersFile).answers

    assert {a.lesson for a in answers} == {f"res-gront/{f.id}" for f in cycle.findings}


@pytest.mark.parametrize(
    "lesson",
    [
        "change-is-hard-but-possible",
        "carpooling-in-new-groups-is-tough",
        "people-are-open-to-e-bikes",
        "employers-should-engage",
        "bike-rental-lives-on",
    ],
)
def test_the_following_challenge_shares_words_with_the_lesson(lesson: str) -> None:
    logic = _content(folders.project(FOLLOWING), "change_logic")
    cycle = _content(folders.fictional("res-gront", "finish"), "learning_cycle")
    challenge = " ".join(f"{c.statement} {c.evidence}" for c in logic.challenges)
    found = next(f for f in cycle.findings if f.id == lesson)

    shared = set(stems(challenge)) & set(stems(" ".join((found.finding, *found.tags))))

    assert shared


@pytest.mark.parametrize("project", folders.PROJECTS)
def test_the_days_run_forward(project: str) -> None:
    days = [day.on for day in the_calendar(project).days]

    assert days == sorted(days)


def test_nobody_in_the_cast_writes_and_decides() -> None:
    deciding = {"steering_group", "steering_chair"}

    both = [
        p.handle for p in the_cast().people if deciding & set(p.roles) and set(p.roles) - deciding
    ]

    assert both == []
