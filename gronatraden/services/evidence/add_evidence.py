"""Evidence is added: a file that shows something, or a note of what was said.

A file is kept before the record speaks of it, so that a crash in between leaves a file
too many and never one too few.

Source: förvaltningslagen (2017:900) § 27: what is received otherwise than by a document
and may matter to the decision is noted as soon as possible, with when and by whom;
offentlighets- och sekretesslagen (2009:400) ch. 5 § 5: a secrecy mark states its ground.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.documents import LONGEST_LINE, LONGEST_PROSE
from gronatraden.errors import UsageError
from gronatraden.history import EvidenceKind
from gronatraden.project import Act
from gronatraden.services._desk import open_dossier, permit
from gronatraden.services._parts import stamp
from gronatraden.services.evidence._linking import find_evidence, link, refuse_unknown
from gronatraden.store.evidence.rows import evidence_count, evidence_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from gronatraden.history import Evidence, EvidenceFile, EvidenceLink
    from gronatraden.project import Person
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvidence:
    """What somebody hands in, or writes down."""

    kind: EvidenceKind
    title: str
    file: Path | None = None
    """Needed by every kind but an oral note."""
    note: str = ""
    from_whom: str = ""
    dated_on: date | None = None
    received_on: date | None = None
    """None: today, or the day it was said."""
    registry_number: str = ""
    secrecy: str = ""
    origin: str = "own"
    links: tuple[EvidenceLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of it."""

    evidence: Evidence
    unchanged: bool
    """Whether it was there already, just so, and nothing was recorded."""


def add_evidence(parts: Parts, *, project: str, new: NewEvidence, by: str) -> Added:
    """Keep a file or a note as evidence, and record it.

    Args:
        parts: What the act works with.
        project: Whose.
        new: What is added.
        by: Handle of who adds it.

    Raises:
        UsageError: When it does not say what its kind has to, or its days cannot be.
        UnknownNameError: When it is about something that does not exist.
        NotPermittedError: When the actor may not add evidence in the project.
        EvidenceRefusedError: When the file is not taken.
        EvidenceUnavailableError: When the file cannot be kept.
    """
    _refuse_what_cannot_be(new, _received(new, parts), parts)
    with parts.read() as r:
        _may(parts, r, project, new, by)
    with _kept(parts, new) as file, parts.write() as t:
        actor = _may(parts, t, project, new, by)
        for there in evidence_of(t, project):
            if _says_the_same(there, new, file):
                return Added(evidence=there, unchanged=True)
        number = evidence_count(t, project) + 1
        name = f"{project}/evidence/{number}"
        _insert(t, parts, name, new, file=file, number=number, project=project, actor=actor)
        link(t, parts, name, sorted(set(new.links)), actor=actor)
        stream = f"project/{project}"
        t.record("evidence.added", stream=stream, actor=actor.id, at=parts.at, number=number)
        return Added(evidence=find_evidence(t, project, number), unchanged=False)


def _refuse_what_cannot_be(new: NewEvidence, received_on: date, parts: Parts) -> None:
    oral = new.kind is EvidenceKind.ORAL_NOTE
    faults = {
        "evidence-needs-a-file": not oral and new.file is None,
        "note-says-nothing": oral and not new.note.strip(),
        "note-needs-who-and-when": oral and not (new.from_whom.strip() and new.dated_on),
        "evidence-needs-a-title": not new.title.strip(),
        "text-is-too-long": _too_long(new),
        "received-in-the-future": received_on > parts.today,
        "dated-after-it-was-received": new.dated_on is not None and new.dated_on > received_on,
    }
    for reason, found in faults.items():
        if found:
            raise UsageError(reason=reason)


def _too_long(new: NewEvidence) -> bool:
    lines = (new.title, new.from_whom, new.registry_number, new.secrecy)
    return len(new.note) > LONGEST_PROSE or any(len(line) > LONGEST_LINE for line in lines)


def _received(new: NewEvidence, parts: Parts) -> date:
    if new.received_on is not None:
        return new.received_on
    said = new.dated_on if new.kind is EvidenceKind.ORAL_NOTE else None
    return said or parts.today


def _may(parts: Parts, r: Reader, project: str, new: NewEvidence, by: str) -> Person:
    dossier = open_dossier(r, project)
    actor = permit(parts, r, by, Act.ADD_EVIDENCE, dossier.project)
    refuse_unknown(r, dossier, new.links)
    return actor


@contextmanager
def _kept(parts: Parts, new: NewEvidence) -> Iterator[EvidenceFile | None]:
    """Keep the file until its row is committed; a dry run only looks at it."""
    if new.file is None:
        yield None
    elif parts.dry_run:
        yield parts.vault.examine(new.file)
    else:
        with parts.vault.keeping(new.file, log=parts.signer().verifier.vkey) as file:
            yield file


def _says_the_same(there: Evidence, new: NewEvidence, file: EvidenceFile | None) -> bool:
    facts = (
        (there.kind, new.kind),
        (there.title, new.title.strip()),
        (there.file, file),
        (there.note, new.note),
        (there.from_whom, new.from_whom),
        (there.dated_on, new.dated_on),
        (there.received_on, new.received_on or there.received_on),
        (there.registry_number, new.registry_number),
        (there.secrecy, new.secrecy),
        (there.origin, new.origin),
    )
    return all(old == said for old, said in facts) and set(new.links) <= set(there.links)


def _insert(
    t: Transaction,
    parts: Parts,
    name: str,
    new: NewEvidence,
    *,
    file: EvidenceFile | None,
    number: int,
    project: str,
    actor: Person,
) -> None:
    t.insert(
        "evidence",
        name,
        project=project,
        number=number,
        kind=new.kind.value,
        title=new.title.strip(),
        from_whom=new.from_whom,
        dated_on=None if new.dated_on is None else new.dated_on.isoformat(),
        received_on=_received(new, parts).isoformat(),
        note=new.note,
        registry_number=new.registry_number,
        secrecy=new.secrecy,
        origin=new.origin,
        media_type="" if file is None else file.media_type,
        sha256="" if file is None else file.sha256,
        size=0 if file is None else file.size,
        added_by=actor.id,
        added_at=stamp(parts.at),
    )
