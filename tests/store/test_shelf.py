"""A shelf reads of many projects together, and says of each what a reader says."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from gronatraden.services._desk import context_for
from gronatraden.services._dossier import Dossier
from gronatraden.store import gates, projects
from tests.services.simulator import a_life

if TYPE_CHECKING:
    from pathlib import Path

    from gronatraden.services import Parts
    from gronatraden.store.reader import Reader

READ = [name for name, value in vars(Dossier).items() if isinstance(value, cached_property)]


def everything(parts: Parts, r: Reader, project: str) -> dict[str, object]:
    """Return all that a project is judged on."""
    found = projects.project_by_id(r, project)
    assert found is not None
    dossier = Dossier(r, found)
    context = context_for(parts, r, dossier, None)
    read = {name: getattr(dossier, name) for name in READ}
    seen = {name: getattr(context, name) for name in context.__slots__ if name != "moment"}
    rest = {"waivers": gates.waivers(r, project), "requests": gates.requests(r, project)}
    return {"project": found, **read, **seen, **rest}


@pytest.mark.parametrize("stage", ["opened", "filled", "started", "measured", "finished"])
def test_a_shelf_says_what_a_reader_says(tmp_path: Path, stage: str) -> None:
    life = a_life(tmp_path, after=stage)
    with life.parts.read() as r:
        shelf = r.shelf(["vandra", "cykla"])

        found = [everything(life.parts, shelf, name) for name in ("cykla", "vandra")]

        assert found == [everything(life.parts, r, name) for name in ("cykla", "vandra")]
    life.close()


def test_what_does_not_stand_on_the_shelf_is_read_all_the_same(tmp_path: Path) -> None:
    life = a_life(tmp_path, after="filled")
    with life.parts.read() as r:
        found = everything(life.parts, r.shelf(["vandra"]), "cykla")

        assert found == everything(life.parts, r, "cykla")
    life.close()
