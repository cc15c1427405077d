"""A base: a project's documents and what lies beside them, as values that can be patched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from gronatraden import manuscript
from gronatraden.errors import ManuscriptError, Problem
from gronatraden.manuscript import Manuscript, Place
from gronatraden.manuscript.places import steps
from gronatraden.policy.problem import unknown_name
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.services.authoring._drafts import placed
from gronatraden.services.authoring.cases.history import History
from gronatraden.services.authoring.cases.patching import (
    NowhereError,
    patched,
    path_of,
    steps_of,
)
from gronatraden.services.folders.beside import Answers, Lessons, Readings
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gronatraden.manuscript import Position
    from gronatraden.manuscript.places import Path, Value
    from gronatraden.services.authoring.cases.shape import Patch

_BESIDE: dict[str, type] = {
    "readings": Readings,
    "lessons": Lessons,
    "answers": Answers,
    "history": History,
}
_PROJECT = "cykla"


def kinds() -> dict[str, type]:
    """Return what can stand in a base, by room."""
    return {
        FACTS: ProjectFacts,
        **{tool.name: tool.content for tool in tools()},
        **_BESIDE,
    }


@dataclass(frozen=True, slots=True)
class Base:
    """A project as it stands before anything is changed in it."""

    values: Mapping[str, Value]
    """Plain values by room, as they are written."""
    contents: Mapping[str, Any]
    """The same, validated."""
    project: str = _PROJECT

    def with_patches(self, patches: Iterable[Patch], suite: Manuscript, at: Path) -> Base:
        """Return the base with some things changed.

        Args:
            patches: What is changed, one after the other.
            suite: The file they stand in.
            at: Path of the list they stand in.

        Raises:
            ManuscriptError: When a patch leads nowhere, or what stands there then fits nowhere.
        """
        values, contents = dict(self.values), dict(self.contents)
        places: dict[str, Place] = {}
        for index, patch in enumerate(patches):
            position = suite.line_of((*at, index))
            room, rest = _aimed(patch.at, suite, (*at, index, "at"))
            values[room] = _changed(values.get(room), rest, patch, suite, (*at, index, "at"))
            _mark(places.setdefault(room, Place(position)), values[room], rest, position)
        for room, where in places.items():
            said = values[room]
            if said is None:
                values.pop(room)
                contents.pop(room, None)
            elif isinstance(said, dict):
                contents[room] = _validated(room, said, suite, where)
        return replace(self, values=values, contents=contents)


def _mark(place: Place, value: Value, steps: tuple[str, ...], position: Position) -> None:
    """Note that what stands at a path was written in a patch."""
    try:
        *above, last = path_of(value, steps)
    except (NowhereError, ValueError):
        return  # it was taken away, or is the whole room
    for part in above:
        place = place.inside.setdefault(part, Place(position))
    place.inside[last] = Place(position)


def _aimed(path: str, suite: Manuscript, where: Path) -> tuple[str, tuple[str, ...]]:
    """Return the room that a path begins in, and the rest of it."""
    try:
        room, *rest = steps_of(path)
    except NowhereError:
        room, rest = path, []
    if room not in kinds():
        problem = unknown_name("room", where, room, list(kinds()))
        raise ManuscriptError(suite.file, placed(suite, [problem]))
    return room, tuple(rest)


def _changed(
    value: Value, steps: tuple[str, ...], patch: Patch, suite: Manuscript, where: Path
) -> Value:
    try:
        return patched(value, steps, patch.to)
    except NowhereError as error:
        place = suite.line_of(where)
        facts: dict[str, str | int | list[str]] = {"step": error.step, "nearest": error.nearest}
        code = "patch-leads-nowhere" if error.nearest else "patch-leads-nowhere-near"
        raise ManuscriptError(
            suite.file, [Problem(code, place.line, place.column, facts)]
        ) from error


def read_base(written: Iterable[Manuscript]) -> Base:
    """Return the base that a folder's files make.

    Raises:
        ManuscriptError: When one of them is not what it should be.
    """
    values: dict[str, Value] = {}
    contents: dict[str, Any] = {}
    project = _PROJECT
    for file in written:
        name = PurePath(file.file).stem
        room, at = (name, ()) if name in _BESIDE else (file.value.get("tool"), ("content",))
        if not isinstance(room, str) or room not in kinds():
            problem = unknown_name("room", ("tool",), str(room), list(kinds()))
            raise ManuscriptError(file.file, placed(file, [problem]))
        contents[room] = manuscript.validate(file, kinds()[room], at=at)
        values[room] = file.value if name in _BESIDE else file.value.get("content") or {}
        project = str(file.value.get("project", project))
    return Base(values, contents, project)


def inline_base(suite: Manuscript) -> Base:
    """Return the base that is written out in a file of cases.

    Raises:
        ManuscriptError: When a room is unknown, or what stands in it does not fit.
    """
    stated = suite.value["base"]
    values = dict(stated) if isinstance(stated, dict) else {}
    problems = [
        unknown_name("room", ("base", room), room, list(kinds()))
        for room in values
        if room not in kinds()
    ]
    if problems:
        raise ManuscriptError(suite.file, placed(suite, problems))
    contents = {}
    for room, said in values.items():
        *_, place = steps(suite.place, ("base", room))
        contents[room] = _validated(room, said if isinstance(said, dict) else {}, suite, place)
    return Base(values, contents)


def _validated(room: str, said: dict[str, Value], suite: Manuscript, place: Place) -> Any:  # noqa: ANN401 - a content
    """Return what stands in a room of a file of cases; whose it is need not be said there."""
    whole = {"project": _PROJECT, **said} if room in {"readings", "lessons", "answers"} else said
    page = Manuscript(file=suite.file, text=suite.text, value=whole, place=place)
    return manuscript.validate(page, kinds()[room])
