from __future__ import annotations

import re
import tomllib
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING

import click
import pytest

from gronatraden.cli.app import MODULES, NOUNS
from gronatraden.text import LANGUAGES, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.house import Desk


def commands() -> Iterator[tuple[str, ...]]:
    """Yield every command by its words."""
    for noun in NOUNS:
        found = import_module(MODULES[noun]).NOUN
        if isinstance(found, click.Group):
            yield from ((noun, verb) for verb in found.commands)
        else:
            yield (noun,)


def command(words: tuple[str, ...]) -> click.Command:
    """Return a command by its words."""
    found: click.Command = import_module(MODULES[words[0]]).NOUN
    return found.commands[words[1]] if isinstance(found, click.Group) else found


def options() -> set[str]:
    """Return the names of all options of all commands, as their help is keyed."""
    every = (p for words in commands() for p in command(words).params)
    return {(p.name or "").replace("_", "-") for p in every if isinstance(p, click.Option)}


COMMANDS = sorted(commands())
WRITES = sorted(
    words for words in COMMANDS if any(p.name == "dry_run" for p in command(words).params)
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_says_what_it_does(bare: Desk, words: tuple[str, ...], language: str) -> None:
    answer = bare("--lang", language, *words, "--help")

    said = Voice(language).say(f"help.{'.'.join(words) if len(words) > 1 else words[0] + '.about'}")
    assert (answer.code, said.split()[0] in answer.out) == (0, True)


def examples(language: str) -> dict[str, str]:
    """Return every command's examples by its words, a line each."""
    voice = Voice(language)
    paths = {
        " ".join(words): ".".join(words) if len(words) > 1 else f"{words[0]}.about"
        for words in COMMANDS
    }
    return {words: voice.say(f"help.{path}-example") for words, path in paths.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_has_an_example(language: str) -> None:
    given = examples(language)

    assert [words for words in given if not given[words].startswith("gronatraden")] == []


def test_an_example_calls_its_own_command() -> None:
    lines = [(words, line) for words, said in examples("sv").items() for line in said.splitlines()]

    assert [line for words, line in lines if f" {words}" not in line] == []


def test_every_command_can_answer_in_json() -> None:
    names = {words: {p.name for p in command(words).params} for words in COMMANDS}

    assert [" ".join(words) for words, found in names.items() if "as_json" not in found] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_has_its_words(language: str) -> None:
    voice = Voice(language)

    assert {name for name in options() if not voice.knows(f"help.option.{name}")} == set()


def test_no_option_has_words_in_vain() -> None:
    text = (files("gronatraden.text") / "sv" / "help.toml").read_text("utf-8")
    known = set(tomllib.loads(text)["option"])

    assert known - options() - {"help", "version", "database", "language"} == set()


def test_help_is_said_in_swedish_throughout(bare: Desk) -> None:
    answer = bare("gate", "decide", "--help")

    assert re.findall(r"Usage|Options|required|Commands|Show this", answer.out) == []


def test_every_act_can_be_tried_without_saving() -> None:
    acting = {words for words in COMMANDS if any(p.name == "actor" for p in command(words).params)}

    assert acting <= set(WRITES)


def test_the_version_is_said(bare: Desk) -> None:
    answer = bare("--version")

    assert (answer.code, answer.out.startswith("gronatraden, version")) == (0, True)
