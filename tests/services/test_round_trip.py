"""A project out of one record and into another, byte for byte."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gronatraden.project import ProjectFacts
from gronatraden.services.folders.import_project import import_project
from gronatraden.tools import TOOLS
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders.anything import contents, days, measured, slugs, sources, texts
from tests.builders.folders import a_folder, exported, read_files
from tests.builders.manuscripts import a_manuscript
from tests.services.simulator import PROGRAMME, ProjectSimulator, a_life

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from gronatraden.manuscript import Manuscript

numbers = count(1)
origins = st.sampled_from(["own", "public", "fictional", ""])
lesson_texts = st.fixed_dictionaries(
    {"finding": texts.filter(str.strip)},
    optional={
        **dict.fromkeys(("question", "change", "decision", "recipient", "spread"), texts),
        "source": texts,
        "origin": origins,
        "learnt_on": days,
        "tags": st.lists(texts, max_size=2),
    },
)
splits = st.fixed_dictionaries({sex: st.integers(0, 900) for sex in ("women", "men")})
readings = st.builds(
    lambda split, **said: {**said, **split, "value": sum(split.values()) or said["value"]},
    split=st.just({}) | splits,
    value=measured,
    measured_on=days,
    deviation=texts,
    source=texts,
)


class Two(NamedTuple):
    """Two records that know nothing of each other."""

    here: ProjectSimulator
    there: ProjectSimulator


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    """Return two furnished houses, long after everything was measured."""
    lives = [a_life(tmp_path_factory.mktemp(name), after="opened") for name in ("here", "there")]
    yield Two(*(life.moves_to(date(2070, 1, 1)) for life in lives))
    for life in lives:
        life.close()


def bring(life: ProjectSimulator, *files: Manuscript) -> dict[str, str]:
    """Import a project into a record and return the files of its export."""
    done = import_project(life.parts, programme=PROGRAMME, written=files, by="olle")
    return exported(life.parts, done.project.id)


@st.composite
def folders(draw: st.DrawFn) -> tuple[Manuscript, ...]:
    """Return any project's folder: some of its tools, and all that lies beside them."""
    project = f"projekt-{next(numbers)}"
    kinds = draw(st.sets(st.sampled_from([t.content for t in TOOLS]), max_size=3))
    said = [draw(contents(kind)) for kind in (ProjectFacts, *kinds)]
    around = [{"origin": draw(origins), "sources": draw(sources())} for _ in said]
    documents = [
        a_manuscript(content, project=project, **about)
        for content, about in zip(said, around, strict=True)
    ]
    return (*documents, *a_folder(project=project, **_beside(draw, project, said)))


def _beside(draw: st.DrawFn, project: str, said: list[Any]) -> Mapping[str, Mapping[str, object]]:
    known = [i.id for logic in said if isinstance(logic, ChangeLogic) for i in logic.indicators]
    others = slugs.filter(lambda name: name not in known)
    names = {name: draw(lesson_texts) for name in draw(st.sets(slugs, max_size=2))}
    earlier = draw(st.dictionaries(slugs, lesson_texts, max_size=2))
    return {
        "readings": {
            "readings": [{"indicator": name, **draw(readings)} for name in known],
            "of_former_indicators": [
                {"indicator": name, **draw(readings)} for name in draw(st.sets(others, max_size=2))
            ],
        },
        "lessons": {
            "lessons": [{"id": f"{project}/{name}", **said} for name, said in names.items()]
        },
        "answers": {
            "answers": [
                {
                    "answer": draw(st.sampled_from(["applied", "not_relevant"])),
                    "because": draw(texts.filter(bool)),
                    "lesson": {"id": f"tidigare/{project}-{name}", **text},
                }
                for name, text in earlier.items()
            ]
        },
    }


@settings(max_examples=15, deadline=None)
@given(folders())
def test_a_folder_out_of_one_record_is_the_same_out_of_another(
    two: Two, folder: tuple[Manuscript, ...]
) -> None:
    first = bring(two.here, *folder)

    second = bring(two.there, *read_files(first))

    assert second == first


def test_a_finished_project_goes_out_and_in_again(tmp_path: Path) -> None:
    finished = a_life(tmp_path / "here", after="finished")
    fresh = a_life(tmp_path / "there", after="opened").moves_to(date(2070, 1, 1))
    first = {n: t.replace("cykla", "rulla") for n, t in exported(finished.parts, "cykla").items()}

    second = bring(fresh, *read_files(first))

    assert second == first
    assert {"readings.yaml", "lessons.yaml", "project.yaml"} <= second.keys()
