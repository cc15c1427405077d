"""Rows of evidence are read as what they say, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.history import EvidenceKind, EvidenceLink
from gronatraden.store.evidence.rows import (
    about_conditions,
    evidence_count,
    evidence_of,
    files_as_stored,
    known_files,
)
from tests.builders.log import SIGNER
from tests.builders.store import AT, add_person

if TYPE_CHECKING:
    from gronatraden.store.engine import Store
    from gronatraden.store.transaction import Cell, Transaction

SHA = "ab" * 32
BY = {"added_by": "p-alva", "added_at": "2026-01-15T08:30:00Z"}
ROW: dict[str, Cell] = {
    "project": "cykla",
    "kind": "minutes",
    "title": "Protokoll åäö 🚲",
    "from_whom": "",
    "dated_on": None,
    "received_on": "2026-01-14",
    "note": "",
    "registry_number": "26RK1",
    "secrecy": "",
    "origin": "own",
    "media_type": "application/pdf",
    "sha256": SHA,
    "size": 2**40,
    **BY,
}


def a_project(t: Transaction, name: str = "cykla") -> None:
    """Write what a project's rows need."""
    opened = {"opened_by": "p-alva", "opened_at": "2026-01-15T08:30:00Z"}
    t.insert("programme", f"of-{name}", title="", owner="", **opened)
    pinned: dict[str, Cell] = {"lifecycle": "full", "lifecycle_version": 1}
    t.insert("project", name, programme=f"of-{name}", **pinned, **opened)


def an_evidence(t: Transaction, number: int, *about: tuple[str, str], **changes: Cell) -> None:
    """Write a row of evidence and what it is about."""
    row = {**ROW, **changes}
    name = f"{row['project']}/evidence/{number}"
    t.insert("evidence", name, number=number, **row)
    for kind, target in about:
        linked: dict[str, Cell] = {"linked_by": "p-alva", "linked_at": "2026-01-15T08:30:00Z"}
        key = f"{name}/about/{kind}/{target}"
        t.insert("evidence_link", key, evidence=name, kind=kind, target=target, **linked)


def fill(store: Store) -> None:
    """Write two projects with evidence."""
    add_person(store, "alva")
    with store.write(SIGNER) as t:
        a_project(t)
        a_project(t, "vandra")
        an_evidence(t, 2, ("funding", "eruf"), ("condition", "c-1"))
        an_evidence(t, 10, ("condition", "c-1"), ("condition", "c-2"), sha256="cd" * 32)
        an_evidence(t, 1, sha256="", media_type="", size=0, kind="oral_note", note="Sagt.")
        an_evidence(t, 1, ("condition", "c-1"), project="vandra")
        t.record("test.filled", stream="test", actor="machine", at=AT)


def test_evidence_comes_in_the_order_added(store: Store) -> None:
    fill(store)

    with store.read() as r:
        found = evidence_of(r, "cykla")
        count = evidence_count(r, "cykla")

    assert ([e.number for e in found], count) == ([1, 2, 10], 3)


def test_evidence_is_what_its_row_says(store: Store) -> None:
    fill(store)

    with store.read() as r:
        note, minutes, _ = evidence_of(r, "cykla")

    assert (note.kind, note.file, note.links) == (EvidenceKind.ORAL_NOTE, None, ())
    assert minutes.file is not None
    assert (minutes.file.size, minutes.file.sha256) == (2**40, SHA)
    assert (minutes.title, minutes.dated_on, minutes.added_at) == (ROW["title"], None, AT)
    assert minutes.links == (EvidenceLink("condition", "c-1"), EvidenceLink("funding", "eruf"))


def test_a_condition_knows_its_evidence(store: Store) -> None:
    fill(store)

    with store.read() as r:
        assert about_conditions(r, "cykla") == {"c-1": (2, 10), "c-2": (10,)}


def test_every_file_of_the_record_is_known(store: Store) -> None:
    fill(store)

    with store.read() as r:
        keys = [key for key, _ in files_as_stored(r)]
        assert known_files(r) == {SHA, "cd" * 32}

    assert keys == ["cykla/evidence/10", "cykla/evidence/2", "vandra/evidence/1"]
