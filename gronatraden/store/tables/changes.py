"""What is changed during a project: changes, words on them, decisions, what led to them."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint

from gronatraden.store.tables.columns import by, governed, number, ref, text, texts

change = governed(
    "change",
    ref("project", "project"),
    number("number"),
    *texts("before", "after", "reason", "consequence", "rule", "panel"),
    *by("requested"),
    UniqueConstraint("project", "number"),
)
change_word = governed(
    "change_word",
    ref("change", "change"),
    number("number"),
    *texts("outcome", "reason"),
    *by("said"),
    UniqueConstraint("change", "number"),
)
change_decision = governed(
    "change_decision",
    ref("change", "change"),
    ref("project", "project"),
    number("number"),
    *texts("outcome", "reason", "registry_number", "deciders"),
    text("decided_at"),
    UniqueConstraint("change"),
    UniqueConstraint("project", "number"),
)
change_reading = governed(
    "change_reading",
    ref("change", "change"),
    ref("reading", "reading"),
    *by("linked"),
    UniqueConstraint("change", "reading"),
)
