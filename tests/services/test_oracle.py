"""Who looks at the rows sees what a broken service would leave there.

Each case takes away what the database keeps apart, writes what a service without the rule
would have written, and records it in the log: the log is sound, and the decision is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from gronatraden import canonical
from gronatraden.errors import ConflictError
from gronatraden.project import Role
from gronatraden.services._parts import stamp
from gronatraden.services.holding.approve_waiver import approve_waiver
from gronatraden.services.holding.waive import request_waiver, revoke_waiver
from gronatraden.services.list_people import list_roles
from gronatraden.services.publish import publish
from gronatraden.store.tables import GOVERNED
from tests.builders import a_change_logic
from tests.builders.store import before_the_guards, drop_rules
from tests.services.oracle.rules import RULES, Oracle
from tests.services.simulator import DECIDERS, saying
from tests.services.small import RULES as SMALL
from tests.services.small import another_policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

REQUEST = "ro/start/request-1"


def take_away_the_guards(life: ProjectSimulator) -> None:
    """Drop what keeps duties apart in the database, as its administrator can."""
    with before_the_guards(life.settings.database) as connection:
        drop_rules(connection)


def write(life: ProjectSimulator, table: str, key: str, **values: Any) -> None:  # noqa: ANN401 - a row
    """Write a row and its event."""
    with life.parts.write() as t:
        t.insert(table, key, **values)
        t.record("test.broken", stream="project/ro", actor="machine", at=life.at)


def rows_of(life: ProjectSimulator, table: str) -> list[dict[str, Any]]:
    """Return a table's rows in the order of their keys, without key and salt."""
    kept = GOVERNED[table]
    with life.parts.read() as r:
        found = [dict(row) for row in r.all(select(kept).order_by(kept.c.id))]
    return [{name: row[name] for name in row if name not in {"id", "salt"}} for row in found]


def decide_as(
    life: ProjectSimulator,
    people: tuple[str, ...] = DECIDERS,
    *,
    outcome: str = "go",
    gate: str = "start",
) -> None:
    """Do what deciding does, without looking at who they are or what there is."""
    ids = [life.person(handle).id for handle in people]
    said: dict[str, Any] = {"request": f"ro/{gate}/request-1", "outcome": outcome, "reason": ""}
    for number, person in enumerate(ids, start=1):
        word = {"number": number, "said_by": person, "said_at": stamp(life.at)}
        key = f"{said['request']}/word-{number}"
        write(life, "word", key, **said, **word, conditions="[]", hold_until=None)
    write(
        life,
        "decision",
        f"{said['request']}/decision",
        **said,
        project="ro",
        number=1,
        gate=gate,
        occurrence=0,
        hold_until=None,
        registry_number="",
        deciders=canonical.encode(ids).decode(),
        decided_at=stamp(life.at),
    )


def _by_the_submitter(life: ProjectSimulator) -> None:
    life.grant("alva", Role.STEERING_GROUP)
    life.request("start", by="ebba")
    decide_as(life, ("alva", "bo", "disa"))


def _by_the_requester(life: ProjectSimulator) -> None:
    life.grant("ebba", Role.STEERING_GROUP)
    life.request("start", by="ebba")
    decide_as(life, ("ebba", "bo", "disa"))


def _by_an_admin(life: ProjectSimulator) -> None:
    life.request("start")
    life.grant("bo", Role.ADMIN)
    decide_as(life)


def _by_an_admin_for_a_time(life: ProjectSimulator) -> None:
    life.request("start")
    life.grant("bo", Role.ADMIN, until=life.parts.today)
    decide_as(life)


def _by_a_stranger(life: ProjectSimulator) -> None:
    life.request("start")
    decide_as(life, ("cleo", "bo", "disa"))


def _by_too_few(life: ProjectSimulator) -> None:
    life.request("start")
    decide_as(life, ("bo", "disa"))


def _by_one_person_twice(life: ProjectSimulator) -> None:
    life.request("start")
    decide_as(life, ("bo", "bo", "disa"))


def _by_one_who_left(life: ProjectSimulator) -> None:
    life.request("start")
    held = (seen.grant for seen in list_roles(life.parts, person="bea"))
    (seat,) = [grant.id for grant in held if grant.project == "ro"]
    end = {"role_grant": seat, "last_on": "2024-08-31"}
    write(life, "role_end", "an-end", **end, ended_by="machine", ended_at=stamp(life.at))
    decide_as(life)


def _on_what_is_not_ready(life: ProjectSimulator) -> None:
    life.submit(a_change_logic(activities=()))
    life.request("start")
    decide_as(life)


def _on_what_is_old(life: ProjectSimulator) -> None:
    life.request("start")
    life.submit(a_change_logic(external_factors=("vädret",)))
    decide_as(life)


def _on_a_false_verdict(life: ProjectSimulator) -> None:
    life.submit(a_change_logic(activities=()))
    life.request("start")
    there = rows_of(life, "verdict")[-1]
    body = there["body"].replace('"not_satisfied"', '"satisfied"').replace('y":false', 'y":true')
    kept = {name: there[name] for name in ("project", "gate", "occurrence", "at", "valid_until")}
    write(life, "verdict", "ro/start/verdict-9", **kept, ready=1, body=body)


def _twice(life: ProjectSimulator) -> None:
    life.passes("start")
    life.request("checkpoint")
    again = rows_of(life, "decision")[-1] | {"request": "ro/checkpoint/request-1", "number": 2}
    write(life, "decision", "ro/again", **again)


