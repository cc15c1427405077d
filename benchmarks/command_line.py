"""How fast the command line answers, against importing what it cannot do without."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.house import PROJECT, furnished
from benchmarks.measuring import Row, commands_in_turns

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 20
_BIN = Path(sys.executable).parent
_SCHEMA = "gronatraden/verdict/1"


def rows() -> Iterator[Row]:
    """Measure ``cli-start`` and ``cli-check``."""
    program, python = str(_BIN / "gronatraden"), sys.executable
    with furnished() as settings:
        environ = {
            **{k: v for k, v in os.environ.items() if not k.startswith("GRONATRADEN_")},
            "GRONATRADEN_DATABASE_URL": settings.database,
            "GRONATRADEN_AT": settings.at.isoformat() if settings.at else "",
        }
        start = [program, "--help"]
        check = [program, "gate", "check", PROJECT, "start", "--json"]
        _require(" gate " in _said(start, environ), "help names the nouns")
        verdict = json.loads(_said(check, environ))
        _require((verdict["schema"], verdict["ready"]) == (_SCHEMA, True), "the gate is ready")
        for name, ours, imported, target in (
            ("cli-start", start, "click", 3.0),
            ("cli-check", check, "click, pydantic, sqlalchemy", 1.5),
        ):
            bare = [python, "-c", f"import {imported}"]
            mine, other = commands_in_turns(ours, bare, rounds=ROUNDS, environ=environ)
            yield Row(
                name=name,
                ours=mine,
                against=f'python -c "import {imported}"',
                other=other,
                target=target,
            )


def _said(command: list[str], environ: dict[str, str]) -> str:
    done = subprocess.run(command, env=environ, capture_output=True, check=True, text=True)  # noqa: S603 - our own program
    return done.stdout


def _require(holds: bool, what: str) -> None:  # noqa: FBT001 - an assertion
    if not holds:
        raise AssertionError(what)
