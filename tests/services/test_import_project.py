from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import ConflictError, ManuscriptError, NotPermittedError
from gronatraden.learning import LessonWritten
from gronatraden.services.answer_lesson import offered_lessons
from gronatraden.services.folders.import_project import Imported, OnExisting, import_project
from gronatraden.services.log_lesson import log_lesson
from gronatraden.text import LANGUAGES, Voice
from tests.builders import a_change_logic, a_learning_cycle, some_facts
from tests.builders.folders import a_folder, exported
from tests.services.simulator import PROGRAMME, saying

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gronatraden.manuscript import Manuscript
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

READING = {"indicator": "bike-users", "measured_on": "2024-08-01", "value": 1200}
LESSON = {"id": "segla/prova-pa", "finding": "Den som fick prova fortsatte."}
ANSWER = {
    "answer": "applied",
    "because": "Vi börjar med att låna ut.",
    "lesson": {"id": "rulla/lana-ut", "finding": "Lån räckte inte.", "tags": ["cykel"]},
}
WHOLE = (some_facts(), a_change_logic(), a_learning_cycle())


def bring(
    life: ProjectSimulator,
    *files: Manuscript,
    by: str = "olle",
    on_existing: OnExisting = "update",
) -> Imported:
    """Import a project from its files."""
    return import_project(
        life.parts, programme=PROGRAMME, written=files, by=by, on_existing=on_existing
    )


def whole(**beside: Mapping[str, object]) -> tuple[Manuscript, ...]:
    """Return the folder of ``segla`` with all that can lie in it."""
    everything: dict[str, Mapping[str, object]] = {
        "readings": {"readings": [READING]},
        "lessons": {"lessons": [LESSON]},
        "answers": {"answers": [ANSWER]},
        **beside,
    }
    return a_folder(*WHOLE, project="segla", **everything)


def test_what_lies_beside_the_documents_comes_along(opened: ProjectSimulator) -> None:
    done = bring(opened, *whole())

    assert (done.opened, done.readings, done.lessons) == (True, 1, ("segla/prova-pa",))
    assert (done.answers, done.earlier) == (("rulla/lana-ut",), ("rulla/lana-ut",))


def test_a_whole_folder_again_records_nothing(opened: ProjectSimulator) -> None:
    bring(opened, *whole())
    before = opened.recorded()

    again = bring(opened, *whole())

    assert (again.changed, opened.recorded()) == (False, before)


def test_an_answered_lesson_is_put_in_front_of_the_project(opened: ProjectSimulator) -> None:
    lesson = {**ANSWER["lesson"], "question": "Dominerar bilen arbetsresorna i länet?"}  # type: ignore[dict-item]  # it is a mapping

    bring(opened, *whole(answers={"answers": [{**ANSWER, "lesson": lesson}]}))

    (near,) = offered_lessons(opened.parts, project="segla")
    assert near.offered is not None
    assert (near.lesson.project, near.offered.answer) == (None, "applied")


def test_a_former_indicators_reading_is_kept(opened: ProjectSimulator) -> None:
    former = {**READING, "indicator": "walkers"}

    bring(opened, *whole(readings={"of_former_indicators": [former]}))

    assert "walkers" in exported(opened.parts, "segla")["readings.yaml"]


@pytest.mark.parametrize(
    ("beside", "code"),
    [
        ({"readings": {"readings": [{**READING, "indicator": "x"}]}}, "reading-of-no-indicator"),
        (
            {"readings": {"readings": [{**READING, "measured_on": "2030-01-01"}]}},
            "reading-from-the-future",
        ),
        ({"readings": {"readings": [{**READING, "women": 3}]}}, "reading-is-not-its-sum"),
        ({"lessons": {"lessons": [{**LESSON, "id": "rulla/prova-pa"}]}}, "lesson-of-another"),
        (
            {"answers": {"answers": [{**ANSWER, "lesson": {"id": "rulla/x"}}]}},
            "lesson-is-not-known",
        ),
    ],
)
def test_what_is_wrong_beside_the_documents_is_pointed_at(
    opened: ProjectSimulator, beside: dict[str, Mapping[str, object]], code: str
) -> None:
    with pytest.raises(ManuscriptError) as refused:
        bring(opened, *whole(**beside))

    (problem,) = refused.value.problems
    assert (problem.code, problem.line) == (code, 1)
    assert all(Voice(x).say(f"problem.{code}", **problem.facts) for x in LANGUAGES)


