from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.cli.complaint import PARTS, sentences
from gronatraden.errors import PluginError, SettingError
from gronatraden.exports.blank import blank, kinds
from gronatraden.gates.registry import checks
from gronatraden.settings import load
from gronatraden.text import LANGUAGES, Voice
from gronatraden.tools import TOOLS
from gronatraden.tools.plugged import plugins, tools
from gronatraden.wiring.plugins import plug_in
from tests.plugins.packages import WORDS, a_package

if TYPE_CHECKING:
    from pathlib import Path

OTHER_NAME = 'import dataclasses; TOOL = dataclasses.replace(TOOL, name="{}")'
ASKS = 'CHECK = Check("W-01", it_is_fair, asks=("rain",))'
WITH = "; import dataclasses; TOOL = dataclasses.replace(TOOL, checks=(CHECK,))"
CHECKS_ARE = "import dataclasses; TOOL = dataclasses.replace(TOOL, checks={})"
CONTENT = "import dataclasses; TOOL = dataclasses.replace(TOOL, content={})"

REFUSED: dict[str, tuple[str, dict[str, Any]]] = {
    "cannot be imported": ("broken", {"also": "raise RuntimeError"}),
    "is no Python": ("broken", {"also": "def ("}),
    "ends the program": ("broken", {"also": "import sys; sys.exit()"}),
    "has no such object": ("broken", {"tools": {"weather": "{module}:NOTHING"}}),
    "has no such module": ("broken", {"tools": {"weather": "nowhere_at_all:TOOL"}}),
    "adds nothing": ("adds-nothing", {"tools": {}, "checks": {}, "exports": {}}),
    "gives a check for a tool": ("wrong-kind", {"tools": {"weather": "{module}:CHECK"}}),
    "gives a tool for checks": ("wrong-kind", {"checks": {"sky": "{module}:TOOL"}}),
    "gives a list of checks": ("wrong-kind", {"also": "CHECKS = list(CHECKS)"}),
    "gives a function for an export": ("wrong-kind", {"exports": {"x": "{module}:note"}}),
    "has checks that are none": ("broken", {"also": CHECKS_ARE.format("None")}),
    "has checks that are numbers": ("check", {"also": CHECKS_ARE.format("(1, 2)")}),
    "has a rule without an id": ("broken", {"also": "CHECKS = (Check(None, all_is_well),)"}),
    "has no schema": ("content", {"also": "import dataclasses; "
        "TOOL = dataclasses.replace(TOOL, schema='one')"}),
    "has another name inside": ("named-otherwise", {"tools": {"climate": "{module}:TOOL"}}),
    "takes a tool's name": (
        "name-is-taken",
        {"tools": {"change_logic": "{module}:TOOL"}, "also": OTHER_NAME.format("change_logic")},
    ),
    "takes the gates": ("name-is-taken", {"checks": {"gates": "{module}:CHECKS"}}),
    "takes the facts": ("name-is-taken", {"checks": {"project": "{module}:CHECKS"}}),
    "takes a file's name": ("name-is-taken", {"checks": {"readings": "{module}:CHECKS"}}),
    "takes its own name twice": ("name-is-taken", {"checks": {"weather": "{module}:CHECKS"}}),
    "takes a rule's id": ("name-is-taken", {"also": 'CHECKS = (Check("LC-02", all_is_well),)'}),
    "takes a report's name": (
        "name-is-taken",
        {
            "exports": {"progress": "{module}:NOTE"},
            "also": 'NOTE = Export(name="progress", format="html", render=note)',
        },
    ),
    "climbs out of its folder": (
        "bad-name",
        {"tools": {"../up": "{module}:TOOL"}, "also": OTHER_NAME.format("../up")},
    ),
    "writes a name large": (
        "bad-name",
        {"tools": {"Weather": "{module}:TOOL"}, "also": OTHER_NAME.format("Weather")},
    ),
    "has no content": ("content", {"also": CONTENT.format("None")}),
    "has a content that needs something": (
        "content",
        {"also": f"@content\nclass Climate:\n    zone: Line\n{CONTENT.format('Climate')}"},
    ),
    "has a content with fractions": (
        "content",
        {"also": f"@content\nclass Heat:\n    warm: float = 0.5\n{CONTENT.format('Heat')}"},
    ),
    "shares a content": (
        "content",
        {"also": "from gronatraden.tools.change_logic import ChangeLogic\n"
        + CONTENT.format("ChangeLogic")},
    ),
    "has a check that takes too little": (
        "check",
        {"also": f'CHECK = Check("W-01", all_is_well){WITH}'},
    ),
    "has a number that is a word": (
        "check",
        {"also": f"def odd(w, c, *, n: str = ''): ...\nCHECK = Check('W-01', odd){WITH}"},
    ),
    "has a check that is none": ("check", {"also": f"CHECK = 'W-01'{WITH}"}),
    "asks for what is not there": ("asks", {"also": f"{ASKS}{WITH}"}),
    "has no Swedish": ("words", {"sv": "= nothing"}),
    "adds to the errors": ("words", {"sv": f"{WORDS}[error]\nx = 'y'\n"}),
    "says less in English": ("unsaid", {"en": WORDS.replace("weather-is-unknown", "unknown")}),
    "mentions other facts": ("unsaid", {"en": WORDS.replace("okänt.", "{degrees}")}),
    "says nothing": ("unsaid", {"en": WORDS.replace("Vädret är okänt.", " ")}),
    "cannot be said": (
        "unsaid",
        {"sv": WORDS.replace("okänt.", "{"), "en": WORDS.replace("okänt.", "{")},
    ),
    "does not name its tool": ("unsaid", {"text": {}}),
    "says a finding otherwise": (
        "word-is-taken",
        {"sv": WORDS.replace("weather-is-unknown", "document-is-missing"),
         "en": WORDS.replace("weather-is-unknown", "document-is-missing")},
    ),
    "says a term otherwise": (
        "word-is-taken",
        {"sv": f"{WORDS}[term]\nfinance = 'x'\n", "en": f"{WORDS}[term]\nfinance = 'x'\n"},
    ),
}  # fmt: skip


