"""What no row may be, each rule named by what is true where it is kept.

A rule sees a row before it is known, and everything that was written before it.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from tests.services.oracle.counting import (
    fills,
    panel_of,
    roles_at,
    sitting,
    strictest,
    with_quorum,
)
from tests.services.oracle.record import OPENS, RETURNS, Record, Row, day_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gronatraden.store.engine import Store

    Rule = Callable[[Record, Row], bool]

PASSES = {"satisfied", "waived", "not_applicable"}
BOXES = ("resources", "activities", "challenges")
LETS_GO = {"steering_chair", "programme_office"}
"""Who approves waivers where no policy says who."""


class Broken(NamedTuple):
    """A rule, and the row that breaks it."""

    rule: str
    row: str


class Oracle:
    """Holds every new row of a project to the rules."""

    def __init__(self, project: str) -> None:
        self.record = Record(project)

    def look(self, store: Store) -> list[Broken]:
        """Return which rules the rows break that were written since the last look."""
        return [
            Broken(rule.__name__, row["id"])
            for table, row in self.record.news(store)
            if self._concerns(table, row)
            for rule in RULES.get(table, ())
            if not rule(self.record, row)
        ]

    def _concerns(self, table: str, row: Row) -> bool:
        mine = self.record.project
        if table in _BELOW:
            above = _BELOW[table]
            row = self.record.rows[above][row[above]]
        return bool(row.get("project", mine) == mine)


_BELOW = {
    "word": "request",
    "waiver_word": "waiver",
    "waiver_approval": "waiver",
    "change_word": "change",
}
"""Tables whose rows name their project by the row that they are about."""


# Words


def who_speaks_neither_asked_nor_wrote(record: Record, row: Row) -> bool:
    """Whoever requested a decision, or wrote what it rests on, has no word on it."""
    request = record.rows["request"][row["request"]]
    wrote = record.submitters(record.verdict_of(request))
    return row["said_by"] not in wrote | {request["requested_by"], "machine"}


def who_speaks_sits_and_keeps_no_people(record: Record, row: Row) -> bool:
    """A word is said from the panel, by somebody who sits there that day."""
    request = record.rows["request"][row["request"]]
    day = day_of(row["said_at"])
    seats = sitting(record, request, day, roles_at(record, request["gate"]))
    return row["said_by"] in {who for who, _, _ in seats}


# Decisions


def a_decision_fills_every_place(record: Record, row: Row) -> bool:
    """So many other people say the same as the strictest policy asks for, each in one role."""
    request = record.rows["request"][row["request"]]
    deciders, day = json.loads(row["deciders"]), day_of(row["decided_at"])
    said = {w["said_by"]: w["outcome"] for w in record.of("word", request=request["id"])}
    seats = sitting(record, request, day, roles_at(record, request["gate"]))
    counted = {(who, role) for who, role, of in seats if of not in said}
    rule = strictest(record.deciders(row["gate"], row["outcome"]))
    if row["outcome"] not in RETURNS:
        rule = with_quorum(record, rule)
    agree = all(said.get(who) == row["outcome"] for who in deciders)
    return agree and fills(rule, deciders, counted)


def a_decision_takes_others_eyes(record: Record, row: Row) -> bool:
    """None who decide asked, wrote what is decided on, or keep people and roles."""
    request = record.rows["request"][row["request"]]
    barred = record.submitters(record.verdict_of(request)) | {request["requested_by"], "machine"}
    barred |= record.admins(day_of(row["decided_at"]))
    return not barred & set(json.loads(row["deciders"]))


def a_gate_opens_on_a_ready_verdict_alone(record: Record, row: Row) -> bool:
    """What the machine does not find ready is opened by nobody."""
    verdict = record.verdict_of(record.rows["request"][row["request"]])
    return row["outcome"] not in OPENS or (verdict["ready"] == 1 and _opens(verdict))


def a_gate_opens_once_between_reopenings(record: Record, row: Row) -> bool:
    """What is open is not opened, and what is not is not re-opened."""
    is_open = (row["gate"], row["occurrence"]) in {
        (d["gate"], d["occurrence"]) for d in record.opened()
    }
    return is_open == (row["outcome"] == "reopen") or row["outcome"] not in {*OPENS, "reopen"}


def a_decision_rests_on_what_is_there(record: Record, row: Row) -> bool:
    """The verdict is of the documents, readings, changes and rules of the moment, and in time."""
    request = record.rows["request"][row["request"]]
    if record.of("motion", request=request["id"]):
        return True
    verdict = record.verdict_of(request)
    body = json.loads(verdict["body"])
    approved = [d for d in record.mine("change_decision") if d["outcome"] == "approve"]
    then = ({d["tool"]: d["number"] for d in body["documents"]}, body["readings"], body["changes"])
    now = {tool: d["number"] for tool, d in record.latest().items()}
    rules = {p["sha256"] for p in body["policies"]} == {p["sha256"] for p in record.policies()}
    in_time = verdict["valid_until"] is None or _at(row["decided_at"]) < _at(verdict["valid_until"])
    return then == (now, len(record.mine("reading")), len(approved)) and rules and in_time


# Verdicts


def a_verdict_is_ready_when_nothing_closes_it(_: Record, row: Row) -> bool:
    """Ready is what its requirements say."""
    body = json.loads(row["body"])
    return {row["ready"] == 1, bool(body["ready"])} == {_opens(row)}


def what_is_satisfied_is_so(record: Record, row: Row) -> bool:
    """A box that is empty and a promise that is broken satisfy nothing."""
    logic = record.content("change_logic")
    late = record.overdue(day_of(row["at"]))
    truth = {
        "change_logic.no_box_is_empty": all(logic.get(box) for box in BOXES),
        "gates.no_condition_is_overdue": not late,
    }
    said = json.loads(row["body"])["requirements"]
    return all(truth.get(r["check"], True) for r in said if r["status"] == "satisfied")


def what_is_waived_has_a_waiver_that_holds(record: Record, row: Row) -> bool:
    """A requirement is let go by a waiver that was approved, is in time and means the same."""
    said = json.loads(row["body"])["requirements"]
    let_go = [r for r in said if r["status"] == "waived"]
    return all(holds(record, r["waiver"], row["gate"], r["id"], row["at"]) for r in let_go)


def holds(record: Record, name: str, gate: str, requirement: str, at: str) -> bool:
    """Say whether a waiver lets a requirement go at a moment."""
    waiver = record.rows["waiver"][name]
    stated = record.requirements(gate, requirement)
    never = {name for rule in record.waiver_rules() for name in rule["never"]}
    return (
        (waiver["gate"], waiver["requirement"]) == (gate, requirement)
        and bool(record.of("waiver_approval", waiver=name))
        and not record.of("waiver_end", waiver=name)
        and day_of(at) <= date.fromisoformat(waiver["expires_on"])
        and record.meant[name] == record.meaning(gate, requirement)
        and all(r["waivable"] for r in stated)
        and requirement not in never
    )


# Waivers, rules, changes


def a_waiver_is_let_go_by_others(record: Record, row: Row) -> bool:
    """None who approve a waiver asked for it or keep people and roles, and they are enough."""
    waiver, day = record.rows["waiver"][row["waiver"]], day_of(row["approved_at"])
    asked = strictest([r for rule in record.waiver_rules() for r in rule["approved_by"]])
    words = [w["said_by"] for w in record.of("waiver_word", waiver=waiver["id"])]
    seats = {(who, role) for who, role, _ in record.seats(day, asked or LETS_GO)}
    barred = {waiver["requested_by"]} | record.admins(day)
    if not asked:
        return row["approved_by"] in {who for who, _ in seats} - barred
    able = [who for who in words if who not in barred]
    wide = sum(asked.values())
    return any(fills(asked, some, seats) for some in permutations(able, wide))


def another_puts_rules_in_force(record: Record, row: Row) -> bool:
    """Who wrote a policy does not put it in force."""
    return bool(record.rows["proposal"][row["proposal"]]["proposed_by"] != row["activated_by"])


def rules_followed_are_in_force(record: Record, row: Row) -> bool:
    """A project is moved to what somebody else than its author has put in force."""
    active = {a["proposal"] for a in record.of("activation")}
    waits = {(p["name"], p["version"]) for p in record.of("proposal") if p["id"] not in active}
    return not waits & {(name, version) for name, version in json.loads(row["policies"])}


def a_change_is_decided_by_others(record: Record, row: Row) -> bool:
    """So many who neither asked for a change nor wrote the facts say the same of it."""
    change = record.rows["change"][row["change"]]
    deciders, day = json.loads(row["deciders"]), day_of(row["decided_at"])
    rule, panel = dict(json.loads(change["rule"])), panel_of(change)
    said = {w["said_by"]: w["outcome"] for w in record.of("change_word", change=change["id"])}
    seats = panel & record.seats(day, rule)
    counted = {(who, role) for who, role, of in seats if of not in said}
    barred = {change["requested_by"], "machine"} | record.admins(day)
    barred |= {record.latest()[tool]["submitted_by"] for tool in ("project",)}
    agree = all(said.get(who) == row["outcome"] for who in deciders)
    return agree and not barred & set(deciders) and fills(rule, deciders, counted)


RULES: Mapping[str, tuple[Rule, ...]] = {
    "word": (who_speaks_neither_asked_nor_wrote, who_speaks_sits_and_keeps_no_people),
    "decision": (
        a_decision_fills_every_place,
        a_decision_takes_others_eyes,
        a_gate_opens_on_a_ready_verdict_alone,
        a_gate_opens_once_between_reopenings,
        a_decision_rests_on_what_is_there,
    ),
    "verdict": (
        a_verdict_is_ready_when_nothing_closes_it,
        what_is_satisfied_is_so,
        what_is_waived_has_a_waiver_that_holds,
    ),
    "waiver_approval": (a_waiver_is_let_go_by_others,),
    "activation": (another_puts_rules_in_force,),
    "repinning": (rules_followed_are_in_force,),
    "change_decision": (a_change_is_decided_by_others,),
}
"""Every rule, by the table whose rows it looks at."""


def _opens(verdict: Row) -> bool:
    said = json.loads(verdict["body"])["requirements"]
    stated = any(r["status"] in {"satisfied", "waived"} for r in said)
    must = [r for r in said if r["weight"] == "blocking"]
    errors = [r for r in said if r["status"] == "error" and r["weight"] != "audit"]
    return stated and not errors and all(r["status"] in PASSES for r in must)


def _at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)
