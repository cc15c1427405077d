"""The port: all that conditions ask of an engine, so that another can take its place.

An engine checks a text against a vocabulary, binds values once for many texts, and answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gronatraden.moment import Moment
    from gronatraden.policy.conditions.tree import Tree
    from gronatraden.policy.conditions.vocabulary import Vocabulary

STEPS = 10_000
"""Steps of all walks of one condition together, after which an engine gives up."""
Facts = dict[str, str | int | list[str]]


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing wrong with an expression, found before it is ever evaluated."""

    code: str
    """Kebab-case key of the sentence in ``text/*/problem.toml``."""
    at: int = 0
    """Where it stands, in characters from the start of the text."""
    facts: Facts = field(default_factory=dict)


class Answer(msgspec.Struct, frozen=True):
    """What an expression came to: a value, or why there is none."""

    value: Any
    failure: str = ""
    """The engine's own words; empty where it answered."""


class Bound(Protocol):
    """Values and a moment that expressions are evaluated at."""

    def evaluate(self, text: str) -> Answer:
        """Return what an expression comes to; whatever goes wrong is a failure."""


class Engine(Protocol):
    """Whoever understands conditions."""

    def check(self, text: str, vocabulary: Vocabulary) -> Tree | tuple[Trouble, ...]:
        """Return what an expression says, with types, or everything wrong with it."""

    def misspelt(self, text: str) -> tuple[Trouble, ...]:
        """Return why a text is no expression at all, whatever its names mean."""

    def fits(self, function: str, literal: str) -> bool:
        """Say whether a function that reads a text can make anything of one."""

    def parse(self, text: str) -> Tree:
        """Return what an expression that was checked before says, without types.

        Raises:
            ValueError: When it is none.
        """

    def bind(self, values: Mapping[str, Any], moment: Moment | None) -> Bound:
        """Take values in, plain JSON by name, for any number of evaluations.

        Without a moment, whatever asks of one fails.
        """
