"""The first schema: everything governed, the log, its guards and the words of lessons."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table, index and guard, as drawn for the database at hand."""
    dialect = op.get_bind().dialect.name
    script = Path(__file__).with_suffix(f".{dialect}.sql").read_text(encoding="utf-8")
    for statement in script.split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
