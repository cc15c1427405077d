from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import ManuscriptError, UnknownNameError
from gronatraden.services.authoring.show_effective import show_effective
from gronatraden.services.authoring.trying.try_policy import try_policy
from tests.builders import a_change_logic
from tests.services.drafts import a_draft, a_draft_without
from tests.services.migrating import SATISFIED, UNSATISFIED, a_next_version, moved_to, planned

if TYPE_CHECKING:
    from gronatraden.services.authoring.trying._turning import Turn
    from gronatraden.services.authoring.trying.try_policy import Tried
    from tests.services.conftest import Live

EXTRA = "start.another-question"
ROLLED_OUT = """\
        weight: audit
        rollout:
          - {from_on: "2025-06-01", weight: advisory}
          - {from_on: "2026-01-01", weight: blocking}
"""
WHEN = "        when: project.total_budget_sek > {limit}\n"


def turn(tried: Tried, project: str = "cykla") -> Turn:
    """Return how a project's next gate turns."""
    return next(one.turns[0] for one in tried.projects if one.project == project)


def test_a_gate_that_would_close_is_told_by_what(live: Live) -> None:
    life = live("filled")

    tried = try_policy(life.parts, written=a_draft(life, asks="start"))

    found = turn(tried)
    assert (found.ready, found.would_be_ready) == (True, False)
    assert (found.closing, found.opening) == ((EXTRA,), ())
    assert [p.project for p in tried.turning] == ["cykla"]


def test_a_gate_that_would_open_is_told_by_what(live: Live) -> None:
    life = live("filled")
    life.submit(a_change_logic(strategy_links=()))
    closing = life.check("start").verdict.missing[0].id

    tried = try_policy(life.parts, written=a_draft_without(life, closing))

    found = turn(tried)
    assert (found.ready, found.would_be_ready, found.opening) == (False, True, (closing,))


@pytest.mark.parametrize("check", ["", SATISFIED], ids=["the same", "one thing that holds"])
def test_what_asks_for_nothing_more_turns_nothing(live: Live, check: str) -> None:
    life = live("filled")
    asks = "start" if check else ""

    tried = try_policy(life.parts, written=a_draft(life, asks=asks, check=check))

    assert (tried.turning, len(tried.projects)) == ((), 2)


def test_nothing_is_recorded(live: Live) -> None:
    life = live("filled")
    before = life.recorded()

    try_policy(life.parts, written=a_draft(life, asks="start"))

    assert life.recorded() == before


def test_it_is_counted_by_programme(live: Live) -> None:
    life = live("filled")

    (count,) = try_policy(life.parts, written=a_draft(life, asks="start")).programmes

    assert (count.programme, count.projects, count.gates) == ("kronoberg", 2, 2)
    assert (count.would_close, count.would_open) == (1, 0)


def test_a_trial_agrees_with_the_migration_that_follows(live: Live) -> None:
    life = live("filled")
    tried = try_policy(life.parts, written=a_draft(life, asks="start"))

    plan = planned(life, moved_to(a_next_version(life, asks="start", check=UNSATISFIED)))

    after = {p.project: [(t.gate, t.would_be_ready) for t in p.turned] for p in plan.projects}
    assert {
        p.project: [(t.gate, t.would_be_ready) for t in p.turns] for p in tried.projects
    } == after


@pytest.mark.parametrize(
    ("on", "closes"),
    [(None, []), (date(2025, 12, 31), []), (date(2026, 1, 1), [EXTRA])],
    ids=["today", "the day before", "the day"],
)
def test_a_weight_that_grows_is_seen_on_its_day(
    live: Live, on: date | None, closes: list[str]
) -> None:
    life = live("filled")
    draft = a_draft(life, asks="start", also=ROLLED_OUT)

    found = turn(try_policy(life.parts, written=draft, on=on))

    assert [one for one in found.closing if one == EXTRA] == closes


@pytest.mark.parametrize(("limit", "closes"), [(12_999_999, [EXTRA]), (13_000_000, [])])
def test_a_condition_says_whom_it_concerns(live: Live, limit: int, closes: list[str]) -> None:
    life = live("filled")
    draft = a_draft(life, asks="start", also=WHEN.format(limit=limit))

    found = turn(try_policy(life.parts, written=draft))

    assert [one for one in found.closing if one == EXTRA] == closes


def test_a_finished_project_is_left_alone(live: Live) -> None:
    life = live("finished")

    tried = try_policy(life.parts, written=a_draft(life, asks="start"))

    assert (tried.finished, [p.project for p in tried.projects]) == (1, ["vandra"])


def test_a_programme_that_is_not_there_is_told(live: Live) -> None:
    life = live("opened")

    with pytest.raises(UnknownNameError):
        try_policy(life.parts, written=a_draft(life), programme="blekinge")


def test_a_text_that_could_not_be_published_is_not_tried(live: Live) -> None:
    life = live("opened")

    with pytest.raises(ManuscriptError):
        try_policy(life.parts, written=a_draft(life, asks="start", check="gates.no_such_rule"))


def test_the_effective_policy_says_who_asks_and_how_heavily(live: Live) -> None:
    life = live("filled")

    seen = show_effective(life.parts, project="cykla")

    facts = next(h for h in seen.held if h.requirement.id == "start.facts-are-stated")
    judged = life.check("start").verdict.requirements
    assert (facts.policy, facts.weight, facts.applies) == ("gronatraden-full", "blocking", True)
    assert [h.requirement.id for h in seen.held if h.gate == "start"] == [
        r.id for r in judged if not r.id.startswith("engine.")
    ]


def test_what_does_not_apply_is_what_the_verdict_says(live: Live) -> None:
    life = live("filled")
    verdict = life.check("start").verdict

    seen = show_effective(life.parts, project="cykla")

    outside = {r.id for r in verdict.requirements if r.status == "not_applicable"}
    assert {
        h.requirement.id for h in seen.held if h.gate == "start" and h.applies is False
    } <= outside
