"""Asking the engine about one small condition, checked or evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal  # noqa: TC003 - conditions read the fields' types
from typing import TYPE_CHECKING, Any, Literal

from gronatraden.moment import Moment
from gronatraden.policy.conditions.cel.engine import CelEngine
from gronatraden.policy.conditions.lints import Linter
from gronatraden.policy.conditions.shapes import Shape
from gronatraden.policy.conditions.vocabulary import Vocabulary

if TYPE_CHECKING:
    from gronatraden.policy.conditions.port import Answer, Trouble

NOON = datetime(2024, 12, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Something that may be absent."""

    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An element of a list."""

    id: str
    influence: Literal["", "low", "high"] = ""
    amount: int | None = None
    share: Decimal | None = None
    due_on: date | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Everything there is to ask of."""

    title: str = ""
    amount: int | None = None
    ends_on: date | None = None
    parts: tuple[Part, ...] = ()
    seal: Seal | None = None


NAMES = {"it": Shape("object", content=Whole)}
VOCABULARY = Vocabulary(NAMES, {"limit": 10, "word": "high", "strict": True})
ENGINE = CelEngine(NAMES)


def told(text: str, vocabulary: Vocabulary = VOCABULARY) -> tuple[Trouble, ...]:
    """Return what is wrong with a condition, types first."""
    checked = ENGINE.check(text, vocabulary)
    if isinstance(checked, tuple):
        return checked
    return tuple(Linter(checked, vocabulary, ENGINE.fits).troubles())


def codes(text: str) -> list[str]:
    """Return the codes of what is wrong with a condition."""
    return [trouble.code for trouble in told(text)]


def answer(text: str, at: datetime = NOON, **values: Any) -> Answer:  # noqa: ANN401 - JSON
    """Return what a condition comes to over plain values."""
    return ENGINE.bind({"it": values, "params": VOCABULARY.params}, Moment(at)).evaluate(text)


def marks(marked: str) -> tuple[str, list[int]]:
    """Return a text without its marks, each a ``^``, and where they stood."""
    first, *rest = marked.split("^")
    found: list[int] = []
    for part in rest:
        found.append(len(first))
        first += part
    return first, found
