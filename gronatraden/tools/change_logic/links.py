"""Rules about how the boxes hang together: the green thread inside one tool.

- FL-02 every effect follows from an activity
- FL-03 every activity leads to a short-term effect
- FL-05 challenges and long-term effects answer each other
- FL-06 no unintended loops
- FL-07 no jump straight to the long term
- FL-08 time runs forward along every link
- FL-09 every link states what it assumes

A rule about two boxes is silent where one of them is empty: that is FL-01's concern.
A loop has no before and after: its links are FL-06's concern, not FL-08's.
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


def follow(links: Iterable[Link]) -> dict[str, list[str]]:
    """Return what each thing leads to, by id; intended feedback is left out."""
    leads: dict[str, list[str]] = {}
    for link in links:
        if not link.feedback:
            leads.setdefault(link.cause, []).append(link.effect)
    return leads


def trace(links: Iterable[Link]) -> dict[str, list[str]]:
    """Return what each thing follows from, by id; intended feedback is left out."""
    follows: dict[str, list[str]] = {}
    for link in links:
        if not link.feedback:
            follows.setdefault(link.effect, []).append(link.cause)
    return follows


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


def loops(links: Iterable[Link]) -> list[Link]:
    """Return the links that lead back to their own cause; intended feedback is left out."""
    kept = [link for link in links if not link.feedback]
    while True:
        causes = {link.cause for link in kept}
        onward = [link for link in kept if link.effect in causes]
        if len(onward) == len(kept):
            break
        kept = onward  # what leads to a dead end is on no loop
    leads = follow(kept)
    return [link for link in kept if link.cause in reach((link.effect,), leads)]


def _where(link: Link) -> str:
    return f"change_logic.links[{link.cause}→{link.effect}]"


def _ends(link: Link, logic: ChangeLogic) -> dict[str, str]:
    """Return what people call both ends of a link."""
    names = logic.names
    return {
        "cause": names.get(link.cause, link.cause),
        "effect": names.get(link.effect, link.effect),
    }


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
                yield Finding("link-has-no-end", _where(link), {"end": end})
    reached = reach((a.id for a in logic.activities), follow(logic.links))
    for where, effect in logic.placed:
        if logic.activities and effect.id not in reached:
            yield Finding("effect-has-no-activity", where, {"effect": effect.statement})


def every_activity_leads_somewhere(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """Every activity leads to at least one short-term effect.

    Rule: FL-03. Basis: as FL-02; an activity without effect is an orphan.
    """
    del context
    near = {e.id for e in logic.short_term_effects}
    leading = reach(near, trace(logic.links))
    for activity in logic.activities:
        if near and activity.id not in leading:
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
        if logic.effects and challenge.id not in answered:
            where = f"change_logic.challenges[{challenge.id}]"
            yield Finding("challenge-is-not-answered", where, {"challenge": challenge.statement})
    for effect in logic.long_term_effects:
        if known and not known.intersection(effect.answers):
            where = f"change_logic.long_term_effects[{effect.id}].answers"
            yield Finding("effect-answers-no-challenge", where, {"effect": effect.statement})


def no_link_turns_back(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """The links form no loop but those marked as intended feedback.

    Only the first link found on a loop is named; when it is mended the next one is.

    Rule: FL-06. Basis: theory-of-change practice.
    """
    del context
    looping = loops(logic.links)
    if looping:
        yield Finding("links-form-a-loop", _where(looping[0]), _ends(looping[0], logic))


def no_step_is_skipped(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """No activity jumps straight to a long-term effect.

    Rule: FL-07. Basis: common weaknesses of theories of change: missing intermediate steps.
    """
    del context
    activities = {a.id for a in logic.activities}
    far = {e.id for e in logic.long_term_effects}
    for link in logic.links:
        if link.cause in activities and link.effect in far:
            ends = _ends(link, logic)
            facts = {"activity": ends["cause"], "effect": ends["effect"]}
            yield Finding("link-jumps-to-the-long-term", _where(link), facts)


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
    looping = loops(logic.links)
    for link in logic.links:
        before, after = days.get(link.cause), days.get(link.effect)
        if link.feedback or link in looping or before is None or after is None:
            continue
        if after < before:
            yield Finding("effect-comes-before-its-cause", _where(link), _ends(link, logic))


def every_link_states_its_assumption(
    logic: ChangeLogic, context: Context, *, risky: int = 4
) -> Iterator[Finding]:
    """Every link says what it assumes, and an assumption of risk ``risky`` or more has evidence.

    Rule: FL-09. Basis: Davies' criteria *explained* and *testable*.
    """
    del context
    for link in logic.links:
        if not link.assumption:
            where = f"{_where(link)}.assumption"
            yield Finding("assumption-is-not-stated", where, _ends(link, logic))
        elif link.risk >= risky and link.evidence in {"", "none"}:
            where = f"{_where(link)}.evidence"
            yield Finding("risky-assumption-has-no-evidence", where, _ends(link, logic))
