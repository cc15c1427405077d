"""Where every project stands, as it was last judged: derived, and made again from the record.

None of these rows has a commitment in the log. Each project's says how much of the log it
rests on and until when it holds; whatever came later is due. A moment is UTC text, NULL
where nothing that time alone does can change the row.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from gronatraden.store.tables.columns import DERIVED, number, text, texts

project_state = Table(
    "project_state",
    DERIVED,
    Column("project", Text, primary_key=True),
    *texts("programme", "phase"),
    number("stopped"),
    number("log_size"),
    *texts("rules", "policies"),
    text("valid_until", null=True),
)
"""One row a project: the log's size that it was judged at, by which rules, until when it holds."""
gate_state = Table(
    "gate_state",
    DERIVED,
    *texts("project", "gate"),
    number("occurrence"),
    *texts("state", "since", "who"),
    number("missing"),
    text("until", null=True),
    PrimaryKeyConstraint("project", "gate", "occurrence"),
)
"""One row for each gate that was passed or whose turn it is."""
deadline = Table(
    "deadline",
    DERIVED,
    *texts("project", "kind", "about", "gate", "due_on", "who"),
    PrimaryKeyConstraint("project", "kind", "about"),
)
"""One row for everything that falls due on a day and that somebody answers for."""
sweep = Table(
    "sweep",
    DERIVED,
    Column("id", Integer, primary_key=True, autoincrement=False),
    number("log_size"),
    *texts("rules", "on_day"),
    CheckConstraint("id = 1", name="only_one"),
)
"""How far the last sweep came: every project is judged on at least this much of the log."""

Index("ix_project_state_programme", project_state.c.programme)
Index("ix_project_state_valid_until", project_state.c.valid_until)
Index("ix_gate_state_state", gate_state.c.state, gate_state.c.since)
Index("ix_deadline_due_on", deadline.c.due_on)
