"""A waiver as plain JSON values: what was asked, who approved it, and what it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gronatraden.exports.verdict_json import moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gronatraden.gates.holding.waivers import WaiverStanding
    from gronatraden.history import Waiver


def waiver_data(waiver: Waiver, who: Mapping[str, str]) -> dict[str, Any]:
    """Return a waiver with its people by handle."""
    return {
        "waiver": waiver.id,
        "gate": waiver.gate,
        "requirement": waiver.requirement,
        "reason": waiver.reason,
        "until": waiver.expires_on,
        "requested_by": who.get(waiver.requested_by, waiver.requested_by),
        "approvers": [who.get(person, person) for person in waiver.approvers],
        "approved_by": who.get(waiver.approved_by, waiver.approved_by) or None,
        "approved_at": None if waiver.approved_at is None else moment(waiver.approved_at),
        "revoked_at": None if waiver.revoked_at is None else moment(waiver.revoked_at),
        "revoked_because": waiver.revoked_because,
    }


def standing_data(standing: WaiverStanding, who: Mapping[str, str]) -> dict[str, Any]:
    """Return a waiver with what it is worth at the moment it was looked at."""
    return {
        **waiver_data(standing.waiver, who),
        "state": standing.state,
        "doubt": standing.doubt,
        "expired": standing.state == "expired",
    }
