from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.audit.key import Signer, Verifier
from gronatraden.audit.note import (
    Checkpoint,
    Note,
    open_checkpoint,
    open_note,
    sign_note,
)
from gronatraden.audit.tree import EMPTY_ROOT
from gronatraden.errors import AuditError, MalformedNoteError, VerificationFailedError
from tests.audit.tampering import bit_flips, line_changes, unnoticed
from tests.audit.test_key import GO_EXAMPLE, GO_VKEY
from tests.builders.log import ORIGIN, SIGNER, a_checkpoint, some_leaves
from tests.vectors import as_cases, needs_vectors, read_vectors

OPENED = (read_vectors("note/signed_note.json") or {"open": []})["open"]
ROOT = bytes(range(32))
WITNESS = Signer("witness.example", b"w" * 32)
NOTE = a_checkpoint(some_leaves())


def text_of(case: dict[str, Any]) -> str | bytes:
    return str(case["note"]) if case["note"] else bytes.fromhex(case["note_hex"])


def keys_of(case: dict[str, Any]) -> list[Verifier]:
    return [Verifier.parse(vkey) for vkey in case["vkeys"]]


def open_ours(note: str | bytes) -> Checkpoint:
    return open_checkpoint(note, [SIGNER.verifier], origin=ORIGIN)


@pytest.mark.parametrize("case", as_cases((c["name"], c) for c in OPENED if not c["error"]))
def test_public_notes_open(case: dict[str, Any]) -> None:
    note = open_note(text_of(case), keys_of(case))

    assert [signature.name for signature in note.signatures] == case["verified"]
    assert [signature.name for signature in note.unverified] == case["unverified"]


@pytest.mark.parametrize("case", as_cases((c["name"], c) for c in OPENED if c["error"]))
def test_public_bad_notes_stay_closed(case: dict[str, Any]) -> None:
    reasons = {
        "malformed note": "note-is-malformed",
        "invalid signature": "signature-does-not-verify",
        "note has no verifiable signatures": "no-known-signature",
        "ambiguous key EnochRoot+af0cfe78": r"key-is-ambiguous.*EnochRoot\+af0cfe78",
    }

    with pytest.raises(AuditError, match=reasons[case["error"]]):
        open_note(text_of(case), keys_of(case))


@needs_vectors
def test_the_public_notes_are_all_there() -> None:
    assert len(OPENED) == 16


@needs_vectors
def test_a_note_is_signed_as_go_signs_it() -> None:
    text, _, _ = OPENED[0]["note"].rpartition("\n\n")
    expected = f"{text}\n\n{OPENED[0]['note'].splitlines()[-2]}\n"

    note = sign_note(f"{text}\n", Signer.parse(GO_EXAMPLE))

    assert note == expected


def test_every_flipped_bit_of_a_note_is_noticed() -> None:
    assert unnoticed(bit_flips(NOTE.encode()), open_ours) == []


def test_every_moved_line_of_a_note_is_noticed() -> None:
    lines = NOTE.encode().splitlines(keepends=True)
    a_signature_twice = b"".join([*lines, lines[-1]])  # says nothing new, and C2SP allows it

    changes = (b"".join(changed) for changed in line_changes(lines))

    assert unnoticed(changes, open_ours) == [a_signature_twice]


def test_a_note_opens_where_its_key_is_known() -> None:
    opened = open_note(NOTE, [WITNESS.verifier, SIGNER.verifier])

    assert [signature.name for signature in opened.signatures] == [ORIGIN]


def test_a_note_stays_closed_where_its_key_is_unknown() -> None:
    with pytest.raises(VerificationFailedError, match="no-known-signature"):
        open_note(NOTE, [WITNESS.verifier])


def test_a_key_that_borrows_a_name_is_unknown() -> None:
    impostor = Signer(ORIGIN, b"i" * 32)
    note = sign_note("text\n", impostor)

    with pytest.raises(VerificationFailedError, match="no-known-signature"):
        open_note(note, [SIGNER.verifier])


def test_one_bad_signature_spoils_a_note() -> None:
    good, bad = sign_note("text\n", SIGNER), sign_note("other\n", WITNESS)
    note = good + bad.splitlines(keepends=True)[-1]

    with pytest.raises(VerificationFailedError, match="signature-does-not-verify"):
        open_note(note, [SIGNER.verifier, WITNESS.verifier])


@pytest.mark.parametrize(
    "line", ["— key AAAAAA==", "— key ", "— key", "—  AAAAAAE=", "- key AAAAAAE="]
)
def test_a_signature_line_has_name_id_and_signature(line: str) -> None:
    with pytest.raises(MalformedNoteError, match=r"signature-line|base64"):
        open_note(f"{NOTE}{line}\n", [SIGNER.verifier])


def test_a_note_may_be_signed_by_several() -> None:
    note = sign_note("text\n", SIGNER, WITNESS)

    opened = open_note(note, [SIGNER.verifier, WITNESS.verifier])

    assert [signature.name for signature in opened.signatures] == [ORIGIN, "witness.example"]


