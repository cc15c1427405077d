"""Evidence is held against its files: all there, and none other than was handed in.

What differs is told and never mended. ``verify_log`` tells the same of the whole record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.errors import UnavailableError
from gronatraden.project import Act
from gronatraden.services._desk import find_project, permit
from gronatraden.services.evidence._linking import find_evidence
from gronatraden.store.evidence.rows import evidence_of, files_as_stored, known_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.history import Evidence, EvidenceFile
    from gronatraden.services._parts import Parts
    from gronatraden.store.evidence.vault import State, Vault
    from gronatraden.store.reader import Reader

STREAM = "evidence"
"""History of what is done with evidence in the whole house."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One piece of evidence and how its file was found; a note is always held."""

    evidence: Evidence
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceChecked:
    """What a look at the files found."""

    looked: tuple[Looked, ...]
    """In the order added."""

    @property
    def differing(self) -> tuple[Looked, ...]:
        """Those whose file is not as it was handed in."""
        return tuple(one for one in self.looked if one.state != "held")


def check_evidence(parts: Parts, *, project: str) -> EvidenceChecked:
    """Return how the files of a project's evidence are found.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.read() as r:
        find_project(r, project)
        found = evidence_of(r, project)
    return EvidenceChecked(
        looked=tuple(Looked(evidence=one, state=_state(parts.vault, one.file)) for one in found)
    )


def look_at_evidence(parts: Parts, *, project: str, number: int) -> Looked:
    """Return one piece of a project's evidence, and how its file is found.

    Raises:
        UnknownNameError: When there is no such project, or no such evidence in it.
    """
    with parts.read() as r:
        find_project(r, project)
        found = find_evidence(r, project, number)
    return Looked(evidence=found, state=_state(parts.vault, found.file))


def sweep_evidence(parts: Parts, *, by: str) -> int:
    """Remove the files that the record does not speak of; a dry run only counts them.

    They are left where a program died between keeping a file and recording it: nobody
    was told that they were taken.

    Returns:
        How many there were.

    Raises:
        NotPermittedError: When the actor may not sweep.
        EvidenceUnavailableError: When the folder is another log's, or cannot be written.
    """
    if parts.dry_run:
        with parts.read() as r:
            permit(parts, r, by, Act.SWEEP_EVIDENCE, None)
            return len(parts.vault.strays(known_files(r)))
    with parts.read() as r:
        permit(parts, r, by, Act.SWEEP_EVIDENCE, None)
    with parts.vault.sweeping(log=parts.signer().verifier.vkey), parts.write() as t:
        actor = permit(parts, t, by, Act.SWEEP_EVIDENCE, None)
        strays = parts.vault.strays(known_files(t))
        for stray in strays:
            parts.vault.remove(stray)
        if strays:
            count = len(strays)
            t.record("evidence.swept", stream=STREAM, actor=actor.id, at=parts.at, count=count)
        return len(strays)


def differing_files(vault: Vault, r: Reader) -> Iterator[tuple[str, State]]:
    """Yield the id of every row whose file is not as it says, and how it was found.

    Args:
        vault: Where the files are.
        r: Where the rows are, trusted in nothing.
    """
    try:
        for key, file in files_as_stored(r):
            if (state := vault.state_of(file)) != "held":
                yield key, state
    except UnavailableError:
        return  # that the table cannot be read is told where rows are verified


def _state(vault: Vault, file: EvidenceFile | None) -> State:
    return "held" if file is None else vault.state_of(file)
