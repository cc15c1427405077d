"""What is kept is still what was handed in, or somebody is told."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import (
    EvidenceUnavailableError,
    ExportError,
    NotPermittedError,
    UnknownNameError,
    UsageError,
    VerificationFailedError,
)
from gronatraden.services.evidence.add_evidence import add_evidence
from gronatraden.services.evidence.check_evidence import (
    check_evidence,
    look_at_evidence,
    sweep_evidence,
)
from gronatraden.services.evidence.list_evidence import save_evidence
from gronatraden.services.log.read_log import read_log
from gronatraden.services.log.verify_log import verify_log
from tests.builders import tampering
from tests.builders.evidence import PDF, a_note, a_paper, new_evidence
from tests.builders.store import ON_SERVER
from tests.services.simulator import a_life, saying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.services.simulator import ProjectSimulator

SECOND = b"%PDF-2.0 another\n"
TYPELESS = pytest.mark.skipif(ON_SERVER, reason="the server itself refuses such a change")


@pytest.fixture
def held(opened: ProjectSimulator, tmp_path: Path) -> ProjectSimulator:
    """Return ``cykla`` with two papers and a note."""
    for new in (
        new_evidence(a_paper(tmp_path)),
        new_evidence(a_paper(tmp_path, "avtal.pdf", SECOND), title="Avtal"),
        a_note(),
    ):
        add_evidence(opened.parts, project="cykla", new=new, by="alva")
    return opened


def file_of(life: ProjectSimulator, number: int) -> Path:
    """Return where the file of a piece of evidence is kept."""
    file = look_at_evidence(life.parts, project="cykla", number=number).evidence.file
    assert file is not None
    return life.settings.evidence_folder / file.sha256[:2] / file.sha256[2:]


def flip(file: Path) -> None:
    """Change one bit in the middle of a file."""
    body = bytearray(file.read_bytes())
    body[len(body) // 2] ^= 1
    file.write_bytes(body)


def link(file: Path) -> None:
    """Put a link to the same bytes in a file's place."""
    twin = file.with_name("twin")
    file.rename(twin)
    file.symlink_to(twin)


def become_a_folder(file: Path) -> None:
    """Put a folder in a file's place."""
    file.unlink()
    file.mkdir()


def become_a_pipe(file: Path) -> None:
    """Put a pipe in a file's place, which nobody may wait for."""
    file.unlink()
    os.mkfifo(file)


ALTERED: dict[str, tuple[Callable[[Path], object], str]] = {
    "one bit": (flip, "changed"),
    "a byte more": (lambda file: file.write_bytes(file.read_bytes() + b"\0"), "changed"),
    "nothing left": (lambda file: file.write_bytes(b""), "changed"),
    "gone": (lambda file: file.unlink(), "missing"),
    "a link": (link, "changed"),
    "a folder": (become_a_folder, "changed"),
    "a pipe": (become_a_pipe, "changed"),
    "its folder gone": (lambda file: file.parent.rename(file.parent.with_name("zz")), "missing"),
}
"""What happens to a file → how it is then found."""


def test_what_is_left_alone_is_held(held: ProjectSimulator) -> None:
    found = check_evidence(held.parts, project="cykla")

    assert ([one.state for one in found.looked], found.differing) == (["held"] * 3, ())


@pytest.mark.parametrize("name", ALTERED)
def test_a_file_altered_is_told(held: ProjectSimulator, name: str) -> None:
    alter, state = ALTERED[name]
    alter(file_of(held, 2))

    found = check_evidence(held.parts, project="cykla")

    assert [(one.evidence.number, one.state) for one in found.differing] == [(2, state)]


@pytest.mark.parametrize("name", ALTERED)
def test_the_log_does_not_verify_then(held: ProjectSimulator, name: str) -> None:
    alter, state = ALTERED[name]
    alter(file_of(held, 2))

    found = verify_log(held.parts)

    [problem] = found.problems
    assert (found.verified, problem.code, problem.key, problem.facts) == (
        False,
        "evidence-differs",
        "cykla/evidence/2",
        {"reason": state},
    )


