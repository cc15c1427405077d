"""The example house with a site of its own, where packages are let in a command at a time."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import invalidate_caches
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.cli.app import run
from gronatraden.text import words as said_words
from gronatraden.tools import plugged
from tests.cli.house import NOON
from tests.plugins.installing import ASSURANCE, NAME, install

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM = "import sys; from gronatraden.cli.app import main; main()"


@dataclass(frozen=True)
class Told:
    """What a command answered."""

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
        """Give one command, with what is let in let out again afterwards."""
        out, err = io.StringIO(), io.StringIO()
        with self._within(plugins), redirect_stdout(out), redirect_stderr(err):
            code = run([str(word) for word in words])
        return Told(code, out.getvalue(), err.getvalue())

    @contextmanager
    def _within(self, plugins: str) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as surroundings:
            for name, value in self._environment(plugins).items():
                surroundings.setenv(name, value)
            surroundings.chdir(self.folder)
            surroundings.syspath_prepend(self.site)
            invalidate_caches()
            try:
                yield
            finally:
                plugged.plug_in(())
                said_words.add(())

    def _environment(self, plugins: str) -> dict[str, str]:
        return {
            "GRONATRADEN_DATABASE_URL": str(self.folder / "house.db"),
            "GRONATRADEN_AT": NOON,
            "GRONATRADEN_PLUGINS": plugins,
            "COLUMNS": "200",
        }

    def program(self, *words: object, plugins: str = NAME) -> Told:
        """Give one command to the program itself, in a process of its own."""
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
            [sys.executable, "-c", PROGRAM, *(str(word) for word in words)],
            cwd=self.folder,
            env=os.environ | self._environment(plugins) | {"PYTHONPATH": str(self.site)},
            capture_output=True,
            text=True,
            check=False,
        )
        return Told(done.returncode, done.stdout, done.stderr)
