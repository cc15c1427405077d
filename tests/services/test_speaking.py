"""An overlay that a project is pinned to, and that speaks only of some of its states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden import manuscript
from gronatraden.gates.decision import rule_for
from gronatraden.history import Outcome
from gronatraden.policy import Policy
from gronatraden.project import Funding, Role
from gronatraden.services._desk import open_dossier
from gronatraden.services.authoring.compare import Changed, compare
from gronatraden.services.authoring.show_effective import show_effective
from gronatraden.services.check_gate import check_gate
from gronatraden.services.holding.report_waivers import report_waivers
from gronatraden.services.show_project import show_project
from tests.builders import some_facts
from tests.services.policy_cases import BASE, POLICY, run_cases
from tests.services.test_lint import said_of
from tests.services.test_open_project import bring, folder
from tests.services.test_overlays import FUND, publishes

if TYPE_CHECKING:
    from pathlib import Path

    from gronatraden.project import ProjectFacts
    from tests.services.simulator import ProjectSimulator

LARGE = "when: project.total_budget_sek >= 5000000\n"
OF_LARGE = FUND.replace("applies_to: {funds: [esf]}\n", LARGE)


def facts(budget: int | None) -> ProjectFacts:
    """Return the example project's facts with another budget, paid by the fund."""
    return some_facts(
        total_budget_sek=budget, funding=(Funding(id="esf", fund="esf", period="2021-2027"),)
    )


def opened_with(life: ProjectSimulator, budget: int | None, text: str = OF_LARGE) -> None:
    """Open a project with a budget, pinned to an overlay for large ones."""
    publishes(life, text)
    bring(life, *folder(facts(budget)))


@pytest.mark.parametrize(
    ("budget", "speaks", "applies"),
    [(5_000_000, True, True), (4_999_999, False, False), (None, None, None)],
    ids=["at", "below", "unsaid"],
)
def test_the_effective_policy_says_which_speak(
    opened: ProjectSimulator, budget: int | None, *, speaks: bool | None, applies: bool | None
) -> None:
    opened_with(opened, budget)

    seen = show_effective(opened.parts, project="segla")

    asked = next(h for h in seen.held if h.requirement.id == "start.fund-asks")
    assert [(p.policy.policy, p.speaks) for p in seen.policies][-1] == ("a-fund", speaks)
    assert (asked.applies, bool(seen.policies[-1].untold)) == (applies, speaks is None)


def test_facts_that_change_make_it_speak(opened: ProjectSimulator) -> None:
    opened_with(opened, 4_999_999)

    def status() -> str:
        found = check_gate(opened.parts, project="segla", gate="start").verdict.requirements
        return next(r.status for r in found if r.id == "start.fund-asks")

    before = status()
    opened.project = "segla"
    opened.grant("alva", Role.PROJECT_MANAGER)
    opened.submit(facts(5_000_000))

    assert (before, status()) == ("not_applicable", "not_satisfied")
    assert show_project(opened.parts, project="segla").misfits == ()


@pytest.mark.parametrize(("budget", "count"), [(5_000_000, 1), (4_999_999, 0)])
def test_a_silent_policy_has_no_word_on_who_decides(
    opened: ProjectSimulator, budget: int, count: int
) -> None:
    asks = OF_LARGE.replace("    requires:", "    decided_by: [{role: funder}]\n    requires:")
    opened_with(opened, budget, asks)

    with opened.parts.read() as r:
        rule = rule_for(open_dossier(r, "segla").policies, "start", Outcome.GO)

    assert rule.get("funder", 0) == count


def test_a_report_of_waivers_is_not_held_up_by_it(opened: ProjectSimulator) -> None:
    opened_with(opened, 4_999_999)

    assert report_waivers(opened.parts) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("total_budget_sek", "total_bugdet_sek", ("unknown-condition-field", 6, 15)),
        ("5000000", "'5'", ("condition-types-do-not-fit", 6, 32)),
        (LARGE, 'when: project.fund == "eruff"\n', ("condition-value-is-unknown", 6, 23)),
    ],
    ids=["a field", "a type", "a word"],
)
def test_a_slip_is_found_at_its_place(old: str, new: str, expected: tuple[str, int, int]) -> None:
    wrong = OF_LARGE.replace(old, new)

    assert said_of(OF_LARGE) == []
    assert said_of(wrong) == [expected]
    assert expected in said_of(wrong.replace("title:", "titel:"))


def test_another_condition_is_another_policy() -> None:
    before, after = (
        manuscript.validate(manuscript.read_text(text, name="fund.yaml"), Policy)
        for text in (OF_LARGE, OF_LARGE.replace("5000000", "5000001"))
    )

    found = compare(before, after)

    said = "project.total_budget_sek >= "
    assert found.rules == (Changed("when", f"{said}5000000", f"{said}5000001"),)
    assert not found.asks_the_same


OVERLAY = OF_LARGE.replace("numbers: {at_least: 2}", "numbers: {at_least: 0}").replace(
    "5000000", "params.large_sek\nparams: {large_sek: 500000}"
)
"""Satisfied by anything, so that only whether it speaks can differ."""
ASKS = """\
  - name: "speaks at its limit"
  - name: "is silent below it"
    patches: [{at: project.total_budget_sek, to: 499999}]
    expect: {not_applicable: [start.fund-asks, start.evaluation-is-planned]}
"""


def untold(folder: Path, cases: str, policy: str = OVERLAY) -> list[tuple[str, int]]:
    """Return the numbers of the overlay that cases do not tell."""
    (folder / "method.yaml").write_text(POLICY, "utf-8")
    base = BASE.replace("policy: small.yaml\n", "policy: small.yaml\nbeside: [method.yaml]\n")
    (tested,) = run_cases(folder, cases, policy, base).policies
    return [(b.name, b.instead) for b in tested.untold]


def test_its_limit_is_tested_on_both_sides(tmp_path: Path) -> None:
    assert untold(tmp_path, ASKS) == []
    assert untold(tmp_path, ASKS.replace("499999", "400000")) == [("params.large_sek", 499_999)]


def test_a_number_in_it_is_tested_too(tmp_path: Path) -> None:
    plain = OVERLAY.replace("params.large_sek\nparams: {large_sek: 500000}", "500000")

    assert untold(tmp_path, ASKS, plain) == []
    assert untold(tmp_path, ASKS.replace("499999", "400000"), plain) == [("when[29]", 499_999)]
