"""Rules about how the boxes hang together: the green thread inside one tool.

- FL-02 every effect follows from an activity
- FL-03 every activity leads to a short-term effect
- FL-05 challenges and long-term effects answer each other
- FL-06 no unintended loops
- FL-07 no jump straight to the long term
- FL-08 time runs forward along every link
- FL-09 every link states what it assumes

An effect's links are only tested where the boxes hold something; empty boxes are FL-01's.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from gronatraden.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from gronatraden.context import Context
    from gronatraden.tools.change_logic.content import ChangeLogic, Link

RISKY = 4
"""From this risk on, an assumption needs evidence."""


def follow(links: Iterable[Link]) -> dict[str, list[str]]:
    """Return what each thing leads to, by id; intended feedback is left out."""
    leads: dict[str, list[str]] = {}
    for link in links:
        if not link.feedback:
            leads.setdefault(link.cause, []).append(link.effect)
    return leads


def reach(starts: Iterable[str], leads: Mapping[str, list[str]]) -> set[str]:
    """Return everything that can be reached from the starts, the starts included."""
    seen = set(starts)
    queue = deque(seen)
    while queue:
        for following in leads.get(queue.popleft(), ()):
            if following not in seen:
                seen.add(following)
                queue.append(following)
    return seen


def every_effect_follows_from_an_activity(
    logic: ChangeLogic, context: Context
) -> Iterator[Finding]:
    """Every effect can be reached from an activity, and every link has two ends.

    Rule: FL-02. Basis: Region Kronoberg, "Förändringslogik": the connections are tested;
    Davies' criterion *complete*.
    """
    del context
    known = {a.id for a in logic.activities} | {e.id for e in logic.effects}
    for link in logic.links:
        for end in (link.cause, link.effect):
            if end not in known:
                where = f"change_logic.links[{link.cause}→{link.effect}]"
                yield Finding("link-has-no-end", where, {"end": end})
    reached = reach((a.id for a in logic.activities), follow(logic.links))
    for where, effect in logic.placed:
        if effect.id not in reached:
            yield Finding("effect-has-no-activity", where, {"effect": effect.statement})


def every_activity_leads_somewhere(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """Every activity leads to at least one short-term effect.

    Rule: FL-03. Basis: as FL-02; an activity without effect is an orphan.
    """
    del context
    near = {e.id for e in logic.short_term_effects}
    leads = follow(logic.links)
    for activity in logic.activities:
        if not near & reach((activity.id,), leads):
            where = f"change_logic.activities[{activity.id}]"
            yield Finding("activity-leads-nowhere", where, {"activity": activity.title})


def challenges_and_effects_meet(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """Every challenge is answered by an effect, every long-term effect answers a challenge.

    Rule: FL-05. Basis: "grön tråd hela vägen".
    """
    del context
    answered = {c for e in logic.effects for c in e.answers}
    known = {c.id for c in logic.challenges}
    for challenge in logic.challenges:
        if challenge.id not in answered:
            where = f"change_logic.challenges[{challenge.id}]"
            yield Finding("challenge-is-not-answered", where, {"challenge": challenge.statement})
    for effect in logic.long_term_effects:
        if not known.intersection(effect.answers):
            where = f"change_logic.long_term_effects[{effect.id}].answers"
            yield Finding("effect-answers-no-challenge", where, {"effect": effect.statement})


def no_link_turns_back(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """The links form no loop but those marked as intended feedback.

    Rule: FL-06. Basis: theory-of-change practice.
    """
    del context
    leads = follow(logic.links)
    for link in logic.links:
        if not link.feedback and link.cause in reach((link.effect,), leads):
            where = f"change_logic.links[{link.cause}→{link.effect}]"
            yield Finding("links-form-a-loop", where, {"cause": link.cause, "effect": link.effect})
            return


def no_step_is_skipped(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """No activity jumps straight to a long-term effect.

    Rule: FL-07. Basis: common weaknesses of theories of change: missing intermediate steps.
    """
    del context
    activities = {a.id for a in logic.activities}
    far = {e.id for e in logic.long_term_effects}
    for link in logic.links:
        if link.cause in activities and link.effect in far:
            where = f"change_logic.links[{link.cause}→{link.effect}]"
            facts = {"activity": link.cause, "effect": link.effect}
            yield Finding("link-jumps-to-the-long-term", where, facts)


def time_runs_forward(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """Everything has a date, and no effect is due before what leads to it.

    Rule: FL-08. Basis: the logic of a timeline: short, medium and long term, in that order.
    """
    del context
    days: dict[str, date | None] = {a.id: a.ends_on for a in logic.activities}
    days |= {e.id: e.by for e in logic.effects}
    for activity in logic.activities:
        where = f"change_logic.activities[{activity.id}].ends_on"
        if activity.ends_on is None:
            yield Finding("activity-has-no-date", where, {"activity": activity.title})
        elif activity.starts_on is not None and activity.starts_on > activity.ends_on:
            yield Finding("activity-ends-before-it-starts", where, {"activity": activity.title})
    for where, effect in logic.placed:
        if effect.by is None:
            yield Finding("effect-has-no-date", f"{where}.by", {"effect": effect.statement})
    for link in logic.links:
        before, after = days.get(link.cause), days.get(link.effect)
        if before and after and after < before and not link.feedback:
            where = f"change_logic.links[{link.cause}→{link.effect}]"
            facts = {"cause": link.cause, "effect": link.effect}
            yield Finding("effect-comes-before-its-cause", where, facts)


def every_link_states_its_assumption(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """Every link to an effect says what it assumes, and a risky assumption has evidence.

    Rule: FL-09. Basis: Davies' criteria *explained* and *testable*.
    """
    del context
    for link in logic.links:
        where = f"change_logic.links[{link.cause}→{link.effect}]"
        facts = {"cause": link.cause, "effect": link.effect}
        if not link.assumption:
            yield Finding("assumption-is-not-stated", f"{where}.assumption", facts)
        elif link.risk >= RISKY and link.evidence in {"", "none"}:
            yield Finding("risky-assumption-has-no-evidence", f"{where}.evidence", facts)
