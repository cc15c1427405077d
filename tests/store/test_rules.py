"""Duties are kept apart by the database itself, whatever a service would write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import ConflictError
from gronatraden.store.engine import Store
from gronatraden.store.migrations.rules import RULES
from gronatraden.store.migrations.triggers import triggers
from tests.builders.log import SIGNER
from tests.builders.store import AT, before_the_guards, drop_rules

if TYPE_CHECKING:
    from gronatraden.store.transaction import Cell, Transaction
    from tests.builders.store import Databases

    Row = tuple[str, dict[str, Cell]]

A, B, C = "person-1", "person-2", "person-3"
PANEL = (
    f'[{{"person":"{B}","role":"steering_chair"}},'
    f'{{"person":"{C}","role":"steering_chair","instead_of":"{B}"}}]'
)


def a_row(table: str, **says: Cell) -> Row:
    """Return a row that is refused by nothing, with what the test says of it."""
    by = {"requested_at": "2026-01-15T08:30:00Z", "requested_by": A}
    whole: dict[str, dict[str, Cell]] = {
        "verdict": {
            "project": "project-3", "gate": "start", "occurrence": 0, "at": "x",
            "ready": 1, "body": '{"documents":[{"tool":"tool 3","number":3}]}',
        },
        "request": {
            "project": "project-3", "number": 9, "gate": "start", "occurrence": 0,
            "verdict": "verdict-9", "panel": PANEL, **by,
        },
        "word": {
            "request": "request-9", "number": 1, "outcome": "go", "reason": "", "conditions": "[]",
            "said_by": B, "said_at": "2026-01-15T08:30:00Z",
        },
        "decision": {
            "request": "request-9", "project": "project-3", "number": 9, "gate": "start",
            "occurrence": 0, "outcome": "go", "reason": "", "registry_number": "",
            "deciders": f'["{B}"]', "decided_at": "x",
        },
        "motion": {
            "request": "request-9", "project": "project-3", "asks": "reopen", "reason": "x",
        },
        "role_grant": {
            "person": B, "role": "admin", "from_on": "2026-01-01",
            "granted_by": A, "granted_at": "x",
        },
        "change": {
            "project": "project-3", "number": 9, "before": "x", "after": "x", "reason": "x",
            "consequence": "x", "rule": "x", "panel": PANEL, **by,
        },
        "change_word": {
            "change": "change-9", "number": 1, "outcome": "approve", "reason": "",
            "said_by": B, "said_at": "2026-01-15T08:30:00Z",
        },
        "change_decision": {
            "change": "change-9", "project": "project-3", "number": 9, "outcome": "approve",
            "reason": "", "registry_number": "", "deciders": f'["{B}"]', "decided_at": "x",
        },
        "waiver": {
            "project": "project-3", "gate": "x", "requirement": "x", "reason": "x",
            "expires_on": "x", **by,
        },
        "waiver_approval": {
            "waiver": "waiver-9", "approved_by": B, "approved_at": "2026-01-15T08:30:00Z",
        },
        "waiver_word": {"waiver": "waiver-9", "said_by": B, "said_at": "2026-01-15T08:30:00Z"},
        "proposal": {
            "kind": "policy", "name": "mine", "version": 1, "sha256": "aa",
            "proposed_by": A, "proposed_at": "x",
        },
        "activation": {"proposal": "proposal-9", "activated_by": B, "activated_at": "x"},
        "policy": {
            "policy": "mine", "version": 1, "sha256": "aa", "lifecycle": "full", "body": "x",
            "manuscript": "x", "published_by": A, "published_at": "x",
        },
        "lifecycle": {
            "lifecycle": "mine", "version": 1, "sha256": "aa", "body": "x", "manuscript": "x",
            "published_by": A, "published_at": "x",
        },
        "classes": {
            "classes": "mine", "version": 1, "sha256": "aa", "body": "x", "manuscript": "x",
            "published_by": A, "published_at": "x",
        },
        "classing": {
            "project": "project-9", "classes": "mine", "version": 1, "class": "x",
            "lifecycle": "x", "reason": "x", "classed_by": A, "classed_at": "x",
        },
        "repinning": {
            "project": "project-3", "number": 9, "lifecycle": "other", "lifecycle_version": 1,
            "policies": '[["other",1],["mine",1]]', "class": "", "lighter_because": "",
            "reason": "x", "plan": "x", "repinned_by": A, "repinned_at": "x",
        },
        "pin": {
            "project": "project-3", "position": 9, "policy": "mine", "version": 1,
            "pinned_by": A, "pinned_at": "x",
        },
        "project": {
            "programme": "programme-1", "lifecycle": "mine", "lifecycle_version": 1,
            "opened_by": A, "opened_at": "x",
        },
        "role_end": {
            "role_grant": "role_grant-9", "last_on": "2026-01-14", "ended_by": A, "ended_at": "x",
        },
        "person": {"handle": "machine", "name": "x", "added_by": "machine", "added_at": "x"},
        "substitution": {"role_grant": "role_grant-9", "instead_of": A},
    }  # fmt: skip
    return table, whole[table] | says


ASKED = (a_row("verdict"), a_row("request"))
SPOKEN = (*ASKED, a_row("word"))
OPENED = (*SPOKEN, a_row("decision"))
CHANGE = (a_row("change"),)
PROPOSED = (a_row("proposal"),)
OF_LIFECYCLE = (a_row("proposal", kind="lifecycle"),)
OF_CLASSES = (a_row("proposal", kind="classes"),)
CLASSED = a_row("project", lifecycle="other")


def moved(asks: str, *before: Row) -> tuple[Row, ...]:
    """Return a motion, spoken on as it asks."""
    return (*before, *ASKED, a_row("motion", asks=asks), a_row("word", outcome=asks))


REFUSED: dict[str, tuple[tuple[Row, ...], Row]] = {
    "word_requester": (
        (a_row("verdict"), a_row("request", requested_by=B)), a_row("word")
    ),
    "word_panel": (ASKED, a_row("word", said_by=A + "0")),
    "word_submitter": (ASKED, a_row("word", said_by=C)),
    "word_by_admin": ((*ASKED, a_row("role_grant")), a_row("word")),
    "word_decided": (OPENED, a_row("word", number=2)),
    "decision_people": (SPOKEN, a_row("decision", deciders=f'["{B}","{B}"]')),
    "decision_words": (SPOKEN, a_row("decision", outcome="stop")),
    "decision_verdict": (
        (a_row("verdict", ready=0), a_row("request"), a_row("word")), a_row("decision")
    ),
    "decision_motion": (moved("reopen"), a_row("decision", outcome="extend")),
    "change_word_requester": ((a_row("change", requested_by=B),), a_row("change_word")),
    "change_word_panel": (CHANGE, a_row("change_word", said_by=A + "0")),
    "change_word_by_admin": ((*CHANGE, a_row("role_grant")), a_row("change_word")),
    "change_word_decided": (
        (*CHANGE, a_row("change_word"), a_row("change_decision")),
        a_row("change_word", key="change_word-10", number=2, said_by=C),
    ),
    "change_decision_people": (
        (*CHANGE, a_row("change_word")), a_row("change_decision", deciders="[]")
    ),
    "change_decision_words": (
        (*CHANGE, a_row("change_word")), a_row("change_decision", deciders=f'["{C}"]')
    ),
    "change_decision_substitute": (
        (*CHANGE, a_row("change_word"),
         a_row("change_word", key="change_word-10", number=2, said_by=C)),
        a_row("change_decision", deciders=f'["{B}","{C}"]'),
    ),
    "waiver_word_by_admin": ((a_row("waiver"), a_row("role_grant")), a_row("waiver_word")),
    "waiver_approval_by_admin": ((a_row("waiver"), a_row("role_grant")), a_row("waiver_approval")),
    "waiver_approver": ((a_row("waiver"),), a_row("waiver_approval", approved_by=A)),
    "waiver_speaker": ((a_row("waiver"),), a_row("waiver_word", said_by=A)),
    "activation_author": (PROPOSED, a_row("activation", activated_by=A)),
    "policy_proposed": ((a_row("proposal", sha256="bb"),), a_row("policy")),
    "lifecycle_proposed": (PROPOSED, a_row("lifecycle")),
    "classes_proposed": (PROPOSED, a_row("classes")),
    "classing_active": ((*OF_CLASSES, CLASSED), a_row("classing")),
    "repinning_active": (PROPOSED, a_row("repinning")),
    "pin_active": (PROPOSED, a_row("pin")),
    "project_active": (OF_LIFECYCLE, a_row("project")),
    "substitution_self": ((a_row("role_grant"),), a_row("substitution", instead_of=B)),
}  # fmt: skip
"""By rule: what is there, and the row that is then refused."""
WITH_BOTH = (
    a_row("verdict", body='{"documents":[]}'),
    a_row("request"),
    a_row("word"),
    a_row("word", key="word-10", number=2, said_by=C),
)
REFUSED |= {
    "decision_opens_once": (
        (
            *OPENED,
            a_row("request", key="request-10", number=10),
            a_row("word", key="word-10", request="request-10"),
        ),
        a_row("decision", key="decision-10", request="request-10", number=10),
    ),
    "decision_reopens_once": (moved("reopen"), a_row("decision", outcome="reopen")),
    "decision_substitute": (
        WITH_BOTH,
        a_row("decision", deciders=f'["{B}","{C}"]'),
    ),
}


@pytest.fixture(scope="module")
def drawn(databases: Databases, filled_template: str) -> str:
    """Return the database, its rules drawn anew from what they say now.

    What has landed is drawn once and for all; a test of migrations holds the two together.
    """
    url = databases.copy_of(filled_template)
    with before_the_guards(url) as connection:
        drop_rules(connection)
        for _, statements in triggers(connection.dialect.name):
            for statement in statements:
                connection.exec_driver_sql(statement)
    return url


def asked_again(number: int, outcome: str = "go", **gate: Cell) -> tuple[Row, ...]:
    """Return another request, a word on it and its decision."""
    request = f"request-{number}"
    said: dict[str, Cell] = {"key": f"word-{number}", "request": request, "outcome": outcome}
    decided: dict[str, Cell] = {"key": f"decision-{number}", "request": request}
    return (
        a_row("request", key=request, number=number, **gate),
        *([a_row("motion", key=f"motion-{number}", request=request)] * (outcome == "reopen")),
        a_row("word", **said),
        a_row("decision", number=number, outcome=outcome, **decided, **gate),
    )


def admin(**says: Cell) -> tuple[Row, ...]:
    """Return what was asked of Bo's place, and a role that somebody was given."""
    return (*ASKED, a_row("role_grant", **says))


