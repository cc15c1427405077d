"""A desk in a house of its own for every test; the house is built once and copied."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.builders.store import (
    ON_SERVER,
    copy_on_server,
    database_of,
    let_go_of,
    make_on_server,
)
from tests.cli.house import NOON, Desk, around, furnish

if TYPE_CHECKING:
    from collections.abc import Iterator
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
) -> Iterator[Desk]:
    """Return a desk in a furnished house."""
    for file in built.iterdir():
        shutil.copy(file, tmp_path / file.name)
    for name, said in around(tmp_path, "house").items():
        monkeypatch.setenv(name, said)
    monkeypatch.setenv("GRONATRADEN_AT", NOON)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    if ON_SERVER:
        copy_on_server(database_of(built, "house"), database_of(tmp_path, "house"))
    yield Desk(tmp_path, capsys)
    let_go_of(tmp_path, "house")


@pytest.fixture
def bare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """Return a desk for what asks no record anything."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys)


@pytest.fixture
def empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Desk]:
    """Return a desk where no database is made yet."""
    for name, said in around(tmp_path, "new").items():
        monkeypatch.setenv(name, said)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    record = database_of(tmp_path, "new")
    if ON_SERVER:
        make_on_server(record)
    yield Desk(tmp_path, capsys)
    let_go_of(tmp_path, "new")
