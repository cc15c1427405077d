"""What a project hands in and learns: documents, readings, evidence, lessons."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from gronatraden.store.tables.columns import by, by_project, governed, number, ref, text, texts

document = governed(
    "document",
    ref("project", "project"),
    text("tool"),
    number("number"),
    number("schema"),
    *texts("sha256", "origin"),
    *by("submitted"),
    UniqueConstraint("project", "tool", "number"),
)
content = governed("content", ref("document", "document"), text("body"), text("sources"))
lesson = governed(
    "lesson",
    ref("programme", "programme"),
    ref("project", "project", null=True),
    *texts("from_finding", "question", "finding", "change", "decision"),
    *texts("recipient", "spread", "tags", "source", "origin"),
    text("learnt_on", null=True),
    *by("logged"),
)
offering = governed(
    "offering",
    ref("project", "project"),
    number("number"),
    *texts("asked_with", "lessons"),
    *by("offered"),
    UniqueConstraint("project", "number"),
)
answer = governed(
    "answer",
    ref("project", "project"),
    ref("lesson", "lesson"),
    number("number"),
    *texts("answer", "because"),
    *by("answered"),
    UniqueConstraint("project", "lesson", "number"),
)
reading = governed(
    "reading",
    ref("project", "project"),
    number("number"),
    *texts("indicator", "measured_on", "value"),
    number("women", null=True),
    number("men", null=True),
    number("other", null=True),
    *texts("deviation", "source"),
    *by("recorded"),
    UniqueConstraint("project", "number"),
)
evidence = governed(
    "evidence",
    ref("project", "project"),
    number("number"),
    *texts("kind", "title", "from_whom"),
    text("dated_on", null=True),
    *texts("received_on", "note", "registry_number", "secrecy", "origin"),
    *texts("media_type", "sha256"),
    number("size"),
    *by("added"),
    UniqueConstraint("project", "number"),
)
evidence_link = governed(
    "evidence_link",
    ref("evidence", "evidence"),
    *texts("kind", "target"),
    *by("linked"),
    UniqueConstraint("evidence", "kind", "target"),
)

Index("ix_document_latest", document.c.project, document.c.tool, document.c.number)
by_project(lesson, reading)