def test_what_is_let_in_is_there(site: Path) -> None:
    plug_in((a_package(site),))

    assert [tool.name for tool in tools()] == [*(tool.name for tool in TOOLS), "weather"]
    assert {"weather.it_is_fair", "sky.all_is_well"} <= checks().keys()


def test_what_is_not_let_in_is_not_even_imported(site: Path) -> None:
    let_in, left_out = a_package(site), a_package(site)

    plug_in((let_in,))

    assert let_in.replace("-", "_") in sys.modules
    assert left_out.replace("-", "_") not in sys.modules


def test_nothing_is_let_in_by_default(site: Path) -> None:
    a_package(site)

    assert load({}, {}).plugins == ()
    assert plugins() == ()


@pytest.mark.parametrize("how", REFUSED)
def test_a_package_is_refused_that(how: str, site: Path) -> None:
    reason, wrong = REFUSED[how]
    name = a_package(site, **wrong)

    with pytest.raises(PluginError) as refused:
        plug_in((name,))

    assert (refused.value.facts["reason"], refused.value.facts["plugin"]) == (reason, name)


@pytest.mark.parametrize("how", REFUSED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_has_four_parts(how: str, language: str) -> None:
    reason, _ = REFUSED[how]
    error = PluginError(reason=reason, plugin="weather", part="weather:TOOL", name="X")

    said = sentences(Voice(language), error)

    assert all(said[part].strip() for part in PARTS)


def test_a_refused_package_leaves_nothing_behind(site: Path) -> None:
    good, bad = a_package(site), a_package(site, also="raise RuntimeError")
    plug_in((good,))

    with pytest.raises(PluginError):
        plug_in((good, bad))

    assert [plugin.distribution for plugin in plugins()] == [good]


def test_two_packages_cannot_bring_the_same(site: Path) -> None:
    with pytest.raises(PluginError) as refused:
        plug_in((a_package(site), a_package(site)))

    assert refused.value.facts["reason"] == "name-is-taken"


def test_what_is_missing_is_said(site: Path) -> None:
    assert site.is_dir()

    with pytest.raises(PluginError) as refused:
        plug_in(("not-there-at-all",))

    assert refused.value.facts["reason"] == "missing"


def test_what_a_package_prints_is_no_answer(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plug_in((a_package(site, also="print('hello')"),))

    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plugins_template_asks_its_questions(site: Path, language: str) -> None:
    plug_in((a_package(site),))

    page = blank("weather", Voice(language), project="cykla")

    assert "Hur är vädret?" in page
    assert "forecast:" in page


def test_what_is_unplugged_is_gone(site: Path) -> None:
    plug_in((a_package(site),))

    plug_in(())

    assert "weather" not in kinds()
    assert not Voice().knows("finding.weather-is-unknown")


@pytest.mark.parametrize(
    ("said", "names"),
    [
        pytest.param("", (), id="nothing"),
        pytest.param(" Weather_Tool , weather.tool,,x", ("weather-tool", "x"), id="normalized"),
    ],
)
def test_names_are_read_as_registries_write_them(said: str, names: tuple[str, ...]) -> None:
    assert load({}, {"GRONATRADEN_PLUGINS": said}).plugins == names


def test_a_file_lists_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gronatraden.toml").write_text('plugins = ["weather", "tide-tables"]', "utf-8")

    assert load({}, {}).plugins == ("weather", "tide-tables")


@pytest.mark.parametrize("said", ["../up", "a b", "-x", "x;y", "å"])
def test_what_is_no_name_is_refused(said: str) -> None:
    with pytest.raises(SettingError):
        load({}, {"GRONATRADEN_PLUGINS": said})
