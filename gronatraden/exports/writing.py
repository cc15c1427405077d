"""Artefacts become files: whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gronatraden.errors import ExportError

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(file: Path, text: str) -> int:
    """Write a text to a file so that nobody ever meets half of it; return its size in bytes.

    The text is written beside the file and then takes its name. What stood there before
    stays until then, and stays altogether when something goes wrong.

    Raises:
        ExportError: When the file is a folder, or its folder is missing, closed to us or full.
    """
    try:
        if file.is_dir():
            raise ExportError(file=str(file), reason="is-a-folder")
        if not file.parent.is_dir():
            raise ExportError(file=str(file), reason="no-folder")
        return _write(file, text.encode())
    except PermissionError as error:
        raise ExportError(file=str(file), reason="not-permitted") from error
    except OSError as error:
        raise ExportError(file=str(file), reason="not-written") from error


def _write(file: Path, body: bytes) -> int:
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with beside.open("xb") as opened:
            opened.write(body)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    return len(body)
