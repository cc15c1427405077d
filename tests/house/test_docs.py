from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden import __version__, errors, settings
from gronatraden.history import Outcome
from gronatraden.phases import Lifecycle
from gronatraden.project import Role
from gronatraden.tools import TOOLS
from tests.house.source import FLOWS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = ROOT / "docs"
FLOW_FILES = sorted(path.stem for path in FLOWS.glob("*.py") if "@flow" in path.read_text("utf-8"))
FAMILIES = {"failed", "usage", "document", "policy", "gate", "audit", "store"}
"""Errors that gather others and are named as the family's row."""
WORDS = [
    *(outcome.value for outcome in Outcome),
    *(role.value for role in Role),
    *(tool.name for tool in TOOLS),
    *("before_start", "during", "follow_up", "start", "checkpoint", "close", "finish"),
    Lifecycle.__name__,
]


def family(kind: type[errors.GronatradenError]) -> Iterator[type[errors.GronatradenError]]:
    """Yield an error and every kind of it."""
    yield kind
    for one in kind.__subclasses__():
        yield from family(one)


CODES = sorted({kind.code for kind in family(errors.GronatradenError)} - FAMILIES)


@pytest.mark.parametrize("code", CODES)
def test_an_error_has_its_place_in_the_docs(code: str) -> None:
    assert f"`{code}`" in (DOCS / "errors.md").read_text("utf-8")


@pytest.mark.parametrize("name", settings._NAMES)  # noqa: SLF001 - the list itself
def test_a_setting_is_told_of(name: str) -> None:
    told = (DOCS / "operations.md").read_text("utf-8")

    assert f"`{name}`" in told
    assert f"`{settings._NAMES[name]}`" in told  # noqa: SLF001 - as above


@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_the_method_is_in_the_glossary(word: str) -> None:
    assert word in (DOCS / "glossary.md").read_text("utf-8")


@pytest.mark.parametrize("flow", FLOW_FILES)
def test_a_flow_stands_in_the_calendar(flow: str) -> None:
    assert f"`{flow}`" in (FLOWS / "README.md").read_text("utf-8")


def test_the_version_has_its_section() -> None:
    assert f"\n## {__version__}\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")
