"""The portfolio (portföljen).

Every night, and whenever somebody wants the board to be of today.
Run twice, it does nothing twice: what was judged is kept with each batch, and a run that
was stopped goes on from there.
"""

from __future__ import annotations

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State  # noqa: TC002 - Prefect reads the signature

from flows.steps import AGAIN, end, parts_of
from gronatraden import settings
from gronatraden.services.portfolio.check_portfolio import Span, check_portfolio, divide
from gronatraden.services.portfolio.tell_portfolio import tell_board
from gronatraden.text import Voice

MOST_CHUNKS = 10


@flow(name="portfolio", flow_run_name="portfolio")
def portfolio(database: str = "", at: str = "") -> State[str]:
    """Judge the projects that are due, in at most ten stretches, and leave the board to read.

    Args:
        database: Where the record is; the surroundings say it where this is empty.
        at: A stated moment, for a record with a simulated clock.
    """
    parts = stretches(database, at)
    judged = sum(judge_stretch(after, last, database, at) for after, last in parts)
    judged += finish(database, at)
    leave_board(database, at)
    return end("portfolio", "Checked" if judged else "Nothing due")


@task(**AGAIN)
def stretches(database: str, at: str) -> list[tuple[str, str]]:
    """Return stretches of projects to judge one after the other; none where little is due."""
    with parts_of(database, at) as parts:
        return [(span.after, span.last) for span in divide(parts, most=MOST_CHUNKS)]


@task(**AGAIN)
def judge_stretch(after: str, last: str, database: str, at: str) -> int:
    """Judge what is due in one stretch; return how many projects that were."""
    with parts_of(database, at) as parts:
        return check_portfolio(parts, span=Span(after, last)).judged


@task(**AGAIN)
def finish(database: str, at: str) -> int:
    """Judge what is due anywhere, and move the mark; return how many projects that were."""
    with parts_of(database, at) as parts:
        return check_portfolio(parts).judged


@task(**AGAIN)
def leave_board(database: str, at: str) -> None:
    """Leave the board as a note that a person can read in Prefect's own pages."""
    voice = Voice(settings.load({"database": database, "at": at}).language)
    with parts_of(database, at) as parts:
        create_markdown_artifact(tell_board(parts, voice=voice), key="portfolio")