def instead(**says: Cell) -> tuple[Row, ...]:
    """Return that Bo's place is held by who stands in for an admin, as the test says."""
    return (
        *admin(until_on="2026-01-31"),
        a_row("substitution", instead_of=C),
        a_row("role_grant", key="role_grant-10", person=C, **says),
    )


UNWRITTEN = a_row("verdict", body='{"documents":[]}')
TWO_SPOKE = (UNWRITTEN, a_row("request"), a_row("word"))
CLOSE = {"gate": "close"}
ALSO_REFUSED: dict[str, tuple[str, tuple[Row, ...], Row]] = {
    "an admin of the project": ("word_by_admin", admin(project="project-3"), a_row("word")),
    "an admin of the programme": ("word_by_admin", admin(programme="programme-3"), a_row("word")),
    "an admin since today": ("word_by_admin", admin(from_on="2026-01-15"), a_row("word")),
    "an admin until a day": ("word_by_admin", admin(until_on="2026-12-31"), a_row("word")),
    "an admin until today": ("word_by_admin", admin(until_on="2026-01-15"), a_row("word")),
    "an admin who leaves today": (
        "word_by_admin",
        (*admin(), a_row("role_end", last_on="2026-01-15")),
        a_row("word"),
    ),
    "an admin's substitute": ("word_by_admin", instead(), a_row("word")),
    "a word on a change off another's panel": (
        "change_word_panel",
        (a_row("change", panel="[]"), a_row("change", key="change-10", number=10)),
        a_row("change_word"),
    ),
    "a move to a lifecycle that waits": (
        "repinning_active",
        OF_LIFECYCLE,
        a_row("repinning", lifecycle="mine", policies="[]"),
    ),
    "classes of another's": (
        "classes_proposed",
        (a_row("proposal", kind="classes", proposed_by=B),),
        a_row("classes"),
    ),
    "a seat on another's panel": (
        "word_panel",
        (a_row("verdict"), a_row("request", panel="[]"),
         a_row("request", key="request-10", number=10)),
        a_row("word"),
    ),
    "a word taken back": (
        "decision_words",
        (*SPOKEN, a_row("word", key="word-10", number=2, outcome="stop")),
        a_row("decision"),
    ),
    "a word on another request": (
        "decision_words",
        (*ASKED, a_row("request", key="request-10", number=10), *asked_again(11)[:2]),
        a_row("decision", key="decision-10", request="request-10", number=10),
    ),
    "a gate, whatever was re-opened": (
        "decision_opens_once",
        (*OPENED, *asked_again(10, **CLOSE), *asked_again(11, "reopen", **CLOSE),
         *asked_again(12)[:2]),
        asked_again(12)[2],
    ),
    "an occurrence, whatever was re-opened": (
        "decision_opens_once",
        (*OPENED, *asked_again(10, occurrence=1), *asked_again(11, "reopen", occurrence=1),
         *asked_again(12)[:2]),
        asked_again(12)[2],
    ),
    "an opening on what was moved": (
        "decision_motion",
        (*ASKED, a_row("motion"), a_row("word")),
        a_row("decision"),
    ),
    "a re-opening that nobody moved": (
        "decision_motion",
        (*OPENED, *asked_again(10)[:1], a_row("word", key="w", request="request-10",
                                              outcome="reopen")),
        a_row("decision", key="d", request="request-10", number=10, outcome="reopen"),
    ),
    "conditions on what is not ready": (
        "decision_verdict",
        (a_row("verdict", ready=0), a_row("request"), a_row("word", outcome="go_with_conditions")),
        a_row("decision", outcome="go_with_conditions"),
    ),
    "rules of another name": (
        "policy_proposed", (a_row("proposal", name="other"),), a_row("policy")
    ),
    "rules of another version": (
        "policy_proposed", (a_row("proposal", version=2),), a_row("policy")
    ),
    "rules of another's": (
        "policy_proposed", (a_row("proposal", proposed_by=B),), a_row("policy")
    ),
}  # fmt: skip
"""By what it is about: the rule, what is there, and the row that is then refused."""


