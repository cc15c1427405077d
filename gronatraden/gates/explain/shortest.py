"""The way is worked out: findings are gathered by place, put in order of effort and counted off.

- One field, document or kind of row is one action, wherever it stands and whatever it closes.
- An action that would not move the gate is not listed. What time alone settles waits. A
  requirement that rests on something nobody can mend is waived whole where its policy
  allows that, and is stuck where it does not.
- What stays after each action is told, the actions before it counted as done.
- What a missing document or a first finding hides is told once that is mended; of a document
  it is told how many requirements will read it.
- What a waiver would let past waits, once that is requested, for those who approve it.
- What closes every gate, whatever its policies ask, is mended and nothing else.
- A seal is set last, and anew where a document that it is set on changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gronatraden.findings import OFFICE, Finding
from gronatraden.gates.burden import fields_asked, milliseconds_left
from gronatraden.gates.burden.typing import milliseconds, minutes
from gronatraden.gates.conditions.speaking import spoken
from gronatraden.gates.evaluate import evaluate
from gronatraden.gates.explain.alternatives import alternatives_to, exchanged, waiver_of
from gronatraden.gates.explain.explanation import Action, Explanation, Stuck
from gronatraden.gates.explain.mending import (
    ABSENT,
    HAND_IN,
    able,
    effort,
    mending_of,
    path_of,
    room_of,
)
from gronatraden.gates.explain.waiting import (
    awaiting_approval,
    in_line,
    open_by_themselves,
    promised,
    settled_by_time,
)
from gronatraden.gates.holding.waiver_rules import has_room
from gronatraden.gates.holding.waivers import may_be_waived
from gronatraden.gates.registry import effective
from gronatraden.project import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gronatraden.context import Context
    from gronatraden.gates.evaluate import Case
    from gronatraden.gates.explain.mending import Mending
    from gronatraden.gates.explain.waiting import Queue, Settled
    from gronatraden.gates.verdict import Result, Verdict
    from gronatraden.policy import Requirement

SEAL = "project.archive.package_sha256"
_SEALED = "gates.the_archive_package_is_sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    action: Action
    takes: int
    """Milliseconds to write it."""


@dataclass(slots=True)
class _Place:
    """A field, document or kind of row where something is missing, and what that closes."""

    mending: Mending
    where: dict[str, None] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    serves: dict[str, None] = field(default_factory=dict)

    @property
    def room(self) -> str:
        """The part of the record that it is in."""
        return room_of(next(iter(self.where)))


def explain(case: Case, context: Context, queue: Queue) -> Explanation:
    """Return the shortest way to open a gate as things stand.

    Args:
        case: What is judged.
        context: What the rules may read.
        queue: Where the gate stands in its project's order, and whose word it waits for.
    """
    verdict = evaluate(case, context)
    others = awaiting_approval(case, context, verdict)
    settled = settled_by_time(case, context, verdict)
    waits = {one: day for one, day in settled.items() if one[0] not in others}
    asked = _requirements(case, context)
    beyond = {r.id for r in verdict.missing if _is_beyond_mending(r, waits)} - others.keys()
    waived = {name for name in beyond & asked.keys() if _may_be_waived(verdict, asked[name])}
    reading = [asked[r.id] for r in verdict.requirements if _may_close(r) and r.id in asked]
    places = _places(verdict, waits, beyond | others.keys())
    weighed = [_mended(p, asked, reading, context, queue) for p in places]
    weighed += [_let_past(r, asked[r.id], queue) for r in verdict.missing if r.id in waived]
    weighed = [_or_elsewhere(one, verdict, queue) for one in weighed]
    ordered = sorted(weighed, key=lambda one: (one.action.where == SEAL, one.takes))
    stays = {*(beyond - waived), *others, *(name for name, _ in waits)}
    return Explanation(
        verdict=verdict,
        actions=tuple(_counted_off([w.action for w in ordered], verdict, stays)),
        minutes=minutes(sum(w.takes for w in ordered)),
        not_yet=(
            *in_line(case, context, queue, ready=verdict.ready),
            *others.values(),
            *open_by_themselves(verdict, waits),
            *promised(context),
        ),
        stuck=tuple(_stuck(verdict, beyond - waived)),
    )


def _requirements(case: Case, context: Context) -> dict[str, Requirement]:
    """Return what is asked at the gate, waivable where a waiver could be requested today."""
    name, published = case.gate.gate, spoken(case.policies, context.facts).published
    rules = tuple(one.policy for one in published)
    gates = (p.gates[name] for p in effective(published).policies if name in p.gates)
    asked = {requirement.id: requirement for gate in gates for requirement in gate.requires}
    room = has_room(case.waivers, rules, context.moment)
    return {
        one.id: replace(one, waivable=room and one.waivable and may_be_waived(rules, name, one.id))
        for one in asked.values()
    }


def _is_beyond_mending(result: Result, waits: Settled) -> bool:
    """Say whether something that closes a requirement can be mended by nobody in the project."""
    if result.status == "error":
        return True
    left = (found for found in result.findings if (result.id, found.where) not in waits)
    return any(mending_of(found) is None for found in left)


def _may_be_waived(verdict: Verdict, requirement: Requirement) -> bool:
    status = next(r.status for r in verdict.missing if r.id == requirement.id)
    return requirement.waivable and status == "not_satisfied"


def _may_close(result: Result) -> bool:
    return result.weight == "blocking" and result.status != "not_applicable"


def _places(verdict: Verdict, waits: Settled, beyond: set[str]) -> Iterable[_Place]:
    """Return the places where something can be mended now, in the order they are met."""
    places: dict[tuple[str, str], _Place] = {}
    closing = [(r.id, f) for r in verdict.missing if r.id not in beyond for f in r.findings]
    absent = {f.where: f for _, f in closing if f.code == ABSENT}
    for requirement, found in closing:
        if (requirement, found.where) not in waits:
            _put(places, requirement, absent.get(room_of(found.where), found))
    sealed = next((r.id for r in verdict.requirements if _asks_for_a_seal(r)), None)
    sets_it = any(SEAL in place.where for place in places.values())
    breaks_it = any(_alters_what_is_sealed(place) for place in places.values())
    if sealed is not None and breaks_it and not sets_it:
        _put(places, sealed, Finding("package-is-not-sealed", SEAL))
    return places.values()


def _put(places: dict[tuple[str, str], _Place], requirement: str, found: Finding) -> None:
    mending = mending_of(found)
    if mending is None:
        return
    place = places.setdefault((mending.way, path_of(found.where)), _Place(mending))
    place.where[found.where] = None
    place.serves[requirement] = None
    if found not in place.found:
        place.found.append(found)


def _asks_for_a_seal(result: Result) -> bool:
    """Say whether a gate needs a seal that a new version of a document would break."""
    applies = result.weight == "blocking" and result.status in {"satisfied", "not_satisfied"}
    return applies and result.check == _SEALED


def _alters_what_is_sealed(place: _Place) -> bool:
    return place.mending.way in {"hand_in", "correct"} and place.room != FACTS


def _mended(
    place: _Place,
    asked: Mapping[str, Requirement],
    reading: Iterable[Requirement],
    context: Context,
    queue: Queue,
) -> _Weighed:
    served = [asked[name] for name in place.serves if name in asked]
    others = alternatives_to(place.found, served, queue)
    readers: list[Requirement] = []
    if place.mending is HAND_IN:
        readers = [r for r in reading if r in served or _reads(r, place.room)]
        takes = milliseconds_left(place.room, readers, context) or milliseconds("text")
    else:
        takes = effort(place.mending, place.found, _fields_asked(served))
    action = Action(
        way=place.mending.way,
        places=tuple(place.where),
        serves=tuple(place.serves),
        findings=tuple(place.found),
        who=able(place.found, place.mending.act),
        minutes=minutes(takes),
        alternatives=others if len(served) == len(place.serves) else (),
        read_by=tuple(one.id for one in readers),
    )
    return _Weighed(action=action, takes=takes)


def _or_elsewhere(one: _Weighed, verdict: Verdict, queue: Queue) -> _Weighed:
    """Return an action with the other lifecycles that would spare it."""
    action = one.action
    spared = exchanged(action.findings, action.serves, verdict, queue.other_classes)
    alternatives = (*action.alternatives, *spared)
    return replace(one, action=replace(action, alternatives=alternatives))


def _fields_asked(served: Iterable[Requirement]) -> tuple[str, ...]:
    return tuple(path for requirement in served for path in fields_asked(requirement))


def _reads(requirement: Requirement, room: str) -> bool:
    return any(room_of(path) == room for path in fields_asked(requirement))


def _let_past(result: Result, requirement: Requirement, queue: Queue) -> _Weighed:
    """Return the waiver that lets a gate past a requirement that nobody can mend."""
    waiver, takes = waiver_of([requirement], queue.waived_by)
    action = Action(
        way="waive",
        places=tuple(dict.fromkeys(found.where for found in result.findings)),
        serves=(result.id,),
        findings=result.findings,
        who=waiver.who,
        approved_by=waiver.approved_by,
        minutes=waiver.minutes,
    )
    return _Weighed(action=action, takes=takes)


def _stuck(verdict: Verdict, names: set[str]) -> Iterator[Stuck]:
    for result in verdict.missing:
        if result.id in names:
            yield Stuck(requirement=result.id, findings=result.findings, who=OFFICE)
    if not verdict.ready and not verdict.missing:
        yield Stuck(requirement="", findings=(), who=OFFICE)


def _counted_off(actions: list[Action], verdict: Verdict, stays: set[str]) -> Iterator[Action]:
    """Yield actions with what stays closed after each, every one before it done."""
    order = dict.fromkeys(r.id for r in verdict.requirements)
    for place, action in enumerate(actions, start=1):
        later = {name for one in actions[place:] for name in one.serves}
        left = tuple(name for name in order if name in later | stays)
        yield replace(action, leaves=left)
