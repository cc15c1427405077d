"""What a project's decisions and waivers are worth now, as data and as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gronatraden.cli.layout import heading, paragraph
from gronatraden.cli.shown.stale import stale_lines
from gronatraden.moment import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gronatraden.cli.door import Door
    from gronatraden.services.show_project import ProjectSeen


def stale_data(seen: ProjectSeen, who: Mapping[str, str]) -> dict[str, Any]:
    """Return the stale decision, the notices since it was taken and the waivers that live."""
    from gronatraden.exports.holding import stale_json  # noqa: PLC0415 - slow to import
    from gronatraden.exports.holding.waiver_json import standing_data  # noqa: PLC0415 - as above
    from gronatraden.exports.verdict_json import moment  # noqa: PLC0415 - as above

    since = None if seen.stale_since is None else moment(seen.stale_since)
    return {
        "stale": stale_json.stale(seen.stale, since=since),
        "notices": [stale_json.notice(raised, who) for raised in seen.notices],
        "waivers": [standing_data(one, who) for one in seen.waivers],
    }


def holding_lines(door: Door, seen: ProjectSeen) -> Iterator[str]:
    """Yield the stale decision, what else was told, and the waivers that live."""
    if seen.stale is not None:
        yield ""
        since = "" if seen.stale_since is None else door.voice.day(day_of(seen.stale_since))
        yield from stale_lines(door, seen.stale, since=since)
    if seen.notices:
        yield heading(door.say("cli.stale.notices"))
    for raised in seen.notices:
        facts = {"on": day_of(raised.raised_at), "tool": raised.tool, "version": raised.version}
        said = door.say(f"cli.stale.notice-{raised.kind}", count=len(raised.fields), **facts)
        yield paragraph(said, indent=2, hang=2)
    if seen.waivers:
        yield heading(door.say("cli.gate.waived"))
    for one in seen.waivers:
        state = door.say(f"report.waivers.state.{one.state}")
        yield paragraph(f"{one.waiver.requirement}: {state}", indent=2, hang=2)
