"""Rules about what is asked, what is learnt, and what becomes of it.

- LC-02 every question has an owner, a date and a recipient
- LC-03 every finding changes something, or says why not
- LC-04 every finding has reached its recipient
- LC-05 decisions are open about goals and effects
- LC-06 reviews are planned and held
- F-cadence reviews come as often as a funder asks
- LC-07 knowledge outlives the project
- LC-08 findings can be used again

That a question rests on a risky link (LC-01) takes the change logic too and is the
thread's. A finding without text is a draft and is nobody's concern yet; once it says
something it is finished. A day that has not come is a plan, never proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from gronatraden.moment import months_after

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gronatraden.context import Context
    from gronatraden.moment import Moment
    from gronatraden.tools.learning_cycle.content import LearningCycle, LearningFinding

LEARNERS = ("learning_owner", "project_manager")
"""Roles that can mend what is missing, the nearest first."""

PLANNED = ("question", "owner", "due_on", "recipient")
"""What a learning question must say."""

OPEN = (
    "decided_on",
    "rests_on_goal",
    "effect_on_society",
    "effect_on_economy",
    "effect_on_environment",
)
"""What a logged decision must say."""

STAGES = {"": 0, "draft": 1, "final": 2}
"""How far a final report has come."""


def questions_are_planned(
    cycle: LearningCycle, context: Context, *, at_least: int = 1
) -> Iterator[Finding]:
    """There is a learning question, and each one has an owner, a date and a recipient.

    Args:
        cycle: Any version of the learning cycle.
        context: Not read.
        at_least: Number of questions required.

    Yields:
        One finding where questions are too few, and one per question that lacks
        something, with facts ``question`` and ``missing``.

    Rule: LC-02. Basis: "Lärandecykel": there must be a plan for how knowledge is managed.
    """
    del context
    if len(cycle.questions) < at_least:
        facts = {"at_least": at_least}
        yield Finding("too-few-questions", "learning_cycle.questions", facts, LEARNERS)
    for question in cycle.questions:
        missing = tuple(name for name in PLANNED if not getattr(question, name))
        if missing:
            where = f"learning_cycle.questions[{question.id}]"
            name = question.question or question.id
            yield Finding(
                "question-is-not-planned", where, {"question": name, "missing": missing}, LEARNERS
            )


def every_finding_changes_something(cycle: LearningCycle, context: Context) -> Iterator[Finding]:
    """Every finished finding leads to a change, or says why nothing changes.

    Rule: LC-03. Basis: Region Kronoberg on the learning cycle: "göra om och göra rätt".
    """
    del context
    for where, learnt in _finished(cycle):
        if not learnt.change and not learnt.no_change_because:
            facts = {"finding": learnt.finding}
            yield Finding("finding-changes-nothing", f"{where}.change", facts, LEARNERS)


def every_finding_reaches_its_recipient(
    cycle: LearningCycle, context: Context
) -> Iterator[Finding]:
    """Every finished finding has been passed on, on a day, to whom the question names.

    A finding that no question asked for needs a receiver of its own; a question
    without recipient is LC-02's concern.

    Rule: LC-04. Basis: "Lärandecykel": without spreading knowledge, following up has no value.
    """
    expected = {q.id: q.recipient for q in cycle.questions}
    for where, learnt in _finished(cycle):
        facts = {"finding": learnt.finding}
        on = learnt.communicated_on
        if on is None or not context.moment.has_come(on):
            code = "finding-is-not-communicated"
            yield Finding(code, f"{where}.communicated_on", facts, LEARNERS)
        recipient = expected.get(learnt.question or "", "")
        if not learnt.communicated_to:
            code = "finding-has-no-receiver"
            yield Finding(code, f"{where}.communicated_to", facts, LEARNERS)
        elif not _names(learnt.communicated_to, recipient):
            met = {"recipient": recipient, "receiver": learnt.communicated_to, **facts}
            code = "finding-missed-its-recipient"
            yield Finding(code, f"{where}.communicated_to", met, LEARNERS)


def decisions_are_open_about_effects(
    cycle: LearningCycle, context: Context, *, at_least: int = 1
) -> Iterator[Finding]:
    """Decisions are logged with their goal and their effects on society, economy, environment.

    Rule: LC-05. Basis: "Lärandecykel", step Beslut: decisions are grounded in the goals of
    the RUS, and one is open about their known and expected effects.
    """
    del context
    if len(cycle.decisions) < at_least:
        facts = {"at_least": at_least}
        yield Finding("too-few-decisions", "learning_cycle.decisions", facts, LEARNERS)
    for decision in cycle.decisions:
        missing = tuple(name for name in OPEN if not getattr(decision, name))
        if missing:
            where = f"learning_cycle.decisions[{decision.id}]"
            name = decision.title or decision.id
            yield Finding(
                "decision-is-not-open", where, {"decision": name, "missing": missing}, LEARNERS
            )


def reviews_are_planned_and_held(cycle: LearningCycle, context: Context) -> Iterator[Finding]:
    """Reviews have a cadence, a next one is planned, and none is overdue.

    The next review is due on its planned day, and never later than the cadence allows
    after the last one held.

    Rule: LC-06. Basis: "Lärandecykel": yearly meetings, thematic deep-dives in spring and
    autumn, and a review of validity every fourth year.
    """
    if cycle.cadence_months is None:
        yield Finding("reviews-have-no-cadence", "learning_cycle.cadence_months", who=LEARNERS)
    due = _review_due(cycle, context.moment)
    if due is None:
        yield Finding("no-review-is-planned", "learning_cycle.next_review_on", who=LEARNERS)
    elif context.moment.has_passed(due):
        facts = {"day": due.isoformat()}
        yield Finding("review-is-overdue", "learning_cycle.reviews", facts, LEARNERS)


def reviews_come_often_enough(
    cycle: LearningCycle, context: Context, *, months: int = 6
) -> Iterator[Finding]:
    """The reviews come at least every so many months.

    Rule: F-cadence. Basis: METHOD §3.2, Interreg Öresund-Kattegat-Skagerrak: a joint
    progress report every six months, with follow-up, evaluation and learning.
    """
    del context
    if cycle.cadence_months is not None and cycle.cadence_months > months:
        facts = {"cadence": cycle.cadence_months, "months": months}
        yield Finding("reviews-come-too-seldom", "learning_cycle.cadence_months", facts, LEARNERS)


def knowledge_outlives_the_project(
    cycle: LearningCycle, context: Context, *, stage: int = 1
) -> Iterator[Finding]:
    """The final report builds on findings, and ordinary operations have a named receiver.

    Args:
        cycle: Any version of the learning cycle.
        context: Not read.
        stage: How far the report must have come: 1 a draft, 2 final.

    Yields:
        One finding each for a report that has not come so far, that builds on no finding
        or on unknown ones, and for a handover without receiver.

    Rule: LC-07. Basis: Malmö universitet: learning dies with the project; ESF-rådet on
    users of project results.
    """
    del context
    report = cycle.final_report
    if STAGES[report.status] < stage:
        code = "final-report-is-missing" if not report.status else "final-report-is-a-draft"
        yield Finding(code, "learning_cycle.final_report.status", who=LEARNERS)
    known = {learnt.id for _, learnt in _finished(cycle)}
    where = "learning_cycle.final_report.uses_findings"
    if not report.uses_findings:
        yield Finding("final-report-uses-no-finding", where, who=LEARNERS)
    unknown = tuple(name for name in report.uses_findings if name not in known)
    if unknown:
        facts = {"unknown": unknown}
        yield Finding("final-report-uses-unknown-findings", where, facts, LEARNERS)
    if not cycle.handover.receiver:
        yield Finding("handover-has-no-receiver", "learning_cycle.handover.receiver", who=LEARNERS)


def findings_can_be_used_again(cycle: LearningCycle, context: Context) -> Iterator[Finding]:
    """Every finished finding has tags and is written so that others can use it.

    Rule: LC-08. Basis: Tillväxtverket, report 0307: evaluations do not feed new projects.
    """
    del context
    for where, learnt in _finished(cycle):
        facts = {"finding": learnt.finding}
        if not learnt.tags:
            yield Finding("finding-has-no-tags", f"{where}.tags", facts, LEARNERS)
        if not learnt.reusable:
            yield Finding("finding-is-not-reusable", f"{where}.reusable", facts, LEARNERS)


def _finished(cycle: LearningCycle) -> Iterator[tuple[str, LearningFinding]]:
    """Yield each finished finding with its path."""
    for learnt in cycle.findings:
        if learnt.finished:
            yield f"learning_cycle.findings[{learnt.id}]", learnt


def _names(receiver: str, recipient: str) -> bool:
    """Say whether one name holds the other; an unknown recipient is always met."""
    one, other = receiver.casefold(), recipient.casefold()
    return one in other or other in one


def _review_due(cycle: LearningCycle, moment: Moment) -> date | None:
    held = [r.reviewed_on for r in cycle.reviews if moment.has_come(r.reviewed_on)]
    last = max(held, default=None)
    planned = cycle.next_review_on
    days: list[date] = []
    if planned is not None and (last is None or planned > last):
        days.append(planned)
    if last is not None and cycle.cadence_months is not None:
        days.append(months_after(last, cycle.cadence_months))
    return min(days, default=None)
