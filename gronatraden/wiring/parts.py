"""The parts of an act are plugged together here, and only here is a clock read.

A database made with a *simulated* clock takes the moment it is told
(``GRONATRADEN_AT``); any other takes the wall clock's and refuses to be told, so that
nothing can be dated back.
"""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from gronatraden.audit.key import KEY_BYTES, Signer
from gronatraden.errors import (
    LogKeyError,
    MalformedNoteError,
    NoDatabaseError,
    SettingError,
    UnavailableError,
)
from gronatraden.services import Parts
from gronatraden.store.engine import Store
from gronatraden.store.evidence.vault import Vault
from gronatraden.store.log import head

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gronatraden.settings import Settings
    from gronatraden.store.engine import Clock

_OWNER_ONLY = 0o600
_OTHERS = 0o077
_KEY_LIMIT = 4096


def clock() -> datetime:
    """Read the wall clock."""
    return datetime.now(UTC)


@contextmanager
def connect(settings: Settings, *, dry_run: bool = False) -> Iterator[Parts]:
    """Plug in what the settings let in, open the database, and yield the parts of an act.

    Args:
        settings: Where the database and the log's key are.
        dry_run: Whether acts do everything but commit.

    Raises:
        PluginError: When a plugin that is let in cannot be used.
        NoDatabaseError: When there is no database.
        SettingError: When a moment is stated and the database keeps the wall clock.
    """
    plug_in(settings)
    with Store.open(settings.database) as store:
        if settings.at is not None and clock_of(store) != "simulated":
            raise SettingError(file="", reason="clock", name="at", nearest="")
        yield Parts(
            store=store,
            vault=Vault(settings.evidence_folder, limit=settings.evidence_limit),
            signer=cache(lambda: read_key(settings.log_key)),
            at=settings.at or clock(),
            random=secrets.token_bytes,
            dry_run=dry_run,
        )


def plug_in(settings: Settings) -> None:
    """Plug in what the settings let in; where that is nothing, nothing is looked for.

    Raises:
        PluginError: When a plugin that is let in cannot be used.
    """
    if settings.plugins:
        from gronatraden.wiring import plugins  # noqa: PLC0415 - metadata is slow to read

        plugins.plug_in(settings.plugins)


def clock_of(store: Store) -> str:
    """Return whether a database keeps the wall clock or a simulated one."""
    with store.read() as r:
        return head(r).clock


def exists(settings: Settings) -> bool:
    """Say whether there is a database.

    Raises:
        StoreError: When there is one that this version cannot use.
    """
    try:
        Store.open(settings.database).close()
    except NoDatabaseError:
        return False
    return True


def create(settings: Settings, *, clock_kind: Clock = "wall") -> None:
    """Make the database and the log's key where there are none.

    Args:
        settings: Where they are to be.
        clock_kind: ``wall``, or ``simulated`` for a demonstration on its own dates.

    Raises:
        LogKeyError: When the key's file cannot be written, or is no key.
        UnavailableError: When the database's folder cannot be written.
        ConflictError: When there is a database already.
    """
    if settings.file is not None:
        try:
            settings.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnavailableError(reason="folder", database=str(settings.file)) from error
    if not settings.log_key.exists():
        _write_key(settings.log_key)
    at = settings.at or clock()
    signer = read_key(settings.log_key)
    Store.create(settings.database, signer=signer, at=at, clock=clock_kind).close()


def upgrade(settings: Settings) -> str:
    """Bring the database to this version, and return the revision it had.

    Raises:
        StoreError: When it cannot be upgraded.
    """
    return Store.upgrade(settings.database)


def read_key(file: Path) -> Signer:
    """Return the log's signer.

    Raises:
        LogKeyError: When the file is missing, open to others, or holds no key.
    """
    try:
        if file.stat().st_mode & _OTHERS:
            raise LogKeyError(reason="open-to-others", file=str(file))
        with file.open("rb") as opened:
            text = opened.read(_KEY_LIMIT).decode().strip()
        return Signer.parse(text)
    except FileNotFoundError as error:
        raise LogKeyError(reason="missing", file=str(file)) from error
    except OSError as error:
        raise LogKeyError(reason="unreadable", file=str(file)) from error
    except (MalformedNoteError, ValueError) as error:
        raise LogKeyError(reason="no-key", file=str(file)) from error


def _write_key(file: Path) -> None:
    name = f"gronatraden/{secrets.token_hex(4)}"
    text = Signer(name, secrets.token_bytes(KEY_BYTES)).to_text()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except OSError as error:
        raise LogKeyError(reason="unwritable", file=str(file)) from error
    try:
        with os.fdopen(handle, "w") as opened:
            opened.write(f"{text}\n")
            opened.flush()
            os.fsync(opened.fileno())
    except OSError as error:
        file.unlink(missing_ok=True)  # half a key would be taken for a whole one and refused
        raise LogKeyError(reason="unwritable", file=str(file)) from error
