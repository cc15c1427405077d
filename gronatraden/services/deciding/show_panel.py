"""Who was asked, what each has said, and what has happened to the panel since.

A panel is frozen when a decision is requested. Who has left their role since has no word,
and one said before counts no longer; who came later has none until the decision is
requested anew. Nobody has to guess: it is all said here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gronatraden.gates.decision import rule_for
from gronatraden.gates.tally import latest_words, tally
from gronatraden.history import Outcome
from gronatraden.services._desk import open_dossier
from gronatraden.services._panel import can_fill, panel_now, sitting
from gronatraden.services.deciding.motions import moved_condition
from gronatraden.store import gates, projects

if TYPE_CHECKING:
    from gronatraden.gates.decision import Request, Word
    from gronatraden.gates.tally import Place, Seat
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader

SeatState = Literal["said", "waits", "left", "barred", "stood_down"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatSeen:
    """A seat on a panel that waits, and what has come of it."""

    seat: Seat
    state: SeatState
    """``left``: the role is no longer held. ``barred``: four eyes; the person submitted or
    requested. ``stood_down``: the one they stand in for has spoken."""
    word: Word | None
    """What the person said last; it counts in the state ``said`` alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelSeen:
    """A request that waits, with those who were asked."""

    request: Request
    about: str
    """What the condition says that a motion would give more time; empty otherwise."""
    seats: tuple[SeatSeen, ...]
    came_later: tuple[Seat, ...]
    """Seats that are held now and were not when the decision was requested."""
    waiting_for: tuple[Place, ...]
    """Places that no word for the likeliest outcome fills yet."""
    can_decide: bool
    """Whether those who were asked can still open the gate, or carry the motion."""


def show_panel(parts: Parts, *, request: Request) -> PanelSeen:
    """Return how far a request that waits has come."""
    with parts.read() as r:
        dossier = open_dossier(r, request.project)
        gate, said = request.gate, latest_words(gates.words(r, request.id))
        held = sitting(parts, dossier, gate, request.panel)
        barred = _submitters(r, request) | {request.requested_by}
        outcome = request.motion.asks if request.motion else Outcome.GO
        rule = rule_for(dossier.policies, gate, outcome, quorum=dossier.quorum)
        counted = tally(rule, held, said.values(), outcome)
        return PanelSeen(
            request=request,
            about=moved_condition(r, request),
            seats=tuple(
                SeatSeen(
                    seat=seat,
                    state=_state(seat, held, barred, said),
                    word=said.get(seat.person),
                )
                for seat in request.panel
            ),
            came_later=tuple(
                seat
                for seat in panel_now(parts, dossier, gate)
                if seat not in request.panel and seat.person not in barred
            ),
            waiting_for=counted.waiting_for,
            can_decide=can_fill(rule, held, barred=barred),
        )


def _state(
    seat: Seat, held: tuple[Seat, ...], barred: set[str] | frozenset[str], said: dict[str, Word]
) -> SeatState:
    if seat not in held:
        return "left"
    if seat.person in barred:
        return "barred"
    if seat.instead_of in said:
        return "stood_down"
    return "said" if seat.person in said else "waits"


def _submitters(r: Reader, request: Request) -> frozenset[str]:
    verdict = gates.verdict_by_id(r, request.verdict)
    refs = {(d.tool, d.number) for d in verdict.documents} if verdict else set()
    versions = projects.versions(r, request.project)
    return frozenset(v.submitted_by for v in versions if (v.tool, v.number) in refs)
