"""Papers that show something, and notes of what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - part of the public shape
from enum import StrEnum
from typing import Literal


class EvidenceKind(StrEnum):
    """What a piece of evidence is (handling)."""

    DECISION = "decision"
    AGREEMENT = "agreement"
    COMMITMENT = "commitment"
    """A partner's confirmation of what it has taken on (bekräftelse av åtaganden)."""
    MINUTES = "minutes"
    ORAL_NOTE = "oral_note"
    """What was said and not written, noted by an officer (tjänsteanteckning)."""
    OTHER = "other"


EvidenceAbout = Literal["requirement", "condition", "decision", "document", "funding", "change"]
"""Kinds of things that evidence can be about."""


@dataclass(frozen=True, slots=True, order=True)
class EvidenceLink:
    """One thing that a piece of evidence is about."""

    about: EvidenceAbout
    target: str
    """Its id; of a document, the tool's name; of a change, its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFile:
    """A file as it was when it was handed in."""

    media_type: str
    size: int
    """Bytes."""
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A paper that shows something, or a note of what was said (handling)."""

    id: str
    number: int
    """Counts from 1 per project."""
    kind: EvidenceKind
    title: str
    from_whom: str
    """Who issued it, or who said it; empty where it is not known."""
    dated_on: date | None
    """Day it was signed or written, or the day it was said."""
    received_on: date
    """Day it came in (inkommen)."""
    note: str
    """Of an oral note, what was said; otherwise what the reader needs to know."""
    registry_number: str
    """Diarienummer."""
    secrecy: str
    """Legal ground of its secrecy mark (sekretessmarkering); empty where it bears none."""
    origin: str
    file: EvidenceFile | None
    """None where the note is the whole content."""
    links: tuple[EvidenceLink, ...]
    added_by: str
    """Pseudonym."""
    added_at: datetime
