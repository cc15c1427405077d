"""A verdict as one JSON object, the same behind every door: ``gronatraden/verdict/1``.

Keys are only ever added. Sentences are in both languages, so that whoever reads the
object needs no words of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gronatraden.text import LANGUAGES, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from gronatraden.findings import Finding
    from gronatraden.gates.decision import Decision, Request
    from gronatraden.gates.verdict import Result, Verdict

SCHEMA = "gronatraden/verdict/1"


def render(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as a mapping of plain JSON values."""
    voices = tuple(Voice(language) for language in LANGUAGES)
    return {
        "schema": SCHEMA,
        "project": verdict.project,
        "lifecycle": verdict.lifecycle,
        "phase": verdict.phase,
        "gate": verdict.gate,
        "occurrence": verdict.occurrence,
        "at": moment(verdict.at),
        "ready": verdict.ready,
        "valid_until": None if verdict.valid_until is None else moment(verdict.valid_until),
        "policies": [
            {
                "policy": p.policy,
                "version": p.version,
                "sha256": p.sha256,
                "speaks": p.speaks,
            }
            for p in verdict.policies
        ],
        "documents": [
            {"tool": d.tool, "number": d.number, "sha256": d.sha256} for d in verdict.documents
        ],
        "requirements": [_requirement(result, voices) for result in verdict.requirements],
        "misfits": [finding(found, voices) for found in verdict.misfits],
    }


def moment(at: datetime) -> str:
    """Return a moment as the record writes it: UTC, ending in Z."""
    return at.isoformat().replace("+00:00", "Z")


def finding(found: Finding, voices: tuple[Voice, ...]) -> dict[str, Any]:
    """Return a finding with its sentence in each voice's language."""
    return {
        "code": found.code,
        "where": found.where,
        "facts": {
            name: list(fact) if isinstance(fact, tuple | list) else fact
            for name, fact in found.facts.items()
        },
        "text": {voice.language: sentence(found, voice) for voice in voices},
        "who": list(found.who),
    }


def findings(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings with their sentences in every language."""
    voices = tuple(Voice(language) for language in LANGUAGES)
    return [finding(one, voices) for one in found]


def sentence(found: Finding, voice: Voice) -> str:
    """Return a finding's sentence, or its code where a recorded one is no longer known."""
    code = f"finding.{found.code}"
    return voice.say(code, **found.facts) if voice.knows(code) else found.code


def decision(taken: Decision | None, who: Mapping[str, str]) -> dict[str, Any] | None:
    """Return a decision with its people by handle, or None."""
    if taken is None:
        return None
    return {
        "id": taken.id,
        "outcome": taken.outcome.value,
        "reason": taken.reason,
        "decided_at": moment(taken.decided_at),
        "deciders": sorted(who.get(person, person) for person in taken.deciders),
        "hold_until": None if taken.hold_until is None else taken.hold_until.isoformat(),
        "registry_number": taken.registry_number,
    }


def request(asked: Request | None, who: Mapping[str, str]) -> dict[str, Any] | None:
    """Return a request with its people by handle, or None."""
    if asked is None:
        return None
    return {
        "id": asked.id,
        "verdict": asked.verdict,
        "requested_by": who.get(asked.requested_by, asked.requested_by),
        "requested_at": moment(asked.requested_at),
        "panel": [
            {
                "person": who.get(seat.person, seat.person),
                "role": seat.role,
                "instead_of": who.get(seat.instead_of, seat.instead_of) or None,
            }
            for seat in asked.panel
        ],
    }


def _requirement(result: Result, voices: tuple[Voice, ...]) -> dict[str, Any]:
    return {
        "id": result.id,
        "check": result.check,
        "rule": result.rule,
        "status": result.status,
        "weight": result.weight,
        "waivable": result.waivable,
        "because": {"sv": result.because.sv, "en": result.because.en},
        "source": result.source,
        "findings": [finding(found, voices) for found in result.findings],
        "waiver": result.waiver,
        "level": result.level,
        "policies": list(result.policies),
        "loosened": [
            {
                "policy": one.policy,
                "because": {"sv": one.because.sv, "en": one.because.en},
                "source": one.source,
            }
            for one in result.loosened
        ],
        "confirmed": result.confirmed,
    }
