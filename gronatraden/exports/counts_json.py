"""What is counted, as JSON: what a project is asked to fill in, and how its thread holds.

The same behind every door. Keys are only ever added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gronatraden.gates.burden import Burden, Count
    from gronatraden.policy import ProjectClass
    from gronatraden.thread.coverage import Coverage, Share


def burden(found: Burden | None) -> dict[str, Any] | None:
    """Return what a lifecycle asks for: in all, and new at each gate."""
    if found is None:
        return None
    gates = [{"gate": count.gate, **burden_at(count)} for count in found.gates]
    return {**burden_at(found.whole), "gates": gates}


def classed(
    now: ProjectClass | None, *, lighter_because: str, minutes: int | None
) -> dict[str, Any]:
    """Return a project's class, why, and about how long it takes to write what is asked."""
    return {
        "class": None if now is None else now.id,
        "title": None if now is None else {"sv": now.title.sv, "en": now.title.en},
        "lifecycle": None if now is None else now.lifecycle,
        "because": None if now is None else {"sv": now.because.sv, "en": now.because.en},
        "source": "" if now is None else now.source,
        "lighter_because": lighter_because,
        "minutes": minutes,
    }


def burden_at(count: Count) -> dict[str, int]:
    """Return fields and minutes, as they stand for one gate or in all."""
    return {
        "asked": count.asked,
        "advised": count.advised,
        "filled": count.filled,
        "minutes": count.minutes,
        "minutes_left": count.minutes_left,
    }


def coverage(found: Coverage | None) -> dict[str, Any] | None:
    """Return how much of a thread holds: in all, and of each kind."""
    if found is None:
        return None
    kinds = [{"kind": share.kind, **_share(share)} for share in found.kinds]
    return {**_share(found.together), "kinds": kinds}


def _share(share: Share) -> dict[str, int]:
    return {
        "count": share.count,
        "measured": share.measured,
        "read": share.read,
        "whole": share.whole,
        "percent": share.percent,
    }
