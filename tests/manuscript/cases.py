"""Bad manuscripts, each with the spot that is wrong and its nearest good neighbour."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field

from gronatraden.documents import Item, Line, Measured, Sek, Slug, content


class Case(NamedTuple):
    """What is refused, with which problem and where, and what would have been read."""

    code: str
    bad: str
    line: int
    column: int
    good: str

    def __str__(self) -> str:
        return f"{self.code} {self.bad[:50]!r}"


class OddError(ValueError):
    """The number is not even."""


def even(number: int) -> int:
    if number % 2:
        raise OddError
    return number


@content
class Reading(Item):
    """One reading of an indicator."""

    value: Measured | None = None
    day: date | None = None
    kind: Literal["", "outcome", "output"] = ""


@content
class Document:
    """A content with a field of every kind."""

    title: Line = ""
    budget: Sek = 0
    share: Annotated[Decimal, Field(gt=0, lt=1, max_digits=3, decimal_places=2)] = Decimal("0.5")
    ratio: Annotated[Decimal, Field(max_digits=4)] = Decimal(1)
    public: bool = False
    tags: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=2)] = ("a",)
    readings: tuple[Reading, ...] = ()
    numbers: dict[str, int | Decimal] = field(default_factory=dict)
    taken_at: datetime | None = None
    postcode: Annotated[str, Field(pattern=r"^[0-9]{3} [0-9]{2}$")] = "351 96"
    code: Annotated[str, Field(min_length=2, max_length=3)] = "abc"
    pair: Annotated[int, AfterValidator(even)] = 2
    source: Reading | str = ""


DEEP = "a: " + "[" * 31 + "1" + "]" * 31

UNREADABLE = [
    Case("control-character", "a: b\nc: d\x00", 2, 5, "a: b\nc: d"),
    Case("control-character", "a: \x1b[31m", 1, 4, "a: '\t'"),
    Case("control-character", "# a\u2028b: 1\na: 1", 1, 4, "# a\nb: 1"),
    Case("control-character", "a: 1 # \u202e", 1, 8, "a: 1 # \u200f\u2067x\u2069"),
    Case("control-character", "a: \ud800", 1, 4, "a: \U0001f331"),
]
"""Characters that no text may hold."""

UNPLAIN = [
    Case("file-is-empty", "", 0, 0, "a: 1"),
    Case("file-is-empty", "# only a comment\n", 0, 0, "# a comment\na: 1"),
    Case("file-is-empty", "---\n", 0, 0, "---\na: 1"),
    Case("control-character", 'a: "\\0"', 1, 4, 'a: "0"'),
    Case("control-character", 'a: "\\u202E"', 1, 4, 'a: "\\u200F"'),
    Case("unclosed-quote", 'a: "b\nc: d\n', 1, 4, 'a: "b"\nc: d\n'),
    Case("unclosed-bracket", "a: 1\nb: [1, 2\nc: 3\n", 2, 4, "a: 1\nb: [1, 2]\nc: 3\n"),
    Case("unfinished-bracket", "a: [1, , 2]", 1, 8, "a: [1, 2]"),
    Case("reserved-character", "a: @b", 1, 4, "a: '@b'"),
    Case("reserved-character", "a: `b`", 1, 4, "a: '`b`'"),
    Case("reserved-character", "a: **b**", 1, 4, "a: '**b**'"),
    Case("reserved-character", "a: ]", 1, 4, "a: ']'"),
    Case("tab", "a:\n\tb: 1\n", 2, 1, "a:\n  b: 1\n"),
    Case("tab", "a:\n  b: 1\n\tc: 1\n", 3, 1, "a:\n  b: 1\n  c: 1\n"),
    Case("missing-colon", "a: 1\nb\nc: 2\n", 2, 1, "a: 1\nb:\nc: 2\n"),
    Case("colon-in-text", "a: b: c", 1, 5, "a: 'b: c'"),
    Case("indentation", "a:\n    b: 1\n  c: 2\n", 3, 3, "a:\n    b: 1\n    c: 2\n"),
    Case("indentation", "a: 1\n  b: 2\n", 2, 4, "a: 1\nb: 2\n"),
    Case("text-after-quote", "a: 'it's'", 1, 8, "a: 'it''s'"),
    Case("list-on-the-same-line", "a: - b", 1, 4, "a:\n  - b"),
    Case("yaml-syntax", "a: |b\n  c\n", 1, 5, "a: |\n  c\n"),
    Case("yaml-syntax", "%YAML 2.0\n---\na: 1", 1, 1, "%YAML 1.2\n---\na: 1"),
    Case("several-documents", "a: 1\n---\nb: 2", 2, 1, "---\na: 1\nb: 2"),
    Case("several-documents", "a: 1\n...\nb: 2", 3, 1, "a: 1\n..."),
    Case("not-a-mapping", "- a", 1, 1, "a:\n- a"),
    Case("not-a-mapping", "a", 1, 1, "a:"),
    Case("not-a-mapping", "null", 1, 1, "nil: 1"),
    Case("duplicate-key", "a: 1\nb: 2\na: 3", 3, 1, "a: 1\nb: 2\nA: 3"),
    Case("duplicate-key", "a: {b: 1, 'b': 2}", 1, 11, "a: {b: 1, c: {b: 2}}"),
    Case("key-is-not-text", "1: a", 1, 1, "'1': a"),
    Case("key-is-not-text", "a:\n  true: a", 2, 3, "a:\n  on: a"),
    Case("key-is-a-collection", "? [a]\n: b", 1, 3, "? a\n: b"),
    Case("tag", "a: !!python/object/apply:os.system [ls]", 1, 4, "a: '!!python'"),
    Case("tag", "a: !!str 1", 1, 4, "a: '1'"),
    Case("tag", "a: !own b", 1, 4, "a: own b"),
    Case("tag", "a: !no!b c", 1, 4, "a: no!b c"),
    Case("anchor", "a: &b c", 1, 4, "a: b & c"),
    Case("alias", "a: *b", 1, 4, "a: b*"),
    Case("merge-key", "a:\n  <<: {b: c}", 2, 3, "a:\n  '<<': {b: c}"),
    Case("too-deep", DEEP.replace("1", "[1]"), 1, 35, DEEP),
    Case("number-is-too-long", "a: 9007199254740992", 1, 4, "a: 9007199254740991"),
    Case("number-is-too-long", "a: -9007199254740992", 1, 4, "a: -9007199254740991"),
    Case("number-is-too-long", "a: 0." + "1" * 40, 1, 4, "a: 0.1"),
    Case("number-is-not-finite", "a: .nan", 1, 4, "a: nan"),
    Case("number-is-not-finite", "a: -.inf", 1, 4, "a: inf"),
]
"""What goes beyond plain YAML."""

UNKNOWN_ESCAPE = Case("unknown-escape", 'a: "C:\\q"', 1, 7, "a: 'C:\\q'")

DATED = "readings: [{id: a, day: 2026-02-28}, {id: b, day: '2026-02-28'}]"
KIND = "readings: [{id: a, kind: outcome}, {id: b, kind: output}, {id: c, kind: ''}]"
PRECISE = "readings: [{value: 123456789012.5, id: a}]"

UNFIT = [
    Case("unknown-field", "titel: a", 1, 1, "title: a"),
    Case("unknown-field", "Title: a", 1, 1, "title: a"),
    Case("unknown-field", "budgett:", 1, 1, "budget:"),
    Case("unknown-field", "readings:\n  - id: a\n    valeu: 1", 3, 5, "readings: [{id: a}]"),
    Case("unlike-any-field", "utmaning: a", 1, 1, "title: a"),
    Case("missing-field", "readings:\n  - value: 1", 2, 5, "readings:\n  - id: a"),
    Case("missing-field", "readings:\n  - id:\n    value: 1", 2, 5, "readings:\n  - id: a"),
    Case("expected-text", "title: [a]", 1, 1, "title: a"),
    Case("needs-quotes", "title: 2024", 1, 1, "title: '2024'"),
    Case("needs-quotes", "title: 3.10", 1, 1, "title: '3.10'"),
    Case("needs-quotes", "title: true", 1, 1, "title: 'true'"),
    Case("expected-integer", "budget: 19 400 000", 1, 1, "budget: 19400000"),
    Case("expected-integer", "budget: '5'", 1, 1, "budget: 5"),
    Case("expected-integer", "budget: 5.0", 1, 1, "budget: 5"),
    Case("expected-integer", "budget: true", 1, 1, "budget: 1"),
    Case("expected-integer", "budget: 010", 1, 1, "budget: 10"),
    Case("expected-number", "share: 0,5", 1, 1, "share: 0.5"),
    Case("expected-number", "share: '0.5'", 1, 1, "share: 0.5"),
    Case("expected-number", "share: 1e-1", 1, 1, "share: 0.1"),
    Case("expected-number", "share: true", 1, 1, "share: 0.1"),
    Case("expected-number", "numbers: {a: five}", 1, 11, "numbers: {a: 5}"),
    Case("expected-boolean", "public: yes", 1, 1, "public: true"),
    Case("expected-boolean", "public: 1", 1, 1, "public: false"),
    Case("expected-list", "tags: a", 1, 1, "tags: [a]"),
    Case("expected-list", "readings: {id: a}", 1, 1, "readings: [{id: a}]"),
    Case("expected-mapping", "readings: [a]", 1, 12, "readings: [{id: a}]"),
    Case("expected-mapping", "readings:\n  - id: a\n  -", 3, 4, "readings:\n  - id: a\n"),
    Case("expected-mapping", "numbers: [1]", 1, 1, "numbers: {a: 1}"),
    Case("bad-date", "readings: [{day: 2026-02-30, id: a}]", 1, 13, DATED),
    Case("bad-date", "readings: [{day: 20260228, id: a}]", 1, 13, DATED),
    Case("bad-date", "readings: [{day: '1577836800', id: a}]", 1, 13, DATED),
    Case("bad-date", "readings: [{day: 2026-02-28T10:00:00, id: a}]", 1, 13, DATED),
    Case("bad-time", "taken_at: 2026-02-28", 1, 1, "taken_at: 2026-02-28T10:00:00Z"),
    Case("bad-id", "tags: [Å b]", 1, 8, "tags: [a-b]"),
    Case("bad-id", "readings: [{id: Co2}]", 1, 13, "readings: [{id: co2}]"),
    Case("duplicate-id", "readings:\n  - id: a\n  - id: b\n  - id: a", 4, 5, KIND),
    Case("bad-form", "postcode: a", 1, 1, "postcode: 351 96"),
    Case("not-in-list", "readings: [{id: a, kind: outcom}]", 1, 20, KIND),
    Case("unlike-any-value", "readings: [{id: a, kind: x}]", 1, 20, KIND),
    Case("unlike-any-value", "readings: [{id: a, kind: 1}]", 1, 20, KIND),
    Case("too-long", "code: abcd", 1, 1, "code: abc"),
    Case("too-short", "code: a", 1, 1, "code: ab"),
    Case("too-many", "tags: [a, b, c]", 1, 1, "tags: [a, b]"),
    Case("too-few", "tags: []", 1, 1, "tags: [a]"),
    Case("too-small", "budget: -1", 1, 1, "budget: 0"),
    Case("too-large", "budget: 10000000000001", 1, 1, "budget: 10000000000000"),
    Case("not-above", "share: 0.0", 1, 1, "share: 0.01"),
    Case("not-below", "share: 1", 1, 1, "share: 0.99"),
    Case("too-many-digits", "ratio: 12.345", 1, 1, "ratio: 1.234"),
    Case("too-many-whole-digits", "readings: [{value: 1234567890123, id: a}]", 1, 13, PRECISE),
    Case("too-many-decimals", "share: 0.555", 1, 1, "share: 0.55"),
    Case("unfit", "pair: 3", 1, 1, "pair: 4"),
    Case("unknown-field", "source: {id: a, valeu: 1}", 1, 17, "source: {id: a, value: 1}"),
    Case("bad-id", "source: {id: A}", 1, 10, "source: a"),
]  # fmt: skip
"""What is plain YAML and does not fit ``Document``."""
