"""What a process of its own does, at the very moment another does the same."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from gronatraden import wiring
from gronatraden.errors import GronatradenError
from gronatraden.history import ChangeOutcome, Outcome
from gronatraden.services.changes.decide_change import SaidOfChange, decide_change
from gronatraden.services.decide_gate import Said, decide_gate
from gronatraden.services.deciding.activate_policy import activate_policy
from gronatraden.services.deciding.mend_point import mend_point
from gronatraden.services.deciding.motions import reopen_gate
from gronatraden.services.holding.approve_waiver import approve_waiver
from gronatraden.services.holding.waive import request_waiver
from gronatraden.services.request_decision import request_decision
from gronatraden.services.submit_document import submit_document
from tests.builders import a_change_logic
from tests.builders.manuscripts import a_manuscript

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

    from gronatraden.services import Parts
    from gronatraden.settings import Settings

_PATIENCE = 30
_together: list[Barrier] = []


def meet_at(barrier: Barrier) -> None:
    """Let this process know where it waits for its rival."""
    _together.append(barrier)


def compete(settings: Settings, act: str, by: str) -> str:
    """Wait for the rival, then do an act; return what came of it, or the error's code."""
    with wiring.connect(settings) as parts, suppress(IndexError):
        _together[0].wait(_PATIENCE)
        try:
            return _ACTS[act](parts, by)
        except GronatradenError as error:
            return error.code
    return "alone"


def _decide(parts: Parts, by: str) -> str:
    said = Said(outcome=Outcome.GO)
    done = decide_gate(parts, project="ro", gate="start", said=said, by=by)
    return "decided" if done.decision else "said"


def _submit(parts: Parts, by: str) -> str:
    logic = a_change_logic(external_factors=(f"{by}s tanke",))
    file = a_manuscript(logic, project="ro", based_on=1)
    return str(submit_document(parts, project="ro", written=file, by=by).version.number)


def _request(parts: Parts, by: str) -> str:
    return request_decision(parts, project="ro", gate="start", by=by).request.id


def _change(parts: Parts, by: str) -> str:
    said = SaidOfChange(outcome=ChangeOutcome.APPROVE)
    done = decide_change(parts, project="cykla", number=1, said=said, by=by)
    return "decided" if done.decision else "said"


def _approve(parts: Parts, by: str, number: int = 1) -> str:
    done = approve_waiver(parts, project="ro", waiver=f"ro/waiver-{number}", by=by)
    return "approved" if done.waiver.approved_by else "said"


def _approve_another(parts: Parts, by: str) -> str:
    """Approve a waiver that the rival does not."""
    return _approve(parts, by, {"disa": 1, "olle": 2}[by])


def _waive(parts: Parts, by: str) -> str:
    asked = request_waiver(
        parts,
        project="ro",
        gate="start",
        requirement="start.no-box-is-empty",
        reason="Senare.",
        expires_on=parts.today,
        by=by,
    )
    return asked.id


def _activate(parts: Parts, by: str) -> str:
    return activate_policy(parts, name="mine", by=by).id


def _reopen(parts: Parts, by: str) -> str:
    said = Said(outcome=Outcome.REOPEN, reason="Enig.")
    done = decide_gate(parts, project="ro", gate="start", said=said, by=by)
    return "decided" if done.decision else "said"


def _move(parts: Parts, by: str) -> str:
    return reopen_gate(parts, project="ro", gate="start", reason="Nytt.", by=by).request.id


def _mend(parts: Parts, by: str) -> str:
    point = "ro/start/request-1/decision/point-1"
    return mend_point(parts, project="ro", point=point, how=by, by=by).id


_ACTS = {
    "approve": _approve,
    "approve another": _approve_another,
    "waive": _waive,
    "activate": _activate,
    "mend": _mend,
    "move": _move,
    "reopen": _reopen,
    "change": _change,
    "decide": _decide,
    "submit": _submit,
    "request": _request,
}
