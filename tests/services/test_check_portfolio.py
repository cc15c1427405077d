"""A check of the portfolio judges what is due, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.services.portfolio.check_portfolio import Checked, check_portfolio
from tests.builders import a_change_logic
from tests.services.acts import ACTS, Act
from tests.services.board import from_scratch, on_board

if TYPE_CHECKING:
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator


def test_the_first_check_judges_everything(opened: ProjectSimulator) -> None:
    done = check_portfolio(opened.parts)

    assert done == Checked(judged=2, changed=2)


def test_a_second_check_judges_nothing(opened: ProjectSimulator) -> None:
    check_portfolio(opened.parts)

    assert check_portfolio(opened.parts) == Checked(judged=0, changed=0)


def test_a_check_records_nothing(opened: ProjectSimulator) -> None:
    before = opened.recorded()

    check_portfolio(opened.parts)

    assert opened.recorded() == before


def test_a_project_that_was_touched_is_judged_alone(opened: ProjectSimulator) -> None:
    check_portfolio(opened.parts)

    opened.submit(a_change_logic())

    assert check_portfolio(opened.parts).judged == 1


@pytest.mark.parametrize("act", ACTS, ids=str)
def test_after_any_act_the_board_is_as_if_judged_from_scratch(live: Live, act: Act) -> None:
    life = live(act.after)
    act.prepare(life)
    check_portfolio(life.parts)

    act.do(life.parts)

    check_portfolio(life.parts)
    assert on_board(life) == from_scratch(life)
