"""What a change alters, said as people read it: from what, to what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gronatraden.exports.holding.difference import place_in_words, steps_of, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.history import Change, Target
    from gronatraden.text import Voice


class Altered(NamedTuple):
    """One thing that a change alters."""

    name: str
    before: str
    """Empty where nothing was stated."""
    after: str
    """Empty where nothing is left."""


def altered(voice: Voice, change: Change) -> Iterator[Altered]:
    """Yield what a change alters, in the order of its kinds; what is in prose says itself."""
    before, after = change.before, change.after
    for name in ("starts_on", "ends_on"):
        if (day := getattr(after, name)) is not None:
            was = getattr(before, name)
            yield Altered(_called(voice, name), voice.day(was) if was else "", voice.day(day))
    if after.total_budget_sek is not None:
        money = before.total_budget_sek
        held = "" if money is None else voice.sek(money)
        yield Altered(_called(voice, "total_budget_sek"), held, voice.sek(after.total_budget_sek))
    yield from _goals(voice, change)
    if after.partners is not None:
        were = voice.join(before.partners or ())
        yield Altered(_called(voice, "partners"), were, voice.join(after.partners))
    decided = dict(before.fields)
    for where, said in after.fields:
        was, now = (told(text, where, voice) for text in (decided.get(where, "null"), said))
        yield Altered(place_in_words(steps_of(where), voice), was, now)


def _goals(voice: Voice, change: Change) -> Iterator[Altered]:
    held = {target.indicator: target for target in change.before.targets}
    for target in change.after.targets:
        name = voice.say("change.target", indicator=target.indicator)
        yield Altered(name, _target(voice, held.get(target.indicator)), _target(voice, target))
    for effect, statement in change.after.effects:
        name = voice.say("change.effect", effect=effect)
        yield Altered(name, dict(change.before.effects).get(effect, ""), statement)


def _called(voice: Voice, field: str) -> str:
    return voice.field(field).capitalize()


def _target(voice: Voice, target: Target | None) -> str:
    if target is None or target.value is None:
        return ""
    value = voice.number(target.value)
    return value if target.by is None else f"{value} ({voice.day(target.by)})"
