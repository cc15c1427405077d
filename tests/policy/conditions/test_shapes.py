"""What a condition can know of a value follows from the type of its field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, Optional

import pytest

from gronatraden.policy.conditions.shapes import Shape, fields_of, shape_of
from tests.policy.conditions.asking import Part, Seal, Whole


class Way(StrEnum):
    """One of two words."""

    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Odd:
    """Something with fields that no condition can be about."""

    title: str
    named: dict[str, int]
    seals: tuple[Seal, ...]


@pytest.mark.parametrize(
    ("hint", "shape"),
    [
        (int, Shape("int")),
        (bool, Shape("bool")),
        (float, Shape("double")),
        (Decimal, Shape("double")),
        (str, Shape("string")),
        (date, Shape("day")),
        (datetime, Shape("day")),
        (Annotated[str, "short"], Shape("string")),
        (int | None, Shape("int", optional=True)),
        (Optional[int], Shape("int", optional=True)),  # noqa: UP045 - how some write it
        (Literal["on", "off"], Shape("string", choices=("on", "off"))),
        (Literal["on", "off"] | None, Shape("string", optional=True, choices=("on", "off"))),
        (Way, Shape("string", choices=("on", "off"))),
        (tuple[int, ...], Shape("int", many=True)),
        (frozenset[str], Shape("string", many=True)),
        (list[Decimal], Shape("double", many=True)),
        (Seal, Shape("object", content=Seal)),
        (Seal | None, Shape("object", optional=True, content=Seal)),
        (tuple[Part, ...], Shape("object", many=True, content=Part)),
        pytest.param(dict[str, int], None, id="a mapping"),
        pytest.param(int | str, None, id="one or the other"),
        pytest.param(tuple[int, ...] | None, None, id="a list or nothing"),
        pytest.param(tuple[tuple[int, ...], ...], None, id="lists of lists"),
        pytest.param(tuple[dict[str, int], ...], None, id="a list of mappings"),
        pytest.param(dict[str, int] | None, None, id="a mapping or nothing"),
        pytest.param(bytes, None, id="bytes"),
    ],
)
def test_a_type_has_its_shape(hint: Any, shape: Shape | None) -> None:  # noqa: ANN401 - any type hint
    assert shape_of(hint) == shape


def test_an_object_has_the_fields_that_conditions_can_be_about() -> None:
    assert list(fields_of(Odd)) == ["title", "seals"]
    assert list(Shape("object", content=Seal).fields) == ["by"]


def test_a_scalar_has_no_fields() -> None:
    assert Shape("int").fields == {}


def test_an_element_of_a_list_is_no_list() -> None:
    assert fields_of(Whole)["parts"].element == Shape("object", content=Part)
