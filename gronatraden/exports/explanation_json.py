"""The way to an open gate as one JSON object: ``gronatraden/explanation/1``.

Keys are only ever added. Sentences are in both languages. ``requirement`` is the first
that an action serves and ``also`` the others; ``leaves`` is what is still closed once it
and every action before it are done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gronatraden.exports.verdict_json import finding, moment, sentence
from gronatraden.text import LANGUAGES, Voice

if TYPE_CHECKING:
    from gronatraden.gates.explain import Action, Alternative, Explanation, Stuck, Waiting

SCHEMA = "gronatraden/explanation/1"
MOST = 3
"""Findings of an action that are said in full; of more, the others are counted."""
_VOICES = tuple(Voice(language) for language in LANGUAGES)


def render(way: Explanation) -> dict[str, Any]:
    """Return an explanation as a mapping of plain JSON values."""
    verdict = way.verdict
    return {
        "schema": SCHEMA,
        "project": verdict.project,
        "gate": verdict.gate,
        "occurrence": verdict.occurrence,
        "at": moment(verdict.at),
        "ready": verdict.ready,
        "missing": [result.id for result in verdict.missing],
        "actions": [_action(action) for action in way.actions],
        "ready_after": way.ready_after,
        "minutes": way.minutes,
        "not_yet": [_waiting(waiting) for waiting in way.not_yet],
        "stuck": [_stuck(stuck) for stuck in way.stuck],
    }


def what(action: Action, voice: Voice) -> str:
    """Return what an action is, and what is missing where it is taken."""
    if action.way == "hand_in":
        count = len(action.read_by)
        code = "explain.hand_in" if count > 1 else "explain.hand_in-one"
        return voice.say(code, tool=action.where, count=count)
    tool = action.where.partition("[")[0].partition(".")[0]
    return voice.say(f"explain.{action.way}", tool=tool, said=missing(action, voice))


def missing(action: Action, voice: Voice) -> str:
    """Return what is missing, said of the first places and counted in the others."""
    count = len(action.findings)
    told = action.findings[: count if count <= MOST else MOST - 1]
    said = [sentence(found, voice) for found in told]
    if len(told) < count:
        said.append(voice.say("explain.more", count=count - len(told)))
    return " ".join(said)


def waiting_for(waiting: Waiting, voice: Voice) -> str:
    """Return what is waited for."""
    said = [sentence(found, voice) for found in waiting.findings]
    return " ".join([*said, voice.say(f"explain.{waiting.code}", **waiting.facts)])


def instead(one: Alternative, voice: Voice) -> str:
    """Return what may be done instead of an action."""
    lighter = "-lighter" if one.lighter else ""
    return voice.say(f"explain.instead-{one.way}{lighter}", lifecycle=one.lifecycle)


def stuck_on(stuck: Stuck, voice: Voice) -> str:
    """Return what nobody in the project can mend."""
    if not stuck.findings:
        return voice.say("explain.nothing-is-required")
    return " ".join(sentence(found, voice) for found in stuck.findings)


def _action(action: Action) -> dict[str, Any]:
    return {
        "requirement": action.serves[0],
        "also": list(action.serves[1:]),
        "way": action.way,
        "where": action.where,
        "places": list(action.places),
        "what": {voice.language: what(action, voice) for voice in _VOICES},
        "who": list(action.who),
        "approved_by": list(action.approved_by),
        "minutes": action.minutes,
        "alternatives": [_alternative(one) for one in action.alternatives],
        "findings": [finding(found, _VOICES) for found in action.findings],
        "read_by": list(action.read_by),
        "leaves": list(action.leaves),
    }


def _alternative(one: Alternative) -> dict[str, Any]:
    return {
        "way": one.way,
        "what": {voice.language: instead(one, voice) for voice in _VOICES},
        "who": list(one.who),
        "approved_by": list(one.approved_by),
        "minutes": one.minutes,
        "lifecycle": one.lifecycle or None,
    }


def _waiting(waiting: Waiting) -> dict[str, Any]:
    return {
        "code": waiting.code,
        "requirement": waiting.requirement or None,
        "text": {voice.language: waiting_for(waiting, voice) for voice in _VOICES},
        "who": list(waiting.who),
        "until": None if waiting.until is None else waiting.until.isoformat(),
    }


def _stuck(stuck: Stuck) -> dict[str, Any]:
    return {
        "requirement": stuck.requirement or None,
        "text": {voice.language: stuck_on(stuck, voice) for voice in _VOICES},
        "who": list(stuck.who),
    }
