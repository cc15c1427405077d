"""Where the samples lie, wherever the package is installed."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

ROOT = Path(str(files("gronatraden.samples")))
PEOPLE = ROOT / "people.yaml"
"""The cast and their programme (``staging.Cast``)."""

PROJECTS = ("crkkl", "res-gront", "transporteffektivt-kronoberg", "starkt-vardskap")
"""The sample projects; the last one is small and goes by the simple lifecycle."""
CARRIED = ("res-gront", "starkt-vardskap")
"""Those that are carried through every gate of their lifecycle, the full and the simple."""
STEPS = ("start", "checkpoint", "close", "finish")
"""The gates that a project may pass, each with a folder of fictional documents."""

FACTS = "project.yaml"
"""A project's facts, the first of its documents, and the last where they carry the seal."""
CALENDAR, READINGS, ANSWERS = "calendar.yaml", "readings.yaml", "answers.yaml"
"""Files beside the documents; ``staging`` has a class for each."""


def project(name: str) -> Path:
    """Return a sample project's folder."""
    return ROOT / name


def fictional(name: str, step: str) -> Path:
    """Return the folder with what is added to a project before one of its gates."""
    return ROOT / name / "fictional" / step


def steps(name: str) -> tuple[str, ...]:
    """Return the gates that a project has fictional documents for, in order."""
    return tuple(step for step in STEPS if fictional(name, step).is_dir())


def documents(folder: Path) -> tuple[Path, ...]:
    """Return the documents that lie in a folder, the project's facts first."""
    beside = {CALENDAR, READINGS, ANSWERS}
    found = (path for path in folder.glob("*.yaml") if path.name not in beside)
    return tuple(sorted(found, key=lambda path: (path.name != FACTS, path.name)))
