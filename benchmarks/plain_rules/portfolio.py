"""Every stored project's start gate by hand: read by bare SQL, judged, and written down."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC
from typing import TYPE_CHECKING

import msgspec

from benchmarks.plain_rules.start_gate import judge
from benchmarks.plain_rules.world import World

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_DECIDERS = [("steering_group", 2), ("steering_chair", 1)]
_PROJECTS = "SELECT id, programme FROM project ORDER BY id"
_DOCUMENTS = (
    "SELECT tool, body, submitted_by FROM document JOIN content ON content.id = document.id"
    " WHERE document.project = ? ORDER BY number"
)
_GRANTS = (
    "SELECT person, role, from_on, until_on, instead_of FROM role_grant"
    " LEFT JOIN substitution ON substitution.role_grant = role_grant.id"
    " WHERE project = ? OR project IS NULL AND (programme IS NULL OR programme = ?)"
)
_OFFERED = "SELECT lessons FROM offering WHERE project = ? ORDER BY number DESC LIMIT 1"
_ANSWERS = "SELECT lesson, answer, because FROM answer WHERE project = ? ORDER BY number"
_KEPT = "CREATE TABLE IF NOT EXISTS by_hand (project TEXT PRIMARY KEY, ready INT, until TEXT)"
_KEEP = "INSERT OR REPLACE INTO by_hand VALUES (?, ?, ?)"


def judge_all(file: Path, today: date, *, beside: Path) -> dict[str, tuple[bool, str | None]]:
    """Judge every project in a database; return whether it is ready, and until when that holds.

    Args:
        file: The database.
        today: The day of the judgement.
        beside: Another database, where the answers are written.
    """
    read = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    kept = sqlite3.connect(beside)
    kept.execute(_KEPT)
    parse = msgspec.json.Decoder().decode
    answers: dict[str, tuple[bool, str | None]] = {}
    for project, programme in read.execute(_PROJECTS):
        rows = read.execute(_DOCUMENTS, (project,)).fetchall()
        world = _world(read, project, programme, today, frozenset(row[2] for row in rows))
        judged = judge({tool: body.encode() for tool, body, _ in rows}, world, parse)
        until = (
            None if judged.valid_until is None else judged.valid_until.astimezone(UTC).isoformat()
        )
        answers[project] = (judged.ready, until)
    kept.executemany(_KEEP, [(name, *answer) for name, answer in answers.items()])
    kept.commit()
    kept.close()
    read.close()
    return answers


def _world(
    read: sqlite3.Connection,
    project: str,
    programme: str,
    today: date,
    submitters: frozenset[str],
) -> World:
    offered = read.execute(_OFFERED, (project,)).fetchone()
    given = {row[0]: row for row in read.execute(_ANSWERS, (project,))}
    lessons = json.loads(offered[0]) if offered else []
    names = ("person", "role", "from_on", "until_on", "instead_of")
    return World(
        today=today.isoformat(),
        offered=[
            dict(zip(("lesson", "answer", "because"), given.get(x, (x, "", "")), strict=True))
            for x in lessons
        ],
        grants=[
            dict(zip(names, row, strict=True))
            for row in read.execute(_GRANTS, (project, programme))
        ],
        submitters=submitters,
        deciders=_DECIDERS,
    )
