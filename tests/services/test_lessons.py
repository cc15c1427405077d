"""A lesson outlives its project and meets the next one when it is useful."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.errors import (
    ConflictError,
    ManuscriptError,
    NotPermittedError,
    UnknownNameError,
    UsageError,
)
from gronatraden.learning import LessonWritten
from gronatraden.services.answer_lesson import (
    answer_lesson,
    offer_lessons,
    offered_lessons,
    search_lessons,
)
from gronatraden.services.log_lesson import (
    import_lessons,
    list_lessons,
    log_learning,
    log_lesson,
)
from tests.builders import a_change_logic, a_learning_cycle
from tests.builders.change_logic import CAR_DOMINATES
from tests.builders.learning_cycle import FINDING
from tests.builders.manuscripts import written
from tests.services.simulator import PROGRAMME, ProjectSimulator, saying

if TYPE_CHECKING:
    from gronatraden.learning import AnswerKind
    from gronatraden.manuscript import Manuscript
    from gronatraden.tools.change_logic.content import Challenge
    from tests.services.conftest import Live

BIKES = {
    "id": "lend-for-four-weeks",
    "finding": "Den som lånade en elcykel i fyra veckor lämnade bilen hemma.",
    "change": "Låna ut längre, till arbetsresorna.",
    "source": "rapport",
    "tags": ["resor"],
}
FOOD = {
    "id": "cook-together",
    "finding": "Kockar som lagade mat tillsammans slängde mindre mat i skolans kök.",
    "change": "Laga maten tillsammans.",
}
HOUSES = {
    "id": "count-the-houses",
    "finding": "Ingen visste hur många hus som värmdes med ved.",
    "change": "Räkna husen först.",
}
HUNGRY = replace(
    CAR_DOMINATES,
    statement="Skolans kök slänger mycket mat.",
    evidence="Var femte portion mat slängs i länets skolor.",
    if_not_done="Kockar fortsätter att laga för mycket mat.",
)


def a_file(*lessons: dict[str, Any], programme: str = PROGRAMME) -> Manuscript:
    """Return a file with lessons of projects that were finished elsewhere."""
    sources = {"rapport": "Slutrapport 2019"}
    return written(
        {"programme": programme, "lessons": list(lessons), "sources": sources}, name="lessons.yaml"
    )


@pytest.fixture
def taught(opened: ProjectSimulator) -> ProjectSimulator:
    """Return ``cykla`` in a house that has learnt three things."""
    import_lessons(opened.parts, written=a_file(BIKES, FOOD, HOUSES), by="olle")
    return opened


def offered(life: ProjectSimulator) -> list[str]:
    """Return what is in front of the project, the nearest first."""
    return [near.lesson.id for near in offered_lessons(life.parts, project="cykla")]


def answer(
    life: ProjectSimulator,
    lesson: str = "lend-for-four-weeks",
    said: AnswerKind = "applied",
    because: str = "Vi lånar ut i fyra veckor.",
    by: str = "alva",
) -> None:
    """Answer a lesson of the programme's."""
    answer_lesson(
        life.parts,
        project="cykla",
        lesson=f"{PROGRAMME}/{lesson}",
        answer=said,
        because=because,
        by=by,
    )


def unanswered(life: ProjectSimulator) -> list[str]:
    """Return the lessons that keep the start closed."""
    results = life.check("start").verdict.requirements
    (result,) = (r for r in results if r.check == "learning.every_offered_lesson_is_answered")
    return [str(f.facts["lesson"]) for f in result.findings]


def a_lesson(**changes: Any) -> LessonWritten:  # noqa: ANN401 - the test says which
    """Return a lesson from an event."""
    whole = LessonWritten(id="snow", finding="Snön stoppade cyklisterna.", change="Ploga först.")
    return replace(whole, **changes)


def test_imported_lessons_keep_their_sources(taught: ProjectSimulator) -> None:
    lessons = {x.id: x for x in list_lessons(taught.parts)}

    bikes = lessons[f"{PROGRAMME}/lend-for-four-weeks"]
    assert (bikes.source, bikes.project, bikes.tags) == ("Slutrapport 2019", None, ("resor",))


def test_the_same_file_again_imports_nothing(taught: ProjectSimulator) -> None:
    before = taught.recorded()

    again = import_lessons(taught.parts, written=a_file(BIKES, FOOD, HOUSES), by="olle")

    assert (again, taught.recorded()) == ((), before)


def test_a_longer_file_imports_the_rest(opened: ProjectSimulator) -> None:
    import_lessons(opened.parts, written=a_file(BIKES), by="olle")

    again = import_lessons(opened.parts, written=a_file(BIKES, FOOD), by="olle")

    assert [x.id for x in again] == [f"{PROGRAMME}/cook-together"]


