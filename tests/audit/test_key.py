from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.audit.key import Signer, Verifier, decode_base64, encode_base64
from gronatraden.errors import MalformedNoteError
from tests.audit.tampering import bit_flips, unnoticed
from tests.builders.log import ORIGIN, SIGNER
from tests.vectors import as_cases, needs_vectors, read_vectors

WYCHEPROOF = read_vectors("ed25519/wycheproof_ed25519_test.json") or {"testGroups": []}
EDGES = read_vectors("ed25519/cctv_ed25519vectors.json")
NOTES = read_vectors("note/signed_note.json") or {"good_vkeys": [], "bad_vkeys": []}

# The example key that Go's note package publishes in its documentation.
GO_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_EXAMPLE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"

ON_NO_CURVE = (2).to_bytes(32, "little")
A_KEY = SIGNER.verifier.public_key

names = st.text(
    st.characters(codec="utf-8", min_codepoint=0x21, exclude_characters="+"), min_size=1
).filter(lambda name: not any(character.isspace() for character in name))


def wycheproof_cases() -> list[Any]:
    return as_cases(
        (f"case {test['tcId']}", (group["publicKey"]["pk"], test))
        for group in WYCHEPROOF["testGroups"]
        for test in group["tests"]
    )


def accepts(edge: dict[str, Any]) -> bool:
    try:
        verifier = Verifier("edge", bytes.fromhex(edge["key"]))
    except MalformedNoteError:
        return False
    return verifier.verify(edge["msg"].encode(), bytes.fromhex(edge["sig"]))


@pytest.mark.parametrize("key_and_test", wycheproof_cases())
def test_signatures_are_judged_as_wycheproof_does(key_and_test: tuple[str, Any]) -> None:
    key, test = key_and_test

    verifies = Verifier("wycheproof", bytes.fromhex(key)).verify(
        bytes.fromhex(test["msg"]), bytes.fromhex(test["sig"])
    )

    assert verifies == (test["result"] == "valid")


@needs_vectors
def test_only_signatures_that_openssl_and_libsodium_both_accept_verify() -> None:
    accepted = [edge for edge in EDGES if accepts(edge)]

    assert len(accepted) == 43  # of 914; OpenSSL alone accepts 208, libsodium these


@needs_vectors
def test_no_edge_case_with_a_low_order_or_second_spelling_is_accepted() -> None:
    refused = {"low_order_A", "non_canonical_A", "low_order_R"}

    accepted = [edge for edge in EDGES if accepts(edge)]

    assert [edge for edge in accepted if refused & set(edge["flags"] or ())] == []


@pytest.mark.parametrize("vkey", as_cases((vkey, vkey) for vkey in NOTES["good_vkeys"]))
def test_public_keys_are_read_as_they_were_written(vkey: str) -> None:
    assert Verifier.parse(vkey).vkey == vkey


@pytest.mark.parametrize("vkey", as_cases((vkey, vkey) for vkey in NOTES["bad_vkeys"]))
def test_public_bad_keys_are_refused(vkey: str) -> None:
    with pytest.raises(MalformedNoteError):
        Verifier.parse(vkey)


def test_no_part_of_a_key_passes_for_the_key() -> None:
    parts = (GO_VKEY[first:last] for first in range(len(GO_VKEY)) for last in range(len(GO_VKEY)))

    assert unnoticed(parts, Verifier.parse) == []


def test_no_byte_of_a_key_can_be_raised_by_one() -> None:
    raised = (
        GO_VKEY[:at] + chr(ord(GO_VKEY[at]) + 1) + GO_VKEY[at + 1 :] for at in range(len(GO_VKEY))
    )

    assert unnoticed(raised, Verifier.parse) == []


@pytest.mark.parametrize(
    ("text", "parse"),
    [
        pytest.param(GO_VKEY, Verifier.parse, id="public"),
        pytest.param(GO_EXAMPLE, Signer.parse, id="private"),
    ],
)
def test_every_flipped_bit_of_a_key_is_noticed(text: str, parse: Any) -> None:  # noqa: ANN401
    flipped = (data.decode("latin-1") for data in bit_flips(text.encode()))

    assert unnoticed(flipped, parse) == []


