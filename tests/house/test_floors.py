from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.house.source import ROOT

LINTER = Path(sys.executable).parent / "lint-imports"


def test_each_floor_stands_on_the_floors_below() -> None:
    linted = subprocess.run(  # noqa: S603 - our own environment's linter
        [LINTER, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert linted.returncode == 0, linted.stdout[-4000:]
