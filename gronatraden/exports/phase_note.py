"""The note of a phase's run (fasnotering): where the project stands, as Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.exports.markdown import literal
from gronatraden.moment import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from gronatraden.gates.verdict import Result, Verdict
    from gronatraden.text import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseNote:
    """What a note says."""

    project: str
    title: str
    phase: str
    state: str
    """How the run ended: Open, Waiting for decision, Gate closed."""
    at: datetime
    tools: tuple[tuple[str, int | None], ...]
    """(tool, number of its latest version), None where it was not handed in."""
    verdict: Verdict | None
    """On the gate asked for next; None for a finished project."""


def render(note: PhaseNote, voice: Voice) -> str:
    """Return the note as Markdown; what people wrote is shown literally."""
    return "\n".join(_lines(note, voice)) + "\n"


def _lines(note: PhaseNote, voice: Voice) -> Iterator[str]:
    state = voice.say(f"phase.state.{note.state.lower().replace(' ', '-')}")
    yield f"# {literal(note.title or note.project)}"
    yield ""
    yield f"**{voice.term(note.phase)}: {state}** ({voice.day(day_of(note.at))})"
    yield ""
    yield f"| {voice.say('phase.tool')} | {voice.say('phase.version')} |"
    yield "| --- | --- |"
    for tool, number in note.tools:
        shown = voice.say("phase.not-handed-in") if number is None else str(number)
        yield f"| {voice.say(f'tool.{tool}')} | {shown} |"
    yield ""
    if note.verdict is not None:
        yield from _verdict(note.verdict, voice)


def _verdict(verdict: Verdict, voice: Voice) -> Iterator[str]:
    met = sum(r.status == "satisfied" for r in verdict.requirements)
    asked = sum(r.status != "not_applicable" for r in verdict.requirements)
    gate = voice.term(verdict.gate)
    yield f"## {voice.say('phase.gate', gate=gate, met=met, asked=asked)}"
    yield ""
    for heading, results in (("phase.missing", verdict.missing), ("phase.advice", verdict.advice)):
        if results:
            yield f"### {voice.say(heading)}"
            yield ""
            for result in results:
                yield from _result(result, voice)
            yield ""


def _result(result: Result, voice: Voice) -> Iterator[str]:
    because = result.because.sv if voice.language == "sv" else result.because.en
    yield f"- {literal(because)} `{result.id}`"
    for finding in result.findings:
        yield f"    - {literal(voice.say(f'finding.{finding.code}', **finding.facts))}"
