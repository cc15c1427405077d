"""Whatever the log can say, people are told in words: codes are read off the source."""

from __future__ import annotations

import re

import pytest

from gronatraden.text import LANGUAGES, Voice
from tests.house.source import PACKAGE, modules

TOLD = re.compile(r"(?:differ|add|find)\(\s*\"([a-z]+(?:-[a-z]+)+)\"")
RECORDED = re.compile(r"record\(\s*(?:f?\"([a-z.{}]+)\")")
PLACES = ("store/verify", "store/evidence", "audit/chain", "services/log/verify_log")


def problems() -> set[str]:
    """Return the codes of every difference that a verification can find."""
    files = [p for p in modules(PACKAGE) if any(place in p.as_posix() for place in PLACES)]
    return {code for path in files for code in TOLD.findall(path.read_text("utf-8"))}


def events() -> set[str]:
    """Return the type of every event that an act records."""
    found = {
        kind
        for path in modules(PACKAGE)
        for kind in RECORDED.findall(path.read_text("utf-8"))
        if "." in kind and "{" not in kind
    }
    return (
        found
        | {"policy.published", "lifecycle.published", "gate.decided", "gate.word"}
        | {
            "policy.activated",
            "lifecycle.activated",
            "extension.requested",
        }
    )


@pytest.mark.parametrize("code", sorted(problems()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_difference_has_a_sentence(code: str, language: str) -> None:
    assert Voice(language).knows(f"cli.audit.problem.{code}")


@pytest.mark.parametrize("kind", sorted(events()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_event_has_words(kind: str, language: str) -> None:
    assert Voice(language).knows(f"cli.event.{kind.replace('.', '-')}")
