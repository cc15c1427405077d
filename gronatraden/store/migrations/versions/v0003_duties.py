"""More duties kept apart: admins for a time, words on changes and waivers, moves to other rules."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the rules that were added in place of those that are no more, as drawn."""
    dialect = op.get_bind().dialect.name
    script = Path(__file__).with_suffix(f".{dialect}.sql").read_text(encoding="utf-8")
    for statement in script.split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
