from __future__ import annotations

import json
from decimal import Decimal
from enum import IntEnum, StrEnum
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.canonical import commitment, decode_strict, encode, sha256_hex
from tests.vectors import VECTORS, needs_vectors

SALT = bytes(range(32))

texts = st.text(st.characters(codec="utf-8"))
keys = st.text(st.characters(codec="ascii"))
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1), texts),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(keys, inner)),
    max_leaves=12,
)


class Weight(StrEnum):
    """Text with a name."""

    BLOCKING = "blocking"


class Rung(IntEnum):
    """A number with a name."""

    DIALOGUE = 1


def jcs(folder: str, name: str) -> bytes:
    return (VECTORS / "jcs" / folder / f"{name}.json").read_bytes()


@needs_vectors
@pytest.mark.parametrize("name", ["arrays", "unicode"])
def test_public_documents_within_the_subset_are_encoded_as_rfc_8785_says(name: str) -> None:
    encoded = encode(json.loads(jcs("input", name)))

    expected = bytes.fromhex((VECTORS / "jcs" / "outhex" / f"{name}.txt").read_text("ascii"))
    assert encoded == jcs("output", name) == expected


@needs_vectors
@pytest.mark.parametrize(
    "name",
    [
        pytest.param("french", id="french: keys beyond ASCII"),
        pytest.param("structures", id="structures: a float"),
        pytest.param("values", id="values: floats"),
        pytest.param("weird", id="weird: keys beyond ASCII"),
    ],
)
def test_public_documents_outside_the_subset_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no canonical form"):
        encode(json.loads(jcs("input", name)))


@needs_vectors
@pytest.mark.parametrize("name", ["french", "values", "weird"])
def test_public_results_outside_the_subset_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no canonical form"):
        decode_strict(jcs("output", name))


@needs_vectors
@pytest.mark.parametrize("name", ["arrays", "structures", "unicode"])
def test_public_results_within_the_subset_are_encoded_back_the_same(name: str) -> None:
    assert encode(decode_strict(jcs("output", name))) == jcs("output", name)


@needs_vectors
@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("structures", ""),
        ("structures", "10"),
        ("structures", "111"),
        ("structures", "A"),
        ("values", "string"),
        ("values", "literals"),
        ("french", "sin"),
        ("weird", "\r"),
        ("weird", "\n"),
        ("weird", "</script>"),
    ],
)
def test_members_within_the_subset_are_encoded_as_rfc_8785_says(name: str, member: str) -> None:
    value = json.loads(jcs("input", name))[member]

    encoded = encode({member: value})

    assert encoded[1:-1] in jcs("output", name)
    assert decode_strict(encoded) == {member: value}


@needs_vectors
@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_public_inputs_in_another_spelling_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no canonical form"):
        decode_strict(jcs("input", name))


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        (None, "null"),
        (True, "true"),
        (1, "1"),
        (-(2**53) + 1, "-9007199254740991"),
        ("", '""'),
        ('"\\/\b\f\n\r\t\x1f\x7f', '"\\"\\\\/\\b\\f\\n\\r\\t\\u001f\x7f"'),
        ("å\u2028😂", '"å\u2028😂"'),
        ((1, (2,)), "[1,[2]]"),
        ({"b": 1, "a": 2, "B": 3, "": 4}, '{"":4,"B":3,"a":2,"b":1}'),
        (Weight.BLOCKING, '"blocking"'),
        (Rung.DIALOGUE, "1"),
    ],
    ids=lambda item: repr(item)[:30],
)
def test_each_value_has_one_spelling(value: object, encoded: str) -> None:
    assert encode(value) == encoded.encode()


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(1.0, id="a float"),
        pytest.param(float("nan"), id="not a number"),
        pytest.param([{"deep": (0.5,)}], id="a float deep down"),
        pytest.param(2**53, id="a large integer"),
        pytest.param(-(2**53), id="a large negative integer"),
        pytest.param(10**5000, id="an integer of 5 000 digits"),
        pytest.param({"å": 1}, id="a key beyond ASCII"),
        pytest.param({1: 1}, id="a number as a key"),
        pytest.param({None: 1}, id="null as a key"),
        pytest.param({1: 1, "1": 1}, id="keys of two kinds"),
        pytest.param({b"a": 1}, id="bytes as a key"),
        pytest.param("\ud800", id="a lone surrogate"),
        pytest.param({"\ud800": 1}, id="a lone surrogate as a key"),
        pytest.param(b"bytes", id="bytes"),
        pytest.param({1, 2}, id="a set"),
        pytest.param(Decimal(1), id="a decimal"),
        pytest.param(object(), id="an object"),
    ],
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"no canonical form|surrogates|digits|JSON compliant"):
        encode(value)