def test_an_empty_file_is_no_file_of_lessons(opened: ProjectSimulator) -> None:
    with pytest.raises(ManuscriptError):
        import_lessons(opened.parts, written=a_file(), by="olle")


def test_lessons_are_imported_where_there_is_a_programme(opened: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="programme", nearest=PROGRAMME)):
        import_lessons(opened.parts, written=a_file(BIKES, programme="kronobergg"), by="olle")


@pytest.mark.parametrize("by", ["alva", "cleo", "bo"])
def test_not_everyone_imports(opened: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="log_lesson")):
        import_lessons(opened.parts, written=a_file(BIKES), by=by)


@pytest.mark.parametrize(
    ("challenge", "nearest"),
    [
        pytest.param(CAR_DOMINATES, "lend-for-four-weeks", id="about cars"),
        pytest.param(HUNGRY, "cook-together", id="about food"),
    ],
)
def test_the_challenge_says_what_is_nearest(
    taught: ProjectSimulator, challenge: Challenge, nearest: str
) -> None:
    taught.submit(a_change_logic(challenges=(challenge,)))

    assert offered(taught)[0] == f"{PROGRAMME}/{nearest}"


def test_another_challenge_is_offered_anew(taught: ProjectSimulator) -> None:
    taught.submit(a_change_logic())
    before = offered(taught)

    taught.submit(a_change_logic(challenges=(HUNGRY,)))

    assert offered(taught) != before


def test_the_same_challenge_is_offered_once(taught: ProjectSimulator) -> None:
    taught.submit(a_change_logic(), a_change_logic(external_factors=("vädret",)))
    before = taught.recorded()

    offer_lessons(taught.parts, project="cykla", by="alva")

    assert (before["offering"], taught.recorded()) == (1, before)


def test_a_new_lesson_comes_in_front_before_the_start(taught: ProjectSimulator) -> None:
    taught.submit(a_change_logic())
    closer = {**BIKES, "id": "closer", "finding": "Bilen dominerar arbetsresorna utan elcykel."}
    import_lessons(taught.parts, written=a_file(closer), by="olle")

    offer_lessons(taught.parts, project="cykla", by="alva")

    assert f"{PROGRAMME}/closer" in offered(taught)


def test_nothing_new_comes_in_front_after_the_start(live: Live) -> None:
    started = live("started")
    import_lessons(started.parts, written=a_file(BIKES), by="olle")
    before = started.recorded()

    offer_lessons(started.parts, project="cykla", by="alva")
    started.submit(a_change_logic(external_factors=("vädret",)))

    assert offered(started) == []
    assert started.recorded() == {
        **before,
        **{kind: before[kind] + 1 for kind in ("document", "content", "event")},
        "notice": 1,
    }


def test_a_lesson_that_shares_no_word_is_not_offered(taught: ProjectSimulator) -> None:
    taught.submit(a_change_logic())

    assert f"{PROGRAMME}/count-the-houses" not in offered(taught)


def test_an_unanswered_lesson_closes_the_start(taught: ProjectSimulator) -> None:
    taught.submit(a_change_logic())

    assert unanswered(taught) == offered(taught)
    answer(taught)
    assert unanswered(taught) == offered(taught)[1:]


def test_an_answer_is_shown_with_what_was_offered(taught: ProjectSimulator) -> None:
    taught.submit(a_change_logic())
    answer(taught, said="not_relevant", because="Vi lånar inte ut.")

    near = offered_lessons(taught.parts, project="cykla")[0].offered

    assert near is not None
    assert (near.answer, near.because) == ("not_relevant", "Vi lånar inte ut.")


def test_a_later_answer_replaces_an_earlier(taught: ProjectSimulator) -> None:
    taught.submit(a_change_logic())
    answer(taught, said="not_relevant", because="Vi lånar inte ut.")
    answer(taught)

    near = offered_lessons(taught.parts, project="cykla")[0].offered

    assert near is not None
    assert (near.answer, taught.recorded()["answer"]) == ("applied", 2)


def test_the_same_answer_again_is_one_answer(taught: ProjectSimulator) -> None:
    answer(taught)
    before = taught.recorded()

    answer(taught)

    assert taught.recorded() == before


def test_an_answer_says_how_or_why(taught: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="answer-needs-a-reason")):
        answer(taught, because=" ")


def test_a_lesson_that_is_not_there_is_told_the_nearest(taught: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(nearest=f"{PROGRAMME}/cook-together")):
        answer(taught, "cook-togethr")


@pytest.mark.parametrize("by", ["bo", "disa", "cleo", "olle"])
def test_not_everyone_answers(taught: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="answer_lesson")):
        answer(taught, by=by)


def test_a_lesson_is_found_by_other_forms_of_its_words(taught: ProjectSimulator) -> None:
    found = search_lessons(taught.parts, text="elcyklarna och bilarna")

    assert [near.lesson.id for near in found] == [f"{PROGRAMME}/lend-for-four-weeks"]


