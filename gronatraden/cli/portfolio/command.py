"""``portfolio``: where all projects stand, who has to act, and who is to be reminded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.cli.exits import DONE, UNVERIFIED
from gronatraden.cli.kinds import COUNT, Word
from gronatraden.cli.spoken import Noun, option

if TYPE_CHECKING:
    from gronatraden.cli.door import Door

NOUN = Noun("portfolio")

PHASES = ("before_start", "during", "follow_up", "finished")
STATES = (
    "unjudged",
    "conditions_overdue",
    "stale",
    "rests_on_reopened",
    "outdated",
    "waiting",
    "ready",
    "referred_back",
    "closed",
    "on_hold",
    "passed_with_conditions",
    "passed",
)
"""``store.derived.states.State``, spelt out because importing it would make ``--help`` slower."""
SHOWN = 20
"""Gates named one by one to people where nothing else is asked for."""


@NOUN.verb("check")
@option("--all", "anew", is_flag=True)
@option("--dry-run", is_flag=True)
def check(door: Door, *, anew: bool, dry_run: bool) -> int:
    """Judge the projects that are due, or hold every one against the record."""
    from gronatraden.services.portfolio.check_portfolio import check_portfolio  # noqa: PLC0415
    from gronatraden.services.portfolio.compare_portfolio import mend_portfolio  # noqa: PLC0415

    door.dry_run = dry_run
    with door.parts() as parts:
        mended = mend_portfolio(parts) if anew else None
        done = check_portfolio(parts) if mended is None else mended.checked
    data = {
        "schema": "gronatraden/portfolio-check/1",
        "judged": done.judged,
        "changed": done.changed,
        "compared": 0 if mended is None else mended.compared,
        "mended": [] if mended is None else list(mended.mended),
    }
    code = "portfolio.checked.some" if done.judged else "portfolio.checked.none"
    lines = [door.say(code, judged=done.judged, changed=done.changed)]
    if mended is not None and mended.mended:
        facts = {"count": len(mended.mended), "projects": mended.mended[:SHOWN]}
        lines.append(door.say("portfolio.checked.mended", compared=mended.compared, **facts))
        lines.append(door.say("portfolio.checked.how-it-came"))
    elif mended is not None:
        lines.append(door.say("portfolio.checked.compared", compared=mended.compared))
    door.answer(data, *lines)
    door.next(door.command("portfolio", "board"))
    return UNVERIFIED if mended is not None and mended.mended else DONE


@NOUN.verb("board")
@option("--programme", "in_programme", default="", metavar="PROGRAMME")
@option("--phase", type=Word(PHASES), default=None, metavar="PHASE")
@option("--state", type=Word(STATES), default=None, metavar="STATE")
@option("--limit", type=COUNT, default=SHOWN, metavar="N")
@option("--csv", "as_csv", is_flag=True)
def board(
    door: Door, *, in_programme: str, phase: str | None, state: str | None, limit: int, as_csv: bool
) -> None:
    """Show how the gates stand, and where somebody has to act."""
    from gronatraden.cli.portfolio import shown, written  # noqa: PLC0415 - slow to import
    from gronatraden.services.portfolio.show_board import (  # noqa: PLC0415 - as above
        Choice,
        each_line,
        show_board,
    )

    choice = Choice(programme=in_programme, phase=phase or "", state=state or "")
    with door.parts() as parts:
        if as_csv and not door.as_json:
            written.write_csv(door, each_line(parts, choice=choice))
            return
        seen = show_board(parts, choice=choice, limit=limit)
        lines = list(each_line(parts, choice=choice)) if door.as_json else []
        few = shown.few(seen)
        matrix = list(each_line(parts, choice=choice)) if few else []
    door.answer(written.board(seen, lines), *shown.board(door, seen, matrix))
    if seen.swept_on is None or not seen.fresh:
        door.next(door.command("portfolio", "check"))
    else:
        door.next(*shown.following(door, seen))


@NOUN.verb("reminders")
@option("--programme", "in_programme", default="", metavar="PROGRAMME")
@option("--limit", type=COUNT, default=SHOWN, metavar="N")
def reminders(door: Door, *, in_programme: str, limit: int) -> None:
    """Say who is to be reminded today, and of what."""
    from gronatraden.cli.portfolio import shown, written  # noqa: PLC0415 - slow to import
    from gronatraden.services.portfolio.remind import each_reminder  # noqa: PLC0415 - as above
    from gronatraden.services.portfolio.show_board import (  # noqa: PLC0415 - as above
        Choice,
        show_board,
    )

    with door.parts() as parts:
        found = list(each_reminder(parts, programme=in_programme))
        seen = show_board(parts, choice=Choice(programme=in_programme), limit=0)
    door.answer(written.reminders(seen, found), *shown.reminders(door, seen, found, limit))
    door.next(door.command("portfolio", "board" if seen.fresh else "check"))
