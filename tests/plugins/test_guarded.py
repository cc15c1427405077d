"""What goes wrong inside a plugin closes the gate, and stops nobody from handing in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.errors import PluginError, UnreadableContentError
from gronatraden.gates.evaluate import contents_of, evaluate
from gronatraden.gates.registry import checks, pins_of
from gronatraden.policy import sha256_of
from gronatraden.services.submit_document import findings_told
from gronatraden.tools.plugged import plugins
from gronatraden.wiring.plugins import plug_in
from tests.builders import a_change_logic, a_context
from tests.builders.changes import changed
from tests.builders.gates import a_case, a_policy, a_requirement, a_version
from tests.plugins.packages import WORDS, a_package

if TYPE_CHECKING:
    from pathlib import Path

    from gronatraden.gates.verdict import Verdict
    from gronatraden.tools import Tool

FACT = "{{'degrees': {}}}"
ANSWERS = {
    "raises": "raise RuntimeError",
    "never ends calling itself": "return judge(weather, context)",
    "answers yes": "return True",
    "answers nothing": "return None",
    "answers with words": "return ['weather-is-unknown']",
    "gives a code without words": "yield Finding('no-such-code', 'weather.forecast')",
    "leaves a fact out": "yield Finding('weather-is-cold', 'weather.forecast')",
    "gives a fraction": f"yield Finding('weather-is-cold', 'weather', {FACT.format('1.5')})",
    "gives numbers": f"yield Finding('weather-is-cold', 'weather', {FACT.format('(1,)')})",
    "gives a day that is none": "yield Finding('weather-turns', 'weather', {'day': 'soon'})",
    "points nowhere": "yield Finding('weather-is-unknown', None)",
    "asks nobody": "yield Finding('weather-is-unknown', 'weather', {}, None)",
}
COLD = WORDS.replace(
    "[picture]",
    'weather-is-cold = "{degrees} grader."\nweather-turns = "Vänder {day:date}."\n[picture]',
)


def judging(body: str) -> str:
    """Return Python that lets the package's check do something else."""
    return (
        f"def judge(weather, context):\n    {body}\n"
        "import dataclasses\n"
        "CHECK = Check('W-01', judge)\n"
        "TOOL = dataclasses.replace(TOOL, checks=(CHECK,))\n"
    )


def weather(site: Path, **wrong: Any) -> Tool:  # noqa: ANN401 - what a package takes
    """Let a package in, and return its tool."""
    plug_in((a_package(site, sv=COLD, en=COLD, **wrong),))
    (plugin,) = plugins()
    (tool,) = plugin.tools
    return tool


def judged(tool: Tool, content: object = None) -> Verdict:
    """Return the verdict on a gate that asks for the tool's check, and for one of our own."""
    name = f"{tool.name}.{tool.checks[0].name}"
    policy = a_policy(a_requirement(name, requirement="start.weather"), a_requirement())
    pinned = changed(policy, {"plugins": pins_of(policy)})
    said = tool.content() if content is None else content
    contents = {**a_context().contents, tool.content: said}
    return evaluate(a_case(pinned), a_context(contents=contents))


@pytest.mark.parametrize("how", ANSWERS)
def test_a_check_closes_the_gate_that(how: str, site: Path) -> None:
    verdict = judged(weather(site, also=judging(ANSWERS[how])))

    assert [result.status for result in verdict.requirements] == ["error", "satisfied"]
    assert not verdict.ready


@pytest.mark.parametrize("how", ANSWERS)
def test_a_draft_is_saved_with_a_check_that(how: str, site: Path) -> None:
    tool = weather(site, also=judging(ANSWERS[how]))

    (found,) = findings_told(
        checks()["weather.judge"], a_context(contents={tool.content: tool.content()})
    )

    assert found.code == "check-failed"


def test_a_check_that_does_as_it_should_is_left_alone(site: Path) -> None:
    verdict = judged(weather(site))

    assert [found.code for found in verdict.requirements[0].findings] == ["weather-is-unknown"]


def test_what_is_filled_in_satisfies_it(site: Path) -> None:
    tool = weather(site)

    assert judged(tool, tool.content(forecast="Sol")).ready


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("raise RuntimeError", id="raises"),
        pytest.param("return None", id="draws nothing"),
        pytest.param("return Diagram('x', Wheel(()), EMPTY)", id="no title"),
        pytest.param("return Diagram('weather', Wheel(()), Table(('x',), ()))", id="no heading"),
        pytest.param("return Diagram('weather', Wheel((Step('x'),)), EMPTY)", id="no step"),
        pytest.param("return Diagram('weather', Ladder((Step('x'),)), EMPTY)", id="no rung"),
        pytest.param("return Diagram('weather', Bars(('x',), ()), EMPTY)", id="no part"),
        pytest.param("return Diagram('weather', Grid('x', 'y', ()), EMPTY)", id="no axis"),
        pytest.param(
            "return Diagram('weather', Columns((Column('x', ()),), ()), EMPTY)", id="bare"
        ),
    ],
)
def test_a_drawing_that_goes_wrong_names_its_plugin(body: str, site: Path) -> None:
    also = (
        "from gronatraden.diagram import Bars, Column, Columns, Grid, Ladder, Step\n"
        "EMPTY = Table((), ())\n"
        f"def sketch(weather):\n    {body}\n"
        "import dataclasses; TOOL = dataclasses.replace(TOOL, draw=sketch)"
    )
    tool = weather(site, also=also)

    with pytest.raises(PluginError) as failed:
        tool.draw(tool.content())

    assert failed.value.facts["part"] == "weather.draw"


def test_an_export_that_goes_wrong_names_its_plugin(site: Path) -> None:
    weather(site, also="NOTE = Export(name='weather-note', format='markdown', render=draw)")
    ((export,),) = [plugin.exports for plugin in plugins()]

    with pytest.raises(PluginError) as failed:
        export.render("cykla", a_context(), None)

    assert failed.value.facts["part"] == "weather-note"


def test_a_content_of_another_version_is_not_read_as_this(site: Path) -> None:
    tool = weather(site)
    stored = a_version(tool.name, a_change_logic())

    with pytest.raises(UnreadableContentError):
        contents_of({tool.name: changed(stored, {"body": b'{"forecast":["sun"]}'})})


def test_guarding_changes_no_numbers(site: Path) -> None:
    weather(site)

    assert checks()["weather.it_is_fair"].numbers == {"degrees"}


def test_a_verdict_names_the_policy_by_a_hash_with_the_plugin(site: Path) -> None:
    verdict = judged(weather(site))
    without = a_policy(
        a_requirement("weather.it_is_fair", requirement="start.weather"), a_requirement()
    )

    assert verdict.policies[0].sha256 != sha256_of(without)
