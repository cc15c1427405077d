"""The tables, as SQLAlchemy Core sees them.

A governed table has ``id`` (the name its rows carry in the log; never personal data)
and ``salt`` (32 random bytes). Rows are inserted once and never changed. Moments are
UTC text (``2019-03-01T09:00:00Z``), days are ISO text, numbers with decimals are text
and lists are canonical JSON: what is hashed is what is stored, on every database.
People appear as pseudonyms; only ``person`` knows who is behind one. An occurrence
of 0 means that the gate does not recur. The log's own tables are in ``log``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from sqlalchemy.schema import SchemaItem

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
GOVERNED: dict[str, Table] = {}
"""Tables whose every row has a commitment in the log, by name."""


WHOLE = BigInteger().with_variant(Integer(), "sqlite")
"""As large as canonical integers get, on every database."""


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _texts(*names: str) -> tuple[Column[str], ...]:
    return tuple(_text(name) for name in names)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, WHOLE, nullable=null)


def _ref(name: str, target: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, ForeignKey(f"{target}.id"), nullable=null)


def _governed(name: str, *columns: SchemaItem) -> Table:
    table = Table(
        name,
        METADATA,
        Column("id", Text, primary_key=True),
        Column("salt", LargeBinary, nullable=False),
        *columns,
    )
    GOVERNED[name] = table
    return table


def _by(prefix: str) -> tuple[Column[str], Column[str]]:
    return _ref(f"{prefix}_by", "person", null=False), _text(f"{prefix}_at")


person = _governed(
    "person",
    *_texts("handle", "name", "added_by", "added_at"),
    UniqueConstraint("handle"),
)
programme = _governed("programme", _text("title"), _text("owner"), *_by("opened"))
lifecycle = _governed(
    "lifecycle",
    _text("lifecycle"),
    _number("version"),
    *_texts("sha256", "body", "manuscript"),
    *_by("published"),
    UniqueConstraint("lifecycle", "version"),
)
policy = _governed(
    "policy",
    _text("policy"),
    _number("version"),
    *_texts("sha256", "lifecycle", "body", "manuscript"),
    *_by("published"),
    UniqueConstraint("policy", "version"),
)
project = _governed(
    "project",
    _ref("programme", "programme"),
    _text("lifecycle"),
    _number("lifecycle_version"),
    *_by("opened"),
)
pin = _governed(
    "pin",
    _ref("project", "project"),
    _number("position"),
    _text("policy"),
    _number("version"),
    *_by("pinned"),
    UniqueConstraint("project", "policy"),
)
role_grant = _governed(
    "role_grant",
    _ref("person", "person"),
    _text("role"),
    _ref("programme", "programme", null=True),
    _ref("project", "project", null=True),
    _text("from_on"),
    _text("until_on", null=True),
    *_by("granted"),
)
role_end = _governed(
    "role_end",
    _ref("role_grant", "role_grant"),
    _text("last_on"),
    *_by("ended"),
    UniqueConstraint("role_grant"),
)
document = _governed(
    "document",
    _ref("project", "project"),
    _text("tool"),
    _number("number"),
    _number("schema"),
    *_texts("sha256", "origin"),
    *_by("submitted"),
    UniqueConstraint("project", "tool", "number"),
)
content = _governed("content", _ref("document", "document"), _text("body"), _text("sources"))
verdict = _governed(
    "verdict",
    _ref("project", "project"),
    _text("gate"),
    _number("occurrence"),
    _text("at"),
    _number("ready"),
    _text("valid_until", null=True),
    _text("body"),
)
request = _governed(
    "request",
    _ref("project", "project"),
    _number("number"),
    _text("gate"),
    _number("occurrence"),
    _ref("verdict", "verdict"),
    _text("panel"),
    *_by("requested"),
    UniqueConstraint("project", "number"),
)
word = _governed(
    "word",
    _ref("request", "request"),
    _number("number"),
    *_texts("outcome", "reason", "conditions"),
    _text("hold_until", null=True),
    *_by("said"),
    UniqueConstraint("request", "number"),
)
decision = _governed(
    "decision",
    _ref("request", "request"),
    _ref("project", "project"),
    _number("number"),
    _text("gate"),
    _number("occurrence"),
    *_texts("outcome", "reason"),
    _text("hold_until", null=True),
    *_texts("registry_number", "deciders", "decided_at"),
    UniqueConstraint("request"),
    UniqueConstraint("project", "number"),
)
condition = _governed(
    "condition",
    _ref("decision", "decision"),
    _ref("project", "project"),
    *_texts("text", "owner", "due_on"),
)
condition_met = _governed(
    "condition_met",
    _ref("condition", "condition"),
    _text("proof"),
    *_by("met"),
    UniqueConstraint("condition"),
)
waiver = _governed(
    "waiver",
    _ref("project", "project"),
    *_texts("gate", "requirement", "reason", "expires_on"),
    *_by("requested"),
)
waiver_approval = _governed(
    "waiver_approval", _ref("waiver", "waiver"), *_by("approved"), UniqueConstraint("waiver")
)
waiver_end = _governed(
    "waiver_end",
    _ref("waiver", "waiver"),
    _text("reason"),
    *_by("revoked"),
    UniqueConstraint("waiver"),
)
lesson = _governed(
    "lesson",
    _ref("programme", "programme"),
    _ref("project", "project", null=True),
    *_texts("from_finding", "question", "finding", "change", "decision"),
    *_texts("recipient", "spread", "tags", "source", "origin"),
    _text("learnt_on", null=True),
    *_by("logged"),
)
offering = _governed(
    "offering",
    _ref("project", "project"),
    _number("number"),
    *_texts("asked_with", "lessons"),
    *_by("offered"),
    UniqueConstraint("project", "number"),
)
answer = _governed(
    "answer",
    _ref("project", "project"),
    _ref("lesson", "lesson"),
    _number("number"),
    *_texts("answer", "because"),
    *_by("answered"),
    UniqueConstraint("project", "lesson", "number"),
)
reading = _governed(
    "reading",
    _ref("project", "project"),
    _number("number"),
    *_texts("indicator", "measured_on", "value"),
    _number("women", null=True),
    _number("men", null=True),
    _number("other", null=True),
    *_texts("deviation", "source"),
    *_by("recorded"),
    UniqueConstraint("project", "number"),
)
evidence = _governed(
    "evidence",
    _ref("project", "project"),
    _number("number"),
    *_texts("kind", "title", "from_whom"),
    _text("dated_on", null=True),
    *_texts("received_on", "note", "registry_number", "secrecy", "origin"),
    *_texts("media_type", "sha256"),
    _number("size"),
    *_by("added"),
    UniqueConstraint("project", "number"),
)
evidence_link = _governed(
    "evidence_link",
    _ref("evidence", "evidence"),
    *_texts("kind", "target"),
    *_by("linked"),
    UniqueConstraint("evidence", "kind", "target"),
)

Index("ix_document_latest", document.c.project, document.c.tool, document.c.number)
for _table in (verdict, request, decision, condition, waiver, lesson, reading, role_grant):
    Index(f"ix_{_table.name}_project", _table.c.project)
