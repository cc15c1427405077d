"""What a file is: by how its name ends and by how it begins, which have to agree.

Rules:

- Only the kinds below are taken; a name alone proves nothing.
- Nothing is unpacked, rendered or run: an archive is told by names in its directory.
- Text is UTF-8 without control characters, from its first byte to its last.

Source: the signatures of PDF (ISO 32000), PNG (W3C), JPEG (ISO 10918), ZIP (APPNOTE),
ODF 1.3 part 2 § 3.3 and ETSI EN 319 162-1 annex A (a first entry ``mimetype``), RFC 5322.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from dataclasses import dataclass
from os import SEEK_END
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from gronatraden.errors import EvidenceRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

_HEAD = 65_536
_TAIL = 1_048_576
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIP = b"PK\x03\x04"
_FIRST_ENTRY = b"mimetype"
_FIRST_NAME, _FIRST_BODY = 30, 38
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_HEADER = re.compile(rb"([!-9;-~]+):[^\n]*(?:\n[ \t][^\n]*)*\n")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of file: its media type, and whether a beginning and an end are of the kind."""

    media_type: str
    holds: Callable[[bytes, bytes], bool]
    text: bool = False


def media_type_of(name: str, opened: BinaryIO) -> str:
    """Return the media type of a file.

    Args:
        name: What the file is called; only its ending counts.
        opened: What it holds, read from anywhere.

    Raises:
        EvidenceRefusedError: When it is of no kind that is taken, or not what it says.
    """
    suffix = PurePath(name).suffix.lower()
    kind = _KINDS.get(suffix)
    if kind is None:
        raise EvidenceRefusedError(reason="unknown-kind", file=name, known=list(_KINDS))
    head, tail = _ends(opened)
    if not kind.holds(head, tail):
        raise EvidenceRefusedError(reason="not-what-it-says", file=name, kind=suffix)
    if kind.text and not _is_text(opened):
        raise EvidenceRefusedError(reason="no-text", file=name)
    return kind.media_type


def suffix_of(media_type: str) -> str:
    """Return how the name of a file of that type ends."""
    return next((s for s, kind in _KINDS.items() if kind.media_type == media_type), "")


def _ends(opened: BinaryIO) -> tuple[bytes, bytes]:
    size = opened.seek(0, SEEK_END)
    opened.seek(max(0, size - _TAIL))
    tail = opened.read(_TAIL)
    opened.seek(0)
    return opened.read(_HEAD), tail


def _is_text(opened: BinaryIO) -> bool:
    decoder = getincrementaldecoder("utf-8")()
    opened.seek(0)
    try:
        while piece := opened.read(_TAIL):
            if _CONTROL.search(decoder.decode(piece)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _begins(*beginnings: bytes) -> Callable[[bytes, bytes], bool]:
    return lambda head, _: head.startswith(beginnings)


def _office(folder: bytes) -> Callable[[bytes, bytes], bool]:
    def holds(head: bytes, tail: bytes) -> bool:
        return head.startswith(_ZIP) and b"[Content_Types].xml" in tail and folder in tail

    return holds


def _declared(media_type: str) -> Callable[[bytes, bytes], bool]:
    said = media_type.encode()

    def holds(head: bytes, _: bytes) -> bool:
        named = head.startswith(_ZIP) and head[_FIRST_NAME:_FIRST_BODY] == _FIRST_ENTRY
        return named and head[_FIRST_BODY : _FIRST_BODY + len(said)] == said

    return holds


def _mail(head: bytes, _: bytes) -> bool:
    lines, place, names = head.replace(b"\r\n", b"\n"), 0, set[bytes]()
    while found := _HEADER.match(lines, place):
        names.add(found[1].lower())
        place = found.end()
    return {b"from", b"date"} <= names


_ANY = _begins(b"")
_ODT = "application/vnd.oasis.opendocument.text"
_ASIC = "application/vnd.etsi.asic-e+zip"
_JPEG = _Kind("image/jpeg", _begins(b"\xff\xd8\xff"))
_SIGNED = _Kind(_ASIC, _declared(_ASIC))
_KINDS: dict[str, _Kind] = {
    ".pdf": _Kind("application/pdf", _begins(b"%PDF-")),
    ".docx": _Kind(f"{_OFFICE}wordprocessingml.document", _office(b"word/")),
    ".xlsx": _Kind(f"{_OFFICE}spreadsheetml.sheet", _office(b"xl/")),
    ".odt": _Kind(_ODT, _declared(_ODT)),
    ".asice": _SIGNED,
    ".sce": _SIGNED,
    ".eml": _Kind("message/rfc822", _mail),
    ".txt": _Kind("text/plain", _ANY, text=True),
    ".md": _Kind("text/markdown", _ANY, text=True),
    ".png": _Kind("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
}
"""How a name ends → what the file then has to be. The list of all that is taken."""
