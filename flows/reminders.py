"""Reminders (påminnelser).

Every morning, after the portfolio was checked.
Run twice, it says the same twice: nothing is sent from here, and nothing is recorded.
"""

from __future__ import annotations

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State  # noqa: TC002 - Prefect reads the signature

from flows.steps import AGAIN, end, parts_of
from gronatraden import settings
from gronatraden.services.portfolio.check_portfolio import check_portfolio
from gronatraden.services.portfolio.tell_portfolio import tell_reminders
from gronatraden.text import Voice


@flow(name="reminders", flow_run_name="reminders")
def reminders(database: str = "", at: str = "") -> State[str]:
    """Judge what is due, and leave a note of who is to be reminded today and of what.

    Args:
        database: Where the record is; the surroundings say it where this is empty.
        at: A stated moment, for a record with a simulated clock.
    """
    check(database, at)
    count = leave_reminders(database, at)
    return end("reminders", "To be told" if count else "Nobody to remind")


@task(**AGAIN)
def check(database: str, at: str) -> int:
    """Judge the projects that are due; return how many they were."""
    with parts_of(database, at) as parts:
        return check_portfolio(parts).judged


@task(**AGAIN)
def leave_reminders(database: str, at: str) -> int:
    """Leave a note of who is to be reminded; return of how many things."""
    voice = Voice(settings.load({"database": database, "at": at}).language)
    with parts_of(database, at) as parts:
        note, count = tell_reminders(parts, voice=voice)
    create_markdown_artifact(note, key="reminders")
    return count
