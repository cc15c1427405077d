"""The disk as it can be: full, read-only, and slow to take what it is given."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from gronatraden.errors import UnavailableError
from gronatraden.store.engine import Store
from gronatraden.store.tables import person
from gronatraden.store.verify import verify
from tests.builders.store import create, file_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.builders.store import Databases

SQLITE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a disk")
WITHOUT_ROOTS_RIGHTS = {
    True: ("setpriv", "--bounding-set", "-dac_override,-dac_read_search"),
    False: (),
}[os.geteuid() == 0]


def needs(program: str) -> pytest.MarkDecorator:
    """Skip a test where a program is missing."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is needed")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(  # noqa: S603 - our own commands
        command, capture_output=True, text=True, check=False, timeout=120
    )


def act(url: str, count: int, *before: str) -> subprocess.CompletedProcess[str]:
    """Let a process of its own act a number of times, and say how that went."""
    return run(*before, sys.executable, "-m", "tests.store.writer", url, "w", str(count))


def syncs(url: str, acts: int, report: Path) -> int:
    """Return how often a process syncs, from its start to its end."""
    act(url, acts, "strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(report))
    return len(re.findall(r"\b(?:fsync|fdatasync)\(", report.read_text()))


def people_in(url: str) -> int:
    """Return how many people there are, where the log verifies; else less than none."""
    with Store.open(url) as store, store.read() as r:
        return len(r.all(select(person.c.id))) if verify(store).verified else -1


def in_a_folder(url: str, folder: Path) -> str:
    """Return a copy of a database in a folder of its own."""
    folder.mkdir()
    shutil.copy(file_of(url), folder / "x.db")
    return f"sqlite:///{folder}/x.db"


@contextmanager
def a_small_disk(place: Path) -> Iterator[Path]:
    """Mount two megabytes of memory."""
    place.mkdir()
    if run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        yield place
    finally:
        run("umount", str(place))


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take away everybody's right to write, while everybody may read."""
    modes = {path: path.stat().st_mode for path in (folder, *folder.iterdir())}
    for path in modes:
        path.chmod(0o555)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@SQLITE
@needs("strace")
def test_an_act_syncs_once(databases: Databases, url: str, tmp_path: Path) -> None:
    few = syncs(databases.copy_of(url), 5, tmp_path / "few")
    many = syncs(databases.copy_of(url), 45, tmp_path / "many")

    assert many - few == 40


@ROOT
def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    with a_small_disk(tmp_path / "small") as disk:
        url = create(f"sqlite:///{disk}/x.db")

        ended = act(url, 5000)

        *done, last = ended.stdout.splitlines()
        assert (ended.returncode, last) == (1, "database-is-unavailable full")
        assert 0 < len(done) == people_in(url)


@ROOT
def test_a_database_is_not_created_on_a_full_disk(tmp_path: Path) -> None:
    with a_small_disk(tmp_path / "small") as disk:
        (disk / "ballast").write_bytes(bytes(1_900_000))

        with pytest.raises(UnavailableError) as refused:
            create(f"sqlite:///{disk}/x.db")

        assert refused.value.facts["reason"] == "full"
        assert {path.name for path in disk.iterdir()} == {"ballast", "x.db.lock"}


@SQLITE
@needs("prlimit")
def test_a_file_that_may_not_grow_is_told_and_loses_nothing(url: str) -> None:
    ended = act(url, 5000, "prlimit", "--fsize=600000")

    *done, last = ended.stdout.splitlines()
    assert (ended.returncode, last.split()[0]) == (1, "database-is-unavailable")
    assert 0 < len(done) == people_in(url)


@SQLITE
@needs("setpriv")
def test_a_read_only_database_can_be_read(filled: str, tmp_path: Path) -> None:
    url = in_a_folder(filled, tmp_path / "shelf")

    with read_only(tmp_path / "shelf"):
        ended = run(*WITHOUT_ROOTS_RIGHTS, sys.executable, "-m", "tests.store.auditor", url)

    assert (ended.stdout, ended.stderr) == ("3 people, verified\n", "")


@SQLITE
@needs("setpriv")
def test_a_read_only_database_cannot_be_written(url: str, tmp_path: Path) -> None:
    url = in_a_folder(url, tmp_path / "shelf")

    with read_only(tmp_path / "shelf"):
        ended = act(url, 1, *WITHOUT_ROOTS_RIGHTS)

    assert (ended.returncode, ended.stdout) == (1, "database-is-unavailable read-only\n")


@SQLITE
@needs("setpriv")
def test_a_read_only_file_in_a_folder_that_is_not_cannot_be_written(
    url: str, tmp_path: Path
) -> None:
    url = in_a_folder(url, tmp_path / "shelf")
    file_of(url).chmod(0o444)

    ended = act(url, 1, *WITHOUT_ROOTS_RIGHTS)

    assert (ended.returncode, ended.stdout) == (1, "database-is-unavailable read-only\n")
