from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from gronatraden.exports.blank import blank, kinds
from gronatraden.manuscript import Manuscript, read_text, validate
from gronatraden.project import FACTS
from gronatraden.services._handing_in import read_handed
from gronatraden.text import LANGUAGES, Voice
from gronatraden.tools.change_logic import ChangeLogic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.manuscript.places import Value

EVERY_DOCUMENT = pytest.mark.parametrize("tool", kinds())
IN_EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)

_ASLEEP = re.compile(r"^#( {4,}\S.*)$", re.MULTILINE)
_SUCH_AS = re.compile(r"^( +\w+:) # (?:t\.ex\.|such as) (.+)$", re.MULTILINE)


def page(tool: str, language: str = "sv") -> str:
    """Return a template as it is written out."""
    return blank(tool, Voice(language), project="cykla")


def read(text: str) -> Manuscript:
    """Return a template as it is handed in."""
    return read_text(text, name="mall.yaml")


def filled_in(tool: str, language: str = "sv") -> str:
    """Return a template where every example has been taken for an answer."""
    awake = _ASLEEP.sub(r"\1", page(tool, language))
    return _SUCH_AS.sub(r"\1 \2", awake)


def filled(value: Value) -> Iterator[str]:
    """Yield the name of every field that says something, at any depth."""
    if isinstance(value, list):
        for element in value:
            yield from filled(element)
    if isinstance(value, dict):
        for name, part in value.items():
            yield from [name] * (part not in (None, [], {}))
            yield from filled(part)


@EVERY_DOCUMENT
@IN_EVERY_LANGUAGE
def test_a_template_reads_back_as_an_empty_document(tool: str, language: str) -> None:
    handed = read_handed(read(page(tool, language)))

    assert (handed.content, handed.envelope.tool) == (kinds()[tool][0](), tool)


@EVERY_DOCUMENT
@IN_EVERY_LANGUAGE
def test_a_template_filled_in_is_a_document(tool: str, language: str) -> None:
    handed = read_handed(read(filled_in(tool, language)))

    assert handed.content != kinds()[tool][0]()


@EVERY_DOCUMENT
def test_a_template_filled_in_has_no_field_left_empty(tool: str) -> None:
    text = filled_in(tool)
    fields = set(re.findall(r"^ +(?:- )?(\w+):", text, re.MULTILINE))

    content = read(text).value["content"]

    same = set(re.findall(r"^ +(\w+):\n +# Samma fält som i \w+\.$", text, re.MULTILINE))
    assert fields - same - set(filled(content)) == set()


@EVERY_DOCUMENT
def test_no_line_of_a_template_is_long(tool: str) -> None:
    assert [line for line in page(tool).splitlines() if len(line) > 100] == []


def test_what_checks_ask_for_comes_first() -> None:
    text = page("change_logic")

    before, _, after = text.partition("    - id: provcykling")[2].partition("Om det hjälper er:")

    assert ("owner:" in before, "starts_on:" in before, "starts_on:" in after) == (
        True,
        False,
        True,
    )


def test_choices_are_said_in_words() -> None:
    assert "weak (svaga belägg)" in page("change_logic")
    assert "# Which way shall it go? Choose increase, decrease," in page("change_logic", "en")


def test_a_template_asks_the_methods_own_question() -> None:
    assert "# Vilka människor och pengar behövs?\n  resources:\n" in page("change_logic")


def test_an_answer_stands_where_it_was_written() -> None:
    answered = page("change_logic").replace(
        "    plan: # t.ex. Följeforskning med två delrapporter",
        "    plan: Två rapporter # t.ex. Följeforskning",
    )

    content = validate(read(answered), ChangeLogic, at=("content",))

    assert content.evaluation.plan == "Två rapporter"


def test_only_facts_have_a_lifecycle() -> None:
    assert [tool for tool in kinds() if "\nlifecycle:" in page(tool)] == [FACTS]
