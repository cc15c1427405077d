"""Every field of every document has its question, and every question a field."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Literal, get_args, get_origin, get_type_hints

import pytest

from gronatraden.documents import Item, Line, Prose
from gronatraden.exports.blank import OF_ANY_ELEMENT, blank, kinds
from gronatraden.text import LANGUAGES, Voice
from tests.house.test_words import FILES, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY_DOCUMENT = pytest.mark.parametrize("tool", kinds())
IN_EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
TEXTS = (Line, Prose, tuple[Line, ...])


def contents(kind: type) -> Iterator[type]:
    """Yield a content and every kind of content that it holds."""
    yield kind
    for hint in get_type_hints(kind).values():
        for part in (hint, *get_args(hint)):
            if is_dataclass(part):
                yield from contents(part)  # type: ignore[arg-type]  # a class, not an instance


def names(kind: type) -> list[str]:
    """Return the fields that are asked one by one."""
    return [f.name for f in fields(kind) if f.name not in OF_ANY_ELEMENT | {"id"}]


def codes(kind: type, area: str, name: str) -> list[str]:
    """Return where something may be said of a field: by its kind, or one it builds on."""
    return [f"{area}.{base.__name__}.{name}" for base in kind.__mro__]


def stated(area: str) -> set[str]:
    """Return everything that is said in an area, in Swedish."""
    tools = [sentences("sv", file) for file in FILES if file.startswith("tools/")]
    own = {key.removeprefix(f"{area}.") for said in tools for key in said if key.startswith(area)}
    return own | sentences("sv", f"{area}.toml").keys()


def known() -> set[str]:
    """Return every field of every content, by its kind and those it builds on."""
    every = {kind for content, _ in kinds().values() for kind in contents(content)}
    return {
        f"{base.__name__}.{field.name}"
        for kind in every
        for base in kind.__mro__
        if is_dataclass(base)
        for field in fields(base)
    } | {f"{content.__name__}.about" for content, _ in kinds().values()}


@EVERY_DOCUMENT
@IN_EVERY_LANGUAGE
def test_every_field_has_a_question(tool: str, language: str) -> None:
    voice = Voice(language)

    silent = {
        f"{kind.__name__}.{name}"
        for kind in contents(kinds()[tool][0])
        for name in names(kind)
        if not any(voice.knows(code) for code in codes(kind, "question", name))
    }

    assert silent == set()


@EVERY_DOCUMENT
@IN_EVERY_LANGUAGE
def test_every_text_has_an_example(tool: str, language: str) -> None:
    voice = Voice(language)

    bare = {
        f"{kind.__name__}.{name}"
        for kind in contents(kinds()[tool][0])
        for name in names(kind)
        if get_type_hints(kind, include_extras=True)[name] in TEXTS
        and not any(voice.knows(code) for code in codes(kind, "example", name))
    }

    assert bare - {"NotApplicable.field"} == set()


@EVERY_DOCUMENT
@IN_EVERY_LANGUAGE
def test_every_field_stands_in_the_template(tool: str, language: str) -> None:
    page = blank(tool, Voice(language), project="cykla")
    told = set(re.findall(r"^#? +(?:- )?(\w+):", page, re.MULTILINE))

    asked = {name for kind in contents(kinds()[tool][0]) for name in names(kind)}

    assert asked - told == set()


@EVERY_DOCUMENT
@IN_EVERY_LANGUAGE
def test_every_choice_has_a_word(tool: str, language: str) -> None:
    voice = Voice(language)
    choices = {
        (name, code)
        for kind in contents(kinds()[tool][0])
        for name, hint in get_type_hints(kind).items()
        for part in (hint, *get_args(hint))
        if get_origin(part) is Literal
        for code in get_args(part)
        if code and not code[0].isdecimal()
    }

    wordless = {
        code
        for name, code in choices
        if not (voice.knows(f"term.{code}") or voice.knows(f"term.{name}.{code}"))
    }

    assert wordless == set()


@pytest.mark.parametrize("area", ["question", "example"])
def test_nothing_is_asked_of_a_field_that_is_gone(area: str) -> None:
    assert stated(area) - known() == set()


def test_an_elements_own_words_are_said_once() -> None:
    assert {f.name for f in fields(Item)} == OF_ANY_ELEMENT | {"id"}
