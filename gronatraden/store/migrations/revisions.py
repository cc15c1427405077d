"""The versions that a database can be of, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, MetaData, Table, Text, select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gronatraden.store.reader import Reader

REVISIONS = ("0001", "0002", "0003")
"""Every revision this version can read or upgrade; one migration each."""

LATEST = REVISIONS[-1]
"""What this version reads and writes."""

VERSION_TABLE = "gronatraden_schema"
"""Our own name, so that another program's migrations in the same database are not ours."""

_version = Table(VERSION_TABLE, MetaData(), Column("version_num", Text))


def revision_of(r: Reader) -> str:
    """Return the revision of a database, empty where it is not one of ours."""
    return "" if not r.has_table(VERSION_TABLE) else r.scalar(select(_version)) or ""


def is_newer(revision: str, known: Sequence[str] = REVISIONS) -> bool:
    """Say whether a revision was written by a version that comes after this one."""
    return revision not in known


def is_older(revision: str, known: Sequence[str] = REVISIONS) -> bool:
    """Say whether a revision has to be upgraded before this version reads it."""
    return revision in known[:-1]
