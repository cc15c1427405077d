"""The log's leaf (händelse): what was done, by which pseudonym, to which rows.

Rules:

- A leaf is canonical JSON below 64 KiB. It holds codes, ids, hashes and salted
  commitments and never personal data: a leaf cannot be erased.
- Each event names the one before it in its own stream by leaf hash, and counts up from
  1. It does not hold its place in the log: that is proved by the tree.
- Each event lists every row that its transaction wrote. Rows are only ever added, so no
  row is listed twice in a log.

Who is behind a pseudonym, and what a commitment hides, is kept elsewhere and erasable.
Source: DESIGN §7.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from json.encoder import encode_basestring
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal

from gronatraden.canonical import LARGEST_INTEGER, encode, read, write
from gronatraden.errors import MalformedLeafError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gronatraden.canonical import CanonicalValue

LARGEST_LEAF = 65_535
"""Bytes; a longer leaf has no room in a tlog-tiles entry bundle."""

_TYPE = r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*"
_HASH = r"[0-9a-f]{64}"
_AT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:\.[0-9]{6})?Z"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_WORDS = re.compile(rf"{_TYPE}\n(?:{_HASH})?\n{_AT}")
_ROW = re.compile(rf"[a-z][a-z0-9_]*\n{_HASH}")
_words_of = itemgetter("type", "prev", "at")
_row_words_of = itemgetter("table", "commitment")
_others_of = itemgetter("stream", "actor", "v", "sver", "result", "rows")
_FAULTS = (AttributeError, KeyError, TypeError, ValueError)
_SOUND: dict[str, Any] = {
    "v": 1,
    "type": "log.opened",
    "stream": "log",
    "sver": 1,
    "prev": "",
    "at": "2026-01-01T00:00:00Z",
    "actor": "log",
    "rows": [],
    "result": {},
}


@dataclass(frozen=True, slots=True)
class RowRef:
    """One row that a transaction wrote, without its content."""

    table: str
    """The table's name: lower-case ASCII, digits and underscores."""
    key: str
    """The row's key in the table, as text without personal data or control characters."""
    commitment: str
    """Salted commitment to the row, 64 hex digits (``canonical.commitment``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of the log."""

    type: str
    """What was done: lower-case words with dots, such as ``document.submitted``."""
    stream: str
    """Whose history it belongs to: a project's id, a programme's, or ``log``."""
    sver: int
    """The event's number in its stream, from 1."""
    prev: str
    """Leaf hash of the stream's previous event, 64 hex digits; empty for the first."""
    at: str
    """When, in UTC: see :func:`utc_text`."""
    actor: str
    """Who, as a pseudonym."""
    rows: tuple[RowRef, ...] = ()
    """Every row that was written."""
    result: Mapping[str, CanonicalValue] = field(default_factory=dict)
    """What came of it, in codes, ids and hashes."""
    v: Literal[1] = 1
    """Version of the leaf's form."""
    _leaf: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse what no log would hold.

        Raises:
            ValueError: When a field is of the wrong form, or the result has no
                canonical form.
        """
        value = self._as_value()
        encode(value["result"])
        try:
            object.__setattr__(self, "_leaf", spell(value).encode())
        except MalformedLeafError as error:
            message = f"no event has this {error.facts['reason']}"
            raise ValueError(message) from error

    def to_leaf(self) -> bytes:
        """Return the leaf's bytes, whose hash enters the tree.

        Raises:
            ValueError: When the leaf would be longer than ``LARGEST_LEAF``.
        """
        if len(self._leaf) > LARGEST_LEAF:
            message = f"a leaf of {len(self._leaf)} bytes is longer than {LARGEST_LEAF}"
            raise ValueError(message)
        return self._leaf

    @classmethod
    def from_leaf(cls, leaf: bytes) -> Event:
        """Read a leaf strictly.

        Raises:
            MalformedLeafError: When the bytes are not exactly an event's leaf.
        """
        value = parse_leaf(leaf)
        rows = tuple(RowRef(**row) for row in value["rows"])
        return cls(**(value | {"rows": rows}))

    def _as_value(self) -> dict[str, object]:
        return {
            "v": self.v,
            "type": self.type,
            "stream": self.stream,
            "sver": self.sver,
            "prev": self.prev,
            "at": self.at,
            "actor": self.actor,
            "rows": [
                {"table": row.table, "key": row.key, "commitment": row.commitment}
                for row in self.rows
            ],
            "result": dict(self.result),
        }


def parse_leaf(leaf: bytes) -> dict[str, Any]:
    """Parse a leaf strictly, without building an :class:`Event`.

    Returns:
        The leaf's fields as JSON gives them; rows are dictionaries.

    Raises:
        MalformedLeafError: When the bytes are not exactly an event's leaf. The fact
            ``reason`` is ``size``, ``canonical``, ``keys`` or the field at fault.
    """
    if len(leaf) > LARGEST_LEAF:
        raise MalformedLeafError(reason="size")
    try:
        value: Any
        value, text = read(leaf)
    except ValueError as error:
        raise MalformedLeafError(reason="canonical") from error
    if spell(value) != text:
        raise MalformedLeafError(reason="canonical" if write(value) != text else "keys")
    return value  # type: ignore[no-any-return]  # spell takes nothing but dictionaries


def spell(value: Any) -> str:  # noqa: ANN401  # whatever JSON may hold
    """Write an event's fields as a leaf's text: the same as :func:`canonical.encode`, faster.

    Args:
        value: The fields by name, canonical in themselves; keys beside them are not
            written, so that comparing texts finds them.

    Raises:
        MalformedLeafError: When a field is missing or not of its form. The fact
            ``reason`` is the first such field, or ``keys``.
    """
    try:
        return _spell(value)
    except _FAULTS as error:
        raise MalformedLeafError(reason=_fault_of(value)) from error


def _spell(value: Any) -> str:  # noqa: ANN401  # whatever JSON may hold
    kind, prev, at = words = _words_of(value)
    stream, actor, version, number, result, rows = _others_of(value)
    datetime.fromisoformat(at)
    if (
        not _WORDS.fullmatch("\n".join(words))
        or not (type(version) is type(number) is int and version == 1 <= number <= LARGEST_INTEGER)
        or not (type(result) is dict and type(rows) is list)
    ):
        raise ValueError
    return (
        f'{{"actor":{_spell_name(actor)},"at":"{at}","prev":"{prev}"'
        f',"result":{write(result)},"rows":[{",".join(map(_spell_row, rows))}]'
        f',"stream":{_spell_name(stream)},"sver":{number},"type":"{kind}","v":1}}'
    )


def _spell_row(row: Any) -> str:  # noqa: ANN401  # whatever JSON may hold
    table, commitment = words = _row_words_of(row)
    if not _ROW.fullmatch("\n".join(words)):
        raise ValueError
    return f'{{"commitment":"{commitment}","key":{_spell_name(row["key"])},"table":"{table}"}}'


def _spell_name(name: str) -> str:
    if not name or (not name.isprintable() and _CONTROL.search(name)):
        raise ValueError
    return encode_basestring(name)


def utc_text(at: datetime) -> str:
    """Write a moment as the log does: ISO 8601 in UTC, ending in Z.

    Args:
        at: A moment that knows its time zone; microseconds are kept.

    Raises:
        ValueError: When the moment has no time zone.
    """
    if at.tzinfo is None:
        message = "a moment in the log has a time zone"
        raise ValueError(message)
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"


def _fault_of(value: Any) -> str:  # noqa: ANN401  # whatever JSON may hold
    """Name the first field that spoils an otherwise sound event."""
    if isinstance(value, dict) and value.keys() >= _SOUND.keys():
        for name in _SOUND:
            try:
                _spell(_SOUND | {name: value[name]})
            except _FAULTS:
                return name
    return "keys"
