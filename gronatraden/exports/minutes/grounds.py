"""What minutes rest on: the matter, points to mend, waivers, documents, policies and the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.minutes.document import Paragraph, Points, Table
from gronatraden.exports.verdict_json import sentence
from gronatraden.history import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.exports.minutes.document import Block
    from gronatraden.exports.minutes.record import Record
    from gronatraden.gates.verdict import Result
    from gronatraden.text import Voice


def matter(record: Record, voice: Voice) -> Iterator[Block]:
    """Yield how the question came up and what the machine stated."""
    say, verdict, request = voice.say, record.verdict, record.request
    by = record.requested_by or say("minutes.machine")
    yield Paragraph(say("minutes.was-asked", person=by, at=voice.clock(request.requested_at)))
    if request.motion is not None:
        yield Paragraph(say("minutes.asked-because", text=request.motion.reason))
    states = [result.status for result in verdict.requirements]
    counts = {
        "satisfied": states.count("satisfied"),
        "waived": states.count("waived"),
        "aside": states.count("not_applicable"),
        "asked": len(states) - states.count("not_applicable"),
        "missing": len(verdict.missing),
    }
    state = "ready" if verdict.ready else "closed"
    yield Paragraph(say(f"minutes.verdict-{state}", at=voice.clock(verdict.at), **counts))
    if verdict.valid_until is not None:
        yield Paragraph(say("minutes.valid-until", until=voice.clock(verdict.valid_until)))
    advice = [result for result in verdict.advice if result.weight == "advisory"]
    if advice:
        yield Paragraph(say("minutes.advice"))
        yield Points(tuple(_because(result, voice) for result in advice))


def points(record: Record, voice: Voice) -> Iterator[Block]:
    """Yield what keeps the gate closed: the points to mend."""
    missing = record.verdict.missing
    if not missing:
        return
    referred = record.decision is not None and record.decision.outcome is Outcome.REFER_BACK
    yield Paragraph(voice.say("minutes.points-referred" if referred else "minutes.points-stood"))
    yield Points(
        tuple(_because(result, voice) for result in missing),
        numbered=True,
        under=tuple(_said(result, voice) for result in missing),
    )


def _said(result: Result, voice: Voice) -> tuple[str, ...]:
    """Return what a requirement misses, each sentence once."""
    return tuple(dict.fromkeys(sentence(found, voice) for found in result.findings))


def waivers(record: Record, voice: Voice) -> Iterator[Block]:
    """Yield the waivers that held when the gate was judged."""
    if not record.waivers:
        return
    results = {result.id: result for result in record.verdict.requirements}
    items = []
    for held in record.waivers:
        facts = {
            "requirement": held.waiver.requirement,
            "because": _because(results[held.waiver.requirement], voice),
            "reason": held.waiver.reason,
            "asker": held.asked_by,
            "approvers": list(held.approved_by),
        }
        said = voice.say("minutes.waiver", **facts)
        if held.waiver.expires_on is not None:
            said += " " + voice.say("minutes.waiver-until", until=held.waiver.expires_on)
        items.append(said)
    yield Points(tuple(items))


def aside(record: Record, voice: Voice) -> Iterator[Block]:
    """Yield what the project declared not to apply, with its reasons, each once."""
    found = [
        sentence(finding, voice)
        for result in record.verdict.requirements
        if result.status == "not_applicable"
        for finding in result.findings
    ]
    if found:
        yield Points(tuple(dict.fromkeys(found)))


def documents(record: Record, voice: Voice) -> Iterator[Block]:
    """Yield the document versions, each with who handed it in, and its hash."""
    say = voice.say
    if not record.documents:
        yield Paragraph(say("minutes.no-documents"))
        return
    names = ("document", "version", "handed-in", "sha256")
    rows = tuple(
        (
            voice.tool(one.ref.tool),
            str(one.ref.number),
            say("minutes.by-on", person=one.submitted_by, at=voice.clock(one.submitted_at)),
            one.ref.sha256,
        )
        for one in record.documents
    )
    headings = tuple(say(f"minutes.column-{name}") for name in names)
    yield Table(say("minutes.documents-caption"), headings, rows)
    counts = {"readings": record.verdict.readings, "changes": record.verdict.changes}
    if any(counts.values()):
        yield Paragraph(say("minutes.rests-on", **counts))


def policies(record: Record, voice: Voice) -> Iterator[Block]:
    """Yield the policy versions that the gate was judged by."""
    names = ("policy", "version", "sha256")
    rows = tuple(
        (
            f"{one.title.sv if voice.language == 'sv' else one.title.en} ({one.ref.policy})",
            str(one.ref.version),
            one.ref.sha256,
        )
        for one in record.policies
    )
    headings = tuple(voice.say(f"minutes.column-{name}") for name in names)
    yield Table(voice.say("minutes.policies-caption"), headings, rows)
    if silent := [one.ref.policy for one in record.policies if not one.ref.speaks]:
        yield Paragraph(voice.say("minutes.policies-silent", policies=silent))
    if misfits := record.verdict.misfits:
        yield Paragraph(voice.say("minutes.policies-misfit"))
        yield Points(tuple(sentence(found, voice) for found in misfits))
    facts = {"lifecycle": record.verdict.lifecycle, "version": record.verdict.lifecycle_version}
    yield Paragraph(voice.say("minutes.lifecycle", **facts))


def log(record: Record, voice: Voice) -> Iterator[Block]:
    """Yield where the log holds the act, so that anyone can look it up."""
    place = record.log
    facts = {"origin": place.origin, "seq": place.seq, "hash": place.leaf_hash}
    what = "request" if record.decision is None else "decision"
    yield Paragraph(voice.say(f"minutes.log-{what}", **facts))


def _because(result: Result, voice: Voice) -> str:
    return result.because.sv if voice.language == "sv" else result.because.en
