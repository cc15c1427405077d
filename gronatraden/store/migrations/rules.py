"""Duties that the database itself keeps apart, however wrong a service may be.

Each rule looks at a row before it is written and refuses it where what it says is true of
the row. Services refuse the same first, in words that help; these are what stands behind.

- Words: nobody speaks on what they requested or submitted, off the panel, while they keep
  people and roles, or after the decision; of a change and a waiver as of a gate.
- Decisions: each decider is another person whose latest word says the same; nobody counts
  beside the one they stand in for; only a ready verdict opens; a gate opens once between
  re-openings, and is re-opened or its conditions extended only where that was asked.
- Changes, waivers, rules: who requested or proposed is not who decides, approves or activates.
- What nobody else has activated is pinned to no project, classes none, and none is moved to it.

The advisory lock of ``backends`` lets writers come one at a time, so that what a rule has
seen still holds when the row is written.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """What no row of a table may be, as an SQL condition on ``NEW``."""

    name: str
    table: str
    refused: str
    """With ``{panel}``, ``{documents}`` and the like where a database reads a list,
    ``<s.person>`` for a field of what it read there, and ``<m[0]>`` for a place in it."""


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
_WAITS = "NOT EXISTS (SELECT 1 FROM activation a WHERE a.proposal = p.id)"
_WAITING = (
    "EXISTS (SELECT 1 FROM proposal p WHERE p.kind = '{kind}' AND p.name = NEW.{kind}"
    " AND p.version = NEW.{version} AND {waits})"
).replace("{waits}", _WAITS)
_BESIDE = (
    "EXISTS (SELECT 1 FROM {deciders} WHERE NOT EXISTS (SELECT 1 FROM {asked}"
    " AND <s.person> = p.value AND (COALESCE(<s.instead_of>, '') = ''"
    " OR <s.instead_of> NOT IN (SELECT p.value FROM {deciders}))))"
)
_HOLDS = (
    "{g}.role = 'admin' AND {g}.from_on <= substr(NEW.{at}, 1, 10)"
    " AND COALESCE({g}.until_on, '9999-12-31') || 'T22' > substr(NEW.{at}, 1, 13)"
    " AND NOT EXISTS (SELECT 1 FROM role_end e WHERE e.role_grant = {g}.id"
    " AND e.last_on || 'T22' <= substr(NEW.{at}, 1, 13))"
    " AND ({g}.project = o.id OR {g}.project IS NULL"
    " AND ({g}.programme IS NULL OR {g}.programme = o.programme))"
)
"""That a grant of admin surely holds at a project. A moment is written in UTC, where the
Swedish day is the same until ten in the evening, and that one or the next from then on."""
_ADMIN = (
    "EXISTS (SELECT 1 FROM {about} i JOIN project o ON o.id = i.project"
    " JOIN role_grant g ON g.person = NEW.{by} WHERE i.id = NEW.{about} AND {g holds}"
    " AND (NOT EXISTS (SELECT 1 FROM substitution s WHERE s.role_grant = g.id)"
    " OR EXISTS (SELECT 1 FROM substitution s JOIN role_grant h ON h.person = s.instead_of"
    " WHERE s.role_grant = g.id AND {h holds}"
    " AND NOT EXISTS (SELECT 1 FROM substitution u WHERE u.role_grant = h.id))))"
)
"""That somebody keeps people and roles, or does instead of one who does in their own right."""


def _by_admin(table: str, about: str, act: str) -> Rule:
    """Return that nobody says or approves anything while they keep people and roles there."""
    refused = _ADMIN.replace("{about}", about).replace("{by}", f"{act}_by")
    for grant in "gh":
        holds = _HOLDS.replace("{g}", grant).replace("{at}", f"{act}_at")
        refused = refused.replace(f"{{{grant} holds}}", holds)
    return Rule(f"{table}_by_admin", table, refused)


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
    _by_admin("word", "request", "said"),
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
        _BESIDE.replace("{asked}", "request r, {panel} WHERE r.id = NEW.request"),
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
    Rule(
        "change_word_panel",
        "change_word",
        "NOT EXISTS (SELECT 1 FROM change c, {change panel}"
        " WHERE c.id = NEW.change AND <s.person> = NEW.said_by)",
    ),
    _by_admin("change_word", "change", "said"),
    Rule(
        "change_word_decided",
        "change_word",
        "EXISTS (SELECT 1 FROM change_decision d WHERE d.change = NEW.change)",
    ),
    Rule("change_decision_people", "change_decision", _DISTINCT),
    Rule(
        "change_decision_words",
        "change_decision",
        _LATEST_WORD.replace("{word}", "change_word").replace("{of}", "change"),
    ),
    Rule(
        "change_decision_substitute",
        "change_decision",
        _BESIDE.replace("{asked}", "change c, {change panel} WHERE c.id = NEW.change"),
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
    _by_admin("waiver_word", "waiver", "said"),
    _by_admin("waiver_approval", "waiver", "approved"),
    Rule(
        "activation_author",
        "activation",
        "EXISTS (SELECT 1 FROM proposal p WHERE p.id = NEW.proposal"
        " AND p.proposed_by = NEW.activated_by)",
    ),
    Rule("policy_proposed", "policy", _PROPOSED.replace("{kind}", "policy")),
    Rule("lifecycle_proposed", "lifecycle", _PROPOSED.replace("{kind}", "lifecycle")),
    Rule("classes_proposed", "classes", _PROPOSED.replace("{kind}", "classes")),
    Rule("pin_active", "pin", _WAITING.replace("{kind}", "policy").replace("{version}", "version")),
    Rule(
        "project_active",
        "project",
        _WAITING.replace("{kind}", "lifecycle").replace("{version}", "lifecycle_version"),
    ),
    Rule(
        "classing_active",
        "classing",
        _WAITING.replace("{kind}", "classes").replace("{version}", "version"),
    ),
    Rule(
        "repinning_active",
        "repinning",
        "EXISTS (SELECT 1 FROM proposal p WHERE {waits} AND (p.kind = 'lifecycle'"
        " AND p.name = NEW.lifecycle AND p.version = NEW.lifecycle_version"
        " OR p.kind = 'policy' AND EXISTS (SELECT 1 FROM {policies}"
        " WHERE <m[0]> = p.name AND CAST(<m[1]> AS BIGINT) = p.version)))".replace(
            "{waits}", _WAITS
        ),
    ),
    Rule(
        "substitution_self",
        "substitution",
        "EXISTS (SELECT 1 FROM role_grant g WHERE g.id = NEW.role_grant"
        " AND g.person = NEW.instead_of)",
    ),
)
"""Every rule, by the table whose rows it looks at."""
