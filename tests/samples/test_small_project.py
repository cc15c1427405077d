"""The small project goes through every gate on little typing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden import manuscript
from gronatraden.gates.burden import burden_of
from gronatraden.gates.burden.fields import RECORD, documents, field, instances, is_filled, leaves
from gronatraden.gates.burden.typing import CHARACTERS, MOMENT_MS, minutes, typed
from gronatraden.samples import folders
from gronatraden.samples.staging import ReadingsFile
from gronatraden.services._handing_in import read_handed
from tests.builders.samples import the_lifecycle, the_policy, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.gates.burden.fields import Kind

SMALL = "starkt-vardskap"
AN_HOUR = 60
LABELS = {"source", "origin", "cited", "package_sha256"}
"""What a demonstration says of its texts, and a seal that nobody types."""
NOT_DOCUMENTS = {folders.CALENDAR, folders.READINGS, folders.ANSWERS}


def last_written(project: str) -> dict[str, Any]:
    """Return the last version of each of a project's documents, by tool: what was typed."""
    steps = (folders.fictional(project, step) for step in folders.steps(project))
    paths = [p for folder in (folders.project(project), *steps) for p in folders.documents(folder)]
    return {path.stem: read_handed(written(path)).content for path in paths}


def said_in(contents: dict[str, Any]) -> Iterator[tuple[Kind, str]]:
    """Yield what was typed into each field, with the field's kind."""
    for name, content in contents.items():
        for path in leaves(documents()[name], name):
            if path.rpartition(".")[2] not in LABELS:
                values = instances(content, path.split(".")[1:])
                yield from ((field(path).kind, _typed(v)) for v in values if is_filled(v))


def _typed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def read_in(project: str) -> Iterator[tuple[Kind, str]]:
    """Yield what was typed into each reading, with the field's kind."""
    for path in sorted(folders.project(project).rglob(folders.READINGS)):
        for reading in manuscript.validate(written(path), ReadingsFile).as_recorded():
            for name, kind in RECORD["readings"].items():
                value = getattr(reading, name)
                if value is not None:
                    yield kind, str(value)


def test_everything_the_small_project_typed_took_an_hour_at_most() -> None:
    said = [*said_in(last_written(SMALL)), *read_in(SMALL)]

    took = sum(MOMENT_MS + typed(len(text)) for _, text in said)

    assert 0 < minutes(took) <= AN_HOUR


def test_without_a_template_it_takes_an_hour_at_most_too() -> None:
    said = [*said_in(last_written(SMALL)), *read_in(SMALL)]

    took = sum(MOMENT_MS + typed(len(text) + len("name_of_field: ")) for _, text in said)

    assert minutes(took) <= AN_HOUR


def test_the_estimate_is_near_what_the_small_project_typed() -> None:
    said = [*said_in(last_written(SMALL)), *read_in(SMALL)]
    took = minutes(sum(MOMENT_MS + typed(len(text)) for _, text in said))

    estimated = burden_of(the_lifecycle("simple"), [the_policy("simple").policy]).whole.minutes

    assert estimated <= took * 1.25
    assert took <= estimated * 2  # it has three activities and four stakeholders, and says more


@pytest.mark.parametrize("kind", CHARACTERS)
def test_a_field_is_as_long_as_the_samples_write_it(kind: Kind) -> None:
    lengths: Counter[str] = Counter()
    for project in folders.PROJECTS:
        for found, text in said_in(last_written(project)):
            lengths[found] += len(text)
            lengths[f"{found} fields"] += 1

    mean = lengths[kind] / lengths[f"{kind} fields"]

    assert 0.8 <= CHARACTERS[kind] / mean <= 1.4