def test_the_log_verifies_where_nothing_is_altered(held: ProjectSimulator) -> None:
    found = verify_log(held.parts)

    assert (found.verified, found.problems) == (True, ())


@pytest.fixture
def tampered(tmp_path: Path) -> Iterator[ProjectSimulator]:
    """Return ``cykla`` with one paper, in a record that nobody verifies afterwards."""
    life = a_life(tmp_path / "tampered")
    new = new_evidence(a_paper(tmp_path))
    add_evidence(life.parts, project="cykla", new=new, by="alva")
    yield life
    life.close()


def test_a_row_altered_together_with_its_file_is_told(
    tampered: ProjectSimulator, tmp_path: Path
) -> None:
    log = tampered.parts.signer().verifier.vkey
    with tampered.parts.vault.keeping(a_paper(tmp_path, "b.pdf", SECOND), log=log) as new:
        facts = {"sha": new.sha256, "size": new.size}
    change = "UPDATE evidence SET sha256 = :sha, size = :size"
    tampering.execute(tampered.settings.database, change, **facts)

    found = verify_log(tampered.parts)

    assert [(p.code, p.key) for p in found.problems] == [("row-changed", "cykla/evidence/1")]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("sha256", "'../../../../etc/passwd'"),
        ("sha256", "'AB' || substr(sha256, 3)"),
        ("sha256", "x'00ff'"),
        ("sha256", "''"),
        pytest.param("size", "'many'", marks=TYPELESS),
        ("size", "-1"),
        ("id", "x'00ff'"),
    ],
)
def test_a_row_may_say_anything(tampered: ProjectSimulator, column: str, value: str) -> None:
    change = f"UPDATE evidence SET {column} = {value}"  # noqa: S608 - our own
    tampering.execute(tampered.settings.database, change)

    found = verify_log(tampered.parts)

    codes = {p.code for p in found.problems}
    assert codes & {"row-changed", "row-unlogged"}
    assert codes <= {"row-changed", "row-unlogged", "row-missing", "evidence-differs"}


@TYPELESS
def test_a_table_that_is_gone_is_told_once(tampered: ProjectSimulator) -> None:
    tampering.execute(tampered.settings.database, "DROP TABLE evidence")

    found = verify_log(tampered.parts)

    assert [(p.code, p.table) for p in found.problems] == [("table-unreadable", "evidence")]


def test_a_damaged_file_is_mended_by_the_same(held: ProjectSimulator, tmp_path: Path) -> None:
    flip(file_of(held, 1))
    file_of(held, 2).unlink()

    for_the_first = new_evidence(a_paper(tmp_path, "a.pdf", PDF), title="Igen")
    for_the_second = new_evidence(a_paper(tmp_path, "b.pdf", SECOND), title="Igen")
    add_evidence(held.parts, project="cykla", new=for_the_first, by="alva")
    add_evidence(held.parts, project="cykla", new=for_the_second, by="alva")

    assert check_evidence(held.parts, project="cykla").differing == ()


def test_a_damaged_file_is_not_mended_by_another(held: ProjectSimulator, tmp_path: Path) -> None:
    flip(file_of(held, 1))

    new = new_evidence(a_paper(tmp_path, "annat.pdf", PDF + b" "))
    add_evidence(held.parts, project="cykla", new=new, by="alva")

    [one] = check_evidence(held.parts, project="cykla").differing
    assert one.evidence.number == 1


def test_a_file_is_taken_out_as_it_came_in(held: ProjectSimulator, tmp_path: Path) -> None:
    out = tmp_path / "ut.pdf"

    save_evidence(held.parts, project="cykla", number=2, to=out)

    assert (out.read_bytes(), out.stat().st_mode & 0o777) == (SECOND, 0o600)


