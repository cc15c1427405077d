"""Any content at all that can be handed in: what Hypothesis searches through.

``contents(kind)`` builds every field of a content from its type, within the limits that
the door holds it to. Ids are told apart within their list, as the door asks for.
"""

from __future__ import annotations

import os
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from gronatraden.documents import Line, Measured, Percent, Prose, Score, Sek, Slug
from gronatraden.manuscript.characters import first_unreadable

LETTERS = "abc åäöÅÄÖ é ß שלום مرحبا 🚲👩🏽‍🔧 \u200f\u2066\u2069 \"'#:-|>{}[]&*!%@`~?, \\\t\n\r 01"
LOOK_ALIKES = ("null", "~", "true", "ja", "010", "1.50", "-3", "2019-03-01", "=", "- a", "a: b")

slugs = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
characters = st.characters(codec="utf-8").filter(lambda c: not first_unreadable(c))
texts = st.text(st.sampled_from(LETTERS) | characters, max_size=60) | st.sampled_from(LOOK_ALIKES)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
measured = st.decimals(-(10**9), 10**9, places=3) | st.integers(-(10**9), 10**9).map(Decimal)


def examples(few: int) -> int:
    """Return how many examples to look at: few in the suite, and times as many in a soak."""
    return few * int(os.environ.get("GRONATRADEN_TEST_EXAMPLES", "1"))


_OF_A_KIND: list[tuple[object, st.SearchStrategy[Any]]] = [
    (Slug, slugs),
    (Line, texts),
    (Prose, texts),
    (Sek, st.integers(0, 10**13)),
    (Percent, st.integers(0, 100_000)),
    (Score, st.integers(0, 5)),
    (Measured, measured),
    (date, days),
    (bool, st.booleans()),
    (NoneType, st.none()),
]


def contents(kind: type) -> st.SearchStrategy[Any]:
    """Return every content of a kind, from the empty one to the full."""
    hints = get_type_hints(kind, include_extras=True)
    return st.builds(kind, **{name: _values(hint) for name, hint in hints.items()})


def sources() -> st.SearchStrategy[dict[str, str]]:
    """Return a document's sources: keys and addresses."""
    return st.dictionaries(slugs | texts, texts, max_size=3)


def _values(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - any type form
    for known, strategy in _OF_A_KIND:
        if hint == known:
            return strategy
    if is_dataclass(hint):
        return contents(hint)  # type: ignore[arg-type]  # a class, not an instance
    inside = get_args(hint)
    match get_origin(hint):
        case origin if origin is tuple:
            return _lists(inside[0])
        case origin if origin is Literal:
            return st.sampled_from(inside)
        case origin if origin is Annotated:
            return st.integers(1, 48)  # a count of some sort
    return st.one_of(*map(_values, inside))


def _lists(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - any type form
    has_id = is_dataclass(hint) and "id" in get_type_hints(hint)
    by = (lambda element: element.id) if has_id else None
    return st.lists(_values(hint), max_size=2, unique_by=by).map(tuple)
