"""A disk that takes no more: it is said, nothing is half written, and the next try is whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.house import Desk

FULL = Path("/dev/full")
PROGRAM = (sys.executable, "-m", "gronatraden")
ON_A_FULL_DISK = (
    "import resource, sys\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
    "from gronatraden.cli.app import main\n"
    "main()"
)
FIRST = ("person", "add", "anna", "--name", "Anna")


@pytest.mark.skipif(not FULL.exists(), reason="no disk here is always full")
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["for people", "for programs"])
def test_an_answer_that_has_no_room_is_told_as_that(desk: Desk, form: tuple[str, ...]) -> None:
    assert desk("project", "list", *form).code == 0

    with FULL.open("w", encoding="utf-8") as full:
        tried = subprocess.run(  # noqa: S603 - our own program
            [*PROGRAM, "project", "list", *form],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    said = tried.stderr.splitlines()
    assert (tried.returncode, said[0]) == (1, "Kunde inte skriva ut hela svaret.")
    assert "Traceback" not in tried.stderr


def test_a_key_that_has_no_room_is_not_left_half_written(empty: Desk) -> None:
    tried = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", ON_A_FULL_DISK, *FIRST, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )

    refused = json.loads(tried.stdout)
    assert (refused["code"], refused["facts"]["reason"]) == ("log-key", "unwritable")
    assert empty(*FIRST).code == 0
