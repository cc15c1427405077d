"""Scalars: what a plain, unquoted word is, in the YAML 1.2 sense and no more.

- ``true`` and ``false`` are truth values; ``yes``, ``no``, ``on`` and ``off`` are words.
- ``null``, ``~`` and nothing at all are null.
- A number is what JSON calls a number, without exponent: ``12``, ``-3``, ``0.50``. One
  with a point becomes a ``Decimal`` with the very digits that stand there. Everything
  else stays text: ``010``, ``0780``, ``1:30``, ``0x1F``, ``1_000``, ``1e3``, ``+46``.
- ``.nan`` and ``.inf`` are no numbers to govern by and are refused.
- A number that JSON cannot carry exactly everywhere is refused.
- A date stays text in the form it has.

Source: YAML 1.2.2, chapter 10.3 (core schema); RFC 8259, section 6 (interoperable integers).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gronatraden.manuscript.places import Value

LARGEST_INTEGER = 2**53 - 1
MOST_DIGITS = 28

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_ENDLESS = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


class UnfitNumberError(ValueError):
    """A plain word is a number that no manuscript can hold; its argument is a problem's code."""


def plain(word: str) -> Value:
    """Return what a plain word means.

    Raises:
        UnfitNumberError: When the word is a number that is not finite or has too many digits.
    """
    if word in _NULL:
        return None
    if word in _TRUTH:
        return _TRUTH[word]
    if _INTEGER.fullmatch(word):
        return _integer(word)
    if _DECIMAL.fullmatch(word):
        if len(word) > MOST_DIGITS + 2:
            raise UnfitNumberError("number-is-too-long")  # noqa: EM101 - a code, not prose
        return Decimal(word)
    if _ENDLESS.fullmatch(word):
        raise UnfitNumberError("number-is-not-finite")  # noqa: EM101 - a code, not prose
    return word


def _integer(word: str) -> int:
    # Digits are counted first: int() of a million digits is slow, and refused by Python.
    if len(word) > MOST_DIGITS or abs(number := int(word)) > LARGEST_INTEGER:
        raise UnfitNumberError("number-is-too-long")  # noqa: EM101 - a code, not prose
    return number
