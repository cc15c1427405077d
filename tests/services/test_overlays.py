from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden import manuscript
from gronatraden.errors import ManuscriptError
from gronatraden.gates.verdict import PolicyRef
from gronatraden.project import Funding, Role
from gronatraden.services.check_gate import check_gate
from gronatraden.services.show_project import show_project
from gronatraden.store import gates, log
from tests.builders import some_facts
from tests.services.simulator import put_in_force
from tests.services.test_open_project import begin, bring, folder

if TYPE_CHECKING:
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

FUND = """\
policy: a-fund
version: 1
level: funder
title: {sv: "En fond", en: "A fund"}
source: "Prov"
applies_to: {funds: [esf]}
gates:
  start:
    requires:
      - id: start.fund-asks
        check: change_logic.no_box_is_empty
        numbers: {at_least: 2}
        because: {sv: "Fonden vill se minst två i varje.", en: "The fund wants two in each."}
"""
LOOSENS = """\
    loosens:
      - id: start.no-box-is-empty
        weight: advisory
        because: {sv: "Fonden har en egen blankett.", en: "The fund has a form of its own."}
"""
ESF = some_facts(funding=(Funding(id="esf", fund="esf", period="2021-2027"),))


def publishes(life: ProjectSimulator, text: str = FUND) -> str:
    """Publish an overlay and return its hash."""
    return put_in_force(life.parts, manuscript.read_text(text, name="fund.yaml")).sha256


def logged(life: ProjectSimulator, kind: str) -> list[dict[str, object]]:
    """Return what came of every event of a kind."""
    with life.parts.read() as r:
        return [dict(e.result) for _, e in log.events(r) if e.type == kind]


def test_a_project_is_pinned_to_what_its_funders_ask(opened: ProjectSimulator) -> None:
    publishes(opened)

    paid = bring(opened, *folder(ESF)).project
    unpaid = bring(opened, *folder(some_facts(), project="simma")).project

    assert [p for p, _ in paid.policies] == ["gronatraden-full", "a-fund"]
    assert [p for p, _ in unpaid.policies] == ["gronatraden-full"]


def test_a_programme_has_rules_of_its_own(opened: ProjectSimulator) -> None:
    elsewhere = FUND.replace("applies_to: {funds: [esf]}", "programmes: [kalmar]")
    publishes(opened, elsewhere.replace("level: funder", "level: programme"))

    assert [p for p, _ in begin(opened).policies] == ["gronatraden-full"]


def test_an_overlay_is_for_every_lifecycle_that_has_its_gate(opened: ProjectSimulator) -> None:
    publishes(opened, FUND.replace("applies_to: {funds: [esf]}\n", ""))

    pinned = [begin(opened, name, lifecycle=name).policies for name in ("full", "simple")]

    assert [p[-1] for p in pinned] == [("a-fund", 1), ("a-fund", 1)]


def test_a_verdict_names_every_policy_by_version_and_hash(opened: ProjectSimulator) -> None:
    sha256 = publishes(opened)
    bring(opened, *folder(ESF))

    verdict = check_gate(opened.parts, project="segla", gate="start").verdict

    assert verdict.policies[1] == PolicyRef(policy="a-fund", version=1, sha256=sha256)
    assert verdict.requirements[-1].policies == ("a-fund",)


def test_loosening_in_silence_is_refused_where_it_stands(opened: ProjectSimulator) -> None:
    silent = FUND + LOOSENS.replace("loosens:", "tightens:")

    with pytest.raises(ManuscriptError) as caught:
        publishes(opened, silent)

    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == ("loosens-silently", 16, 9)


def test_loosening_with_a_reason_is_logged_when_published_and_when_pinned(
    opened: ProjectSimulator,
) -> None:
    publishes(opened, FUND + LOOSENS)
    bring(opened, *folder(ESF))

    assert logged(opened, "policy.loosened") == [
        {"name": "a-fund", "version": 1, "gate": "start", "requirement": "start.no-box-is-empty"}
    ]
    assert logged(opened, "project.loosened") == [
        {"policy": "a-fund", "version": 1, "requirements": ["start.no-box-is-empty"]}
    ]


def test_what_is_loosened_is_held_so_and_said(opened: ProjectSimulator) -> None:
    publishes(opened, FUND + LOOSENS)
    bring(opened, *folder(ESF))

    found = check_gate(opened.parts, project="segla", gate="start").verdict.requirements
    boxes = next(r for r in found if r.id == "start.no-box-is-empty")

    assert boxes.weight == "advisory"
    assert [one.policy for one in boxes.loosened] == ["a-fund"]


def test_a_funder_that_comes_later_is_missed(opened: ProjectSimulator) -> None:
    publishes(opened)
    before = show_project(opened.parts, project="cykla").misfits

    opened.submit(ESF)

    (found,) = show_project(opened.parts, project="cykla").misfits
    assert (before, found.code) == ((), "policy-is-called-for")
    assert found.facts == {"policy": "a-fund", "version": 1}


def test_it_is_told_when_the_facts_are_handed_in(opened: ProjectSimulator) -> None:
    publishes(opened)

    told, silent = opened.submit(ESF), opened.submit(some_facts())

    assert [f.code for f in told.misfits] == ["policy-is-called-for"]
    assert silent.misfits == ()


def test_it_is_recorded_with_the_verdict_and_closes_nothing(live: Live) -> None:
    life = live("filled")
    publishes(life)
    ready = life.check("start").verdict.ready
    life.submit(some_facts(funding=ESF.funding))

    asked = life.request("start")

    with life.parts.read() as r:
        recorded = gates.verdict_by_id(r, asked.request.verdict)
    assert recorded is not None
    assert [f.facts["policy"] for f in recorded.misfits] == ["a-fund"]
    assert (recorded.ready, life.check("start").verdict.ready) == (ready, ready)


def test_a_policy_put_in_force_meanwhile_makes_no_request_old(live: Live) -> None:
    life = live("filled")
    life.submit(some_facts(funding=ESF.funding))
    before = life.request("start")
    publishes(life)

    assert life.request("start").unchanged
    assert before.verdict.misfits == ()


def test_a_funder_that_leaves_is_missed_too(opened: ProjectSimulator) -> None:
    publishes(opened)
    bring(opened, *folder(ESF))
    opened.project = "segla"
    opened.grant("alva", Role.PROJECT_MANAGER)

    opened.submit(some_facts())

    (found,) = show_project(opened.parts, project="segla").misfits
    assert (found.code, found.facts["policy"]) == ("policy-is-not-called-for", "a-fund")


def test_a_policy_that_begins_after_the_project_is_not_missed(opened: ProjectSimulator) -> None:
    late = FUND.replace("version: 1\n", 'version: 1\nvalid_from: "2024-09-03"\n')
    publishes(opened, late)
    bring(opened, *folder(ESF))

    opened.days_pass(30)

    assert show_project(opened.parts, project="segla").misfits == ()


def test_a_fund_without_its_period_is_asked_for_it(opened: ProjectSimulator) -> None:
    publishes(opened, FUND.replace("[esf]", "[esf], periods: [2021-2027]"))
    unsaid = some_facts(funding=(Funding(id="esf", fund="esf"),))

    bring(opened, *folder(unsaid))

    (found,) = show_project(opened.parts, project="segla").misfits
    assert (found.code, found.where) == ("period-is-not-stated", "project.funding[esf].period")
