"""A desk in a house of its own for every test; the house is built once and copied."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cli.house import NOON, Desk, furnish

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a house that nobody acts in."""
    folder = tmp_path_factory.mktemp("house")
    furnish(folder)
    return folder


@pytest.fixture
def desk(
    built: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Desk:
    """Return a desk in a furnished house."""
    for file in built.iterdir():
        shutil.copy(file, tmp_path / file.name)
    monkeypatch.setenv("GRONATRADEN_DATABASE_URL", str(tmp_path / "house.db"))
    monkeypatch.setenv("GRONATRADEN_AT", NOON)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys)


@pytest.fixture
def empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """Return a desk where no database is made yet."""
    monkeypatch.setenv("GRONATRADEN_DATABASE_URL", str(tmp_path / "new.db"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys)
