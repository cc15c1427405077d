"""Protocol Buffers' wire format, as far as a checked expression uses it.

The engine hands out what it understood of an expression as such bytes. Reading them takes
a page; the library that reads every message there is would be loaded at every gate.

Source: protobuf.dev, Encoding.
"""

from __future__ import annotations

from struct import unpack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VARINT, _EIGHT, _BYTES = 0, 1, 2
_SIGN = 1 << 63


class Message:
    """A message's fields by number, each with what was said of it, in order."""

    __slots__ = ("_fields",)

    def __init__(self, data: bytes) -> None:
        self._fields: dict[int, list[int | bytes]] = {}
        for number, value in _read(data):
            self._fields.setdefault(number, []).append(value)

    def __contains__(self, number: int) -> bool:
        return number in self._fields

    def integer(self, number: int) -> int:
        """Return a whole number, 0 where none is said."""
        value = self._fields.get(number, [0])[-1]
        value = value if isinstance(value, int) else 0
        return value - (1 << 64) if value & _SIGN else value

    def double(self, number: int) -> float:
        """Return a number with a point, 0.0 where none is said."""
        value = self._fields.get(number, [0])[-1]
        return float(unpack("<d", int(value).to_bytes(8, "little"))[0])

    def data(self, number: int) -> bytes:
        """Return bytes, none where none are said."""
        value = self._fields.get(number, [b""])[-1]
        return value if isinstance(value, bytes) else b""

    def text(self, number: int) -> str:
        """Return a text, empty where none is said."""
        return self.data(number).decode()

    def message(self, number: int) -> Message:
        """Return the message inside."""
        return Message(self.data(number))

    def messages(self, number: int) -> list[Message]:
        """Return the messages inside, in order."""
        return [Message(one) for one in self._fields.get(number, []) if isinstance(one, bytes)]


def _read(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == _VARINT:
            value, at = _varint(data, at)
            yield number, value
        elif kind == _BYTES:
            size, at = _varint(data, at)
            yield number, data[at : at + size]
            at += size
        elif kind == _EIGHT:
            yield number, int.from_bytes(data[at : at + 8], "little")
            at += 8
        else:
            message = f"wire type {kind}"
            raise ValueError(message)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:  # noqa: PLR2004 - the bit that says more follows
            return value, at
        shift += 7
