"""A project's class as people read it: which, why, and about how long the writing takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gronatraden.cli.layout import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.cli.door import Door
    from gronatraden.services.check_gate import GateSeen
    from gronatraden.services.show_project import ClassSeen


def class_data(seen: ClassSeen | None, *, minutes: int | None) -> dict[str, Any] | None:
    """Return a project's class as JSON, or None where there are no classes."""
    from gronatraden.exports import counts_json  # noqa: PLC0415 - slow to import

    if seen is None:
        return None
    lighter = "" if seen.passed_over is None else seen.passed_over.id
    return {
        **counts_json.classed(seen.now, lighter_because=seen.lighter_because, minutes=minutes),
        "passed_over": lighter,
        "kept_out_by": seen.kept_out_by,
    }


def project_data(seen: GateSeen, *, minutes: int) -> dict[str, Any]:
    """Return, beside a gate's verdict, the project's class and what does not match its facts."""
    from gronatraden.exports import verdict_json  # noqa: PLC0415 - slow to import

    return {
        "misfits": verdict_json.findings(seen.misfits),
        "class": class_data(seen.classed, minutes=minutes),
    }


def class_named(door: Door, seen: ClassSeen | None) -> str:
    """Return what a project's class is called and why, in one sentence; empty where unknown."""
    if seen is None:
        return ""
    if seen.now is None:
        return door.say("cli.project.unclassed")
    swedish = door.voice.language == "sv"
    title = seen.now.title.sv if swedish else seen.now.title.en
    because = seen.now.because.sv if swedish else seen.now.because.en
    if seen.lighter_because:
        return door.say("cli.project.lightened", title=title, because=seen.lighter_because)
    said = door.say("cli.project.classed", title=title, because=because)
    if seen.passed_over is None:
        return said
    lighter = seen.passed_over.title.sv if swedish else seen.passed_over.title.en
    kept = seen.kept_out_by.removeprefix("project.")
    return f"{said} {door.say(f'cli.project.kept-out-{kept}', title=lighter)}"


def class_lines(door: Door, seen: ClassSeen | None, *, minutes: int | None) -> Iterator[str]:
    """Yield a project's class, why, and the minutes it takes to write what is asked."""
    if seen is not None:
        yield paragraph(class_named(door, seen))
    if minutes is not None:
        yield paragraph(door.say("cli.project.asks", minutes=minutes))
