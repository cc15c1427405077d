"""One browser for all these tests, and the judge of accessibility that they ask.

The judge is axe-core, a file named by ``GRONATRADEN_TEST_AXE``; ``.ci/run`` fetches it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import Chromium, find

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """Return a running browser; without one the tests are skipped, and say so."""
    program = find()
    if program is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with Chromium(program, tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture(scope="session")
def axe() -> str:
    """Return axe-core's source; without it the tests are skipped, and say so."""
    file = Path(os.environ.get("GRONATRADEN_TEST_AXE", ""))
    if not file.is_file():
        pytest.skip("no axe-core here: GRONATRADEN_TEST_AXE names no file")
    return file.read_text("utf-8")
