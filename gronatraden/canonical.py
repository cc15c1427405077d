"""The one way to turn values into hashed bytes: a subset of RFC 8785 (JCS).

Rules:

- Values are strings, integers of magnitude at most 2**53 - 1, booleans, null, lists
  (tuples count as lists) and dictionaries with ASCII keys.
- Keys stand in code point order, which for ASCII keys is the UTF-16 order of RFC 8785.
- Floats have no place: two languages may print one float in two ways.
- Lone surrogates have no place: they cannot be written as UTF-8.
- A commitment binds a value without revealing it. Its salt is 32 random bytes, one
  salt per value; erasing the salt together with the value leaves nothing to guess from.

Whatever cannot be said in the subset is refused with ValueError, never rounded.
Source: RFC 8785; the subset is the log's own (DESIGN §7).
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import NoReturn, TypeAlias, cast

CanonicalValue: TypeAlias = (
    "str | int | bool | list[CanonicalValue] | dict[str, CanonicalValue] | None"
)
"""What :func:`decode_strict` answers with, and what :func:`encode` accepts."""

LARGEST_INTEGER = 2**53 - 1
"""The largest integer that every JSON reader keeps exact."""

SALT_BYTES = 32
"""Length of a commitment's salt."""

_LONGEST_SMALL_INTEGER = 15
"""So many characters always hold an integer within bounds."""


class NotCanonicalError(ValueError):
    """A value or its bytes lie outside the one canonical form."""

    def __init__(self, *, found: str) -> None:
        super().__init__(f"no canonical form: {found}")


def encode(value: object) -> bytes:
    """Encode a value as its only canonical bytes.

    Args:
        value: A value of the subset; tuples are written as lists.

    Raises:
        NotCanonicalError: When any part of the value lies outside the subset, or it is
            nested too deeply or in a circle; a ValueError.
    """
    try:
        data = _WRITER.encode(value).encode()
    except RecursionError as error:
        raise NotCanonicalError(found="nesting without end") from error
    except TypeError as error:
        raise NotCanonicalError(found="keys that are not text") from error
    _refuse_what_json_lets_through(value)
    return data


def decode_strict(data: bytes) -> CanonicalValue:
    """Decode canonical bytes, and refuse bytes that any other spelling would also give.

    Args:
        data: Bytes that should be exactly what :func:`encode` gives for their value.

    Raises:
        ValueError: When the bytes are not UTF-8, not JSON, outside the subset, or not
            identical to the canonical encoding of what they say. The last two are
            NotCanonicalError.
    """
    value, text = read(data)
    if write(value) != text:
        raise NotCanonicalError(found="another spelling of the same value")
    return value


def read(data: bytes) -> tuple[CanonicalValue, str]:
    """Read the first value in the bytes, in whatever spelling, for a caller who compares.

    The value is trusted only once the whole text equals what it is written as.

    Returns:
        The value, and the text of all the bytes.

    Raises:
        ValueError: When the bytes are not UTF-8, not JSON or outside the subset.
    """
    text = data.decode()
    try:
        value, _ = _READER.raw_decode(text)
    except RecursionError as error:
        raise NotCanonicalError(found="nesting without end") from error
    if not text.isascii():
        _refuse_what_json_lets_through(value)
    return cast("CanonicalValue", value), text


def write(value: CanonicalValue) -> str:
    """Write a value that :func:`read` gave as its canonical text, without checking it again."""
    return _WRITER.encode(value)


def commitment(salt: bytes, value: object, *, domain: str) -> str:
    """Commit to a value without revealing it.

    Args:
        salt: 32 random bytes that belong to this value alone.
        value: Any value of the subset.
        domain: What kind of thing is committed to, such as ``gronatraden/row/v1``;
            ASCII, so that no commitment can be taken for one of another kind.

    Returns:
        Lower-case hex of SHA-256(domain, a zero byte, salt, canonical bytes).

    Raises:
        ValueError: When the salt, the domain or the value cannot be used.
    """
    if len(salt) != SALT_BYTES:
        message = f"a salt is {SALT_BYTES} bytes, not {len(salt)}"
        raise ValueError(message)
    if not domain or not domain.isascii() or "\0" in domain:
        message = "a domain is ASCII text without zero bytes"
        raise ValueError(message)
    return sha256(domain.encode() + b"\0" + salt + encode(value)).hexdigest()


def sha256_hex(data: bytes) -> str:
    """Hash bytes with SHA-256 and answer in lower-case hex."""
    return sha256(data).hexdigest()


def _refuse_what_json_lets_through(value: object) -> None:
    """Walk a value that the JSON writer took, and refuse what lies outside the subset."""
    todo = [value]
    for item in todo:
        if item is None or isinstance(item, (str, bool)):
            continue
        if isinstance(item, int):
            if not -LARGEST_INTEGER <= item <= LARGEST_INTEGER:
                raise NotCanonicalError(found="an integer beyond 2**53 - 1")
        elif isinstance(item, dict):
            _refuse_keys(item)
            todo += [inner for inner in item.values() if type(inner) is not str]
        elif isinstance(item, (list, tuple)):
            todo += [inner for inner in item if type(inner) is not str]
        else:
            raise NotCanonicalError(found=type(item).__name__)


def _refuse_keys(item: dict[str, object]) -> None:
    try:
        ascii_alone = "".join(item).isascii()
    except TypeError:
        ascii_alone = False
    if not ascii_alone:
        raise NotCanonicalError(found="a key that is not ASCII text")


def _refuse(found: object) -> NoReturn:
    what = found if isinstance(found, str) else type(found).__name__
    raise NotCanonicalError(found=f"{what:.40}")


def _integer(digits: str) -> int:
    if len(digits) <= _LONGEST_SMALL_INTEGER:
        return int(digits)
    if len(digits) > _LONGEST_SMALL_INTEGER + 2 or abs(int(digits)) > LARGEST_INTEGER:
        raise NotCanonicalError(found="an integer beyond 2**53 - 1")
    return int(digits)


_WRITER = json.JSONEncoder(
    ensure_ascii=False,
    check_circular=False,
    allow_nan=False,
    sort_keys=True,
    separators=(",", ":"),
    default=_refuse,
)
_READER = json.JSONDecoder(parse_float=_refuse, parse_int=_integer, parse_constant=_refuse)
