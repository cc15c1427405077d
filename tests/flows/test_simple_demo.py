"""A small project goes through the simple lifecycle, from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gronatraden.cli.app import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.prefect


def test_the_small_project_is_carried_to_finished(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["demo", "--simple", "--dir", str(tmp_path), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (code, told["phases"]) == (0, {"starkt-vardskap": "finished"})
    assert told["verified"]
    assert (tmp_path / "report" / "starkt-vardskap.html").exists()