def written(url: str, before: tuple[Row, ...], row: Row) -> None:
    """Write rows as a service would that knows no rules, and commit nothing."""
    with Store.open(url) as store, store.write(SIGNER, dry_run=True) as t:
        for one in (*before, row):
            _write(t, one)


def _write(t: Transaction, row: Row) -> None:
    table, says = row
    key = str(says.get("key", f"{table}-9"))
    t.insert(table, key, **{name: value for name, value in says.items() if name != "key"})
    t.record("test.written", stream="test", actor="machine", at=AT)


def test_every_rule_has_a_row_that_it_refuses() -> None:
    assert REFUSED.keys() == {rule.name for rule in RULES}


@pytest.mark.parametrize("rule", REFUSED)
def test_the_database_refuses(drawn: str, rule: str) -> None:
    before, row = REFUSED[rule]

    with pytest.raises(ConflictError) as refused:
        written(drawn, before, row)

    assert (refused.value.facts["what"], refused.value.facts.get("rule")) == (
        "duties-are-kept-apart",
        rule,
    )


@pytest.mark.parametrize("name", ALSO_REFUSED)
def test_the_database_also_refuses(drawn: str, name: str) -> None:
    rule, before, row = ALSO_REFUSED[name]

    with pytest.raises(ConflictError) as refused:
        written(drawn, before, row)

    assert refused.value.facts.get("rule") == rule


