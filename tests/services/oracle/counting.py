"""Who was asked, who still sits, and whether those who speak fill every place."""

from __future__ import annotations

import json
from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from tests.services.oracle.record import Record, Row


def strictest(rows: Iterable[Row]) -> dict[str, int]:
    """Return how many of each role it takes, where every row must be met."""
    found: dict[str, int] = {}
    for row in rows:
        own = row["count"] - len(row["includes"])
        for role, count in [(row["role"], own), *((role, 1) for role in row["includes"])]:
            found[role] = max(count, found.get(role, 0))
    return {role: count for role, count in found.items() if count > 0}


def fills(
    rule: Mapping[str, int], people: Collection[str], seats: Collection[tuple[str, str]]
) -> bool:
    """Say whether just these people fill just these places, in some order, each one of them."""
    places = [role for role, count in rule.items() for _ in range(count)]
    if not places or len(set(people)) != len(places) or len(people) != len(places):
        return False
    orders = permutations(people)
    return any(all(pair in seats for pair in zip(order, places, strict=True)) for order in orders)


def with_quorum(record: Record, rule: dict[str, int]) -> dict[str, int]:
    """Return a rule with as many more of the group as its own quorum asks for."""
    group = record.content("competent_leadership").get("steering_group") or {}
    lacking = (group.get("quorum") or 0) - sum(rule.values())
    if "steering_group" in rule and lacking > 0:
        return rule | {"steering_group": rule["steering_group"] + lacking}
    return rule


def roles_at(record: Record, gate: str) -> set[str]:
    """Return the roles that have a word at a gate."""
    return {role for o in ("go", "hold") for role in strictest(record.deciders(gate, o))}


def panel_of(asked: Row) -> set[tuple[str, str, str]]:
    """Return who was asked, in which role, instead of whom."""
    seats = json.loads(asked["panel"])
    return {(s["person"], s["role"], s.get("instead_of") or "") for s in seats}


def sitting(
    record: Record, request: Row, day: date, roles: Collection[str]
) -> set[tuple[str, str, str]]:
    """Return the seats of a panel that are held, in the roles of those who hold them."""
    held = record.seats(day, roles)
    rows = [r for o in ("go", "hold") for r in record.deciders(request["gate"], o)]
    wider = {
        (who, row["role"], of)
        for row in rows
        for who, role, of in held
        if role in row["includes"] and _every_row_includes(rows, row["role"], role)
    }
    return panel_of(request) & (held | wider)


def _every_row_includes(rows: list[Row], role: str, other: str) -> bool:
    return all(other in row["includes"] for row in rows if row["role"] == role)
