"""A file that is handed in may be anything, and may go wrong at any moment."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import EvidenceRefusedError
from gronatraden.services.evidence.add_evidence import Added, add_evidence
from gronatraden.services.evidence.check_evidence import check_evidence, sweep_evidence
from gronatraden.services.evidence.list_evidence import list_evidence
from gronatraden.store.evidence.vault import Vault
from tests.builders.evidence import PDF, a_paper, new_evidence
from tests.services.simulator import saying

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.services.simulator import ProjectSimulator

    Made = Callable[[Path], Path]

ROOT = Path(__file__).parents[2]


def hand_in(life: ProjectSimulator, file: Path, **said: object) -> Added:
    """Hand a file in as a signed decision."""
    return add_evidence(life.parts, project="cykla", new=new_evidence(file, **said), by="alva")


def kept(life: ProjectSimulator) -> list[Path]:
    """Return every file below the folder of evidence that holds what was handed in."""
    folder = life.settings.evidence_folder
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in {".lock", ".log"})


def in_place(life: ProjectSimulator) -> list[Path]:
    """Return every file that has been given its name."""
    return sorted(life.settings.evidence_folder.glob("??/*"))


def command(life: ProjectSimulator, file: Path, *most: int) -> list[str]:
    """Return what hands a file in from a process of its own."""
    words = (life.settings.database, life.folder, file, *most)
    return [sys.executable, "-m", "tests.services.adder", *map(str, words)]


def process(life: ProjectSimulator, file: Path) -> subprocess.Popen[bytes]:
    """Let a process of its own hand a file in."""
    return subprocess.Popen(command(life, file), stdout=subprocess.DEVNULL, cwd=ROOT)  # noqa: S603 - ours


def on_a_small_disk(life: ProjectSimulator, file: Path, room: int) -> str:
    """Let a process hand a file in that may write so many bytes; return what it says."""
    done = subprocess.run(  # noqa: S603 - ours
        command(life, file, room), stdout=subprocess.PIPE, text=True, cwd=ROOT, check=False
    )
    return f"{done.returncode} {done.stdout.strip()}"


def a_link(folder: Path) -> Path:
    """Return a link to a file that could be handed in."""
    link = folder / "beslut-2.pdf"
    link.symlink_to(a_paper(folder))
    return link


def a_pipe(folder: Path) -> Path:
    """Return a pipe that nobody writes to."""
    os.mkfifo(folder / "pipe.pdf")
    return folder / "pipe.pdf"


def a_folder(folder: Path) -> Path:
    """Return a folder with a name like a file's."""
    (folder / "mapp.pdf").mkdir()
    return folder / "mapp.pdf"


