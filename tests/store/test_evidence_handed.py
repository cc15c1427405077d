"""A file that is handed in is read once, as it was when reading began."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import EvidenceRefusedError
from gronatraden.store.evidence.handed import take
from tests.builders.evidence import PDF, a_paper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LIMIT = 25_000_000


class Meddled(io.BytesIO):
    """A draft: whenever a piece of a file is written to it, somebody meddles with the file."""

    def __init__(self, meddle: Callable[[], object]) -> None:
        super().__init__()
        self._meddle = meddle

    def write(self, piece: bytes, /) -> int:  # type: ignore[override]  # all that is written
        """Take a piece, and let the file be meddled with."""
        self._meddle()
        return super().write(piece)


def grow(file: Path) -> None:
    """Add to a file."""
    with file.open("ab") as opened:
        opened.write(b"%" * 10)


def shrink(file: Path) -> None:
    """Take from a file."""
    os.truncate(file, 1_500_000)


def rewrite(file: Path) -> None:
    """Write something else of the same length, a second later."""
    with file.open("r+b") as opened:
        opened.write(b"%PDF-0.0")
    later = file.stat().st_mtime_ns + 10**9
    os.utime(file, ns=(later, later))


def exchange(file: Path) -> None:
    """Put another file in its place, which is not the one that is read."""
    other = file.with_name("other")
    other.write_bytes(b"other")
    other.replace(file)


@pytest.mark.parametrize("meddle", [grow, shrink, rewrite])
def test_a_file_that_changes_is_refused(tmp_path: Path, meddle: Callable[[Path], None]) -> None:
    file = a_paper(tmp_path, body=PDF.ljust(2_000_000))

    with pytest.raises(EvidenceRefusedError) as refused:
        take(file, Meddled(lambda: meddle(file)), limit=LIMIT)

    assert refused.value.facts["reason"] == "changed"


def test_a_file_that_keeps_growing_is_not_followed(tmp_path: Path) -> None:
    file = a_paper(tmp_path, body=PDF.ljust(2_000_000))
    draft = Meddled(lambda: os.truncate(file, file.stat().st_size + 4_000_000))

    with pytest.raises(EvidenceRefusedError):
        take(file, draft, limit=LIMIT)

    assert len(draft.getvalue()) <= 4_000_000


@pytest.mark.parametrize("meddle", [exchange, lambda file: file.unlink(missing_ok=True)])
def test_what_was_opened_is_what_is_read(tmp_path: Path, meddle: Callable[[Path], None]) -> None:
    file = a_paper(tmp_path)
    draft = Meddled(lambda: meddle(file))

    taken = take(file, draft, limit=LIMIT)

    assert (draft.getvalue(), taken.size) == (PDF, len(PDF))


def test_a_file_left_alone_is_taken(tmp_path: Path) -> None:
    file = a_paper(tmp_path, body=PDF.ljust(2_000_000))

    assert take(file, Meddled(lambda: None), limit=LIMIT).size == 2_000_000