def test_a_private_key_is_read_as_go_reads_it() -> None:
    signer = Signer.parse(GO_EXAMPLE)

    assert (signer.verifier.vkey, signer.to_text()) == (GO_VKEY, GO_EXAMPLE)


@given(names, st.binary(min_size=32, max_size=32))
def test_keys_survive_being_written(name: str, seed: bytes) -> None:
    signer = Signer(name, seed)

    assert Signer.parse(signer.to_text()) == signer
    assert Verifier.parse(signer.verifier.vkey) == signer.verifier


def test_a_signer_never_shows_its_secret() -> None:
    shown = f"{SIGNER!r} {SIGNER}"

    assert encode_base64(SIGNER.seed)[:20] not in shown
    assert repr(SIGNER.seed) not in shown


@pytest.mark.parametrize(
    ("public_key", "reason"),
    [
        pytest.param(b"", "key-length", id="empty"),
        pytest.param(A_KEY[:31], "key-length", id="short"),
        pytest.param(bytes(32), "key-has-low-order", id="order four"),
        pytest.param((1).to_bytes(32, "little"), "key-has-low-order", id="neutral"),
        pytest.param(b"\xec" + b"\xff" * 30 + b"\x7f", "key-has-low-order", id="order two"),
        pytest.param(b"\xed" + b"\xff" * 30 + b"\x7f", "key-is-not-canonical", id="zero again"),
        pytest.param(b"\xff" * 32, "key-is-not-canonical", id="all ones"),
        pytest.param(ON_NO_CURVE, "key-is-not-on-the-curve", id="no point"),
    ],
)
def test_unsafe_public_keys_are_never_enrolled(public_key: bytes, reason: str) -> None:
    with pytest.raises(MalformedNoteError, match=reason):
        Verifier("key", public_key)


@pytest.mark.parametrize(
    "name", ["", " ", "a b", "a\tb", "a\nb", "a+b", "a\u00a0b", "a\u2028b", "a\x00", "\ud800"]
)
def test_a_name_is_one_word_without_plus(name: str) -> None:
    with pytest.raises(MalformedNoteError, match="key-name"):
        Signer(name, bytes(32))


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_seed_is_32_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Signer(ORIGIN, bytes(length))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(GO_VKEY.replace("c74f20a3", "C74F20A3"), "key-hash", id="upper-case hash"),
        pytest.param(GO_VKEY.replace("c74f20a3", "0c74f20a3"), "key-hash", id="longer hash"),
        pytest.param(GO_VKEY.replace("Peter", "Paul"), "key-hash", id="another name"),
        pytest.param(GO_VKEY + "\n", "base64", id="a newline after"),
        pytest.param(GO_VKEY.replace("ARpc", "Ah5c"), "key-type", id="another type"),
    ],
)
def test_a_key_has_one_spelling(text: str, reason: str) -> None:
    with pytest.raises(MalformedNoteError, match=reason):
        Verifier.parse(text)


@pytest.mark.parametrize("text", ["YQ", "YQ=", "YR==", "YQ==\n", " YQ==", "Y-_=", "YQ==YQ==", "å"])
def test_base64_has_one_spelling(text: str) -> None:
    with pytest.raises(MalformedNoteError, match="base64"):
        decode_base64(text)


@given(st.binary())
def test_base64_survives(data: bytes) -> None:
    assert decode_base64(encode_base64(data)) == data


@given(st.text())
def test_no_text_breaks_the_key_reader(text: str) -> None:
    with pytest.raises(MalformedNoteError):
        Verifier.parse(text)


def test_a_signature_is_by_one_key_over_one_message() -> None:
    signature, other = SIGNER.sign_bytes(b"yes"), Signer(ORIGIN, bytes(32))

    verdicts = [
        SIGNER.verifier.verify(b"yes", signature),
        SIGNER.verifier.verify(b"no", signature),
        other.verifier.verify(b"yes", signature),
        SIGNER.verifier.verify(b"yes", signature[:-1]),
        SIGNER.verifier.verify(b"yes", b""),
    ]

    assert verdicts == [True, False, False, False, False]
