"""A gate is explained: the shortest way to open it, and what it only waits for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gronatraden.gates.decision import rule_for
from gronatraden.gates.explain import Explanation, Queue, change_deciders, explain, waiver_approvers
from gronatraden.gates.tally import tally
from gronatraden.history import Outcome
from gronatraden.services._desk import case_for, context_for, find_gate, open_dossier
from gronatraden.services.check_gate import GateSeen, see
from gronatraden.services.migration.other_ways import other_ways
from gronatraden.store import gates

if TYPE_CHECKING:
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class GateExplained:
    """A gate as it stands, with the way to open it."""

    seen: GateSeen
    explanation: Explanation


def explain_gate(
    parts: Parts, *, project: str, gate: str, occurrence: int | None = None
) -> GateExplained:
    """Return the shortest way to open a gate; nothing is recorded.

    Where it was passed there is nothing to do, and the recorded verdict stands.

    Args:
        parts: What the act works with.
        project: Id of the project.
        gate: Name of the gate.
        occurrence: Which one, for a gate that recurs; the next one where nothing is said.

    Raises:
        UnknownNameError: When there is no such project or gate.
    """
    with parts.read() as r:
        dossier = open_dossier(r, project)
        meant = find_gate(dossier, gate, occurrence)
        seen = see(parts, r, dossier, meant)
        if seen.decision is not None:
            return GateExplained(seen=seen, explanation=Explanation(verdict=seen.verdict))
        case, context = case_for(r, dossier, meant), context_for(parts, r, dossier, meant)
        queue = _queue(r, dossier, seen)
        if not seen.verdict.ready:
            queue = replace(queue, other_classes=other_ways(parts, r, dossier, meant))
        way = explain(case, context, queue)
        return GateExplained(seen=seen, explanation=way)


def _queue(r: Reader, dossier: Dossier, seen: GateSeen) -> Queue:
    start = dossier.lifecycle.phases[0].gates[-1].gate
    queue = Queue(
        standing=seen.standing,
        change_deciders=change_deciders(dossier.policies, start),
        waived_by=waiver_approvers(dossier.policies),
    )
    request = seen.request
    if request is None:
        return queue
    if seen.outdated:
        return replace(queue, asked="old")
    rule = rule_for(dossier.policies, request.gate, Outcome.GO, quorum=dossier.quorum)
    count = tally(rule, request.panel, gates.words(r, request.id), Outcome.GO)
    return replace(queue, asked="waiting", waiting_for=count.waiting_for)
