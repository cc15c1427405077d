"""Rules that fit on a page: the four gates, each with the same two requirements.

Every outcome takes two of the steering group and its chair. ``after_stop`` is asked of
the finish alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.builders.manuscripts import written

if TYPE_CHECKING:
    from gronatraden.manuscript import Manuscript

DECIDED_BY = [{"role": "steering_group", "count": 2}, {"role": "steering_chair", "count": 1}]
RULES = "small-rules"
GATES = ("start", "checkpoint", "close", "finish")
WHY = {"sv": "Utan det går det inte att följa upp.", "en": "Without it nothing is followed up."}


def a_gate(gate: str) -> dict[str, Any]:
    """Return what a gate asks for."""
    return {
        "decided_by": DECIDED_BY,
        "requires": [
            {
                "id": f"{gate}.no-box-is-empty",
                "check": "change_logic.no_box_is_empty",
                "waivable": True,
                "after_stop": gate == "finish",
                "because": WHY,
            },
            {
                "id": f"{gate}.no-condition-is-overdue",
                "check": "gates.no_condition_is_overdue",
                "after_stop": gate == "finish",
                "because": WHY,
            },
        ],
    }


LIFECYCLE = written(
    {
        "lifecycle": "small",
        "version": 1,
        "phases": [
            {"phase": "before_start", "gates": [{"gate": "start"}]},
            {
                "phase": "during",
                "gates": [{"gate": "checkpoint", "recurs": True}, {"gate": "close"}],
            },
            {"phase": "follow_up", "gates": [{"gate": "finish"}]},
        ],
    },
    name="lifecycle.yaml",
)


def another_policy(
    version: int,
    *,
    at_gates: dict[str, Any] | None = None,
    of_boxes: dict[str, Any] | None = None,
    **said: object,
) -> Manuscript:
    """Return a version of the rules.

    Args:
        version: Which.
        at_gates: What every gate says otherwise.
        of_boxes: What the requirement about the boxes says otherwise, at every gate.
        said: What the policy says besides.
    """
    gates = {gate: a_gate(gate) | (at_gates or {}) for gate in GATES}
    for gate in gates.values():
        gate["requires"][0] |= of_boxes or {}
    whole = {
        "policy": RULES,
        "version": version,
        "title": {"sv": "Liten", "en": "Small"},
        "lifecycle": "small",
        "source": "Prov",
        "gates": gates,
    }
    return written({**whole, **said}, name="policy.yaml")


POLICY = another_policy(1)
