"""What the board says, and what it would say if every project were judged anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.services._dossier import Dossier
from gronatraden.services.portfolio.judging import judge_project
from gronatraden.store import projects
from gronatraden.store.derived import portfolio

if TYPE_CHECKING:
    from gronatraden.store.derived.states import ProjectState
    from tests.services.simulator import ProjectSimulator


def on_board(life: ProjectSimulator) -> dict[str, ProjectState]:
    """Return where every project stands, as it was kept."""
    with life.parts.read() as r:
        return portfolio.states(r, [p.id for p in projects.projects(r)])


def from_scratch(life: ProjectSimulator) -> dict[str, ProjectState]:
    """Return where every project stands, each judged alone from the record, nothing kept."""
    with life.parts.read() as r:
        return {p.id: judge_project(life.parts, r, Dossier(r, p)) for p in projects.projects(r)}