def test_a_folder_with_one_mistake_leaves_nothing_behind(opened: ProjectSimulator) -> None:
    before = opened.recorded()

    with pytest.raises(ManuscriptError):
        bring(opened, *whole(lessons={"lessons": [{**LESSON, "id": "rulla/prova-pa"}]}))

    assert opened.recorded() == before


def test_another_text_under_a_lessons_name_is_refused(opened: ProjectSimulator) -> None:
    bring(opened, *whole())
    changed = {"lessons": [{**LESSON, "finding": "Tvärtom."}]}

    with pytest.raises(ConflictError, check=saying(what="lesson-exists")):
        bring(opened, *whole(lessons=changed))


def test_a_lesson_known_from_outside_stays_from_outside(opened: ProjectSimulator) -> None:
    bring(opened, *whole())
    rulla = a_folder(
        some_facts(),
        project="rulla",
        lessons={"lessons": [{"id": "rulla/lana-ut", "finding": "Lån räckte inte."}]},
    )

    done = bring(opened, *rulla)

    assert (done.lessons, done.known_from_outside) == ((), ("rulla/lana-ut",))


def test_a_lesson_that_is_here_is_answered_as_it_stands_here(opened: ProjectSimulator) -> None:
    written = LessonWritten(id="kort", finding="Som den loggades.")
    log_lesson(opened.parts, project="vandra", lesson=written, by="cleo")
    answer = {**ANSWER, "lesson": {"id": "vandra/kort"}}

    done = bring(opened, *whole(answers={"answers": [answer]}))

    assert (done.answers, done.earlier) == (("vandra/kort",), ())
    assert "Som den loggades." in exported(opened.parts, "segla")["answers.yaml"]


def test_an_own_lesson_is_not_answered(opened: ProjectSimulator) -> None:
    own = {**ANSWER, "lesson": LESSON}

    with pytest.raises(ConflictError, check=saying(what="lesson-is-your-own")):
        bring(opened, *whole(answers={"answers": [own]}))


@pytest.mark.parametrize(
    ("on_existing", "what"), [("stop", "project-exists"), ("update", "project-is-finished")]
)
def test_a_project_that_is_there_can_stop_an_import(
    live: Live, on_existing: OnExisting, what: str
) -> None:
    finished = live("finished")
    folder = a_folder(some_facts(title="Igen"), project="cykla")

    with pytest.raises(ConflictError, check=saying(what=what)):
        bring(finished, *folder, by="alva", on_existing=on_existing)


def test_a_project_that_is_there_can_be_left_alone(opened: ProjectSimulator) -> None:
    before = opened.recorded()

    done = bring(opened, *a_folder(*WHOLE, project="cykla"), on_existing="skip")

    assert (done.skipped, done.changed, opened.recorded()) == (True, False, before)


@pytest.mark.parametrize(
    ("beside", "act"),
    [
        ({"readings": {"readings": [{**READING, "value": 1300}]}}, "add_reading"),
        (
            {"answers": {"answers": [{**ANSWER, "because": "Vi tänkte om."}]}},
            "answer_lesson",
        ),
    ],
)
def test_each_new_thing_asks_for_its_own_permission(
    opened: ProjectSimulator, beside: dict[str, Mapping[str, object]], act: str
) -> None:
    bring(opened, *whole())

    with pytest.raises(NotPermittedError, check=saying(act=act)):
        bring(opened, *whole(**beside))


def test_a_file_of_neither_kind_is_named(opened: ProjectSimulator) -> None:
    *documents, readings, _, _ = whole()
    readings.value.pop("schema")

    done = bring(opened, *documents, readings)

    assert (done.passed_over, done.readings) == (("readings.yaml",), 0)