@given(st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs"])))
def test_what_is_signed_is_what_is_read(line: str) -> None:
    text = f"{line}\n\n{line}\n"

    opened = open_note(sign_note(text, SIGNER), [SIGNER.verifier])

    assert opened == Note(text, opened.signatures)


@pytest.mark.parametrize("text", ["", "no newline", "tab\t\n", "return\r\n", "zero\0\n"])
def test_what_is_no_text_is_not_signed(text: str) -> None:
    with pytest.raises(ValueError, match="a note is text"):
        sign_note(text, SIGNER)


def test_nobody_signs_nothing() -> None:
    with pytest.raises(ValueError, match="someone signs"):
        sign_note("text\n")


def test_a_note_may_have_a_hundred_signatures() -> None:
    head, line = sign_note("text\n", SIGNER).split("\n\n")

    opened = open_note(f"{head}\n\n{line * 100}", [SIGNER.verifier])

    assert len(opened.signatures) == 1


def test_a_note_has_no_more_than_a_hundred_signatures() -> None:
    head, line = sign_note("text\n", SIGNER).split("\n\n")

    with pytest.raises(MalformedNoteError, match="too-many"):
        open_note(f"{head}\n\n{line * 101}", [SIGNER.verifier])


@given(st.one_of(st.text(), st.binary(), st.text().map("text\n\n— {}\n".format)))
def test_no_bytes_break_the_note_reader(note: str | bytes) -> None:
    with pytest.raises(AuditError):
        open_note(note, [SIGNER.verifier])


def test_a_checkpoint_is_written_as_c2sp_says() -> None:
    text = Checkpoint("example.com/log", 20852163, ROOT).to_text()

    assert text == "example.com/log\n20852163\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"


@given(st.integers(1, 2**63 - 1), st.lists(st.sampled_from(["extension", "å", " "])))
def test_a_checkpoint_is_read_as_it_was_written(size: int, extensions: list[str]) -> None:
    checkpoint = Checkpoint("example.com/log", size, ROOT, tuple(extensions))

    assert Checkpoint.from_text(checkpoint.to_text()) == checkpoint


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", "checkpoint-lines", id="nothing"),
        pytest.param("log\n1\n", "checkpoint-lines", id="two lines"),
        pytest.param("\n1\nAAAA\n", "base64|checkpoint", id="no origin"),
        pytest.param("log\n01\n{root}\n", "checkpoint-size", id="a leading zero"),
        pytest.param("log\n-1\n{root}\n", "checkpoint-size", id="a negative size"),
        pytest.param("log\n+1\n{root}\n", "checkpoint-size", id="a plus sign"),
        pytest.param("log\n1 \n{root}\n", "checkpoint-size", id="a space after"),
        pytest.param("log\n١\n{root}\n", "checkpoint-size", id="another alphabet's digit"),
        pytest.param("log\n9223372036854775808\n{root}\n", "checkpoint-size", id="too large"),
        pytest.param("log\n1\nAAAA\n", "checkpoint-root", id="a short root"),
        pytest.param("log\n1\n{root}AAAA\n", "base64", id="a long root"),
        pytest.param("log\n0\n{root}\n", "checkpoint-root", id="a root of nothing"),
        pytest.param("log\n1\n{empty}\n", "checkpoint-root", id="nothing as a root"),
        pytest.param("log\n1\n{root}\n\n", "checkpoint-lines", id="an empty extension"),
        pytest.param("log\n1\n{root}", "checkpoint-lines", id="no last newline"),
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str, reason: str) -> None:
    whole = text.format(
        root="AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        empty="47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    )

    with pytest.raises(MalformedNoteError, match=reason):
        Checkpoint.from_text(whole)


def test_an_empty_log_has_a_checkpoint_too() -> None:
    checkpoint = Checkpoint(ORIGIN, 0, EMPTY_ROOT)

    assert open_ours(sign_note(checkpoint.to_text(), SIGNER)) == checkpoint


def test_a_checkpoint_needs_the_logs_own_signature() -> None:
    note = sign_note(Checkpoint(ORIGIN, 1, ROOT).to_text(), WITNESS)

    with pytest.raises(VerificationFailedError, match="log-has-not-signed"):
        open_checkpoint(note, [SIGNER.verifier, WITNESS.verifier], origin=ORIGIN)


def test_a_checkpoint_is_of_the_log_that_is_expected() -> None:
    with pytest.raises(VerificationFailedError, match="origin-differs"):
        open_checkpoint(NOTE, [SIGNER.verifier], origin="other.example/log")


def test_go_signs_no_checkpoint_of_ours() -> None:
    note = sign_note(Checkpoint(ORIGIN, 1, ROOT).to_text(), Signer.parse(GO_EXAMPLE))

    with pytest.raises(VerificationFailedError, match="log-has-not-signed"):
        open_checkpoint(note, [Verifier.parse(GO_VKEY)], origin=ORIGIN)
