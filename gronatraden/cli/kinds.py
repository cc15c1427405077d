"""Kinds of values that commands take, and what is said of those that are not of the kind."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

C = TypeVar("C", bound="Callable[..., Any] | click.Command")
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?")
"""As ``documents.Measured``, in Swedish or English."""


class NotOfKindError(click.BadParameter):
    """A value is not of its parameter's kind; the sentence is ``cli.usage.<code>``."""

    def __init__(self, *, code: str, **facts: object) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts = facts


class _Kind(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on
    """A kind whose refusals are said in the spoken language."""

    code: ClassVar[str]

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> object:
        """Return the value as its kind.

        Raises:
            NotOfKindError: When it is not of the kind.
        """
        del param, ctx
        try:
            return self.made(str(value))
        except ValueError as error:
            raise NotOfKindError(code=self.code, value=str(value)) from error

    def made(self, value: str) -> object:
        """Return the value as its kind, or raise ValueError."""
        raise NotImplementedError


class _Day(_Kind):
    name, code = "day", "not-a-day"

    def made(self, value: str) -> date:
        """Read a day as 2026-03-31."""
        return date.fromisoformat(value)


class _Measured(_Kind):
    name, code = "number", "not-a-number"

    def made(self, value: str) -> Decimal:
        """Read a measured value; a decimal comma counts as a point."""
        if not _NUMBER.fullmatch(value):
            raise ValueError
        return Decimal(value.replace(",", "."))


class _Count(_Kind):
    name, code = "count", "not-a-count"

    def made(self, value: str) -> int:
        """Read a whole number from 0."""
        number = int(value)
        if not 0 <= number < 10**12:
            raise ValueError
        return number


class _Text(_Kind):
    name, code = "text", "says-nothing"

    def made(self, value: str) -> str:
        """Read a text that says something."""
        if not value.strip():
            raise ValueError
        return value.strip()


class Word(click.Choice[str]):
    """One of a few words."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__(list(words))

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the word, written with underscores or hyphens.

        Raises:
            NotOfKindError: When it is none of them.
        """
        del param, ctx
        words = {word.replace("_", "-"): word for word in map(str, self.choices)}
        said = str(value).lower().replace("_", "-")
        if said in words:
            return words[said]
        nearest = get_close_matches(said, words, n=1, cutoff=0.5)
        code = "unlike-any-word" if not nearest else "not-a-word"
        facts = {"value": str(value), "words": list(words.values())}
        raise NotOfKindError(code=code, nearest=words[nearest[0]] if nearest else "", **facts)


DAY = _Day()
MEASURED = _Measured()
COUNT = _Count()
TEXT = _Text()


def version_of_name() -> Callable[[C], C]:
    """Return the argument VERSION after NAME; ``simple/9`` in one word is both."""
    return click.argument("version", type=COUNT, required=False, callback=_in_one_word)


def _in_one_word(ctx: click.Context, param: click.Parameter, value: int | None) -> int | None:
    del param
    name, _, version = str(ctx.params.get("name", "")).rpartition("/")
    if value is not None or not (name and version.isdecimal()):
        return value
    ctx.params["name"] = name
    return COUNT.made(version)
