"""Papers to hand in: small files of every kind that is taken, and what is said of them."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from gronatraden.history import EvidenceKind
from gronatraden.services.evidence.add_evidence import NewEvidence
from tests.builders.changes import changed

if TYPE_CHECKING:
    from pathlib import Path

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def packed(*entries: tuple[str, bytes]) -> bytes:
    """Return a ZIP archive of some entries, the first of them first."""
    body = io.BytesIO()
    with ZipFile(body, "w", ZIP_STORED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return body.getvalue()


ODT = "application/vnd.oasis.opendocument.text"
ASIC = "application/vnd.etsi.asic-e+zip"
OFFICE = "application/vnd.openxmlformats-officedocument"
BODIES: dict[str, tuple[bytes, str]] = {
    ".pdf": (PDF, "application/pdf"),
    ".docx": (
        packed(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<d/>")),
        f"{OFFICE}.wordprocessingml.document",
    ),
    ".xlsx": (
        packed(("xl/workbook.xml", b"<w/>"), ("[Content_Types].xml", b"<Types/>")),
        f"{OFFICE}.spreadsheetml.sheet",
    ),
    ".odt": (packed(("mimetype", ODT.encode()), ("content.xml", b"<c/>")), ODT),
    ".asice": (packed(("mimetype", ASIC.encode()), ("beslut.pdf", PDF)), ASIC),
    ".sce": (packed(("mimetype", ASIC.encode()), ("beslut.pdf", PDF)), ASIC),
    ".eml": (b"Date: Mon, 2 Dec 2024\r\nFrom: a@b.se\r\n\r\n\xe5\xe4\xf6\r\n", "message/rfc822"),
    ".txt": ("Öppet möte, 🚲 \u202eמבחן.\n".encode(), "text/plain"),
    ".md": (b"# Protokoll\n", "text/markdown"),
    ".png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
    ".jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "image/jpeg"),
    ".jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "image/jpeg"),
}
"""How a name ends → the least that such a file holds, and its media type."""


def a_paper(folder: Path, name: str = "beslut.pdf", body: bytes = PDF) -> Path:
    """Write a file that can be handed in; return where it is."""
    file = folder / name
    file.write_bytes(body)
    return file


def new_evidence(file: Path | None, **changes: object) -> NewEvidence:
    """Return a signed decision to hand in, with the given fields changed."""
    whole = NewEvidence(
        kind=EvidenceKind.DECISION,
        title="Beslut om stöd",
        file=file,
        from_whom="Tillväxtverket",
        dated_on=date(2024, 8, 15),
        registry_number="24RK99",
    )
    return changed(whole, changes)


def a_note(**changes: object) -> NewEvidence:
    """Return a note of what was said, with the given fields changed."""
    whole = NewEvidence(
        kind=EvidenceKind.ORAL_NOTE,
        title="Cykelvägen",
        note="Cykelvägen blir klar i maj.",
        from_whom="Gatukontoret",
        dated_on=date(2024, 8, 30),
    )
    return changed(whole, changes)