def test_a_circle_is_refused() -> None:
    circle: list[object] = []
    circle.append(circle)

    with pytest.raises(ValueError, match="nesting without end"):
        encode(circle)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xff", id="not UTF-8"),
        pytest.param(b'\xef\xbb\xbf"a"', id="a byte order mark"),
        pytest.param(b"1 ", id="a space after"),
        pytest.param(b" 1", id="a space before"),
        pytest.param(b"1\n", id="a newline after"),
        pytest.param(b"1 2", id="two values"),
        pytest.param(b"-0", id="minus zero"),
        pytest.param(b"01", id="a leading zero"),
        pytest.param(b"1.0", id="a float"),
        pytest.param(b"1e3", id="an exponent"),
        pytest.param(b"NaN", id="not a number"),
        pytest.param(b"-Infinity", id="infinity"),
        pytest.param(b"9007199254740992", id="a large integer"),
        pytest.param(b"-9007199254740992", id="a large negative integer"),
        pytest.param(b"9" * 5000, id="an integer of 5 000 digits"),
        pytest.param(b'"\\u0061"', id="a needless escape"),
        pytest.param(b'"\\/"', id="an escaped slash"),
        pytest.param(b'"\\u001F"', id="an upper-case escape"),
        pytest.param(b'"\\ud800"', id="a lone surrogate"),
        pytest.param(b'"\t"', id="a raw control character"),
        pytest.param(b'{"b":1,"a":1}', id="keys out of order"),
        pytest.param(b'{"a":1,"a":1}', id="a key twice"),
        pytest.param('{"å":1}'.encode(), id="a key beyond ASCII"),
        pytest.param(b"[1, 2]", id="a space within"),
        pytest.param(b"[" * 100_000, id="nesting without end"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, id="deep nesting"),
        pytest.param(b"'a'", id="single quotes"),
    ],
)
def test_another_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # JSON's own errors have many words
        decode_strict(data)


@given(values)
def test_values_survive(value: object) -> None:
    assert decode_strict(encode(value)) == value


@given(values, values)
def test_values_that_differ_are_encoded_apart(one: object, other: object) -> None:
    assert (encode(one) == encode(other)) == (typed(one) == typed(other))


def typed(value: object) -> str:
    """Spell out a value so that true and 1 differ, as they do in JSON."""
    if isinstance(value, dict):
        return f"dict {sorted((key, typed(item)) for key, item in value.items())}"
    return repr([typed(item) for item in value]) if isinstance(value, list) else repr(value)


@given(values)
def test_it_is_what_a_plain_writer_gives(value: object) -> None:
    plain = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert encode(value) == plain.encode()


@given(st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-8", "replace"))))
def test_what_is_decoded_is_encoded_back_the_same(data: bytes) -> None:
    assert spelled_back(data) in (data, None)


def spelled_back(data: bytes) -> bytes | None:
    try:
        return encode(decode_strict(data))
    except ValueError:
        return None


def test_a_commitment_is_one_hash() -> None:
    found = commitment(SALT, {"name": "Alva"}, domain="gronatraden/row/v1")

    assert found == sha256(b"gronatraden/row/v1\0" + SALT + b'{"name":"Alva"}').hexdigest()


@pytest.mark.parametrize(
    ("salt", "value", "domain"),
    [
        pytest.param(bytes(32), 1, "row", id="another salt"),
        pytest.param(SALT, 2, "row", id="another value"),
        pytest.param(SALT, 1, "file", id="another domain"),
    ],
)
def test_a_commitment_binds_salt_value_and_domain(salt: bytes, value: int, domain: str) -> None:
    assert commitment(salt, value, domain=domain) != commitment(SALT, 1, domain="row")


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_salt_is_32_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="a salt is 32 bytes"):
        commitment(bytes(length), 1, domain="row")


@pytest.mark.parametrize("domain", ["", "å", "row\0"])
def test_a_domain_is_ascii_without_zero_bytes(domain: str) -> None:
    with pytest.raises(ValueError, match="a domain is ASCII"):
        commitment(SALT, 1, domain=domain)


def test_a_hash_is_lower_case_hex() -> None:
    assert sha256_hex(b"").startswith("e3b0c44298fc1c149afb")
