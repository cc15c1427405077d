"""The decision (beslut): named people say one thing about one verdict.

- Deciders are frozen when the decision is requested: the panel.
- Each person has one word; a later word replaces an earlier one.
- A decision stands when words for one outcome fill every row of the policy's rule,
  each person filling at most one place.
- Who submitted a document that the verdict rests on, or requested the decision, has
  no word: four eyes.
- A closed gate cannot be opened by a decision; it can be referred back, held or stopped.
- A verdict that no longer describes the project cannot be decided on.

Who may act on a programme's people and policies is left to ``project.MAY``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from gronatraden.documents import Line, Prose, content
from gronatraden.history import Outcome
from gronatraden.project import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gronatraden.policy import Policy


@content
class ConditionAsked:
    """A condition as a decider states it."""

    text: Prose
    owner: Line
    """Role that owns it."""
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A person's place on a panel, in one role."""

    person: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """That a decision on a verdict is asked for (begäran)."""

    id: str
    project: str
    gate: str
    occurrence: int | None
    verdict: str
    """Id of the recorded verdict."""
    panel: tuple[Seat, ...]
    requested_by: str
    requested_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What one person says (yttrande)."""

    person: str
    outcome: Outcome
    reason: str
    conditions: tuple[ConditionAsked, ...] = ()
    hold_until: date | None = None
    said_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, and by whom."""

    id: str
    request: str
    project: str
    gate: str
    occurrence: int | None
    outcome: Outcome
    reason: str
    hold_until: date | None
    registry_number: str
    deciders: tuple[str, ...]
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """So many people in a role."""

    role: str
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the words for one outcome have come."""

    outcome: Outcome
    carried_by: tuple[str, ...]
    """People whose word fills a place."""
    waiting_for: tuple[Place, ...]
    """Places that are not filled yet; empty when the decision stands."""

    @property
    def stands(self) -> bool:
        """Whether the decision is taken."""
        return not self.waiting_for


def rule_for(
    policies: Sequence[Policy], gate: str, outcome: Outcome, *, quorum: int = 0
) -> dict[str, int]:
    """Return how many people in each role an outcome needs, the strictest policy counting.

    Args:
        policies: All that the project is pinned to.
        gate: Name of the gate.
        outcome: What is said; referring back and holding may take fewer people.
        quorum: How many must take part for the steering group's own decisions to stand.
            Where a policy asks for fewer in all, more of the group are needed.
    """
    rule: dict[str, int] = {}
    returns = outcome in {Outcome.REFER_BACK, Outcome.HOLD}
    for policy in policies:
        found = policy.gates.get(gate)
        if found is None:
            continue
        for row in (returns and found.returned_by) or found.decided_by:
            rule[row.role] = max(rule.get(row.role, 0), row.count)
    if Role.STEERING_GROUP in rule and not returns:
        rule[Role.STEERING_GROUP] += max(0, quorum - sum(rule.values()))
    return rule


def latest_words(words: Iterable[Word]) -> dict[str, Word]:
    """Return each person's latest word, given all words in the order said."""
    return {word.person: word for word in words}


def places_filled(rule: Mapping[str, int], voices: Mapping[str, frozenset[str]]) -> dict[int, str]:
    """Return who fills which place when as many places as possible are filled.

    Args:
        rule: Places per role; places are numbered through in the rule's order.
        voices: The roles each speaking person sits in.

    A person fills at most one place (a maximum bipartite matching), so that nobody
    counts twice by holding two roles. Where not all places can be filled, those that
    stand first in the rule are.
    """
    places = [role for role, count in rule.items() for _ in range(count)]
    seated: dict[str, int] = {}

    def fill(place: int, tried: set[str]) -> bool:
        for person in sorted(voices):
            if places[place] in voices[person] and person not in tried:
                tried.add(person)
                if person not in seated or fill(seated[person], tried):
                    seated[person] = place
                    return True
        return False

    for place in range(len(places)):
        fill(place, set())
    return {place: person for person, place in sorted(seated.items(), key=lambda kv: kv[1])}


def tally(
    rule: Mapping[str, int], panel: Iterable[Seat], words: Iterable[Word], outcome: Outcome
) -> Tally:
    """Count the words for one outcome against the rule; an empty rule is never met.

    Whoever sits in several roles is counted where the fewest others could sit, so that
    what is waited for is a place that someone else may fill.
    """
    from_panel: dict[str, set[str]] = {}
    for seat in panel:
        from_panel.setdefault(seat.person, set()).add(seat.role)
    voices = {
        person: frozenset(from_panel[person])
        for person, word in latest_words(words).items()
        if word.outcome is outcome and person in from_panel
    }
    could = {role: sum(role in roles for roles in from_panel.values()) for role in rule}
    scarce = {role: rule[role] for role in sorted(rule, key=lambda role: could[role])}
    filled = places_filled(scarce, voices)
    roles = [role for role, count in scarce.items() for _ in range(count)]
    empty = [role for place, role in enumerate(roles) if place not in filled]
    waiting = tuple(Place(role, empty.count(role)) for role in rule if role in empty)
    if not roles:
        waiting = (Place("steering_chair", 1),)
    return Tally(outcome, tuple(sorted(filled.values())), waiting)