def test_a_damaged_file_is_not_taken_out(held: ProjectSimulator, tmp_path: Path) -> None:
    flip(file_of(held, 2))
    out = tmp_path / "ut.pdf"

    with pytest.raises(VerificationFailedError, check=saying(reason="evidence-differs")):
        save_evidence(held.parts, project="cykla", number=2, to=out)

    assert not out.exists()


def test_a_lost_file_is_not_taken_out(held: ProjectSimulator, tmp_path: Path) -> None:
    file_of(held, 2).unlink()
    out = tmp_path / "ut.pdf"

    with pytest.raises(EvidenceUnavailableError, check=saying(reason="no-folder")):
        save_evidence(held.parts, project="cykla", number=2, to=out)

    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("beslut.pdf", "exists", id="a file"),
        pytest.param("lost", "exists", id="a link to nowhere"),
        pytest.param(".", "exists", id="a folder"),
        pytest.param("nowhere/ut.pdf", "no-folder", id="no folder"),
        pytest.param("beslut.pdf/ut.pdf", "no-folder", id="a file as a folder"),
    ],
)
def test_nothing_is_written_over(
    held: ProjectSimulator, tmp_path: Path, name: str, reason: str
) -> None:
    (tmp_path / "lost").symlink_to(tmp_path / "found")

    with pytest.raises(ExportError, check=saying(reason=reason)):
        save_evidence(held.parts, project="cykla", number=2, to=tmp_path / name)

    assert ((tmp_path / "beslut.pdf").read_bytes(), (tmp_path / "found").exists()) == (PDF, False)


def test_a_note_has_no_file_to_take_out(held: ProjectSimulator, tmp_path: Path) -> None:
    with pytest.raises(UsageError, check=saying(reason="evidence-has-no-file")):
        save_evidence(held.parts, project="cykla", number=3, to=tmp_path / "ut.pdf")


def test_evidence_is_looked_at_by_its_number(held: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="evidence", name="4")):
        look_at_evidence(held.parts, project="cykla", number=4)


def test_nothing_that_is_recorded_is_swept(held: ProjectSimulator) -> None:
    assert sweep_evidence(held.parts, by="olle") == 0
    assert check_evidence(held.parts, project="cykla").differing == ()


def test_a_sweep_stands_in_the_log(held: ProjectSimulator) -> None:
    stray = file_of(held, 1).with_name("0" * 62)
    stray.write_bytes(b"left")

    sweep_evidence(held.parts, by="olle")

    event = read_log(held.parts)[-1].event
    assert (event.type, dict(event.result), stray.exists()) == (
        "evidence.swept",
        {"count": 1},
        False,
    )


def test_a_sweep_leaves_what_is_not_ours(held: ProjectSimulator) -> None:
    folder = held.settings.evidence_folder
    (folder / "README").write_text("Rör ej.")
    (folder / "ab").mkdir(exist_ok=True)
    (folder / "ab" / "anteckning.txt").write_text("Rör ej.")

    assert sweep_evidence(held.parts, by="olle") == 0


def test_a_dry_sweep_only_counts(held: ProjectSimulator) -> None:
    stray = file_of(held, 1).with_name("0" * 62)
    stray.write_bytes(b"left")

    assert sweep_evidence(replace(held.parts, dry_run=True), by="olle") == 1
    assert stray.exists()


@pytest.mark.parametrize("by", ["alva", "bo"])
def test_not_everyone_sweeps(held: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="sweep_evidence")):
        sweep_evidence(held.parts, by=by)


def test_a_folder_belongs_to_one_log(held: ProjectSimulator, tmp_path: Path) -> None:
    log = held.settings.evidence_folder / ".log"
    log.write_text("another+00000000+AAAA\n")

    new = new_evidence(a_paper(tmp_path, "tredje.pdf"), title="Tredje")
    with pytest.raises(EvidenceUnavailableError, check=saying(reason="other-log")):
        add_evidence(held.parts, project="cykla", new=new, by="alva")
    with pytest.raises(EvidenceUnavailableError, check=saying(reason="other-log")):
        sweep_evidence(held.parts, by="olle")
