"""An act that was cut off has happened wholly or not at all, and can be done again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

import pytest

from gronatraden.errors import GronatradenError
from tests.services.acts import ACTS, Act
from tests.services.shaky import PowerCutError, ShakyStore, When
from tests.services.simulator import a_life, memory

if TYPE_CHECKING:
    from gronatraden.store.engine import Store
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

EVERY_ACT = pytest.mark.parametrize("act", ACTS, ids=str)


@cache
def done_once(act: Act) -> dict[str, int]:
    """Return what is recorded when an act is done, and nothing goes wrong."""
    with TemporaryDirectory(dir=memory()) as folder:
        life = a_life(Path(folder), after=act.after)
        act.prepare(life)
        act.do(life.parts)
        recorded = life.recorded()
        life.close()
    return recorded


def cut_off(life: ProjectSimulator, act: Act, when: When) -> None:
    """Do an act whose write is the last thing its process does."""
    shaky = cast("Store", ShakyStore(life.store, when))
    act.do(replace(life.parts, store=shaky))


@EVERY_ACT
def test_before_it_is_durable_nothing_has_happened(live: Live, act: Act) -> None:
    life = live(act.after)
    act.prepare(life)
    before = life.recorded()

    with pytest.raises(PowerCutError):
        cut_off(life, act, "before")

    assert life.recorded() == before
    act.do(life.parts)
    assert life.recorded() == done_once(act)


@EVERY_ACT
def test_once_it_is_durable_it_has_happened_once(live: Live, act: Act) -> None:
    life = live(act.after)
    act.prepare(life)

    with pytest.raises(PowerCutError):
        cut_off(life, act, "after")

    assert life.recorded() == done_once(act)
    with suppress(GronatradenError):  # it may be told that it is done
        act.do(life.parts)
    assert life.recorded() == done_once(act)


@EVERY_ACT
def test_a_rehearsal_leaves_no_trace_and_the_act_does(live: Live, act: Act) -> None:
    life = live(act.after)
    act.prepare(life)
    before = life.recorded()

    act.do(replace(life.parts, dry_run=True))

    assert life.recorded() == before
    assert done_once(act)["event"] > before["event"]
