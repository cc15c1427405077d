"""Duties that the database itself keeps apart, however wrong a service may be.

Each rule looks at a row before it is written and refuses it where what it says is true of
the row. Services refuse the same first, in words that help; these are what stands behind.

- Words: nobody speaks on what they requested or submitted, off the panel, while they keep
  people and roles, or after the decision.
- Decisions: each decider is another person whose latest word says the same; nobody counts
  beside the one they stand in for; only a ready verdict opens; a gate opens once between
  re-openings, and is re-opened or its conditions extended only where that was asked.
- Changes, waivers, rules: who requested or proposed is not who decides, approves or activates.
- What nobody else has activated is pinned to no project.

The advisory lock of ``backends`` lets writers come one at a time, so that what a rule has
seen still holds when the row is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.store.backends.refusals import APART

if TYPE_CHECKING:
    from collections.abc import Iterator

_EACH = {
    "sqlite": "json_each({json}) AS {name}",
    "postgresql": "jsonb_array_elements(({json})::jsonb) AS {name}(value)",
}
_EACH_TEXT = {
    "sqlite": _EACH["sqlite"],
    "postgresql": "jsonb_array_elements_text(({json})::jsonb) AS {name}(value)",
}
_DOCUMENTS = {
    "sqlite": "json_each(v.body, '$.documents') AS x",
    "postgresql": "jsonb_array_elements(v.body::jsonb -> 'documents') AS x(value)",
}
_FIELD = re.compile(r"<(\w)\.(\w+)>")
_FIELD_AS = {
    "sqlite": r"(SELECT f.value FROM json_each(\1.value) f WHERE f.key = '\2')",
    "postgresql": r"(\1.value ->> '\2')",
}
"""In a schema that it trusts with nothing, SQLite reads JSON by ``json_each`` alone."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What no row of a table may be, as an SQL condition on ``NEW``."""

    name: str
    table: str
    refused: str
    """With ``{panel}``, ``{documents}`` and ``{deciders}`` where a database reads a list, and
    ``<s.person>`` for a field of what it read there."""


_LATEST_WORD = (
    "EXISTS (SELECT 1 FROM {deciders} WHERE NOT EXISTS (SELECT 1 FROM {word} w"
    " WHERE w.{of} = NEW.{of} AND w.said_by = p.value AND w.outcome = NEW.outcome"
    " AND NOT EXISTS (SELECT 1 FROM {word} later WHERE later.{of} = w.{of}"
    " AND later.said_by = w.said_by AND later.number > w.number)))"
)
_DISTINCT = (
    "(SELECT count(DISTINCT p.value) FROM {deciders}) = 0"
    " OR (SELECT count(DISTINCT p.value) FROM {deciders}) <> (SELECT count(*) FROM {deciders})"
)
_OPENED = (
    "(SELECT count(*) FROM decision d WHERE d.project = NEW.project AND d.gate = NEW.gate"
    " AND d.occurrence = NEW.occurrence AND d.outcome IN ('go', 'go_with_conditions'))"
    " - (SELECT count(*) FROM decision d WHERE d.project = NEW.project AND d.gate = NEW.gate"
    " AND d.occurrence = NEW.occurrence AND d.outcome = 'reopen')"
)
_OPENS = "NEW.outcome IN ('go', 'go_with_conditions')"
_UNREADY = (
    "EXISTS (SELECT 1 FROM request r JOIN verdict v ON v.id = r.verdict"
    " WHERE r.id = NEW.request AND v.ready = 0)"
)
_PROPOSED = (
    "NEW.published_by <> 'machine' AND NOT EXISTS (SELECT 1 FROM proposal p"
    " WHERE p.kind = '{kind}' AND p.name = NEW.{kind} AND p.version = NEW.version"
    " AND p.sha256 = NEW.sha256 AND p.proposed_by = NEW.published_by)"
)
_WAITING = (
    "EXISTS (SELECT 1 FROM proposal p WHERE p.kind = '{kind}' AND p.name = NEW.{kind}"
    " AND p.version = NEW.{version}"
    " AND NOT EXISTS (SELECT 1 FROM activation a WHERE a.proposal = p.id))"
)

