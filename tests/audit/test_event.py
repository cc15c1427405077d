from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.audit.event import LARGEST_LEAF, Event, RowRef, parse_leaf, spell, utc_text
from gronatraden.canonical import decode_strict, encode
from gronatraden.errors import AuditError, MalformedLeafError
from tests.audit.tampering import bit_flips, unnoticed
from tests.builders.log import a_row, an_event

LEAF = an_event().to_leaf()
HASH = "0123456789abcdef" * 4

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=20)
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
scalars = st.one_of(st.none(), st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1), words)
results = st.dictionaries(
    st.text(st.characters(codec="ascii"), max_size=8),
    st.recursive(scalars, lambda inner: st.lists(inner, max_size=3), max_leaves=6),
    max_size=4,
)
events = st.builds(
    Event,
    type=st.from_regex(r"[a-z]+(\.[a-z]+){0,2}", fullmatch=True),
    stream=words,
    sver=st.integers(1, 2**53 - 1),
    prev=st.one_of(st.just(""), hashes),
    at=st.datetimes(timezones=st.just(UTC)).map(utc_text),
    actor=words,
    rows=st.lists(
        st.builds(RowRef, st.from_regex(r"[a-z][a-z0-9_]*", fullmatch=True), words, hashes),
        max_size=3,
    ).map(tuple),
    result=results,
)
anything = st.recursive(
    st.one_of(scalars, st.sampled_from([HASH, "2026-01-15T08:30:00Z", "a.b"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=5,
)


def fields(**changes: object) -> dict[str, Any]:
    """Return a leaf's fields with some changed; a change to ``...`` takes the field away."""
    value = decode_strict(LEAF)
    assert isinstance(value, dict)
    return {name: item for name, item in (value | changes).items() if item is not ...}


def reads(leaf: bytes) -> bool:
    try:
        parse_leaf(leaf)
    except MalformedLeafError:
        return False
    return True


def test_a_leaf_is_written_like_this() -> None:
    event = an_event(rows=(RowRef("verdict", "cykla/1", HASH),), result={"ready": False})

    leaf = event.to_leaf().decode()

    assert leaf == (
        '{"actor":"p-7f3a9c21","at":"2026-01-15T08:30:00Z","prev":"","result":{"ready":false},'
        f'"rows":[{{"commitment":"{HASH}","key":"cykla/1","table":"verdict"}}],'
        '"stream":"cykla","sver":1,"type":"document.submitted","v":1}'
    )


@given(events)
def test_a_leaf_is_canonical(event: Event) -> None:
    leaf = event.to_leaf()

    assert encode(decode_strict(leaf)) == leaf


@given(events)
def test_an_event_is_read_as_it_was_written(event: Event) -> None:
    assert Event.from_leaf(event.to_leaf()) == event


@pytest.mark.parametrize(
    ("leaf", "reason"),
    [
        pytest.param(b"", "canonical", id="nothing"),
        pytest.param(b"\xff", "canonical", id="not UTF-8"),
        pytest.param(b"[" * 60_000, "canonical", id="nesting without end"),
        pytest.param(LEAF + b"\n", "canonical", id="a newline after"),
        pytest.param(b" " + LEAF, "canonical", id="a space before"),
        pytest.param(LEAF.replace(b'"sver":1', b'"sver":1.0'), "canonical", id="a float"),
        pytest.param(LEAF.replace(b'"sver":1', b'"sver":1e0'), "canonical", id="an exponent"),
        pytest.param(LEAF.replace(b'"v":1', b'"v":1,"v":1'), "canonical", id="a key twice"),
        pytest.param(LEAF.replace(b"cykla", b"c\\u0079kla"), "canonical", id="an escape"),
        pytest.param(LEAF.replace(b",", b", "), "canonical", id="spaces"),
        pytest.param(LEAF.replace(b"1", b"9007199254740992"), "canonical", id="a huge number"),
        pytest.param(b"x" * (LARGEST_LEAF + 1), "size", id="64 KiB"),
        pytest.param(b"[]", "keys", id="a list"),
        pytest.param(b"{}", "keys", id="no keys"),
        pytest.param(b"null", "keys", id="null"),
    ],
)
def test_other_bytes_are_no_leaf(leaf: bytes, reason: str) -> None:
    with pytest.raises(MalformedLeafError, match=f"'reason': '{reason}'"):
        Event.from_leaf(leaf)


@pytest.mark.parametrize("name", sorted(fields()))
def test_every_field_is_needed(name: str) -> None:
    leaf = encode(fields(**{name: ...}))

    with pytest.raises(MalformedLeafError, match="'reason': 'keys'"):
        Event.from_leaf(leaf)


@pytest.mark.parametrize("name", ["a", "rowz", "zz", "name"])
def test_no_further_field_is_taken(name: str) -> None:
    leaf = encode(fields(**{name: "x"}))

    with pytest.raises(MalformedLeafError, match="'reason': 'keys'"):
        Event.from_leaf(leaf)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("v", 2),
        ("v", True),
        ("v", "1"),
        ("type", ""),
        ("type", "Document"),
        ("type", "document..submitted"),
        ("type", "document submitted"),
        ("type", 1),
        ("stream", ""),
        ("stream", "a\nb"),
        ("stream", "a\x7fb"),
        ("stream", "a\x85b"),
        ("stream", 1),
        ("stream", ["cykla"]),
        ("sver", 0),
        ("sver", -1),
        ("sver", True),
        ("sver", "1"),
        ("prev", HASH[:-1]),
        ("prev", HASH.upper()),
        ("prev", None),
        ("at", ""),
        ("at", "2026-01-15"),
        ("at", "2026-01-15T08:30:00"),
        ("at", "2026-01-15T08:30:00+00:00"),
        ("at", "2026-01-15 08:30:00Z"),
        ("at", "2026-01-15T08:30:00.1Z"),
        ("at", "2026-01-15T08:30:00,123456Z"),
        ("at", "2026-02-30T08:30:00Z"),
        ("at", "2026-01-15T24:00:00Z"),
        ("at", "2026-01-15T08:30:60Z"),
        ("at", "٢٠٢٦-01-15T08:30:00Z"),
        ("at", "0000-01-15T08:30:00Z"),
        ("actor", ""),
        ("actor", None),
        ("result", []),
        ("result", None),
        ("rows", {}),
        ("rows", None),
        ("rows", [[]]),
        ("rows", ["row"]),
        ("rows", [{"table": "t", "key": "k"}]),
        ("rows", [{"table": "t", "key": "", "commitment": HASH}]),
        ("rows", [{"table": "T", "key": "k", "commitment": HASH}]),
        ("rows", [{"table": "t", "key": 1, "commitment": HASH}]),
        ("rows", [{"table": "t", "key": "k", "commitment": HASH + "0"}]),
        ("rows", [{"table": "t", "key": "k", "commitment": None}]),
        ("rows", [{"table": "t\n" + HASH, "key": "k", "commitment": HASH}]),
    ],
    ids=lambda item: repr(item)[:45],
)
def test_every_field_has_one_form(name: str, value: object) -> None:
    leaf = encode(fields(**{name: value}))

    with pytest.raises(MalformedLeafError, match=f"'reason': '{name}'"):
        Event.from_leaf(leaf)


def test_a_row_has_no_further_field() -> None:
    row = {"table": "t", "key": "k", "commitment": HASH, "who": "Alva"}
    leaf = encode(fields(rows=[row]))

    with pytest.raises(MalformedLeafError, match="'reason': 'keys'"):
        Event.from_leaf(leaf)


@pytest.mark.parametrize("name", ["type", "stream", "prev", "at", "actor"])
def test_no_event_is_made_with_a_bad_field(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        an_event(**{name: "\n"})


@pytest.mark.parametrize(
    "result", [{"share": 0.5}, {"å": 1}, {1: 1}, {"big": 2**53}, {"alone": "\ud800"}, {"set": {1}}]
)
def test_no_event_is_made_with_an_uncanonical_result(result: object) -> None:
    with pytest.raises(ValueError, match=r"canonical|surrogates"):
        an_event(result=result)


def test_no_stream_counts_beyond_what_json_can_hold() -> None:
    with pytest.raises(ValueError, match="sver"):
        an_event(sver=2**53, prev=HASH)


def test_a_leaf_stays_below_64_kib() -> None:
    event = an_event(result={"text": "x" * LARGEST_LEAF})

    with pytest.raises(ValueError, match="longer than 65535"):
        event.to_leaf()


def test_a_leaf_may_fill_an_entry_bundle() -> None:
    room = LARGEST_LEAF - len(an_event(result={"text": ""}).to_leaf())

    leaf = an_event(result={"text": "x" * room}).to_leaf()

    assert len(Event.from_leaf(leaf).to_leaf()) == LARGEST_LEAF


def test_a_flipped_bit_never_gives_the_same_event() -> None:
    event = Event.from_leaf(LEAF)

    others = unnoticed(bit_flips(LEAF), Event.from_leaf)

    assert others
    assert event not in [Event.from_leaf(leaf) for leaf in others]


@given(st.sampled_from(sorted(fields())), anything)
def test_what_is_read_is_spelled_back_the_same(name: str, value: object) -> None:
    leaf = encode(fields(**{name: value})) if encodable(value) else b""

    assert not reads(leaf) or spell(parse_leaf(leaf)).encode() == leaf


def encodable(value: object) -> bool:
    try:
        encode(value)
    except ValueError:
        return False
    return True


@given(st.one_of(st.binary(), st.text().map(str.encode), anything.filter(encodable).map(encode)))
def test_no_bytes_break_the_reader(leaf: bytes) -> None:
    with pytest.raises(AuditError):
        Event.from_leaf(leaf)


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2026, 1, 15, 8, 30, tzinfo=UTC), "2026-01-15T08:30:00Z"),
        (datetime(2026, 1, 15, 8, 30, 0, 5, tzinfo=UTC), "2026-01-15T08:30:00.000005Z"),
        (
            datetime(2026, 1, 15, 0, 30, tzinfo=timezone(timedelta(hours=1))),
            "2026-01-14T23:30:00Z",
        ),
    ],
)
def test_moments_are_written_in_utc(at: datetime, text: str) -> None:
    assert utc_text(at) == text


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        utc_text(datetime(2026, 1, 15))  # noqa: DTZ001  # the missing zone is the point


def test_rows_that_differ_are_committed_to_apart() -> None:
    assert a_row(1).commitment != a_row(2).commitment
