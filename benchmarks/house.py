"""A record to measure on: a sample project whose start is ready to be asked for."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.measuring import ROOM
from gronatraden.cli.demo.stage import MANAGER, Stage
from gronatraden.samples import folders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.settings import Settings

PROJECT = "res-gront"
BY = MANAGER
"""Who submits documents."""


@contextmanager
def furnished() -> Iterator[Settings]:
    """Yield the settings of a record of its own, in memory, the day before the start gate."""
    with TemporaryDirectory(dir=ROOM, prefix="gronatraden-") as folder:
        stage = Stage(Path(folder), "sv")
        stage.move_to(PROJECT, "programme")
        stage.furnish()
        stage.move_to(PROJECT, "opened")
        stage.open(PROJECT)
        stage.move_to(PROJECT, "start-documents")
        stage.hand_in(PROJECT, "start")
        stage.move_to(PROJECT, "start")
        yield stage.settings


def document(tool: str) -> str:
    """Return the text of a document that was handed in last."""
    return (folders.fictional(PROJECT, "start") / f"{tool}.yaml").read_text("utf-8")
