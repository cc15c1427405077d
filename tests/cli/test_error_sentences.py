"""Every refusal in the code can be said: each place that raises is read off the source."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from gronatraden import errors
from gronatraden.cli.complaint import KINDS, PARTS, sentences
from gronatraden.errors import GronatradenError, ManuscriptError
from gronatraden.store.backends import flock, refusals
from gronatraden.text import LANGUAGES, Voice
from tests.house.source import FLOWS, PACKAGE, ROOT, modules, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator

FAMILY = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type)
    and issubclass(kind, GronatradenError)
    and not issubclass(kind, ManuscriptError)
}
FREE = {"reason": "any reason", "what": "anything", "kind": "person", "act": "submit_document"}
"""What stands for a kind that is only known when it happens."""
LISTS = {"needed", "missing", "differences", "next", "known"}
TABLES = {reason for _, reason in refusals._REASONS} | set(flock._REASONS.values())  # noqa: SLF001 - what they may say


@dataclass(frozen=True)
class Raised:
    """A place that raises, with the facts it states."""

    place: str
    error: GronatradenError


def raised() -> Iterator[Raised]:
    """Yield every error that the code makes, with facts in the place of what is not known yet."""
    for path in modules(PACKAGE, FLOWS):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                kind = FAMILY.get(node.func.id)
                if kind is not None and not any(k.arg is None for k in node.keywords):
                    place = f"{path.relative_to(ROOT)}:{node.lineno}"
                    yield Raised(place, kind(**dict(_facts(node))))
    for reason in sorted(TABLES):
        yield Raised(reason, errors.UnavailableError(reason=reason, database="db"))
    for what in sorted({what for _, what in refusals._CONFLICTS if what}):  # noqa: SLF001 - as above
        yield Raised(what, errors.ConflictError(what=what, table="t"))


def _facts(call: ast.Call) -> Iterator[tuple[str, str | int | list[str]]]:
    for keyword in call.keywords:
        name = str(keyword.arg)
        value = keyword.value
        if isinstance(value, ast.Constant) and isinstance(value.value, str | int):
            yield name, value.value
        elif name in LISTS:
            yield name, ["project_manager", "admin"]
        elif name == "until":
            yield name, "2026-03-31"
        else:
            yield name, FREE.get(name, name)


ERRORS = {found.place: found.error for found in raised()}


def test_the_source_is_read() -> None:
    assert len(ERRORS) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_raised_can_be_said(language: str) -> None:
    said = {place: sentences(Voice(language), error) for place, error in ERRORS.items()}

    opener = {"sv": "Kunde inte ", "en": "Could not "}[language]
    assert [place for place in said if not said[place]["what"].startswith(opener)] == []
    assert [(place, p) for place in said for p in PARTS if not said[place][p]] == []


def test_a_kind_has_words_of_its_own() -> None:
    assert {place: kinds for place, error in ERRORS.items() if (kinds := wordless(error))} == {}


def wordless(error: GronatradenError) -> list[str]:
    """Return the kinds that an error states and has no words for."""
    if error.code in {"note-is-malformed", "verification-failed", "leaf-is-malformed"}:
        return []
    stated = [error.facts.get(n) for n in ("reason", "what", "kind")]
    kinds = [k for k in stated if isinstance(k, str) and k not in {*FREE.values(), ""}]
    return [
        k
        for k in kinds
        if " " not in k and not any(_knows(f"error.{error.code}.{k}.{p}") for p in PARTS)
    ]


def _knows(code: str) -> bool:
    return any(Voice().knows(f"{code}{ending}") for ending in ("", "-far"))


def test_the_kinds_are_those_that_complaints_look_for() -> None:
    assert set(FREE) == set(KINDS)
