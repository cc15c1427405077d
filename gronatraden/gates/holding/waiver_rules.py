"""What the policies let be waived, for how long, how much at once, and by whose leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gronatraden.gates.holding.waivers import (
    LIVE,
    may_be_waived,
    may_close,
    standing_of,
    stating,
)
from gronatraden.gates.tally import places_filled, strictest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from gronatraden.history import Waiver
    from gronatraden.moment import Moment
    from gronatraden.policy import Policy, WaiverPolicy

Refusal = Literal["held-to", "never", "closes-nothing", "too-long", "too-many", "changed"]
"""Why a requirement is not waived."""


@dataclass(frozen=True, slots=True)
class WaiverRule:
    """What all policies say of waivers, together: the strictest of each."""

    longest_days: int | None
    at_once: int | None
    approved_by: Mapping[str, int]
    """How many of each role it takes; empty where one who may approve waivers is enough."""


def waiver_rule(policies: Iterable[Policy]) -> WaiverRule:
    """Return what policies say of waivers, the strictest of each counting."""
    stated = _stated(policies)
    days = [s.longest_days for s in stated if s.longest_days is not None]
    times = [s.at_once for s in stated if s.at_once is not None]
    rows = [row for s in stated for row in s.approved_by]
    return WaiverRule(min(days, default=None), min(times, default=None), strictest(rows))


def refusal(policies: Iterable[Policy], gate: str, requirement: str, until: date) -> Refusal | None:
    """Return why a requirement is not waived until a day, or None where it can be."""
    asked = tuple(policies)
    if any(requirement in s.never for s in _stated(asked)):
        return "never"
    if not may_be_waived(asked, gate, requirement):
        return "held-to"
    if not any(may_close(stated, until) for _, stated in stating(asked, gate, requirement)):
        return "closes-nothing"
    return None


def has_room(waivers: Iterable[Waiver], policies: Iterable[Policy], moment: Moment) -> bool:
    """Say whether a project may have one more waiver: those that wait take room, too."""
    rules = tuple(policies)
    at_once = waiver_rule(rules).at_once
    live = sum(standing_of(waiver, rules, moment).state in LIVE for waiver in waivers)
    return at_once is None or live < at_once


def waits_for(rule: WaiverRule, voices: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """Return how many of each role are still needed, given who approves and their roles."""
    filled = places_filled(rule.approved_by, voices)
    roles = [role for role, count in rule.approved_by.items() for _ in range(count)]
    empty = [role for place, role in enumerate(roles) if place not in filled]
    return {role: empty.count(role) for role in rule.approved_by if role in empty}


def _stated(policies: Iterable[Policy]) -> list[WaiverPolicy]:
    return [policy.waivers for policy in policies if policy.waivers is not None]
