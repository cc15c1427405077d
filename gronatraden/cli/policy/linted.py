"""Files that an author writes: what is wrong with them, and the shape they have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.exits import DONE, FAILED
from gronatraden.cli.kinds import Word
from gronatraden.cli.policy.noun import NOUN
from gronatraden.errors import ManuscriptError
from gronatraden.text import LANGUAGES, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gronatraden.cli.door import Door
    from gronatraden.errors import Problem
    from gronatraden.manuscript import Manuscript
    from gronatraden.services.authoring.lint import Linted

SCHEMAS = ("policy", "lifecycle", "classes", "test")


@NOUN.verb("lint")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def lint(door: Door, *, files: tuple[Path, ...]) -> int:
    """Say everything that is wrong with policies and lifecycles; no database is needed."""
    from gronatraden import manuscript  # noqa: PLC0415 - slow to import
    from gronatraden.samples.shipped import shipped  # noqa: PLC0415 - as above
    from gronatraden.services.authoring.lint import lint as look_over  # noqa: PLC0415 - as above

    door.plug_in()
    known = [manuscript.read(path) for path in shipped()]
    found = look_over(list(read_all(files)), shipped=known)
    problems = sum(len(one.problems) for one in found)
    warnings = sum(len(one.warnings) for one in found)
    data = {
        "schema": "gronatraden/lint/1",
        "problems": problems,
        "warnings": warnings,
        "files": [_data(one) for one in found],
    }
    facts = {"files": len(found), "problems": problems, "warnings": warnings}
    code = "found" if problems or warnings else "clean"
    said = [line for one in found for line in _lines(door, one)]
    door.answer(data, *said, door.say(f"authoring.lint-{code}", **facts))
    return FAILED if problems else DONE


def read_all(files: Iterable[Path]) -> Iterator[Manuscript | ManuscriptError]:
    """Yield each file as it was read, or why it could not be."""
    from gronatraden import manuscript  # noqa: PLC0415 - slow to import

    for path in files:
        try:
            yield manuscript.read(path)
        except ManuscriptError as error:
            yield error


def _lines(door: Door, one: Linted) -> Iterator[str]:
    yield from problem_lines(door, one.file, "problem", one.problems)
    yield from problem_lines(door, one.file, "warning", one.warnings)


def problem_lines(door: Door, file: str, kind: str, found: Iterable[Problem]) -> Iterator[str]:
    """Yield what is to be said of a file, a line for each, as compilers say it."""
    for problem in found:
        said = door.say(f"problem.{problem.code}", **problem.facts)
        place = f"{file}:{problem.line}:{problem.column}" if problem.line else file
        yield f"{place}: {door.say(f'authoring.{kind}')}: {said}"


def _data(one: Linted) -> dict[str, Any]:
    draft = one.draft
    return {
        "file": one.file,
        "kind": None if draft is None else draft.kind,
        "name": None if draft is None else draft.name,
        "version": None if draft is None else draft.says.version,
        "problems": [told(problem) for problem in one.problems],
        "warnings": [told(problem) for problem in one.warnings],
    }


def told(problem: Problem) -> dict[str, Any]:
    """Return a problem as programs read it."""
    return {
        "code": problem.code,
        "line": problem.line,
        "column": problem.column,
        "facts": problem.facts,
        "text": {
            language: Voice(language).say(f"problem.{problem.code}", **problem.facts)
            for language in LANGUAGES
        },
    }


@NOUN.verb("schema")
@click.argument("kind", type=Word(SCHEMAS), default="policy")
def schema(door: Door, *, kind: str) -> None:
    """Print the JSON Schema that editors complete and check by."""
    from gronatraden.services.authoring.schema import schema_of  # noqa: PLC0415 - slow to import

    made = schema_of(kind)
    data = {"schema": "gronatraden/json-schema/1", "kind": kind, "json_schema": made}
    door.answer(data, json.dumps(made, ensure_ascii=False, indent=2))