@pytest.mark.parametrize("rule", REFUSED)
def test_what_stands_before_it_is_taken(drawn: str, rule: str) -> None:
    *before, row = REFUSED[rule][0]

    written(drawn, tuple(before), row)


ALLOWED: dict[str, tuple[tuple[Row, ...], Row]] = {
    "a word": (ASKED, a_row("word")),
    "a decision": (SPOKEN, a_row("decision")),
    "a substitute alone": (
        (a_row("verdict", body='{"documents":[]}'), a_row("request"), a_row("word", said_by=C)),
        a_row("decision", deciders=f'["{C}"]'),
    ),
    "a word after admin ended": (
        (
            *ASKED,
            a_row("role_grant"),
            a_row("role_end"),
        ),
        a_row("word"),
    ),
    "a re-opening": (
        (
            *OPENED,
            a_row("request", key="request-10", number=10),
            a_row("motion", request="request-10"),
            a_row("word", key="word-10", request="request-10", outcome="reopen"),
        ),
        a_row("decision", key="decision-10", request="request-10", number=10, outcome="reopen"),
    ),
    "a decision on a change": (
        (*CHANGE, a_row("change_word")),
        a_row("change_decision"),
    ),
    "another's activation": ((*PROPOSED, a_row("policy")), a_row("activation")),
    "a pin in force": ((*PROPOSED, a_row("activation")), a_row("pin")),
    "another's substitute": ((a_row("role_grant"),), a_row("substitution")),
    "another's approval": ((a_row("waiver"),), a_row("waiver_approval")),
    "another's word on it": ((a_row("waiver"),), a_row("waiver_word")),
    "an admin of another project": (admin(project="project-2"), a_row("word")),
    "an admin of another programme": (admin(programme="programme-2"), a_row("word")),
    "an admin from tomorrow": (admin(from_on="2026-01-16"), a_row("word")),
    "an admin until yesterday": (admin(until_on="2026-01-14"), a_row("word")),
    "a substitute of an admin no more": (instead(until_on="2026-01-14"), a_row("word")),
    "a substitute of no admin": (instead(role="auditor"), a_row("word")),
    "a substitute of another project's admin": (instead(project="project-2"), a_row("word")),
    "a substitute of a substitute": (
        (*instead(), a_row("substitution", key="substitution-10", role_grant="role_grant-10")),
        a_row("word"),
    ),
    "a late word that may be of the day after": (
        admin(until_on="2026-01-15"),
        a_row("word", said_at="2026-01-15T22:30:00Z"),
    ),
    "another's word on a change": (CHANGE, a_row("change_word")),
    "a word on another change": (
        (
            *CHANGE,
            a_row("change_word"),
            a_row("change_decision"),
            a_row("change", key="change-10", number=10),
        ),
        a_row("change_word", key="change_word-10", change="change-10"),
    ),
    "a substitute alone of a change": (
        (*CHANGE, a_row("change_word", said_by=C)),
        a_row("change_decision", deciders=f'["{C}"]'),
    ),
    "a waiver by an admin of another project": (
        (a_row("waiver"), a_row("role_grant", project="project-2")),
        a_row("waiver_approval"),
    ),
    "classes that were proposed": (OF_CLASSES, a_row("classes")),
    "classes in force": ((*OF_CLASSES, a_row("activation"), CLASSED), a_row("classing")),
    "a move to rules in force": ((*PROPOSED, a_row("activation")), a_row("repinning")),
    "a move to other rules": (PROPOSED, a_row("repinning", policies='[["mine",2],["other",1]]')),
    "a move to a lifecycle in force": (
        (*OF_LIFECYCLE, a_row("activation")),
        a_row("repinning", lifecycle="mine"),
    ),
    "another admin": (admin(person=C), a_row("word")),
    "another role": (admin(role="auditor"), a_row("word")),
    "another's later word": (
        (*TWO_SPOKE, a_row("word", key="word-10", number=2, said_by=C, outcome="stop")),
        a_row("decision"),
    ),
    "a later word on another request": (
        (
            *SPOKEN,
            a_row("request", key="request-10", number=10),
            a_row("word", key="word-10", request="request-10", number=2, outcome="stop"),
        ),
        a_row("decision"),
    ),
    "the same word again": ((*SPOKEN, a_row("word", key="word-10", number=2)), a_row("decision")),
    "another gate": ((*OPENED, *asked_again(10, **CLOSE)[:2]), asked_again(10, **CLOSE)[2]),
    "another occurrence": (
        (*OPENED, *asked_again(10, occurrence=1)[:2]),
        asked_again(10, occurrence=1)[2],
    ),
    "a gate that was re-opened": (
        (*OPENED, *asked_again(10, "reopen"), *asked_again(11)[:2]),
        asked_again(11)[2],
    ),
    "a closed gate is stopped": (
        (a_row("verdict", ready=0), a_row("request"), a_row("word", outcome="stop")),
        a_row("decision", outcome="stop"),
    ),
    "a motion turned down": (
        (*ASKED, a_row("motion"), a_row("word", outcome="refer_back")),
        a_row("decision", outcome="refer_back"),
    ),
    "what the program brought": (
        (a_row("person", key="machine"),),
        a_row("policy", published_by="machine"),
    ),
    "a lifecycle in force": ((*OF_LIFECYCLE, a_row("activation")), a_row("project")),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_the_database_takes(drawn: str, name: str) -> None:
    before, row = ALLOWED[name]

    written(drawn, before, row)
