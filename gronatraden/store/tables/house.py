"""Who is in the house and by which rules: people, programmes, policies, projects, roles."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint

from gronatraden.store.tables.columns import by, by_project, governed, number, ref, text, texts

person = governed(
    "person",
    *texts("handle", "name", "added_by", "added_at"),
    UniqueConstraint("handle"),
)
programme = governed("programme", text("title"), text("owner"), *by("opened"))
lifecycle = governed(
    "lifecycle",
    text("lifecycle"),
    number("version"),
    *texts("sha256", "body", "manuscript"),
    *by("published"),
    UniqueConstraint("lifecycle", "version"),
)
policy = governed(
    "policy",
    text("policy"),
    number("version"),
    *texts("sha256", "lifecycle", "body", "manuscript"),
    *by("published"),
    UniqueConstraint("policy", "version"),
)
classes = governed(
    "classes",
    text("classes"),
    number("version"),
    *texts("sha256", "body", "manuscript"),
    *by("published"),
    UniqueConstraint("classes", "version"),
)
proposal = governed(
    "proposal",
    *texts("kind", "name"),
    number("version"),
    text("sha256"),
    *by("proposed"),
    UniqueConstraint("kind", "name", "version"),
)
activation = governed(
    "activation", ref("proposal", "proposal"), *by("activated"), UniqueConstraint("proposal")
)
project = governed(
    "project",
    ref("programme", "programme"),
    text("lifecycle"),
    number("lifecycle_version"),
    *by("opened"),
)
pin = governed(
    "pin",
    ref("project", "project"),
    number("position"),
    text("policy"),
    number("version"),
    *by("pinned"),
    UniqueConstraint("project", "policy"),
)
classing = governed(
    "classing",
    ref("project", "project"),
    text("classes"),
    number("version"),
    *texts("class", "lifecycle", "reason"),
    *by("classed"),
    UniqueConstraint("project"),
)
repinning = governed(
    "repinning",
    ref("project", "project"),
    number("number"),
    text("lifecycle"),
    number("lifecycle_version"),
    *texts("policies", "class", "lighter_because", "reason", "plan"),
    *by("repinned"),
    UniqueConstraint("project", "number"),
)
role_grant = governed(
    "role_grant",
    ref("person", "person"),
    text("role"),
    ref("programme", "programme", null=True),
    ref("project", "project", null=True),
    text("from_on"),
    text("until_on", null=True),
    *by("granted"),
)
role_end = governed(
    "role_end",
    ref("role_grant", "role_grant"),
    text("last_on"),
    *by("ended"),
    UniqueConstraint("role_grant"),
)
substitution = governed(
    "substitution",
    ref("role_grant", "role_grant"),
    ref("instead_of", "person"),
    UniqueConstraint("role_grant"),
)

by_project(role_grant)
