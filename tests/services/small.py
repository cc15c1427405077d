"""Rules that fit on a page: the four gates, each with the same two requirements.

Every outcome takes two of the steering group and its chair. ``after_stop`` is asked of
the finish alone.
"""

from __future__ import annotations

from typing import Any

from tests.builders.manuscripts import written

DECIDED_BY = [{"role": "steering_group", "count": 2}, {"role": "steering_chair", "count": 1}]
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
POLICY = written(
    {
        "policy": "small",
        "version": 1,
        "title": {"sv": "Liten", "en": "Small"},
        "lifecycle": "small",
        "source": "Prov",
        "gates": {gate: a_gate(gate) for gate in ("start", "checkpoint", "close", "finish")},
    },
    name="policy.yaml",
)
