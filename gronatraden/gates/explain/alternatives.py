"""Other ways than mending: not applicable with a reason, decided anew, waived, another class.

An alternative settles all that its action settles, or it is not offered. Each way is a
function of ``_WAYS``; one more way is one more function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.gates.burden.fields import documents
from gronatraden.gates.burden.typing import milliseconds, minutes
from gronatraden.gates.explain.explanation import Alternative
from gronatraden.gates.explain.mending import ABSENT, DECIDED_OTHERWISE, roles, room_of
from gronatraden.gates.holding.waiver_rules import waiver_rule
from gronatraden.project import FACTS, MAY, Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gronatraden.findings import Finding
    from gronatraden.gates.burden.fields import Kind
    from gronatraden.gates.explain.explanation import OtherClass
    from gronatraden.gates.explain.waiting import Queue
    from gronatraden.gates.verdict import Verdict
    from gronatraden.policy import Policy, Requirement

_DECLARED: tuple[Kind, ...] = ("name", "text")
_CHANGED: tuple[Kind, ...] = ("line", "text", "text")
_WAIVED: tuple[Kind, ...] = ("text", "day")
_MOVED: tuple[Kind, ...] = ("text",)
_LIGHTENED: tuple[Kind, ...] = ("text", "text")


def alternatives_to(
    found: Sequence[Finding], served: Sequence[Requirement], queue: Queue
) -> tuple[Alternative, ...]:
    """Return the other ways to settle what findings in one place keep closed.

    Args:
        found: The findings.
        served: The requirements that they close.
        queue: Who decides on changes and approves waivers in the project.
    """
    ways = (
        _declared(found, served),
        _changed(found, queue.change_deciders),
        _waived(served, queue.waived_by),
    )
    return tuple(alternative for way in ways for alternative in way)


def exchanged(
    found: Sequence[Finding], served: Iterable[str], verdict: Verdict, others: Iterable[OtherClass]
) -> Iterator[Alternative]:
    """Yield the other lifecycles in which nothing of what an action settles is asked for.

    One that would leave as many requirements closed, or asks for nothing at all, is no way.
    """
    mine, places = set(served), {(finding.code, finding.where) for finding in found}
    for other in others:
        left = other.verdict.missing
        helps = other.verdict.ready or 0 < len(left) < len(verdict.missing)
        again = places & {(f.code, f.where) for result in left for f in result.findings}
        if helps and not again and not mine & {result.id for result in left}:
            yield Alternative(
                way="other_class",
                who=roles(MAY[Act.LIGHTEN_PROJECT if other.lighter else Act.MIGRATE_PROJECT]),
                minutes=_takes(_LIGHTENED if other.lighter else _MOVED),
                lifecycle=other.lifecycle,
                version=other.version,
                lighter=other.lighter,
            )


def change_deciders(policies: Iterable[Policy], start: str) -> tuple[str, ...]:
    """Return the roles that have a word on a change: those policies name, or the start's."""
    named: set[str] = set()
    for policy in policies:
        changes = policy.changes
        here = policy.gates[start].decided_by if start in policy.gates else ()
        rows = (changes.decided_by if changes else ()) or here
        rows += changes.small.decided_by if changes and changes.small else ()
        named |= {row.role for row in rows}
    return roles(named)


def waiver_approvers(policies: Iterable[Policy]) -> tuple[str, ...]:
    """Return the roles that approve waivers: those policies name, or those who may."""
    return roles(waiver_rule(policies).approved_by or MAY[Act.APPROVE_WAIVER])


def waiver_of(served: Sequence[Requirement], approvers: tuple[str, ...]) -> tuple[Alternative, int]:
    """Return the way past requirements by one waiver each, and the milliseconds it takes."""
    takes = len(served) * sum(milliseconds(kind) for kind in _WAIVED)
    way = Alternative(
        way="waive",
        who=roles(MAY[Act.REQUEST_WAIVER]),
        approved_by=approvers,
        minutes=minutes(takes),
    )
    return way, takes


def _declared(found: Sequence[Finding], served: Sequence[Requirement]) -> Iterator[Alternative]:
    places = {finding.where for finding in found}
    inside = all(
        room_of(where) in documents() and room_of(where) != FACTS and "." in where
        for where in places
    )
    absent = any(finding.code == ABSENT for finding in found)
    if inside and not absent and all(one.declarable for one in served):
        yield Alternative(
            way="declare", who=roles(MAY[Act.SUBMIT_DOCUMENT]), minutes=_takes(_DECLARED)
        )


def _changed(found: Sequence[Finding], deciders: tuple[str, ...]) -> Iterator[Alternative]:
    if all(finding.code in DECIDED_OTHERWISE for finding in found):
        yield Alternative(
            way="change",
            who=roles(MAY[Act.REQUEST_CHANGE]),
            approved_by=deciders,
            minutes=_takes(_CHANGED),
        )


def _waived(served: Sequence[Requirement], approvers: tuple[str, ...]) -> Iterator[Alternative]:
    if all(one.waivable for one in served):
        yield waiver_of(served, approvers)[0]


def _takes(kinds: tuple[Kind, ...]) -> int:
    return minutes(sum(milliseconds(kind) for kind in kinds))
