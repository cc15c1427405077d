"""Reading: a file or a text becomes a manuscript, or is refused with every reason.

A file is looked at before it is opened and never read further than its limit, so
that neither a directory, a device nor ten megabytes get past the door.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gronatraden.documents import LARGEST_FILE
from gronatraden.errors import ManuscriptError, Problem
from gronatraden.manuscript.characters import decode, unreadable
from gronatraden.manuscript.composition import PROBLEM_LIMIT, compose
from gronatraden.manuscript.places import Place, Position, steps

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterable

    from gronatraden.manuscript.places import Path, Value

LIMIT_BYTES = LARGEST_FILE
"""Four mebibytes: two thousand stakeholders, each with everything said of it."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A text that a person wrote, and what stands in it."""

    file: str
    """Where it comes from, as the caller named it."""
    text: str = field(repr=False)
    """What was read, unchanged but for a byte order mark."""
    value: dict[str, Value]
    place: Place = field(repr=False)

    def line_of(self, path: Path) -> Position:
        """Return where a key or item stands, or its nearest parent that exists."""
        *_, nearest = steps(self.place, path)
        return nearest.position


def read(path: pathlib.Path, *, limit_bytes: int = LIMIT_BYTES) -> Manuscript:
    """Read a manuscript from a file.

    Args:
        path: An ordinary file in UTF-8.
        limit_bytes: Size above which the file is refused before it is parsed.

    Raises:
        ManuscriptError: When the file cannot be opened or is not a plain YAML mapping;
            it carries every problem found, in the order of the file.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise _refused(path, "file-is-a-directory")
        if not stat.S_ISREG(found.st_mode):
            raise _refused(path, "file-is-not-ordinary")
        if found.st_size > limit_bytes:
            raise _refused(path, "file-is-too-large", limit=limit_bytes)
        with path.open("rb") as file:
            data = file.read(limit_bytes + 1)  # it may have grown since
    except FileNotFoundError as error:
        raise _refused(path, "file-is-missing") from error
    except (OSError, ValueError) as error:
        raise _refused(path, "file-is-unreadable") from error
    if len(data) > limit_bytes:
        raise _refused(path, "file-is-too-large", limit=limit_bytes)
    text = decode(data)
    if isinstance(text, Problem):
        raise ManuscriptError(str(path), [text])
    return _compose(text, str(path))


def read_text(text: str, *, name: str, limit_bytes: int = LIMIT_BYTES) -> Manuscript:
    """Read a manuscript from a text that is already in memory.

    Args:
        text: YAML.
        name: What to call the text when something is wrong with it.
        limit_bytes: Size in UTF-8 above which the text is refused before it is parsed.

    Raises:
        ManuscriptError: As ``read`` does.
    """
    size = len(text) if len(text) > limit_bytes else len(text.encode("utf-8", "replace"))
    if size > limit_bytes:
        raise ManuscriptError(name, [Problem("file-is-too-large", facts={"limit": limit_bytes})])
    return _compose(text.removeprefix("\ufeff"), name)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order of the file, at most a hundred and then a count."""
    ordered = sorted(problems, key=lambda problem: (problem.line, problem.column, problem.code))
    if len(ordered) <= PROBLEM_LIMIT:
        return ordered
    kept = ordered[:PROBLEM_LIMIT]
    return [*kept, Problem("more-problems", kept[-1].line, kept[-1].column)]


def _compose(text: str, name: str) -> Manuscript:
    if problems := unreadable(text, at_most=PROBLEM_LIMIT + 1):
        raise ManuscriptError(name, in_order(problems))
    value, place, problems = compose(text)
    if problems or not isinstance(value, dict):
        raise ManuscriptError(name, in_order(problems))
    return Manuscript(file=name, text=text, value=value, place=place)


def _refused(path: pathlib.Path, code: str, **facts: int) -> ManuscriptError:
    return ManuscriptError(str(path), [Problem(code, facts=facts)])
