"""Writing: a content as the YAML that a person would write, to be edited and handed in again.

What ``read`` and ``validate`` make of the text is the content that was written. Fields
that say nothing but their default are left out; numbers keep their digits.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH = 96
"""Columns after which a text goes on in the next line."""

Plain = str | int | bool | Decimal | date | list["Plain"] | dict[str, "Plain"] | None
"""What a manuscript can hold, dates and numbers in their own form."""


def write(value: Mapping[str, Plain]) -> str:
    """Return a mapping as YAML, keys in the order given."""
    return yaml.dump(
        dict(value),
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=WIDTH,
    )


def plain(value: Any) -> Plain:  # noqa: ANN401 - a content, or what one holds
    """Return a content as plain values; what equals its default is left out."""
    if is_dataclass(value):
        held = ((f, getattr(value, f.name)) for f in fields(value))
        return {f.name: plain(part) for f, part in held if part != _default(f)}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if value is None or isinstance(value, str | int | Decimal | date):
        return value
    message = f"no manuscript holds a {type(value).__name__}"
    raise TypeError(message)


def _default(of: Field[Any]) -> object:
    return of.default if of.default_factory is MISSING else of.default_factory()


class _Dumper(yaml.SafeDumper):
    """Writes no aliases, and texts of several lines as they stand."""

    def ignore_aliases(self, data: object) -> bool:
        """Write everything out, however often it occurs."""
        del data
        return True


def _decimal(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    digits = f"{number:f}"
    kind = "float" if "." in digits else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", digits)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


_Dumper.add_representer(Decimal, _decimal)
_Dumper.add_representer(str, _text)
