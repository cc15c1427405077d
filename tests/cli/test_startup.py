"""A command imports what it needs and nothing else, each asked in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.house import Desk

HEAVY = ("prefect", "sqlalchemy", "pydantic", "rich", "yaml", "jinja2", "fastapi", "alembic")
RUN = "from gronatraden.cli.app import run; import os; sys.stdout = open(os.devnull, 'w');"


def loaded_by(act: str) -> list[str]:
    """Return which heavy packages are loaded once something was done in a new process."""
    code = f"{act}; sys.stderr.write('\\n' + ','.join(m for m in {HEAVY} if m in sys.modules))"
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", f"import sys; {code}"], capture_output=True, text=True, check=True
    )
    return [name for name in done.stderr.splitlines()[-1].split(",") if name]


@pytest.mark.parametrize(
    "act",
    [
        pytest.param("import gronatraden.cli.app", id="import"),
        pytest.param(f"{RUN} run(['--help'])", id="help"),
        pytest.param(f"{RUN} run(['gate', 'decide', '--help'])", id="help of a command"),
        pytest.param(f"{RUN} run(['--version'])", id="version"),
    ],
)
def test_nothing_heavy_is_loaded(act: str) -> None:
    assert loaded_by(act) == []


def test_looking_at_a_gate_loads_the_database_alone(desk: Desk) -> None:
    assert desk.folder.exists()

    assert loaded_by(f"{RUN} run(['gate', 'check', 'cykla', 'start'])") == ["sqlalchemy"]
