"""How words are counted: at a gate, and on a change.

- Each person has one word; a later word replaces an earlier one.
- Words for one outcome stand when they fill every place of a rule, each person filling
  at most one place.
- Only words from the panel count, in the roles held there.
- Who stands in for another counts only while the other says nothing themselves.

What the outcomes are, and who has no word, is left to those that count.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from gronatraden.project import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from gronatraden.policy import Deciders

O = TypeVar("O", bound=StrEnum)  # noqa: E741 - an outcome
O_co = TypeVar("O_co", bound=StrEnum, covariant=True)


class Spoken(Protocol[O_co]):
    """What one person says, whatever it is about."""

    @property
    def person(self) -> str:
        """Pseudonym."""

    @property
    def outcome(self) -> O_co:
        """What the person wants to come of it."""


S = TypeVar("S", bound=Spoken[StrEnum])


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A person's place on a panel, in one role."""

    person: str
    role: str
    instead_of: str = ""
    """Pseudonym of whom the person stands in for; empty where they sit for themselves."""


@dataclass(frozen=True, slots=True)
class Place:
    """So many people in a role."""

    role: str
    count: int


@dataclass(frozen=True, slots=True)
class Tally(Generic[O]):
    """How far the words for one outcome have come."""

    outcome: O
    carried_by: tuple[str, ...]
    """People whose word fills a place."""
    waiting_for: tuple[Place, ...]
    """Places that are not filled yet; empty when the decision stands."""

    @property
    def stands(self) -> bool:
        """Whether the decision is taken."""
        return not self.waiting_for


def strictest(rows: Iterable[Deciders], *, quorum: int = 0) -> dict[str, int]:
    """Return how many people in each role are needed, the strictest row of a role counting.

    Args:
        rows: What all policies ask for, together.
        quorum: How many must take part for the steering group's own decisions to stand.
            Where fewer are asked for in all, more of the group are needed.
    """
    rule: dict[str, int] = {}
    for row in rows:
        own = row.count - len(row.includes)
        for role, count in {row.role: own, **dict.fromkeys(row.includes, 1)}.items():
            rule[role] = max(rule.get(role, 0), count)
    rule = {role: count for role, count in rule.items() if count}
    if Role.STEERING_GROUP in rule:
        rule[Role.STEERING_GROUP] += max(0, quorum - sum(rule.values()))
    return rule


def stand_ins(rows: Iterable[Deciders]) -> dict[str, frozenset[str]]:
    """Return which roles may also fill the places of a role: those that every row includes."""
    also: dict[str, frozenset[str]] = {}
    for row in rows:
        included = frozenset[str](row.includes)
        also[row.role] = also.get(row.role, included) & included
    return {role: roles for role, roles in also.items() if roles}


def voices_of(
    held: Mapping[str, Collection[str]], also: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """Return the roles in which each person counts: those held, and those they may fill too."""
    return {
        person: frozenset(roles)
        | {role for role, others in also.items() if not others.isdisjoint(roles)}
        for person, roles in held.items()
    }


def latest_words(words: Iterable[S]) -> dict[str, S]:
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
    rule: Mapping[str, int], panel: Iterable[Seat], words: Iterable[Spoken[O]], outcome: O
) -> Tally[O]:
    """Count the words for one outcome against the rule; an empty rule is never met.

    Whoever sits in several roles is counted where the fewest others could sit, so that
    what is waited for is a place that someone else may fill. The word of whoever is stood
    in for goes before their substitute's, whatever it says.
    """
    said = latest_words(words)
    from_panel: dict[str, set[str]] = {}
    for seat in panel:
        if seat.instead_of not in said:
            from_panel.setdefault(seat.person, set()).add(seat.role)
    voices = {
        person: frozenset(from_panel[person])
        for person, word in said.items()
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