HOSTILE: dict[str, tuple[Made, str]] = {
    "a link": (a_link, "link"),
    "a pipe": (a_pipe, "no-file"),
    "a folder": (a_folder, "no-file"),
    "a device": (lambda _: Path("/dev/zero"), "no-file"),
    "nothing": (lambda folder: folder / "borta.pdf", "missing"),
    "a file in a file": (lambda folder: a_paper(folder) / "beslut.pdf", "missing"),
    "a name that is too long": (lambda folder: folder / ("å" * 200 + ".pdf"), "missing"),
    "a name with a zero byte": (lambda _: Path("beslut\0.pdf"), "missing"),
    "no bytes": (lambda folder: a_paper(folder, body=b""), "empty"),
    "an unknown kind": (lambda folder: a_paper(folder, "beslut.exe"), "unknown-kind"),
    "no kind": (lambda folder: a_paper(folder, "beslut"), "unknown-kind"),
    "another kind": (lambda folder: a_paper(folder, "beslut.png"), "not-what-it-says"),
    "a page": (lambda folder: a_paper(folder, body=b"<html>%PDF-"), "not-what-it-says"),
    "Latin-1": (lambda folder: a_paper(folder, "b.txt", b"\xe5tg\xe4rd"), "no-text"),
}
"""What is handed in → how it is made, and why it is refused."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_is_refused_that_is(opened: ProjectSimulator, tmp_path: Path, name: str) -> None:
    make, reason = HOSTILE[name]
    file = make(tmp_path)

    with pytest.raises(EvidenceRefusedError, check=saying(reason=reason)):
        hand_in(opened, file)

    assert (kept(opened), list_evidence(opened.parts, project="cykla")) == ([], ())


def test_a_file_may_be_as_large_as_is_said(opened: ProjectSimulator, tmp_path: Path) -> None:
    vault = Vault(opened.settings.evidence_folder, limit=1_000_000)
    parts = replace(opened.parts, vault=vault)
    file = a_paper(tmp_path, body=PDF.ljust(1_000_000))

    done = add_evidence(parts, project="cykla", new=new_evidence(file), by="alva")

    assert done.evidence.file is not None
    assert done.evidence.file.size == 1_000_000


def test_a_file_may_not_be_larger(opened: ProjectSimulator, tmp_path: Path) -> None:
    vault = Vault(opened.settings.evidence_folder, limit=1_000_000)
    parts = replace(opened.parts, vault=vault)
    file = a_paper(tmp_path, body=PDF.ljust(1_000_001))

    with pytest.raises(EvidenceRefusedError, check=saying(reason="too-large", size=2, limit=1)):
        add_evidence(parts, project="cykla", new=new_evidence(file), by="alva")

    assert kept(opened) == []


def test_a_file_that_only_seems_huge_is_not_read(opened: ProjectSimulator, tmp_path: Path) -> None:
    file = a_paper(tmp_path)
    os.truncate(file, 1 << 40)

    with pytest.raises(EvidenceRefusedError, check=saying(reason="too-large", limit=25)):
        hand_in(opened, file)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("..%2f..%2fetc.pdf", id="that climbs, encoded"),
        pytest.param("....pdf", id="of dots"),
        pytest.param("~root.pdf", id="of a home"),
        pytest.param("-rf.pdf", id="like an option"),
        pytest.param("åäö 🚲\u202emoc.pdf", id="in any script"),
        pytest.param("new\nline.PDF", id="with a line break"),
        pytest.param(os.fsdecode(b"\xff\xfe.pdf"), id="that is no text"),
    ],
)
def test_a_name_never_becomes_a_path(opened: ProjectSimulator, tmp_path: Path, name: str) -> None:
    done = hand_in(opened, a_paper(tmp_path, name))

    assert done.evidence.file is not None
    sha = done.evidence.file.sha256
    assert kept(opened) == [opened.settings.evidence_folder / sha[:2] / sha[2:]]


def test_a_refusal_can_say_any_name(opened: ProjectSimulator, tmp_path: Path) -> None:
    file = a_paper(tmp_path, os.fsdecode(b"\xff.exe"))

    with pytest.raises(EvidenceRefusedError, check=saying(file="\\xff.exe")):
        hand_in(opened, file)


def test_only_the_owner_reads_what_is_kept(opened: ProjectSimulator, tmp_path: Path) -> None:
    file = a_paper(tmp_path)
    file.chmod(0o666)

    hand_in(opened, file)

    [there] = kept(opened)
    folders = (there.parent, opened.settings.evidence_folder)
    assert there.stat().st_mode & 0o777 == 0o600
    assert {f.stat().st_mode & 0o777 for f in folders} == {0o700}


def test_the_same_file_is_kept_once(opened: ProjectSimulator, tmp_path: Path) -> None:
    hand_in(opened, a_paper(tmp_path, "ett.pdf"), title="Ett")
    hand_in(opened, a_paper(tmp_path, "två.pdf"), title="Två")

    assert (len(kept(opened)), len(list_evidence(opened.parts, project="cykla"))) == (1, 2)


def swapping(file: Path, stop: Event) -> None:
    """Let a name be a paper and a link to a secret in turn, as fast as it goes."""
    secret = file.with_name("hemligt.txt")
    secret.write_bytes(b"%PDF-secret")
    link, paper = file.with_suffix(".link"), file.with_suffix(".paper")
    while not stop.is_set():
        link.symlink_to(secret)
        link.replace(file)
        paper.write_bytes(PDF)
        paper.replace(file)


def test_a_link_swapped_in_is_never_followed(opened: ProjectSimulator, tmp_path: Path) -> None:
    file, stop = a_paper(tmp_path), Event()
    swapper = Thread(target=swapping, args=(file, stop))
    swapper.start()
    try:
        refused = [_try(opened, file, str(number)) for number in range(60)]
    finally:
        stop.set()
        swapper.join()

    held = {path.read_bytes() for path in kept(opened)}
    assert set(refused) <= {"", "link"}
    assert held <= {PDF}


def _try(life: ProjectSimulator, file: Path, title: str) -> str:
    try:
        hand_in(life, file, title=title)
    except EvidenceRefusedError as error:
        return str(error.facts["reason"])
    return ""


def test_a_full_disk_leaves_nothing(opened: ProjectSimulator, tmp_path: Path) -> None:
    file = a_paper(tmp_path, body=PDF.ljust(2_000_000))

    said = on_a_small_disk(opened, file, 1_000_000)

    assert said == "1 evidence-is-unavailable full"
    assert (kept(opened), list_evidence(opened.parts, project="cykla")) == ([], ())


def test_a_disk_with_room_takes_it(opened: ProjectSimulator, tmp_path: Path) -> None:
    file = a_paper(tmp_path, body=PDF.ljust(500_000))

    said = on_a_small_disk(opened, file, 1_000_000)

    assert (said[:7], len(kept(opened))) == ("0 Added", 1)


def test_many_add_the_same_file_at_once(opened: ProjectSimulator, tmp_path: Path) -> None:
    body = PDF.ljust(3_000_000)
    papers = [a_paper(tmp_path, f"{name}.pdf", body) for name in ("a", "b", "c", "a")]

    adding = [process(opened, paper) for paper in papers]

    assert [one.wait() for one in adding] == [0, 0, 0, 0]
    found = check_evidence(opened.parts, project="cykla")
    assert sorted(one.evidence.title for one in found.looked) == ["a", "b", "c"]
    assert (found.differing, len(kept(opened))) == ((), 1)


def until(true: Callable[[], object]) -> None:
    """Wait for something to be true, and not for ever."""
    for _ in range(2000):
        if true():
            return
        time.sleep(0.01)
    message = "it never came true"
    raise TimeoutError(message)


def killed_before_its_row(life: ProjectSimulator, file: Path) -> None:
    """Kill a process when its file is kept and its row has to wait for ours."""
    with life.parts.write():
        adding = process(life, file)
        until(lambda: in_place(life))
        adding.kill()
        adding.wait()


def test_a_crash_leaves_a_file_too_many(opened: ProjectSimulator, tmp_path: Path) -> None:
    killed_before_its_row(opened, a_paper(tmp_path))

    assert (len(kept(opened)), list_evidence(opened.parts, project="cykla")) == (1, ())


def test_what_a_crash_left_is_swept(opened: ProjectSimulator, tmp_path: Path) -> None:
    killed_before_its_row(opened, a_paper(tmp_path))

    assert (sweep_evidence(opened.parts, by="olle"), kept(opened)) == (1, [])
    assert sweep_evidence(opened.parts, by="olle") == 0


def test_after_a_crash_the_file_is_added_again(opened: ProjectSimulator, tmp_path: Path) -> None:
    file = a_paper(tmp_path)
    killed_before_its_row(opened, file)

    assert hand_in(opened, file).evidence.number == 1
    assert (sweep_evidence(opened.parts, by="olle"), len(kept(opened))) == (0, 1)


def test_nothing_is_swept_from_under_who_adds(opened: ProjectSimulator, tmp_path: Path) -> None:
    swept: list[int] = []
    sweeper = Thread(target=lambda: swept.append(sweep_evidence(opened.parts, by="olle")))
    with opened.parts.write():
        adding = process(opened, a_paper(tmp_path))
        until(lambda: in_place(opened))
        sweeper.start()
        unlocked = opened.parts.vault.strays(frozenset())
        sweeper.join(0.3)

    sweeper.join()
    assert (adding.wait(), swept, list(unlocked)) == (0, [0], kept(opened))
    assert check_evidence(opened.parts, project="cykla").differing == ()
