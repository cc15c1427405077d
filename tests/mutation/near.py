"""Which modules are broken, and which tests are nearest to each.

The first tests are asked first, for they are quick and likely to see it; the others only
where those saw nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOMS = {
    "gates": ("gronatraden/gates",),
    "policy": ("gronatraden/policy",),
    "duties": (
        "gronatraden/services/_panel.py",
        "gronatraden/services/decide_gate.py",
        "gronatraden/services/request_decision.py",
        "gronatraden/services/deciding",
        "gronatraden/services/holding",
        "gronatraden/store/migrations/rules.py",
    ),
}
"""What is broken, by room: what a gate says, what a policy may say, and who may decide."""


class Near(NamedTuple):
    """Tests to hold a mutant against."""

    first: tuple[str, ...]
    then: tuple[str, ...]


_TIMED = "test_cost.py"
"""Measures how long conditions take, in processes of its own: those see no mutant, and a busy
machine would kill one that the others let live."""


def _all_but_timed(folder: str) -> tuple[str, ...]:
    """Return the files of tests in a folder that do not measure time."""
    root = Path(__file__).parents[2]
    found = sorted((root / folder).rglob("test_*.py"))
    return tuple(path.relative_to(root).as_posix() for path in found if path.name != _TIMED)


_SERVICES = "tests/services/test_"
_GATES = (
    "tests/gates/test_evaluate.py",
    "tests/gates/test_verdict.py",
    "tests/gates/test_registry.py",
    "tests/gates/test_conditions.py",
    "tests/gates/test_condition_troubles.py",
    "tests/gates/test_seen.py",
    "tests/gates/test_speaking.py",
    "tests/gates/test_declared.py",
    "tests/gates/test_freshness.py",
    "tests/gates/test_told_places.py",
    "tests/gates/checks",
    "tests/gates/holding/test_waiver_rules.py",
    "tests/house/test_rules.py",
    f"{_SERVICES}check_gate.py",
    f"{_SERVICES}decide_gate.py",
    f"{_SERVICES}waive.py",
    f"{_SERVICES}waiver_limits.py",
    f"{_SERVICES}stale_decisions.py",
    f"{_SERVICES}broken_promises.py",
    f"{_SERVICES}what_changed.py",
    f"{_SERVICES}migrate.py",
    f"{_SERVICES}publish.py",
)
_POLICY = (
    *_all_but_timed("tests/policy"),
    "tests/gates/test_conditions.py",
    "tests/gates/test_declared.py",
    "tests/gates/test_told_places.py",
    "tests/manuscript/test_validation.py",
    f"{_SERVICES}publish.py",
    f"{_SERVICES}overlays.py",
    f"{_SERVICES}classes.py",
    f"{_SERVICES}waiver_limits.py",
    f"{_SERVICES}substitutes.py",
)
_DUTIES = tuple(
    f"{_SERVICES}{name}.py"
    for name in (
        "panel",
        "decide_gate",
        "request_decision",
        "substitutes",
        "points",
        "reopen_gate",
        "conditions",
        "broken_promises",
        "activate_policy",
        "waive",
        "waiver_limits",
        "what_changed",
        "stale_decisions",
        "change_requested",
        "change_decided",
        "what_the_log_tells",
        "run_phase",
        "moments",
    )
)
_NEAR: dict[str, Near] = {
    "gronatraden.gates": Near(
        ("tests/gates/test_evaluate.py", "tests/gates/test_verdict.py"), _GATES
    ),
    "gronatraden.gates.burden": Near(
        ("tests/gates/test_burden.py",), ("tests/house/test_asks.py", "tests/cli/test_counts.py")
    ),
    "gronatraden.gates.changes": Near(
        ("tests/gates/test_changes.py",),
        (
            f"{_SERVICES}change_requested.py",
            f"{_SERVICES}change_decided.py",
            f"{_SERVICES}change_shown.py",
        ),
    ),
    "gronatraden.gates.checks": Near(
        ("tests/gates/checks", "tests/gates/test_freshness.py"), _GATES
    ),
    "gronatraden.gates.conditions": Near(
        (
            "tests/gates/test_conditions.py",
            "tests/gates/test_condition_reads.py",
            "tests/gates/test_condition_troubles.py",
            "tests/gates/test_seen.py",
            "tests/gates/test_speaking.py",
            "tests/policy/conditions/test_traps.py",
        ),
        (*_POLICY, *_GATES),
    ),
    "gronatraden.gates.decision": Near(("tests/gates/test_decision.py",), _DUTIES),
    "gronatraden.gates.tally": Near(("tests/gates/test_decision.py",), _DUTIES),
    "gronatraden.gates.explain": Near(
        ("tests/gates/test_ways.py", "tests/gates/test_explain.py"),
        (f"{_SERVICES}other_ways.py", f"{_SERVICES}classes.py", "tests/cli/test_gate_explain.py"),
    ),
    "gronatraden.gates.holding": Near(("tests/gates/holding",), _GATES),
    "gronatraden.gates.migration": Near(
        ("tests/gates/test_migration.py", "tests/gates/test_told_places.py"),
        (f"{_SERVICES}migrate.py",),
    ),
    "gronatraden.gates.registry": Near(
        (
            "tests/gates/test_registry.py",
            "tests/gates/test_condition_troubles.py",
            "tests/gates/test_evaluate.py",
            "tests/plugins/test_pins.py",
            "tests/plugins/test_guarded.py",
        ),
        (*_all_but_timed("tests/policy"), *_GATES),
    ),
    "gronatraden.policy": Near(
        ("tests/policy/test_model.py", "tests/gates/test_declared.py"), _POLICY
    ),
    "gronatraden.policy.conditions": Near(
        tuple(
            f"tests/policy/conditions/test_{name}.py"
            for name in ("told", "tree", "shapes", "days", "reading", "traps", "needs")
        ),
        ("tests/gates/test_condition_troubles.py", "tests/gates/test_seen.py", *_POLICY),
    ),
    "gronatraden.policy.conditions.cel.cost": Near(
        ("tests/policy/conditions/test_cost.py",), _POLICY
    ),
    "gronatraden.policy.conditions.fast": Near(
        tuple(f"tests/policy/conditions/test_{x}.py" for x in ("running", "writing", "fast")),
        _POLICY,
    ),
    "gronatraden.services": Near(_DUTIES[:4], _DUTIES[4:]),
    "gronatraden.services.deciding": Near(
        tuple(
            f"{_SERVICES}{x}.py" for x in ("points", "reopen_gate", "conditions", "activate_policy")
        ),
        _DUTIES,
    ),
    "gronatraden.services.holding": Near(
        tuple(f"{_SERVICES}{x}.py" for x in ("waive", "waiver_limits", "what_changed")),
        (f"{_SERVICES}stale_decisions.py", "tests/cli/test_holding.py", *_DUTIES),
    ),
    "gronatraden.store.migrations.rules": Near(("tests/store/test_rules.py",), ()),
}


def near(module: str) -> Near:
    """Return the tests nearest to a module: its own, or its package's."""
    name = module
    while name not in _NEAR:
        name = name.rpartition(".")[0]
    return _NEAR[name]


def everything(modules: Iterable[str]) -> Near:
    """Return all the tests that some modules are held against."""
    found = [near(module) for module in modules]
    return Near(tuple(dict.fromkeys(test for one in found for test in (*one.first, *one.then))), ())