RULES = (
    Rule(
        "word_requester",
        "word",
        "EXISTS (SELECT 1 FROM request r"
        " WHERE r.id = NEW.request AND r.requested_by = NEW.said_by)",
    ),
    Rule(
        "word_panel",
        "word",
        "NOT EXISTS (SELECT 1 FROM request r, {panel}"
        " WHERE r.id = NEW.request AND <s.person> = NEW.said_by)",
    ),
    Rule(
        "word_submitter",
        "word",
        "EXISTS (SELECT 1 FROM request r JOIN verdict v ON v.id = r.verdict, {documents},"
        " document d WHERE r.id = NEW.request AND d.project = r.project"
        " AND d.tool = <x.tool> AND d.number = CAST(<x.number> AS BIGINT)"
        " AND d.submitted_by = NEW.said_by)",
    ),
    Rule(
        "word_admin",
        "word",
        "EXISTS (SELECT 1 FROM request r JOIN project p ON p.id = r.project"
        " JOIN role_grant g ON g.person = NEW.said_by AND g.role = 'admin'"
        " AND g.until_on IS NULL AND g.from_on <= substr(NEW.said_at, 1, 10)"
        " AND (g.project = p.id OR g.project IS NULL"
        " AND (g.programme IS NULL OR g.programme = p.programme))"
        " WHERE r.id = NEW.request"
        " AND NOT EXISTS (SELECT 1 FROM role_end e WHERE e.role_grant = g.id))",
    ),
    Rule(
        "word_decided",
        "word",
        "EXISTS (SELECT 1 FROM decision d WHERE d.request = NEW.request)",
    ),
    Rule("decision_people", "decision", _DISTINCT),
    Rule(
        "decision_words",
        "decision",
        _LATEST_WORD.replace("{word}", "word").replace("{of}", "request"),
    ),
    Rule(
        "decision_substitute",
        "decision",
        "EXISTS (SELECT 1 FROM {deciders} WHERE NOT EXISTS (SELECT 1 FROM request r, {panel}"
        " WHERE r.id = NEW.request AND <s.person> = p.value"
        " AND (COALESCE(<s.instead_of>, '') = ''"
        " OR <s.instead_of> NOT IN (SELECT p.value FROM {deciders}))))",
    ),
    Rule(
        "decision_verdict",
        "decision",
        f"{_OPENS} AND {_UNREADY}",
    ),
    Rule("decision_opens_once", "decision", f"{_OPENS} AND {_OPENED} > 0"),
    Rule("decision_reopens_once", "decision", f"NEW.outcome = 'reopen' AND {_OPENED} <> 1"),
    Rule(
        "decision_motion",
        "decision",
        "NEW.outcome IN ('reopen', 'extend') AND NOT EXISTS (SELECT 1 FROM motion m"
        " WHERE m.request = NEW.request AND m.asks = NEW.outcome)"
        " OR NEW.outcome IN ('go', 'go_with_conditions', 'hold', 'stop')"
        " AND EXISTS (SELECT 1 FROM motion m WHERE m.request = NEW.request)",
    ),
    Rule(
        "change_word_requester",
        "change_word",
        "EXISTS (SELECT 1 FROM change c WHERE c.id = NEW.change AND c.requested_by = NEW.said_by)",
    ),
    Rule("change_decision_people", "change_decision", _DISTINCT),
    Rule(
        "change_decision_words",
        "change_decision",
        _LATEST_WORD.replace("{word}", "change_word").replace("{of}", "change"),
    ),
    Rule(
        "waiver_approver",
        "waiver_approval",
        "EXISTS (SELECT 1 FROM waiver w WHERE w.id = NEW.waiver"
        " AND w.requested_by = NEW.approved_by)",
    ),
    Rule(
        "waiver_speaker",
        "waiver_word",
        "EXISTS (SELECT 1 FROM waiver w WHERE w.id = NEW.waiver AND w.requested_by = NEW.said_by)",
    ),
    Rule(
        "activation_author",
        "activation",
        "EXISTS (SELECT 1 FROM proposal p WHERE p.id = NEW.proposal"
        " AND p.proposed_by = NEW.activated_by)",
    ),
    Rule("policy_proposed", "policy", _PROPOSED.replace("{kind}", "policy")),
    Rule("lifecycle_proposed", "lifecycle", _PROPOSED.replace("{kind}", "lifecycle")),
    Rule("pin_active", "pin", _WAITING.replace("{kind}", "policy").replace("{version}", "version")),
    Rule(
        "project_active",
        "project",
        _WAITING.replace("{kind}", "lifecycle").replace("{version}", "lifecycle_version"),
    ),
    Rule(
        "substitution_self",
        "substitution",
        "EXISTS (SELECT 1 FROM role_grant g WHERE g.id = NEW.role_grant"
        " AND g.person = NEW.instead_of)",
    ),
)
"""Every rule, by the table whose rows it looks at."""


def triggers(dialect: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name of each rule's trigger with the statements that make it.

    Args:
        dialect: ``sqlite`` or ``postgresql``.
    """
    for rule in RULES:
        name, refused = f"apart_{rule.name}", _condition(rule, dialect)
        said = f"{APART}: {rule.name}"
        yield name, _statements(dialect, name, rule.table, refused, said)


def _statements(dialect: str, name: str, table: str, refused: str, said: str) -> tuple[str, ...]:
    if dialect == "sqlite":
        trigger = (
            f'CREATE TRIGGER {name} BEFORE INSERT ON "{table}" WHEN {refused}'
            f" BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )
        return (trigger,)
    function = (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF {refused} THEN RAISE EXCEPTION '{said}'; END IF; RETURN NEW; END $$"
    )
    called = f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    return (function, f'CREATE TRIGGER {name} BEFORE INSERT ON "{table}" {called}')


def _condition(rule: Rule, dialect: str) -> str:
    panel = _EACH[dialect].format(json="r.panel", name="s")
    deciders = _EACH_TEXT[dialect].format(json="NEW.deciders", name="p")
    lists = {"{panel}": panel, "{documents}": _DOCUMENTS[dialect], "{deciders}": deciders}
    refused = rule.refused
    for name, read in lists.items():
        refused = refused.replace(name, read)
    return _FIELD.sub(_FIELD_AS[dialect], refused)
