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
    _text("handle"),
    _text("name"),
    _text("added_by"),
    _text("added_at"),
    UniqueConstraint("handle"),
)
programme = _governed("programme", _text("title"), _text("owner"), *_by("opened"))
lifecycle = _governed(
    "lifecycle",
    _text("lifecycle"),
    _number("version"),
    _text("sha256"),
    _text("body"),
    _text("manuscript"),
    *_by("published"),
    UniqueConstraint("lifecycle", "version"),
)
policy = _governed(
    "policy",
    _text("policy"),
    _number("version"),
    _text("sha256"),
    _text("lifecycle"),
    _text("body"),
    _text("manuscript"),
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
    _text("sha256"),
    _text("origin"),
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
    _number("number"),
    _text("body"),
)
request = _governed(
    "request",
    _ref("project", "project"),
    UniqueConstraint("project", "number"),
    _text("gate"),
    _number("occurrence"),
    _ref("verdict", "verdict"),
    _text("panel"),
    *_by("requested"),
)
word = _governed(
    "word",
    _ref("request", "request"),
    _number("number"),
    _text("outcome"),
    _text("reason"),
    _text("conditions"),
    _text("hold_until", null=True),
    _number("number"),
    *_by("said"),
    UniqueConstraint("request", "number"),
)
decision = _governed(
    "decision",
    _ref("request", "request"),
    UniqueConstraint("project", "number"),
    _ref("project", "project"),
    _text("gate"),
    _number("occurrence"),
    _text("outcome"),
    _text("reason"),
    _text("hold_until", null=True),
    _text("registry_number"),
    _text("deciders"),
    _text("decided_at"),
    UniqueConstraint("request"),
)
condition = _governed(
    "condition",
    _ref("decision", "decision"),
    _ref("project", "project"),
    _text("text"),
    _text("owner"),
    _text("due_on"),
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
    _text("gate"),
    _text("requirement"),
    _text("reason"),
    _text("expires_on"),
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
    _text("from_finding"),
    _text("question"),
    _text("finding"),
    _text("change"),
    _text("decision"),
    _text("recipient"),
    _text("spread"),
    _text("tags"),
    _text("source"),
    _text("origin"),
    _text("learnt_on", null=True),
    *_by("logged"),
)
offering = _governed(
    "offering",
    _ref("project", "project"),
    _number("number"),
    _text("asked_with"),
    _text("lessons"),
    *_by("offered"),
    UniqueConstraint("project", "number"),
)
answer = _governed(
    "answer",
    _ref("project", "project"),
    _ref("lesson", "lesson"),
    _number("number"),
    _text("answer"),
    _text("because"),
    *_by("answered"),
    UniqueConstraint("project", "lesson", "number"),
)
reading = _governed(
    "reading",
    _ref("project", "project"),
    _number("number"),
    _text("indicator"),
    _text("measured_on"),
    _text("value"),
    _number("women", null=True),
    _number("men", null=True),
    _number("other", null=True),
    _text("deviation"),
    _text("source"),
    *_by("recorded"),
    UniqueConstraint("project", "number"),
)

Index("ix_document_latest", document.c.project, document.c.tool, document.c.number)
for _table in (verdict, request, decision, condition, waiver, lesson, reading, role_grant):
    Index(f"ix_{_table.name}_project", _table.c.project)
Index(
    "uq_decision_opens_once",
    decision.c.project,
    decision.c.gate,
    decision.c.occurrence,
    unique=True,
    sqlite_where=decision.c.outcome.in_(("go", "go_with_conditions")),
    postgresql_where=decision.c.outcome.in_(("go", "go_with_conditions")),
)
