"""What no longer holds, as plain JSON values: stale decisions and notices of change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gronatraden.exports.holding.difference import render
from gronatraden.exports.verdict_json import moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gronatraden.gates.holding.material import Stale
    from gronatraden.gates.holding.telling import Told
    from gronatraden.history import Notice


def stale(found: Stale | None, *, since: str | None = None) -> dict[str, Any] | None:
    """Return the decision that is stale with what differs, or None.

    Args:
        found: The decision and its differences.
        since: When it became so, where that is known.
    """
    if found is None:
        return None
    return {
        "gate": found.decision.gate,
        "occurrence": found.decision.occurrence,
        "decided_at": moment(found.decision.decided_at),
        "since": since,
        "differences": [render(one) for one in found.differences],
    }


def told(said: Told | None) -> dict[str, Any] | None:
    """Return what was told of a new version at once, or None."""
    if said is None:
        return None
    return {"kind": said.kind, "differences": [render(one) for one in said.differences]}


def notice(raised: Notice, who: Mapping[str, str]) -> dict[str, Any]:
    """Return a notice with its people by handle."""
    return {
        "number": raised.number,
        "kind": raised.kind,
        "gate": raised.gate,
        "occurrence": raised.occurrence,
        "decision": raised.decision,
        "tool": raised.tool,
        "version": raised.version,
        "fields": [{"where": where, "kind": kind} for where, kind in raised.fields],
        "raised_by": who.get(raised.raised_by, raised.raised_by),
        "raised_at": moment(raised.raised_at),
    }
