"""What happens at gates: verdicts, requests, words, decisions, conditions, points, waivers."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint

from gronatraden.store.tables.columns import by, by_project, governed, number, ref, text, texts

verdict = governed(
    "verdict",
    ref("project", "project"),
    text("gate"),
    number("occurrence"),
    text("at"),
    number("ready"),
    text("valid_until", null=True),
    text("body"),
)
request = governed(
    "request",
    ref("project", "project"),
    number("number"),
    text("gate"),
    number("occurrence"),
    ref("verdict", "verdict"),
    text("panel"),
    *by("requested"),
    UniqueConstraint("project", "number"),
)
word = governed(
    "word",
    ref("request", "request"),
    number("number"),
    *texts("outcome", "reason", "conditions"),
    text("hold_until", null=True),
    *by("said"),
    UniqueConstraint("request", "number"),
)
decision = governed(
    "decision",
    ref("request", "request"),
    ref("project", "project"),
    number("number"),
    text("gate"),
    number("occurrence"),
    *texts("outcome", "reason"),
    text("hold_until", null=True),
    *texts("registry_number", "deciders", "decided_at"),
    UniqueConstraint("request"),
    UniqueConstraint("project", "number"),
)
condition = governed(
    "condition",
    ref("decision", "decision"),
    ref("project", "project"),
    *texts("text", "owner", "due_on"),
)
condition_met = governed(
    "condition_met",
    ref("condition", "condition"),
    text("proof"),
    *by("met"),
    UniqueConstraint("condition"),
)
motion = governed(
    "motion",
    ref("request", "request"),
    ref("project", "project"),
    text("asks"),
    ref("condition", "condition", null=True),
    text("due_on", null=True),
    text("reason"),
    UniqueConstraint("request"),
)
point_said = governed(
    "point_said",
    ref("word", "word"),
    number("number"),
    *texts("place", "text"),
    UniqueConstraint("word", "number"),
)
point_set = governed(
    "point_set",
    ref("decision", "decision"),
    ref("project", "project"),
    number("number"),
    *texts("place", "text"),
    UniqueConstraint("decision", "number"),
)
point_mended = governed(
    "point_mended",
    ref("point", "point_set"),
    text("how"),
    *by("mended"),
    UniqueConstraint("point"),
)
waiver = governed(
    "waiver",
    ref("project", "project"),
    *texts("gate", "requirement", "reason", "expires_on"),
    *by("requested"),
)
waiver_approval = governed(
    "waiver_approval", ref("waiver", "waiver"), *by("approved"), UniqueConstraint("waiver")
)
waiver_ground = governed(
    "waiver_ground", ref("waiver", "waiver"), text("means"), UniqueConstraint("waiver")
)
waiver_word = governed(
    "waiver_word", ref("waiver", "waiver"), *by("said"), UniqueConstraint("waiver", "said_by")
)
waiver_end = governed(
    "waiver_end",
    ref("waiver", "waiver"),
    text("reason"),
    *by("revoked"),
    UniqueConstraint("waiver"),
)
notice = governed(
    "notice",
    ref("project", "project"),
    number("number"),
    text("kind"),
    ref("decision", "decision"),
    ref("document", "document"),
    text("fields"),
    *by("raised"),
    UniqueConstraint("project", "number"),
)

by_project(verdict, request, decision, condition, motion, point_set, waiver)
