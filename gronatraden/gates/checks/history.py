"""Rules that take decisions and history: who decided, what was promised, what is kept.

- KL-03 the steering group can decide
- KL-04 nobody judges their own work
- G-conditions no condition is overdue
- G-points every point that the gate was referred back with is answered
- G5-report the final report is approved
- G0-facts, G5-retention and G5-package are rules about the project's own facts and
  stand in ``record``; A13-2 and A13-c are about papers, in ``evidence``

G-conditions and G-points hold at every gate, whatever its policies ask: a gate opened on a
promise, or was sent back for something. Why, stands here: it is recorded as a policy's is.

Whether the right people said so about one verdict is left to ``decision``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import OFFICE, Finding
from gronatraden.gates.checks import evidence, record
from gronatraden.gates.tally import places_filled, voices_of
from gronatraden.gates.verdict import Result, closes
from gronatraden.history import Outcome
from gronatraden.phases import opening
from gronatraden.policy import Because
from gronatraden.project import Role
from gronatraden.tools import Check
from gronatraden.tools.competent_leadership import CompetentLeadership
from gronatraden.tools.learning_cycle import LearningCycle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gronatraden.context import Context
    from gronatraden.findings import Fact
    from gronatraden.project import Grant


def the_steering_group_can_decide(context: Context) -> Iterator[Finding]:
    """The steering group has a mandate, a quorum and meets at every gate, and kept its quorum.

    A gate that opened with fewer than the quorum stays a finding; the group may be asked
    again, or the requirement waived with a reason.

    Rule: KL-03. Basis: Helsingborgs stad: the steering group decides at every decision point.
    """
    group = context.read(CompetentLeadership).steering_group
    where = "competent_leadership.steering_group"
    who = ("project_owner", "steering_chair")
    if not group.mandate:
        yield Finding("steering-group-has-no-mandate", f"{where}.mandate", who=who)
    if not group.meets_at_every_gate:
        yield Finding("steering-group-skips-gates", f"{where}.meets_at_every_gate", who=who)
    if not group.quorum:
        yield Finding("steering-group-has-no-quorum", f"{where}.quorum", who=who)
    for taken in opening(context.decisions):
        if len(taken.deciders) < group.quorum:
            facts: dict[str, Fact] = {
                "gate": taken.gate,
                "deciders": len(taken.deciders),
                "quorum": group.quorum,
            }
            yield Finding("decision-lacked-its-quorum", f"decisions[{taken.gate}]", facts, who)


def nobody_judges_their_own_work(context: Context) -> Iterator[Finding]:
    """No gate was opened only by those who wrote for it, and others can decide this one.

    Enough people must hold the deciding roles at the moment when those who submitted the
    latest documents are left out, each person filling one place.

    Rule: KL-04. Basis: segregation of duties: nobody is sole author and sole approver.
    """
    for taken in opening(context.decisions):
        if taken.deciders <= taken.submitters:
            where = f"decisions[{taken.gate}]"
            yield Finding("gate-was-opened-by-its-authors", where, {"gate": taken.gate}, OFFICE)
    rule = dict(context.deciders)
    filled = places_filled(rule, _others(context))
    roles = [role for role, count in rule.items() for _ in range(count)]
    empty = [role for place, role in enumerate(roles) if place not in filled]
    for role in dict.fromkeys(empty):
        facts: dict[str, Fact] = {"role": role, "missing": empty.count(role), "needed": rule[role]}
        yield Finding("too-few-can-decide", f"roles[{role}]", facts, OFFICE)


def _others(context: Context) -> dict[str, frozenset[str]]:
    """Return the roles that each person holds now, leaving out who has no word.

    Whoever submitted a document has none, nor whoever keeps people and roles. A substitute
    has one only where the one they stand in for has none: two for one seat are one.
    """
    held = [grant for grant in context.grants if _holds(grant, context)]
    admins = {grant.person for grant in held if grant.role is Role.ADMIN}
    barred = context.submitters | admins
    own = {(grant.person, grant.role) for grant in held if grant.instead_of is None}
    roles: dict[str, set[str]] = {}
    for grant in held:
        instead = (grant.instead_of, grant.role)
        sits = grant.instead_of is None or (instead in own and grant.instead_of in barred)
        if sits and grant.person not in barred:
            roles.setdefault(grant.person, set()).add(grant.role)
    return voices_of(roles, context.stand_ins)


def _holds(grant: Grant, context: Context) -> bool:
    begun = context.moment.has_come(grant.from_on)
    return begun and not (grant.until_on and context.moment.has_passed(grant.until_on))


def no_condition_is_overdue(context: Context) -> Iterator[Finding]:
    """Every condition whose day has passed is met.

    Rule: G-conditions. Basis: a gate that opened with conditions opened on a promise;
    overdue and unmet it closes again.
    """
    for condition in context.conditions:
        if condition.is_owed and context.moment.has_passed(condition.due_on):
            facts = {
                "condition": condition.text,
                "owner": condition.owner,
                "due": condition.due_on.isoformat(),
            }
            where = f"conditions[{condition.id}]"
            yield Finding("condition-is-overdue", where, facts, (condition.owner,))


def the_final_report_is_approved(context: Context) -> Iterator[Finding]:
    """The final report is final, and a gate has opened on it.

    A draft is enough when the gate opens; what is then changed is who reads it next. A
    project that was stopped writes its report afterwards.

    Rule: G5-report. Basis: the lifecycle matrix, G5; Region Halland's required documents.
    """
    where = "learning_cycle.final_report.status"
    who = ("project_manager", "learning_owner")
    if context.read(LearningCycle).final_report.status != "final":
        yield Finding("final-report-is-not-final", where, who=who)
    decided = context.decided_on(LearningCycle)
    stopped = any(taken.outcome is Outcome.STOP for taken in context.decisions)
    if not stopped and (decided is None or not decided.final_report.status):
        yield Finding("final-report-was-not-decided-on", where, who=who)


CHECKS = (
    Check(
        "KL-03",
        the_steering_group_can_decide,
        (CompetentLeadership,),
        asks=(
            "competent_leadership.steering_group.mandate",
            "competent_leadership.steering_group.quorum",
            "competent_leadership.steering_group.meets_at_every_gate",
        ),
    ),
    Check("KL-04", nobody_judges_their_own_work),
    Check("G-conditions", no_condition_is_overdue),
    Check(
        "G5-report",
        the_final_report_is_approved,
        (LearningCycle,),
        asks=("learning_cycle.final_report.status",),
    ),
    *record.CHECKS,
    *evidence.CHECKS,
)
"""Checks that policies call as ``gates.<name>``."""

_SOURCE = "Gröna tråden, beslut med villkor och återremiss"
_PROMISED = Because(
    sv="En grind som öppnades på ett villkor är stängd igen när villkoret har passerat sin dag.",
    en="A gate that opened on a condition is closed again once the condition's day has passed.",
)
_REFERRED_BACK = Because(
    sv="Grinden skickades tillbaka för att något skulle lagas. Säg för varje punkt hur det lagats.",
    en="The gate was referred back for something to be mended. Say of each point how it was.",
)


def every_point_is_mended(context: Context) -> Iterator[Finding]:
    """Every point that the gate was referred back with is answered.

    Rule: G-points. Basis: Helsingborgs stad: go back until parts are redone or completed.
    """
    for point in context.points:
        if point.mended_at is None:
            facts = {"point": point.id, "text": point.text}
            where = point.place or f"points[{point.id}]"
            yield Finding("point-is-not-mended", where, facts, ("project_manager",))


_EVERYWHERE = (
    ("engine.no-condition-is-overdue", "G-conditions", no_condition_is_overdue, _PROMISED),
    ("engine.every-point-is-mended", "G-points", every_point_is_mended, _REFERRED_BACK),
)
"""Id, rule, what it finds, and why."""


def engine_results(
    context: Context, results: Iterable[Result], *, stopped: bool
) -> tuple[Result, ...]:
    """Return what closes a gate whatever its policies say, beside what they say of it.

    It is said only where it closes the gate, so that it never opens one. No policy weighs it
    less and nobody waives it; a policy that asks the same with full weight says it in its
    own words.

    Args:
        context: What the rules may read.
        results: How the policies' own requirements came out.
        stopped: Whether the project was stopped: its orderly close keeps no promise.
    """
    found = [
        (row, findings)
        for row in _EVERYWHERE
        if not (stopped and row[2] is no_condition_is_overdue)
        if (findings := tuple(row[2](context)))
    ]
    said = {result.rule for result in results if closes(result)} if found else set()
    return tuple(
        Result(
            id=name,
            check=f"gates.{function.__name__}",
            rule=rule,
            status="not_satisfied",
            weight="blocking",
            waivable=False,
            because=because,
            source=_SOURCE,
            findings=findings,
        )
        for (name, rule, function, because), findings in found
        if rule not in said
    )
