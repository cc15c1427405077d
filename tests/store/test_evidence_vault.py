"""The vault keeps files for one log, whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import EvidenceRefusedError, EvidenceUnavailableError
from gronatraden.store.evidence.vault import Vault
from tests.builders.evidence import PDF, a_paper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gronatraden.history import EvidenceFile

LOG = "gronatraden/test+01234567+AAAA"
NOBODY = 65534


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """Return a vault that nothing was written to yet."""
    return Vault(tmp_path / "deep" / "house.db.evidence", limit=1_000_000)


def keep(vault: Vault, file: Path, log: str = LOG) -> EvidenceFile:
    """Keep a file, and let it be swept at once."""
    with vault.keeping(file, log=log) as kept:
        return kept


def left(vault: Vault) -> list[str]:
    """Return what lies in a vault besides its lock and its mark, by how its name begins."""
    return sorted(p.name[:7] for p in vault.folder.iterdir() if p.name not in {".lock", ".log"})


def test_a_vault_is_made_when_something_is_kept(vault: Vault, tmp_path: Path) -> None:
    nothing = (vault.strays(frozenset()), vault.folder.exists())

    keep(vault, a_paper(tmp_path))

    assert (nothing, vault.folder.is_dir()) == (((), False), True)


def test_looking_at_a_file_keeps_nothing(vault: Vault, tmp_path: Path) -> None:
    seen = vault.examine(a_paper(tmp_path))

    assert (seen.size, vault.folder.exists()) == (len(PDF), False)
    assert seen == keep(vault, a_paper(tmp_path))


def test_a_refused_file_leaves_no_draft(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(EvidenceRefusedError):
        keep(vault, a_paper(tmp_path, "beslut.png"))

    assert left(vault) == []


def test_a_draft_that_a_crash_left_is_a_stray(vault: Vault, tmp_path: Path) -> None:
    kept = keep(vault, a_paper(tmp_path))
    (vault.folder / ".draft-x1y2").write_bytes(b"half")

    strays = vault.strays({kept.sha256})

    assert [stray.name for stray in strays] == [".draft-x1y2"]


def test_a_file_nobody_speaks_of_is_a_stray(vault: Vault, tmp_path: Path) -> None:
    kept = keep(vault, a_paper(tmp_path))

    assert [s.parent.name + s.name for s in vault.strays(frozenset())] == [kept.sha256]
    assert vault.strays({kept.sha256}) == ()


def test_sweeping_waits_for_who_keeps(vault: Vault, tmp_path: Path) -> None:
    entered = Event()
    sweeper = Thread(target=sweep, args=(vault, entered))

    with vault.keeping(a_paper(tmp_path), log=LOG):
        sweeper.start()
        early = entered.wait(0.3)

    assert (early, entered.wait(10)) == (False, True)
    sweeper.join()


def test_keeping_waits_for_who_sweeps(vault: Vault, tmp_path: Path) -> None:
    kept = Event()
    keeper = Thread(target=keep_and_say_so, args=(vault, a_paper(tmp_path), kept))

    with vault.sweeping(log=LOG):
        keeper.start()
        early = kept.wait(0.3)

    assert (early, kept.wait(10)) == (False, True)
    keeper.join()


def test_many_keep_at_once(vault: Vault, tmp_path: Path) -> None:
    with vault.keeping(a_paper(tmp_path), log=LOG) as first:
        second = keep(vault, a_paper(tmp_path, "b.pdf", b"%PDF-b"))

    assert vault.strays({first.sha256, second.sha256}) == ()


def keep_and_say_so(vault: Vault, file: Path, kept: Event) -> None:
    """Keep a file, and say so."""
    keep(vault, file)
    kept.set()


def sweep(vault: Vault, entered: Event) -> None:
    """Enter a sweep, and say so."""
    with vault.sweeping(log=LOG):
        entered.set()


def test_a_vault_takes_no_other_log(vault: Vault, tmp_path: Path) -> None:
    keep(vault, a_paper(tmp_path))

    with pytest.raises(EvidenceUnavailableError) as refused:
        keep(vault, a_paper(tmp_path, "b.pdf", b"%PDF-b"), log="another")

    assert refused.value.facts["reason"] == "other-log"


def test_a_lost_shard_is_a_lost_file(vault: Vault, tmp_path: Path) -> None:
    kept = keep(vault, a_paper(tmp_path))
    shutil.rmtree(vault.folder)

    assert vault.state_of(kept) == "missing"


def test_a_file_of_another_size_is_not_read_through(vault: Vault, tmp_path: Path) -> None:
    kept = keep(vault, a_paper(tmp_path))
    os.truncate(vault.folder / kept.sha256[:2] / kept.sha256[2:], 1 << 40)

    assert vault.state_of(kept) == "changed"


def test_a_place_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "house.db.evidence").write_bytes(b"")
    vault = Vault(tmp_path / "house.db.evidence", limit=1_000_000)

    with pytest.raises(EvidenceUnavailableError):
        keep(vault, a_paper(tmp_path))


@contextmanager
def as_nobody() -> Iterator[None]:
    """Be a user who owns nothing."""
    ours = os.geteuid()
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(ours)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become nobody")
def test_a_folder_closed_to_us_is_refused(vault: Vault, tmp_path: Path) -> None:
    file = a_paper(tmp_path)

    with as_nobody(), pytest.raises(EvidenceUnavailableError) as refused:
        keep(vault, file)

    assert refused.value.facts["reason"] == "read-only"


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_file_is_durable_before_it_is_spoken_of(tmp_path: Path) -> None:
    report = tmp_path / "report"
    traced = ["strace", "-f", "-y", "-e", "trace=fsync,rename,mkdir", "-o", str(report)]

    said = in_a_process(tmp_path / "evidence", a_paper(tmp_path), *traced)

    steps = re.findall(r"(fsync|rename|mkdir)\((.*)", report.read_text())
    last = [f"{call} draft" if "draft" in words else call for call, words in steps[-5:]]
    assert (said, last) == ("kept", ["fsync draft", "mkdir", "fsync", "rename draft", "fsync"])


def in_a_process(folder: Path, file: Path, *before: str) -> str:
    """Keep a file in a process of its own, and return how that went."""
    command = [*before, sys.executable, "-c", _KEEPER, str(folder), str(file), LOG]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603 - ours
    return done.stdout.strip()


_KEEPER = """
import sys
from pathlib import Path
from gronatraden.store.evidence.vault import Vault
folder, file, log = sys.argv[1:]
with Vault(Path(folder), limit=1_000_000).keeping(Path(file), log=log):
    print("kept")
"""
