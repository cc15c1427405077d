"""Which waivers hold at a moment (gällande avsteg): the one place that says so.

- A waiver holds once it is approved, through its last day, until it is revoked.
- It is bound to what its requirement meant when it was requested. Where a requirement
  has come to mean something else, is gone or may no longer be waived, it no longer
  holds: what was let go then is not what is asked now.
- Of several that hold, the one that lasts longest is named.

Nothing else looks at when a waiver was approved, ends or was revoked to say what it is
worth; a house test sees to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from gronatraden import canonical
from gronatraden.audit.chain import TOLERANCE_SECONDS
from gronatraden.moment import day_of
from gronatraden.policy.growth import meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gronatraden.canonical import CanonicalValue
    from gronatraden.history import Waiver
    from gronatraden.moment import Moment
    from gronatraden.policy import Policy, Requirement

WaiverState = Literal["requested", "lapsed", "in_force", "expired", "revoked", "void"]
"""``lapsed`` was never approved in time; ``void`` is of a requirement that has changed."""
LIVE = frozenset({"requested", "in_force"})
"""What a waiver is worth while it lets something go, or may come to."""
Doubt = Literal["requirement-is-gone", "requirement-has-changed", "requirement-is-held-to"]
"""Why a requirement is not what was let go."""

_MEANING = ("check", "numbers", "applies_to", "when", "expr")
"""What of a requirement says what is asked; how it weighs and why it is there do not."""
_PARAM = re.compile(r"\bparams\b(?:\s*\.\s*(\w+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverStanding:
    """A waiver and what it is worth at a moment."""

    waiver: Waiver
    state: WaiverState
    doubt: Doubt | None = None
    """Of a void one, why."""


def standing_of(waiver: Waiver, policies: Iterable[Policy], moment: Moment) -> WaiverStanding:
    """Return what a waiver is worth at a moment, under the policies that hold then."""
    doubt = doubt_of(waiver, policies)
    return WaiverStanding(
        waiver=waiver,
        state=_state(waiver, moment, doubt=doubt),
        doubt=doubt if _state(waiver, moment, doubt=doubt) == "void" else None,
    )


def holding(
    waivers: Iterable[Waiver],
    gate: str,
    requirement: str,
    policies: Iterable[Policy],
    moment: Moment,
) -> Waiver | None:
    """Return the waiver that lets a requirement pass at a gate, the longest-lasting; or None.

    The moment is asked about as few days as it takes, so that a verdict holds as long as
    it can.
    """
    there = [w for w in waivers if (w.gate, w.requirement) == (gate, requirement)]
    if not there:
        return None
    asked = tuple(policies)
    there.sort(key=lambda w: w.expires_on or date.max, reverse=True)
    return next((w for w in there if holds(w, asked, moment)), None)


def holds(waiver: Waiver, policies: Iterable[Policy], moment: Moment) -> bool:
    """Say whether a waiver holds at a moment, under the policies that hold then."""
    if not _is_approved(waiver, moment) or _is_revoked(waiver, moment):
        return False
    return doubt_of(waiver, policies) is None and not _is_over(waiver, moment)


def doubt_of(waiver: Waiver, policies: Iterable[Policy]) -> Doubt | None:
    """Return why a waiver's requirement is not what was let go, or None where it is."""
    asked = tuple(policies)
    stated = tuple(stating(asked, waiver.gate, waiver.requirement))
    if not stated:
        return "requirement-is-gone"
    if not may_be_waived(asked, waiver.gate, waiver.requirement):
        return "requirement-is-held-to"
    if waiver.means and waiver.means not in _meanings(asked, waiver.gate, waiver.requirement):
        return "requirement-has-changed"
    return None


def stating(
    policies: Iterable[Policy], gate: str, requirement: str
) -> Iterator[tuple[Policy, Requirement]]:
    """Yield each statement of a requirement at a gate, with the policy that states it."""
    for policy in policies:
        if gate in policy.gates:
            yield from ((policy, r) for r in policy.gates[gate].requires if r.id == requirement)


