"""A sweep of many projects takes them in batches, and may be stopped or joined at any time."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest
from sqlalchemy import insert, text

from benchmarks.many import copy_project, touch
from gronatraden import wiring
from gronatraden.history import Outcome
from gronatraden.project import Role
from gronatraden.services.grant_role import grant_role
from gronatraden.services.open_programme import open_programme
from gronatraden.services.open_project import open_project
from gronatraden.services.portfolio.check_portfolio import (
    Checked,
    check_portfolio,
    divide,
    rules_now,
)
from gronatraden.services.portfolio.compare_portfolio import differing_projects
from gronatraden.store.derived import portfolio
from gronatraden.store.derived.due import BATCH
from gronatraden.store.tables import programme
from tests.builders import a_change_logic
from tests.builders.store import ON_SERVER, behind_the_guards, file_of
from tests.services.board import from_scratch, on_board
from tests.services.shaky import PowerCutError, ShakyStore, When
from tests.services.simulator import a_life

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gronatraden.services import Parts
    from gronatraden.settings import Settings
    from gronatraden.store.engine import Store
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

MANY = 2 * BATCH + 5
"""Copies of the small project, beside the three that are there."""
IN_FILES = pytest.mark.skipif(ON_SERVER, reason="the copies are made in a file")


@pytest.fixture
def tampered(tmp_path: Path) -> Iterator[ProjectSimulator]:
    """Return ``cykla`` in a house whose log nobody asks whether it holds."""
    life = a_life(tmp_path, after="filled")
    yield life
    life.close()


@pytest.fixture
def crowd(tmp_path: Path) -> Iterator[ProjectSimulator]:
    """Return a house with more projects than two batches hold, and a log that only lists them."""
    life = a_life(tmp_path, after="small")
    life.close()
    copy_project(file_of(life.settings.database), "vandra", MANY)
    yield life
    life.close()


def sweep(settings: Settings) -> Checked:
    """Check the portfolio in a process of its own."""
    with wiring.connect(settings) as parts:
        return check_portfolio(parts)


def wide(parts: Parts, programme: str | None) -> None:
    """Let Bo keep people and roles, which costs him his word."""
    grant_role(parts, person="bo", role=Role.ADMIN, programme=programme, project=None, by="ida")


def test_a_role_in_a_programme_concerns_its_projects(opened: ProjectSimulator) -> None:
    open_programme(opened.parts, programme="annat", title="Annat", owner="Vi", by="olle")
    open_project(
        opened.parts, programme="annat", project="ny", title="Ny", lifecycle="full", by="olle"
    )
    check_portfolio(opened.parts)

    wide(opened.parts, "annat")
    one = check_portfolio(opened.parts).judged
    wide(opened.parts, None)

    assert (one, check_portfolio(opened.parts).judged) == (1, 3)


def test_a_day_that_comes_makes_a_project_due(filled: ProjectSimulator) -> None:
    filled.request("start")
    until = filled.parts.today + timedelta(days=9)
    filled.decide("start", Outcome.HOLD, by=["disa"], reason="Vänta.", hold_until=until)
    check_portfolio(filled.parts)

    judged = [check_portfolio(filled.days_pass(by).parts).judged for by in (8, 1, 1)]

    assert judged == [0, 1, 0]


@pytest.mark.parametrize(("stage", "gate"), [("filled", "start"), ("measured", "checkpoint")])
def test_the_day_that_flips_a_verdict_makes_it_due(live: Live, stage: str, gate: str) -> None:
    life = live(stage)
    until = life.check(gate).verdict.valid_until
    assert until is not None
    check_portfolio(life.parts)

    moments = (until - timedelta(seconds=1), until)
    judged = [check_portfolio(replace(life.parts, at=at)).judged for at in moments]

    assert judged == [0, 1]


def test_what_rests_on_less_of_the_log_is_not_kept(opened: ProjectSimulator) -> None:
    check_portfolio(opened.parts)
    before = on_board(opened)

    with opened.parts.derive() as d:
        other = replace(before["cykla"], phase="follow_up")
        portfolio.keep(d, [other], log_size=1, rules=rules_now())

    assert on_board(opened) == before


def test_nothing_governed_is_written_without_an_event(opened: ProjectSimulator) -> None:
    with opened.parts.derive() as d, pytest.raises(RuntimeError, match="no derived table"):
        d.run(insert(programme), {"id": "x"})


def test_a_clock_that_went_back_makes_everything_due(filled: ProjectSimulator) -> None:
    check_portfolio(filled.days_pass(3).parts)

    assert check_portfolio(filled.days_pass(-3).parts).judged == 2


def test_a_project_that_cannot_be_judged_keeps_its_place(tampered: ProjectSimulator) -> None:
    tampered.close()
    with behind_the_guards(tampered.settings.database) as connection:
        connection.execute(
            text("UPDATE content SET body = '{' WHERE document LIKE 'cykla/change_logic%'")
        )

    done = check_portfolio(tampered.parts)

    (gate,) = on_board(tampered)["cykla"].gates
    assert (done.judged, gate.state, gate.who) == (2, "unjudged", ("programme_office",))


@IN_FILES
def test_every_batch_is_judged_once(crowd: ProjectSimulator) -> None:
    first, second = check_portfolio(crowd.parts), check_portfolio(crowd.parts)

    assert (first.judged, second.judged) == (MANY + 3, 0)
    assert on_board(crowd) == from_scratch(crowd)


@IN_FILES
def test_many_that_were_touched_are_judged_once_each(crowd: ProjectSimulator) -> None:
    check_portfolio(crowd.parts)
    crowd.close()
    touch(file_of(crowd.settings.database), MANY)

    assert [check_portfolio(crowd.parts).judged for _ in range(2)] == [MANY, 0]


@IN_FILES
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_sweep_that_is_stopped_goes_on_from_there(crowd: ProjectSimulator, when: When) -> None:
    shaky = cast("Store", ShakyStore(crowd.store, when, left=2))
    with pytest.raises(PowerCutError):
        check_portfolio(replace(crowd.parts, store=shaky))
    crowd.submit(a_change_logic(activities=()))

    rest = check_portfolio(crowd.parts).judged

    assert MANY + 3 - 2 * BATCH <= rest < MANY + 3
    assert on_board(crowd) == from_scratch(crowd)


@IN_FILES
def test_two_that_sweep_at_once_agree(crowd: ProjectSimulator) -> None:
    crowd.close()

    with ProcessPoolExecutor(2) as pool:
        done = list(pool.map(sweep, [crowd.settings] * 2))

    assert sum(one.judged for one in done) >= MANY + 3
    assert on_board(crowd) == from_scratch(crowd)
    assert list(differing_projects(crowd.parts)) == []


@IN_FILES
def test_stretches_together_are_everything(crowd: ProjectSimulator) -> None:
    spans = divide(crowd.parts, most=10)

    judged = [check_portfolio(crowd.parts, span=span).judged for span in spans]

    assert (len(judged), sum(judged)) == (10, MANY + 3)
    assert check_portfolio(crowd.parts).judged == 0
    assert divide(crowd.parts, most=10) == []


def test_a_rehearsal_keeps_nothing(opened: ProjectSimulator) -> None:
    done = check_portfolio(replace(opened.parts, dry_run=True))

    assert (done.judged, on_board(opened)) == (2, {})
