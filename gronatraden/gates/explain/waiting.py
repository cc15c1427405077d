"""Not yet, told from wrong: what waits for its turn, for a day or for people.

- A gate waits while others come first, while the decision is on hold, and once it is
  ready for those who decide.
- A finding waits where time alone settles it: the gate is judged at the coming moments
  at which an answer flips, with nothing else changed, and the finding is then gone.
- A requirement waits where a waiver of it is requested and others have yet to approve it.
- A condition whose day has not come closes nothing, but it will.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from gronatraden.gates.conditions.speaking import spoken
from gronatraden.gates.evaluate import evaluate
from gronatraden.gates.explain.explanation import Waiting
from gronatraden.gates.explain.mending import roles
from gronatraden.gates.holding.waiver_rules import refusal, waits_for, waiver_rule
from gronatraden.gates.holding.waivers import doubt_of, standing_of
from gronatraden.moment import Moment, day_of
from gronatraden.project import MAY, Act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.findings import Finding
    from gronatraden.gates.evaluate import Case
    from gronatraden.gates.explain.explanation import OtherClass
    from gronatraden.gates.tally import Place
    from gronatraden.gates.verdict import Result, Verdict
    from gronatraden.history import Waiver
    from gronatraden.phases import Standing
    from gronatraden.policy import Policy

Asked = Literal["not-requested", "old", "waiting"]
"""Whether a decision is requested, and on what is now so."""
FLIPS = 24
"""How many coming flips are looked at; what waits for a later one is told as missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Where a gate stands in its project's order, and whose word it waits for."""

    standing: Standing
    asked: Asked = "not-requested"
    waiting_for: tuple[Place, ...] = ()
    """Places that no word fills yet, where a decision is requested."""
    change_deciders: tuple[str, ...] = ()
    """Roles that decide on a change in the project."""
    waived_by: tuple[str, ...] = roles(MAY[Act.APPROVE_WAIVER])
    """Roles that approve waivers in the project."""
    other_classes: tuple[OtherClass, ...] = ()
    """The lifecycles that the project may take instead."""


Settled = Mapping[tuple[str, str], date]
"""A requirement's id and the place of a finding → the day that settles it."""


def settled_by_time(case: Case, context: Context, verdict: Verdict) -> Settled:
    """Return the findings that keep a gate closed and go by themselves, with the day of each."""
    open_yet = {(r.id, f.where) for r in verdict.missing for f in r.findings}
    settled: dict[tuple[str, str], date] = {}
    seen = verdict
    for _ in range(FLIPS):
        if seen.valid_until is None or not open_yet:
            break
        at = seen.valid_until
        seen = evaluate(case, replace(context, moment=Moment(at)))
        still = {(r.id, f.where) for r in seen.missing for f in r.findings}
        settled |= dict.fromkeys(open_yet - still, day_of(at))
        open_yet &= still
    return settled


def awaiting_approval(case: Case, context: Context, verdict: Verdict) -> dict[str, Waiting]:
    """Return by requirement what is not satisfied while a waiver of it waits to be approved.

    A waiver that nobody could approve today lets nothing wait.
    """
    rules = tuple(one.policy for one in spoken(case.policies, context.facts).published)
    today, gate = day_of(context.moment.at), case.gate.gate
    waits: dict[str, Waiting] = {}
    for waiver in case.waivers:
        closed = [r for r in verdict.missing if (r.id, gate) == (waiver.requirement, waiver.gate)]
        until = waiver.expires_on or date.max
        if (
            closed
            and standing_of(waiver, rules, context.moment).state == "requested"
            and doubt_of(waiver, rules) is None
            and refusal(rules, gate, waiver.requirement, until) is None
        ):
            waits[waiver.requirement] = _for_approval(waiver, closed[0], rules, context, today)
    return waits


def _for_approval(
    waiver: Waiver, closed: Result, rules: tuple[Policy, ...], context: Context, today: date
) -> Waiting:
    rule = waiver_rule(rules)
    held = [(g.person, g.role.value) for g in context.grants if g.holds_on(today)]
    voices = {one: frozenset(role for who, role in held if who == one) for one in waiver.approvers}
    who = tuple(waits_for(rule, voices)) or roles(MAY[Act.APPROVE_WAIVER])
    return Waiting(
        code="waiver-waits" if rule.approved_by else "waiver-waits-for-one",
        facts={"waiver": waiver.id, "roles": who},
        who=who,
        requirement=closed.id,
        findings=closed.findings,
    )


def in_line(case: Case, context: Context, queue: Queue, *, ready: bool) -> Iterator[Waiting]:
    """Yield what a gate waits for that is nobody's fault."""
    standing = queue.standing
    until = standing.hold_until
    if not standing.next:
        yield Waiting(code="project-is-finished")
    elif case.gate not in standing.next:
        following = tuple(n.gate for n in standing.next)
        yield Waiting(code="gate-is-not-next", facts={"next": following})
    elif until is not None and not context.moment.has_come(until):
        facts = {"until": until.isoformat()}
        yield Waiting(code="decision-is-on-hold", facts=facts, until=until)
    elif ready:
        yield _for_people(queue)


def _for_people(queue: Queue) -> Waiting:
    if queue.asked == "waiting":
        people = tuple(place.role for place in queue.waiting_for)
        return Waiting(code="waits-for-deciders", facts={"roles": people}, who=people)
    code = "request-is-old" if queue.asked == "old" else "decision-is-not-requested"
    return Waiting(code=code, who=roles(MAY[Act.REQUEST_DECISION]))


def promised(context: Context) -> Iterator[Waiting]:
    """Yield the conditions that are not met and not due: they close nothing yet."""
    for condition in context.conditions:
        if condition.met_at is None and not context.moment.has_passed(condition.due_on):
            facts = {
                "condition": condition.text,
                "owner": condition.owner,
                "due": condition.due_on.isoformat(),
            }
            who = (condition.owner,)
            yield Waiting(code="condition-is-open", facts=facts, who=who, until=condition.due_on)


def open_by_themselves(verdict: Verdict, waits: Settled) -> Iterator[Waiting]:
    """Yield the findings that time alone settles, by the requirement that they close."""
    for result in verdict.missing:
        days: dict[date, list[Finding]] = {}
        for found in result.findings:
            if (result.id, found.where) in waits:
                days.setdefault(waits[result.id, found.where], []).append(found)
        for day, there in days.items():
            yield Waiting(
                code="waits-for-a-day",
                facts={"until": day.isoformat()},
                until=day,
                requirement=result.id,
                findings=tuple(there),
            )
