"""Rows of evidence and what it is about, as values."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from gronatraden.history import Evidence, EvidenceFile, EvidenceKind, EvidenceLink
from gronatraden.store.reader import per_project
from gronatraden.store.tables import evidence, evidence_link
from gronatraden.store.verify_rows import as_stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import RowMapping

    from gronatraden.store.reader import Reader

_SHA = 64
_EVIDENCE = per_project(select(evidence).order_by(evidence.c.number), evidence.c.project)
_LINKS = per_project(
    select(evidence_link).join(evidence, evidence.c.id == evidence_link.c.evidence),
    evidence.c.project,
)
_ABOUT_CONDITIONS = per_project(
    select(evidence.c.number, evidence_link.c.target)
    .join(evidence_link, evidence_link.c.evidence == evidence.c.id)
    .where(evidence_link.c.kind == "condition")
    .order_by(evidence.c.number),
    evidence.c.project,
)


def evidence_of(r: Reader, project: str) -> tuple[Evidence, ...]:
    """Return a project's evidence in the order added."""
    rows = r.all(_EVIDENCE, of=project)
    if not rows:
        return ()
    linked = r.all(_LINKS, of=project)
    links: dict[str, list[EvidenceLink]] = {}
    for row in linked:
        link = EvidenceLink(row["kind"], row["target"])
        links.setdefault(row["evidence"], []).append(link)
    return tuple(_evidence(row, links.get(row["id"], [])) for row in rows)


def about_conditions(r: Reader, project: str) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the evidence about each condition of a project, in order."""
    found: dict[str, tuple[int, ...]] = {}
    for row in r.all(_ABOUT_CONDITIONS, of=project):
        found[row["target"]] = (*found.get(row["target"], ()), row["number"])
    return found


def evidence_count(r: Reader, project: str) -> int:
    """Return how much evidence a project has."""
    found = select(func.count()).select_from(evidence).where(evidence.c.project == project)
    return int(r.scalar(found))


def files_as_stored(r: Reader) -> Iterator[tuple[str, EvidenceFile]]:
    """Yield every row that speaks of a file, by id, as far as its cells are of their kinds.

    What a tampered row says otherwise is told where rows are verified.

    Raises:
        UnavailableError: When the table cannot be read.
    """
    for row in r.each(as_stored(evidence).order_by(evidence.c.id)):
        key, said, size = row["id"], row["sha256"], row["size"]
        if isinstance(key, str) and _is_sha(said) and isinstance(size, int):
            yield key, EvidenceFile(media_type=str(row["media_type"]), size=size, sha256=said)


def known_files(r: Reader) -> frozenset[str]:
    """Return the hashes of all files that the record speaks of."""
    return frozenset(file.sha256 for _, file in files_as_stored(r))


def _is_sha(said: Any) -> bool:  # noqa: ANN401 - whatever a tampered cell holds
    return isinstance(said, str) and len(said) == _SHA and not set(said) - set("0123456789abcdef")


def _evidence(row: RowMapping, links: list[EvidenceLink]) -> Evidence:
    file = EvidenceFile(media_type=row["media_type"], size=row["size"], sha256=row["sha256"])
    return Evidence(
        id=row["id"],
        number=row["number"],
        kind=EvidenceKind(row["kind"]),
        title=row["title"],
        from_whom=row["from_whom"],
        dated_on=None if row["dated_on"] is None else date.fromisoformat(row["dated_on"]),
        received_on=date.fromisoformat(row["received_on"]),
        note=row["note"],
        registry_number=row["registry_number"],
        secrecy=row["secrecy"],
        origin=row["origin"],
        file=file if row["sha256"] else None,
        links=tuple(sorted(links)),
        added_by=row["added_by"],
        added_at=datetime.fromisoformat(row["added_at"]),
    )