def _a_waiver(life: ProjectSimulator, by: str = "alva") -> None:
    request_waiver(
        life.parts,
        project="ro",
        gate="start",
        requirement="start.no-box-is-empty",
        reason="Senare.",
        expires_on=life.parts.today,
        by=by,
    )


def _waived_by_who_asked(life: ProjectSimulator) -> None:
    life.grant("disa", Role.PROJECT_MANAGER)
    _a_waiver(life, by="disa")
    approved = {"approved_by": life.person("disa").id, "approved_at": stamp(life.at)}
    write(life, "waiver_approval", "an-approval", waiver="ro/waiver-1", **approved)


def _waived_by_an_admin(life: ProjectSimulator) -> None:
    life.grant("disa", Role.ADMIN, until=life.parts.today)
    _a_waiver(life)
    approved = {"approved_by": life.person("disa").id, "approved_at": stamp(life.at)}
    write(life, "waiver_approval", "an-approval", waiver="ro/waiver-1", **approved)


def _waived_by_what_is_revoked(life: ProjectSimulator) -> None:
    life.submit(a_change_logic(activities=()))
    _a_waiver(life)
    approve_waiver(life.parts, project="ro", waiver="ro/waiver-1", by="disa")
    life.request("start")
    revoke_waiver(life.parts, project="ro", waiver="ro/waiver-1", reason="Nu.", by="disa")
    there = rows_of(life, "verdict")[-1]
    write(life, "verdict", "ro/again", **there)


def _put_in_force_by_its_author(life: ProjectSimulator) -> None:
    publish(life.parts, written=another_policy(2), by="olle")
    by = {"activated_by": life.person("olle").id, "activated_at": stamp(life.at)}
    write(life, "activation", "an-activation", proposal=f"policy/{SMALL}/2", **by)


def _moved_to_what_waits(life: ProjectSimulator) -> None:
    publish(life.parts, written=another_policy(2), by="olle")
    pins = canonical.encode([[SMALL, 2]]).decode()
    by = {"repinned_by": "machine", "repinned_at": stamp(life.at)}
    follows: dict[str, Any] = {"lifecycle": "small", "lifecycle_version": 1, "policies": pins}
    follows |= {"class": "", "lighter_because": ""}
    write(
        life,
        "repinning",
        "a-move",
        project="ro",
        number=1,
        **follows,
        reason="Nu.",
        plan="0" * 64,
        **by,
    )


BROKEN: dict[Callable[[ProjectSimulator], None], str] = {
    _by_the_submitter: "a_decision_takes_others_eyes",
    _by_the_requester: "a_decision_takes_others_eyes",
    _by_an_admin: "a_decision_takes_others_eyes",
    _by_an_admin_for_a_time: "a_decision_takes_others_eyes",
    _by_a_stranger: "who_speaks_sits_and_keeps_no_people",
    _by_too_few: "a_decision_fills_every_place",
    _by_one_person_twice: "a_decision_fills_every_place",
    _by_one_who_left: "a_decision_fills_every_place",
    _on_what_is_not_ready: "a_gate_opens_on_a_ready_verdict_alone",
    _on_what_is_old: "a_decision_rests_on_what_is_there",
    _on_a_false_verdict: "what_is_satisfied_is_so",
    _twice: "a_gate_opens_once_between_reopenings",
    _waived_by_who_asked: "a_waiver_is_let_go_by_others",
    _waived_by_an_admin: "a_waiver_is_let_go_by_others",
    _waived_by_what_is_revoked: "what_is_waived_has_a_waiver_that_holds",
    _put_in_force_by_its_author: "another_puts_rules_in_force",
    _moved_to_what_waits: "rules_followed_are_in_force",
}


@pytest.mark.parametrize("act", BROKEN, ids=lambda act: act.__name__.strip("_").replace("_", " "))
def test_what_a_broken_service_writes_is_seen(
    live: Live, act: Callable[[ProjectSimulator], None]
) -> None:
    life = live("small-filled")
    take_away_the_guards(life)

    act(life)

    assert BROKEN[act] in {broken.rule for broken in Oracle("ro").look(life.store)}


@pytest.mark.parametrize("after", ["small-filled", "small-started", "small-reviewed"])
def test_what_the_services_write_is_sound(live: Live, after: str) -> None:
    life = live(after)
    life.request(life.check("start").standing.next[0].gate)

    assert Oracle("ro").look(life.store) == []


def test_the_same_done_by_hand_is_sound_where_the_rules_are_kept(live: Live) -> None:
    life = live("small-filled")
    take_away_the_guards(life)
    life.request("start")

    decide_as(life)

    assert Oracle("ro").look(life.store) == []


def test_every_rule_on_a_decision_has_been_broken() -> None:
    kept = {rule.__name__ for rule in RULES["decision"]}

    assert kept <= set(BROKEN.values())


@pytest.mark.parametrize(
    "act",
    [
        _by_the_submitter,
        _by_an_admin_for_a_time,
        _waived_by_an_admin,
        _put_in_force_by_its_author,
        _moved_to_what_waits,
    ],
    ids=lambda act: act.__name__.strip("_").replace("_", " "),
)
def test_the_database_keeps_them_apart_where_it_is_let(
    live: Live, act: Callable[[ProjectSimulator], None]
) -> None:
    life = live("small-filled")

    with pytest.raises(ConflictError, check=saying(what="duties-are-kept-apart")):
        act(life)
    assert Oracle("ro").look(life.store) == []
