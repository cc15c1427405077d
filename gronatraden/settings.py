"""The settings: a flag before the environment before a file, read once.

- ``database``: a database URL or a path; default an SQLite file in the user's data folder
- ``log_key``: the log's private key file; default beside the database
- ``evidence``: the folder of evidence files; default beside the database
- ``evidence_limit``: the largest evidence file, in whole megabytes; default 25
- ``actor``: handle of who acts
- ``language``: ``sv`` or ``en``
- ``at``: the moment of an act, for a database that was made with a simulated clock
- ``plugins``: the packages whose tools, checks and exports are let in; none by default

The environment says ``GRONATRADEN_DATABASE_URL``, ``GRONATRADEN_LOG_KEY``,
``GRONATRADEN_EVIDENCE``, ``GRONATRADEN_EVIDENCE_LIMIT``, ``GRONATRADEN_ACTOR``,
``GRONATRADEN_LANGUAGE``, ``GRONATRADEN_AT`` and ``GRONATRADEN_PLUGINS`` (names with commas
between); the files are ``./gronatraden.toml`` and the user's own ``config.toml``, where
``plugins`` is a list.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from platformdirs import user_config_path, user_data_path

from gronatraden.errors import SettingError
from gronatraden.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES = {
    "database": "GRONATRADEN_DATABASE_URL",
    "log_key": "GRONATRADEN_LOG_KEY",
    "evidence": "GRONATRADEN_EVIDENCE",
    "evidence_limit": "GRONATRADEN_EVIDENCE_LIMIT",
    "actor": "GRONATRADEN_ACTOR",
    "language": "GRONATRADEN_LANGUAGE",
    "at": "GRONATRADEN_AT",
    "plugins": "GRONATRADEN_PLUGINS",
}
_SQLITE = "sqlite:///"
MEGABYTE = 1_000_000
_MOST_MEGABYTES = 10_000
_LONGEST_NUMBER = 10
_PACKAGE = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
"""What a package may be called (PyPA, names and normalization)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says, in the shape the parts need."""

    database: str
    """Database URL."""
    log_key: Path
    actor: str
    language: str
    at: datetime | None
    """A stated moment; None reads the clock."""
    evidence: Path | None = None
    """Folder of evidence files; None keeps them beside the database."""
    evidence_limit: int = 25 * MEGABYTE
    """The most bytes an evidence file may have."""
    plugins: tuple[str, ...] = ()
    """Packages that may add tools, checks and exports, by normalized name."""

    @property
    def file(self) -> Path | None:
        """The database's file, or None where it is a server."""
        if not self.database.startswith(_SQLITE):
            return None
        return Path(self.database.removeprefix(_SQLITE))

    @property
    def evidence_folder(self) -> Path:
        """Where evidence files are kept: as said, beside the file, or in the data folder."""
        if self.evidence is not None:
            return self.evidence
        if self.file is not None:
            return Path(f"{self.file}.evidence")
        return user_data_path("gronatraden") / f"{_name_of(self.database)}.evidence"


def load(flags: Mapping[str, str | None], environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings: flags first, then the environment, then the files.

    Args:
        flags: What the command line says, by setting; None where it says nothing.
        environ: The environment; the process' own where nothing is given.

    Raises:
        SettingError: When a file cannot be read or a setting is not one.
    """
    around = os.environ if environ is None else environ
    said: dict[str, str] = {}
    for file in (user_config_path("gronatraden") / "config.toml", Path("gronatraden.toml")):
        said |= _read(file)
    said |= {name: around[key] for name, key in _NAMES.items() if around.get(key)}
    said |= {name: value for name, value in flags.items() if value}
    database = _url(said.get("database", ""))
    return Settings(
        database=database,
        log_key=Path(said["log_key"]) if "log_key" in said else _beside(database),
        actor=said.get("actor", ""),
        language=_language(said.get("language", "sv")),
        at=_moment(said.get("at", "")),
        evidence=Path(said["evidence"]) if "evidence" in said else None,
        evidence_limit=_limit(said.get("evidence_limit", "25")),
        plugins=_packages(said.get("plugins", "")),
    )


def _read(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SettingError(file=str(file), reason="unreadable", name="", nearest="") from error
    listed = found.get("plugins")
    if isinstance(listed, list) and all(isinstance(name, str) for name in listed):
        found["plugins"] = ",".join(listed)
    for name, value in found.items():
        if name not in _NAMES or not isinstance(value, str):
            nearest = next(iter(get_close_matches(name, _NAMES, n=1)), "")
            raise SettingError(file=str(file), reason="unknown", name=name, nearest=nearest)
    return found


def _url(said: str) -> str:
    if not said:
        return f"{_SQLITE}{user_data_path('gronatraden') / 'gronatraden.db'}"
    return said if "://" in said else f"{_SQLITE}{said}"


def _beside(database: str) -> Path:
    if database.startswith(_SQLITE):
        return Path(database.removeprefix(_SQLITE)).with_suffix(".key")
    return user_data_path("gronatraden") / f"{_name_of(database)}.key"


def _name_of(database: str) -> str:
    """Return what files of a server's database are called: two databases share none."""
    return re.sub(r"\W+", "-", urlsplit(database).path).strip("-") or "gronatraden"


def _language(said: str) -> str:
    if said not in LANGUAGES:
        raise SettingError(file="", reason="language", name=said, nearest="sv")
    return said


def _limit(said: str) -> int:
    megabytes = int(said) if said.isdecimal() and len(said) < _LONGEST_NUMBER else 0
    if not 0 < megabytes <= _MOST_MEGABYTES:
        raise SettingError(file="", reason="limit", name=said, nearest="")
    return megabytes * MEGABYTE


def _packages(said: str) -> tuple[str, ...]:
    names = [name.strip() for name in said.split(",") if name.strip()]
    for name in names:
        if not _PACKAGE.fullmatch(name):
            raise SettingError(file="", reason="plugins", name=name, nearest="")
    return tuple(dict.fromkeys(re.sub(r"[-_.]+", "-", name).lower() for name in names))


def _moment(said: str) -> datetime | None:
    if not said:
        return None
    try:
        at = datetime.fromisoformat(said)
    except ValueError as error:
        raise SettingError(file="", reason="moment", name=said, nearest="") from error
    if at.tzinfo is None:
        raise SettingError(file="", reason="moment", name=said, nearest=f"{said}Z")
    if not MINYEAR < at.year < MAXYEAR:  # the day where we are, or a year on, would be no day
        raise SettingError(file="", reason="moment", name=said, nearest="")
    return at.astimezone(UTC)
