from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.errors import GronatradenError
from tests.house.source import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterator


def said(language: str) -> dict[str, Any]:
    """Return the sentences about errors, by code."""
    return tomllib.loads((PACKAGE / "text" / language / "error.toml").read_text("utf-8"))


def raised(above: type[GronatradenError] = GronatradenError) -> Iterator[type[GronatradenError]]:
    """Yield every error that is raised on purpose; those above only gather them."""
    below = above.__subclasses__()
    if not below:
        yield above
    for kind in below:
        yield from raised(kind)


def parts_of(table: dict[str, Any]) -> set[str]:
    """Return which parts a code's sentences have, those of its kinds included."""
    below = [parts_of(value) for value in table.values() if isinstance(value, dict)]
    return {key for key, value in table.items() if isinstance(value, str)}.union(*below)


@pytest.mark.parametrize("code", sorted({kind.code for kind in raised()}))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_error_says_its_four_parts(code: str, language: str) -> None:
    assert {"what", "because", "do", "where"} - parts_of(said(language).get(code, {})) == set()
