"""Past gates are judged again under a text that is not published; nothing is recorded.

Every request for a decision recorded a verdict. Each is judged once more as things stood
then, by the rules of that time and by the text. Where the rules of that time do not come
out as they were recorded, something cannot be reconstructed: that is said of the gate, and
it is counted nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gronatraden.moment import day_of
from gronatraden.phases import NextGate
from gronatraden.services._dossier import Dossier
from gronatraden.services.authoring.published import read_policy
from gronatraden.services.authoring.trying._following import (
    as_published,
    following,
    in_batches,
)
from gronatraden.services.authoring.trying._past import dossier_then, seen_then
from gronatraden.services.authoring.trying._turning import Turn, judge_swiftly, turn_of
from gronatraden.store import gates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from gronatraden.gates.decision import Request
    from gronatraden.gates.verdict import Verdict
    from gronatraden.manuscript import Manuscript
    from gronatraden.policy import Policy, PublishedPolicy
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One request for a decision, judged again."""

    project: str
    programme: str
    requested_on: date
    outcome: str
    """What was decided; empty where nothing was."""
    turn: Turn
    unsure: tuple[str, ...]
    """Requirements that do not come out as recorded; empty where all could be reconstructed."""
    budget_sek: int | None
    """The project's total budget as it was stated then."""
    days: int | None = None
    """Days until it would have been otherwise; None where it never was, or does not turn.

    Of a gate that would have closed: until a later request on it would have been ready. Of
    one that would have opened: until a later request on it was.
    """

    @property
    def counts(self) -> bool:
        """Whether it could be reconstructed."""
        return not self.unsure


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a text would have done in one programme."""

    programme: str
    gates: int
    unsure: int
    """Gates that could not be reconstructed; they are counted nowhere else."""
    would_have_closed: int
    would_have_opened: int
    days: int
    """Days that gates would have been closed longer, those with an end."""
    open_ended: int
    """Gates that would have been closed and to this day never were ready again."""
    budget_sek: int
    """Total budgets of the projects with a gate that would have closed, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What a text would have done."""

    policy: Policy
    since: date
    gates: tuple[Replayed, ...]
    """By project and in the order requested."""

    @property
    def turned(self) -> tuple[Replayed, ...]:
        """Those that would have gone otherwise."""
        return tuple(g for g in self.gates if g.counts and g.turn.turns)

    @property
    def programmes(self) -> tuple[Count, ...]:
        """What it would have done, by programme."""
        names = dict.fromkeys(g.programme for g in self.gates)
        return tuple(_count(name, [g for g in self.gates if g.programme == name]) for name in names)


def replay_policy(parts: Parts, *, written: Manuscript, since: date, programme: str = "") -> Replay:
    """Return which past gates would have gone otherwise under a text that is not published.

    Args:
        parts: What the act works with.
        written: The text.
        since: The first day whose requests are judged again.
        programme: Only this programme's projects; everybody's, where empty.

    Raises:
        ManuscriptError: When the text is not a policy that could be published.
        UnknownNameError: When its lifecycle or the programme is not there.
    """
    found: list[Replayed] = []
    with parts.read() as r:
        policy = read_policy(r, written)
        draft = as_published(policy)
        for batch in in_batches(r, policy, programme):
            shelf = r.shelf([project.id for project in batch])
            for project in batch:
                past = _Past(parts, shelf, Dossier(shelf, project), draft)
                found += _lasting(list(past.since(since)))
    return Replay(policy=policy, since=since, gates=tuple(found))


@dataclass(frozen=True, slots=True)
class _Past:
    """One project, and the text that its past is judged by."""

    parts: Parts
    r: Reader
    now: Dossier
    draft: PublishedPolicy

    def since(self, day: date) -> Iterator[Replayed]:
        """Yield what was requested from a day on, judged again."""
        name = self.now.project.id
        outcomes = {d.request: d.outcome.value for d in gates.decisions(self.r, name)}
        for asked in gates.requests(self.r, name):
            if asked.motion is not None or day_of(asked.requested_at) < day:
                continue
            verdict = gates.verdict_by_id(self.r, asked.verdict)
            one = None if verdict is None else self._again(asked, verdict)
            if one is not None:
                yield replace(one, outcome=outcomes.get(asked.id, ""))

    def _again(self, asked: Request, recorded: Verdict) -> Replayed | None:
        """Return one request judged again, or None where the text is not for the project."""
        then = dossier_then(self.r, self.now, asked, recorded)
        published = following(then.published, self.draft, then.facts)
        if published is None:
            return None
        at, gate = replace(self.parts, at=recorded.at), NextGate(asked.gate, asked.occurrence)
        seen = seen_then(self.r, then, asked, recorded)
        before = judge_swiftly(at, self.r, then, gate, then=seen)
        after = judge_swiftly(at, self.r, then.under(published), gate, then=seen)
        return Replayed(
            project=self.now.project.id,
            programme=self.now.project.programme,
            requested_on=day_of(asked.requested_at),
            outcome="",
            turn=turn_of(before, after),
            unsure=_differing(recorded, before),
            budget_sek=then.facts.total_budget_sek,
        )


def _differing(recorded: Verdict, again: Verdict) -> tuple[str, ...]:
    """Return the requirements that do not come out as they were recorded."""
    was = {x.id: x.status for x in recorded.requirements}
    now = {x.id: x.status for x in again.requirements}
    return tuple(sorted(name for name in was.keys() | now if was.get(name) != now.get(name)))


def _lasting(found: Sequence[Replayed]) -> Iterator[Replayed]:
    """Yield one project's gates, each with how long it would have been otherwise."""
    for place, one in enumerate(found):
        later = [x for x in found[place + 1 :] if x.turn.gate == one.turn.gate and x.counts]
        if one.turn.ready:
            ended = [x for x in later if x.turn.would_be_ready]
        else:
            ended = [x for x in later if x.turn.ready]
        if one.turn.turns and ended:
            yield replace(one, days=(ended[0].requested_on - one.requested_on).days)
        else:
            yield one


def _count(programme: str, found: Sequence[Replayed]) -> Count:
    closed = [g for g in found if g.counts and g.turn.turns and g.turn.ready]
    budgets = {g.project: g.budget_sek or 0 for g in closed}
    return Count(
        programme=programme,
        gates=len(found),
        unsure=sum(not g.counts for g in found),
        would_have_closed=len(closed),
        would_have_opened=sum(g.counts and g.turn.turns and g.turn.would_be_ready for g in found),
        days=sum(g.days or 0 for g in closed),
        open_ended=sum(g.days is None for g in closed),
        budget_sek=sum(budgets.values()),
    )
