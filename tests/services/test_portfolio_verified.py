"""What is kept of the projects is held against the record, and told where it differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from gronatraden.services.log.verify_log import verify_log
from gronatraden.services.portfolio.check_portfolio import check_portfolio
from gronatraden.services.portfolio.compare_portfolio import mend_portfolio
from tests.builders import a_change_logic
from tests.builders.store import before_the_guards
from tests.services.board import from_scratch, on_board

if TYPE_CHECKING:
    from tests.services.simulator import ProjectSimulator

TAMPERED = {
    "a gate is said to be open": "UPDATE gate_state SET state = 'passed' WHERE project = 'cykla'",
    "a gate is left out": "DELETE FROM gate_state WHERE project = 'cykla'",
    "a project is left out": "DELETE FROM project_state WHERE project = 'cykla'",
    "it is said to hold longer": "UPDATE project_state SET valid_until = '2999-01-01T00:00:00Z'"
    " WHERE project = 'cykla'",
    "somebody else is to act": "UPDATE gate_state SET who = 'auditor' WHERE project = 'cykla'",
    "another programme is named": "UPDATE project_state SET programme = 'x'"
    " WHERE project = 'cykla'",
    "a deadline is made up": "INSERT INTO deadline VALUES"
    " ('cykla', 'hold', 'start', 'start', '2024-12-24', 'auditor')",
}


def tamper(life: ProjectSimulator, statement: str) -> None:
    """Change a derived row by hand."""
    life.close()
    with before_the_guards(life.settings.database) as connection:
        connection.execute(text(statement))


def differing(life: ProjectSimulator) -> list[tuple[str, str]]:
    """Return what a verification of everything finds."""
    return [(p.code, p.key) for p in verify_log(life.parts).problems]


@pytest.mark.parametrize("statement", TAMPERED.values(), ids=TAMPERED.keys())
def test_a_row_that_disagrees_is_found(filled: ProjectSimulator, statement: str) -> None:
    check_portfolio(filled.parts)

    tamper(filled, statement)

    assert differing(filled) == [("portfolio-differs", "cykla")]


@pytest.mark.parametrize("statement", TAMPERED.values(), ids=TAMPERED.keys())
def test_a_row_that_disagrees_is_mended(filled: ProjectSimulator, statement: str) -> None:
    check_portfolio(filled.parts)
    tamper(filled, statement)

    done = mend_portfolio(filled.parts)

    assert (done.mended, on_board(filled)) == (("cykla",), from_scratch(filled))


def test_rows_of_a_project_that_is_not_there_are_taken_away(filled: ProjectSimulator) -> None:
    check_portfolio(filled.parts)
    tamper(
        filled,
        "INSERT INTO gate_state VALUES ('moln', 'start', 0, 'ready', '2024-12-01T00:00:00Z', '', 0,"
        " NULL)",
    )

    done, again = mend_portfolio(filled.parts), mend_portfolio(filled.parts)

    assert (done.mended, again.mended) == (("moln",), ())


def test_what_is_only_due_is_no_difference(filled: ProjectSimulator) -> None:
    check_portfolio(filled.parts)

    filled.submit(a_change_logic(activities=()))
    filled.days_pass(400)

    assert differing(filled) == []


def test_what_was_never_judged_is_no_difference(filled: ProjectSimulator) -> None:
    assert differing(filled) == []
