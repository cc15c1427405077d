"""A check of a plugin counts as long as it is the one that the policy was published with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sustainability_assurance import THREAD, TOOL, SustainabilityAssurance

from gronatraden.gates.evaluate import evaluate
from gronatraden.gates.registry import pins_of, problems_of
from gronatraden.gates.verdict import OPEN
from gronatraden.policy import PluginPin, sha256_of
from gronatraden.policy.growth import meaning
from gronatraden.tools import plugged
from gronatraden.tools.plugged import Plugin
from tests.builders import a_context
from tests.builders.gates import a_case, a_policy, a_requirement, a_waiver
from tests.builders.samples import the_lifecycle
from tests.plugins.assurances import an_assurance
from tests.policy.shipped import FULL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.gates.verdict import Result
    from gronatraden.policy import Policy, Requirement

FRESH = a_requirement(
    "gates.documents_are_recent", numbers={"sustainability_assurance": 12}, weight="blocking"
)
SAID = a_requirement("sustainability_assurance.the_contribution_is_said")
READS = a_requirement("", expr="size(documents.sustainability_assurance.contributions) > 0")
THREADED = a_requirement("sustainability_thread.goals_are_those_of_the_change_logic")
OURS = a_requirement()
LIFECYCLE = the_lifecycle("full")
NAME = "gronatraden-sustainability-assurance"
CONTEXT = a_context(contents={**a_context().contents, SustainabilityAssurance: an_assurance()})


def a_plugin(version: str = "1.0", name: str = NAME) -> Plugin:
    """Return the worked example as a plugin of some version."""
    rooms = {"sustainability_thread": THREAD}
    return Plugin(distribution=name, version=version, tools=(TOOL,), checks=rooms)


@pytest.fixture(autouse=True)
def unplugged() -> Iterator[None]:
    """Leave nothing plugged in."""
    yield
    plugged.plug_in(())


def published(*requires: Requirement, by: Plugin | None = None) -> Policy:
    """Return a policy as it is published where a plugin is let in."""
    plugged.plug_in(() if by is None else (by,))
    stated = a_policy(*requires)
    return replace(stated, plugins=pins_of(stated))


def judged(policy: Policy, here: Plugin | None) -> Result:
    """Return how a policy's only requirement comes out where another plugin may be."""
    plugged.plug_in(() if here is None else (here,))
    (result,) = evaluate(a_case(policy), CONTEXT).requirements
    return result


@pytest.mark.parametrize("requirement", [SAID, THREADED], ids=["of a tool", "of no tool"])
def test_the_published_version_is_judged_by(requirement: Requirement) -> None:
    policy = published(requirement, by=a_plugin())

    assert judged(policy, a_plugin()).status == "satisfied"


@pytest.mark.parametrize(
    ("by", "here", "code"),
    [
        pytest.param(a_plugin(), a_plugin("1.1"), "plugin-is-another", id="a newer one"),
        pytest.param(a_plugin(), a_plugin("0.9"), "plugin-is-another", id="an older one"),
        pytest.param(a_plugin(), a_plugin(name="other"), "plugin-is-another", id="another package"),
        pytest.param(a_plugin(), None, "plugin-is-not-let-in", id="none"),
        pytest.param(None, a_plugin(), "plugin-is-not-published", id="one that came later"),
    ],
)
@pytest.mark.parametrize(
    "requirement", [SAID, THREADED, READS, FRESH], ids=["tool", "room", "condition", "number"]
)
def test_any_other_closes_the_gate(
    by: Plugin | None, here: Plugin | None, code: str, requirement: Requirement
) -> None:
    policy = published(requirement, by=by)

    result = judged(policy, here)

    assert ([found.code for found in result.findings], result.status) == ([code], "error")
    assert result.status not in OPEN


HERE = {"found": NAME, "version": "1.1"}
PINNED = {"plugin": NAME, "pinned": "1.0"}


@pytest.mark.parametrize(
    ("by", "here", "facts"),
    [
        pytest.param(a_plugin(), a_plugin("1.1"), {**HERE, **PINNED}, id="another"),
        pytest.param(a_plugin(), None, PINNED, id="none"),
        pytest.param(None, a_plugin("1.1"), HERE, id="not published"),
    ],
)
def test_it_is_told_which_is_here_and_which_was_meant(
    by: Plugin | None, here: Plugin | None, facts: dict[str, str]
) -> None:
    (found,) = judged(published(SAID, by=by), here).findings

    assert (found.where, found.facts) == (SAID.id, {"room": "sustainability_assurance", **facts})
    assert found.who == ("programme_office",)


def test_another_version_cannot_be_waived() -> None:
    requirement = replace(SAID, waivable=True)
    policy = published(requirement, by=a_plugin())
    plugged.plug_in((a_plugin("2.0"),))

    verdict = evaluate(a_case(policy, waivers=(a_waiver(requirement=SAID.id),)), CONTEXT)

    assert not verdict.ready


def test_a_check_of_our_own_cares_about_no_plugin() -> None:
    policy = published(OURS, by=a_plugin())

    assert policy.plugins == ()
    assert judged(policy, a_plugin("2.0")).status == "satisfied"


@pytest.mark.parametrize(
    ("on", "status"),
    [
        pytest.param(date(2023, 10, 1), "not_satisfied", id="too old"),
        pytest.param(date(2024, 12, 1), "satisfied", id="recent"),
    ],
)
def test_a_plugins_document_ages_as_the_policy_says(on: date, status: str) -> None:
    policy = published(FRESH, by=a_plugin())
    context = replace(CONTEXT, handed_in_on={"sustainability_assurance": on})

    (result,) = evaluate(a_case(policy), context).requirements

    assert result.status == status


def test_a_number_names_a_tool_that_is_let_in() -> None:
    plugged.plug_in((a_plugin(),))
    there = list(problems_of(a_policy(FRESH), LIFECYCLE))
    plugged.plug_in(())

    (unknown,) = problems_of(a_policy(FRESH), LIFECYCLE)

    assert (there, unknown.where[-1]) == ([], "sustainability_assurance")


def test_a_policy_notes_what_it_uses_of_a_plugin() -> None:
    policy = published(SAID, replace(THREADED, id="start.other"), OURS, by=a_plugin())

    rooms = ("sustainability_assurance", "sustainability_thread")
    assert policy.plugins == (PluginPin(distribution=NAME, version="1.0", rooms=rooms),)


def test_another_version_is_another_hash() -> None:
    first = published(SAID, by=a_plugin("1.0"))
    second = published(SAID, by=a_plugin("1.1"))

    assert sha256_of(first) != sha256_of(second)


def test_a_policy_without_plugins_says_nothing_of_them() -> None:
    plugged.plug_in((a_plugin(),))

    said = meaning(replace(FULL, plugins=pins_of(FULL)))

    assert isinstance(said, dict)
    assert "plugins" not in said


@pytest.mark.parametrize(
    ("version", "problems"), [("1.0", []), ("1.1", ["plugins-are-others"])], ids=["same", "other"]
)
def test_a_manuscript_may_say_which_version_it_means(version: str, problems: list[str]) -> None:
    policy = published(SAID, by=a_plugin())
    plugged.plug_in((a_plugin(version),))

    found = [problem.code for problem in problems_of(policy, LIFECYCLE)]

    assert found == problems
