"""A site to install packages in, and a house that lets them in for one test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.text import words
from gronatraden.tools import plugged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder on Python's path; what was plugged in out of it is unplugged after."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    yield folder
    plugged.plug_in(())
    words.add(())