def may_be_waived(policies: Iterable[Policy], gate: str, requirement: str) -> bool:
    """Say whether every policy lets a requirement be waived."""
    asked = tuple(policies)
    never = {name for p in asked if p.waivers is not None for name in p.waivers.never}
    stated = [r.waivable for _, r in stating(asked, gate, requirement)]
    return bool(stated) and all(stated) and requirement not in never


def meaning_of(policies: Iterable[Policy], gate: str, requirement: str) -> str:
    """Return the hash of what a requirement asks at a gate, not of how that is argued."""
    return _hashed(stating(policies, gate, requirement), each=True)


def _meanings(policies: Iterable[Policy], gate: str, requirement: str) -> Iterator[str]:
    """Yield the hash of what a requirement asks, and as version 2026.2 wrote it."""
    stated = tuple(stating(policies, gate, requirement))
    yield _hashed(stated, each=True)
    if any(one.each is not None for _, one in stated):
        yield _hashed(stated, each=False)


def _hashed(said: Iterable[tuple[Policy, Requirement]], *, each: bool) -> str:
    """Return the hash of statements; what only some of them say counts where it is said."""
    asked: list[CanonicalValue] = []
    for policy, stated in said:
        of_each = meaning(stated.each) if each and stated.each is not None else None
        texts = stated.written if of_each else (stated.when, stated.expr)
        asked.append(
            {
                **{name: meaning(getattr(stated, name)) for name in _MEANING},
                **({"policy_when": policy.when} if policy.when else {}),
                **({"each": of_each} if of_each else {}),
                "params": _params(policy, " ".join((policy.when, *texts))),
            }
        )
    return canonical.sha256_hex(canonical.encode(asked))


def _params(policy: Policy, conditions: str) -> CanonicalValue:
    """Return the params that conditions read; all of them where they read them otherwise."""
    named = set(_PARAM.findall(conditions))
    read = policy.params if "" in named else {k: v for k, v in policy.params.items() if k in named}
    return dict(read)


def may_close(requirement: Requirement, until: date) -> bool:
    """Say whether a requirement closes the gate, or comes to within a time."""
    return requirement.weight == "blocking" or any(
        step.weight == "blocking" and step.from_on <= until for step in requirement.rollout
    )


def days_held(waiver: Waiver, moment: Moment) -> int | None:
    """Return how many days a waiver has let its requirement go so far; None if never approved.

    The day it was approved counts, and so does its last, or the day it was revoked.
    """
    if waiver.approved_at is None or not _is_approved(waiver, moment):
        return None
    ends = [day_of(moment.at)]
    if waiver.expires_on is not None:
        ends.append(waiver.expires_on)
    if waiver.revoked_at is not None:
        ends.append(day_of(waiver.revoked_at))
    return max(0, (min(ends) - day_of(waiver.approved_at)).days + 1)


def _state(waiver: Waiver, moment: Moment, *, doubt: Doubt | None) -> WaiverState:
    if _is_revoked(waiver, moment):
        return "revoked"
    over = _is_over(waiver, moment)
    if not _is_approved(waiver, moment):
        return "lapsed" if over else "requested"
    return "expired" if over else "void" if doubt else "in_force"


def _is_approved(waiver: Waiver, moment: Moment) -> bool:
    return waiver.approved_at is not None and waiver.approved_at <= moment.at


def _is_revoked(waiver: Waiver, moment: Moment) -> bool:
    """Say whether a waiver is revoked, by a clock that may be as far ahead as the log allows."""
    tolerance = timedelta(seconds=TOLERANCE_SECONDS)
    return waiver.revoked_at is not None and waiver.revoked_at <= moment.at + tolerance


def _is_over(waiver: Waiver, moment: Moment) -> bool:
    return waiver.expires_on is not None and moment.has_passed(waiver.expires_on)
