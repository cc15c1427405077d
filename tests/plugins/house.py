"""The example house with a site of its own, where commands are given to the real program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.cli.house import NOON
from tests.plugins.installing import ASSURANCE, NAME, install

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = "import sys; from gronatraden.cli.app import main; main()"


@dataclass(frozen=True)
class Told:
    """What a command answered, in a process of its own."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The one JSON object on stdout."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def statuses(self) -> dict[str, str]:
        """How each requirement came out, by id."""
        return {r["id"]: r["status"] for r in self.data["requirements"]}

    @property
    def codes(self) -> set[str]:
        """The codes of all findings at a gate."""
        return {f["code"] for r in self.data["requirements"] for f in r["findings"]}


@dataclass(frozen=True)
class PluggedHouse:
    """A furnished house; what is let in is what its environment says."""

    folder: Path

    @property
    def site(self) -> Path:
        """Where packages are installed, outside the program's own environment."""
        return self.folder / "site"

    def install(self, version: str = "") -> None:
        """Install the worked example, in some version."""
        install(ASSURANCE, self.site, version=version)

    def __call__(self, *words: object, plugins: str = NAME) -> Told:
        """Give one command."""
        environment = os.environ | {
            "PYTHONPATH": str(self.site),
            "GRONATRADEN_DATABASE_URL": str(self.folder / "house.db"),
            "GRONATRADEN_AT": NOON,
            "GRONATRADEN_PLUGINS": plugins,
            "COLUMNS": "200",
        }
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
            [sys.executable, "-c", PROGRAM, *(str(word) for word in words)],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return Told(done.returncode, done.stdout, done.stderr)