def test_a_project_is_searched_by_its_own_challenge(taught: ProjectSimulator) -> None:
    taught.submit(a_change_logic(challenges=(HUNGRY,)))

    found = search_lessons(taught.parts, project="cykla")

    assert [near.lesson.id for near in found] == offered(taught)


@pytest.mark.parametrize("text", ["", "och att det", '"', "AND OR NOT", "*", "fynd: (", "\u0000"])
def test_words_that_say_nothing_find_nothing(taught: ProjectSimulator, text: str) -> None:
    assert search_lessons(taught.parts, text=text) == ()


def test_a_lesson_comes_from_an_event_too(opened: ProjectSimulator) -> None:
    logged = log_lesson(opened.parts, project="cykla", lesson=a_lesson(), by="alva")

    assert list_lessons(opened.parts, project="cykla") == (logged,)


def test_the_same_lesson_again_is_one_lesson(opened: ProjectSimulator) -> None:
    first = log_lesson(opened.parts, project="cykla", lesson=a_lesson(), by="alva")
    before = opened.recorded()

    again = log_lesson(opened.parts, project="cykla", lesson=a_lesson(), by="alva")

    assert (again, opened.recorded()) == (first, before)


def test_a_logged_lesson_never_changes(opened: ProjectSimulator) -> None:
    log_lesson(opened.parts, project="cykla", lesson=a_lesson(), by="alva")
    other = a_lesson(change="Vänta på våren.")

    with pytest.raises(ConflictError, check=saying(what="lesson-exists", name="cykla/snow")):
        log_lesson(opened.parts, project="cykla", lesson=other, by="alva")


def test_a_lesson_says_what_was_found(opened: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="lesson-says-nothing")):
        log_lesson(opened.parts, project="cykla", lesson=a_lesson(finding=""), by="alva")


def test_a_project_does_not_answer_itself(opened: ProjectSimulator) -> None:
    log_lesson(opened.parts, project="cykla", lesson=a_lesson(), by="alva")

    with pytest.raises(ConflictError, check=saying(what="lesson-is-your-own")):
        answer_lesson(
            opened.parts,
            project="cykla",
            lesson="cykla/snow",
            answer="applied",
            because="Vi plogar.",
            by="alva",
        )


def test_a_project_is_not_offered_its_own(opened: ProjectSimulator) -> None:
    mine = a_lesson(finding="Bilen dominerar arbetsresorna.")
    log_lesson(opened.parts, project="cykla", lesson=mine, by="alva")

    opened.submit(a_change_logic())

    assert offered(opened) == []


def test_what_one_project_learns_another_is_offered(live: Live) -> None:
    filled = live("filled")
    log_learning(filled.parts, project="cykla", by="alva")
    filled.project = "vandra"

    filled.submit(a_change_logic(), by="cleo")

    near = offered_lessons(filled.parts, project="vandra")
    assert [n.lesson.id for n in near] == [f"cykla/{FINDING.id}"]


@pytest.mark.parametrize("by", ["bo", "disa", "cleo", "ida"])
def test_not_everyone_logs(opened: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="log_lesson")):
        log_lesson(opened.parts, project="cykla", lesson=a_lesson(), by=by)


def test_what_the_cycle_found_is_logged_once(filled: ProjectSimulator) -> None:
    (logged,) = log_learning(filled.parts, project="cykla", by="alva")
    before = filled.recorded()

    again = log_learning(filled.parts, project="cykla", by="alva")

    assert (logged.from_finding, logged.finding) == (FINDING.id, FINDING.finding)
    assert (again, filled.recorded()) == ((), before)


def test_a_finding_without_words_is_not_logged_yet(opened: ProjectSimulator) -> None:
    opened.submit(a_learning_cycle(findings=(replace(FINDING, finding=""),)))

    assert log_learning(opened.parts, project="cykla", by="alva") == ()


def test_a_finding_is_logged_beside_a_lesson_of_its_name(filled: ProjectSimulator) -> None:
    mine = a_lesson(id=FINDING.id)
    log_lesson(filled.parts, project="cykla", lesson=mine, by="alva")

    (logged,) = log_learning(filled.parts, project="cykla", by="alva")

    assert (logged.id, logged.from_finding) == (f"cykla/{FINDING.id}-2", FINDING.id)
    assert log_learning(filled.parts, project="cykla", by="alva") == ()


def test_nobody_logs_under_the_machines_name(filled: ProjectSimulator) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="log_lesson")):
        log_learning(filled.parts, project="cykla", by="machine")
    with pytest.raises(NotPermittedError, check=saying(act="answer_lesson")):
        offer_lessons(filled.parts, project="cykla", by="machine")
