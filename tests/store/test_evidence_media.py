"""A file is what its name and its bytes both say."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.errors import EvidenceRefusedError
from gronatraden.store.evidence.media import media_type_of, suffix_of
from tests.builders.evidence import ASIC, BODIES, ODT, PDF, packed

SUFFIXES = sorted(BODIES)
TEXTS = {".txt", ".md"}
ALIKE = [{".jpg", ".jpeg"}, {".asice", ".sce"}, TEXTS]
"""Endings for the same kind of bytes."""
MISTAKEN = [
    (said, held)
    for said in SUFFIXES
    for held in SUFFIXES
    if said != held and not any({said, held} <= same for same in ALIKE)
]


def told(name: str, body: bytes) -> str:
    """Return what a file is said to be: its media type, or why it is refused."""
    try:
        return media_type_of(name, io.BytesIO(body))
    except EvidenceRefusedError as error:
        return str(error.facts["reason"])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_kind_is_known(suffix: str) -> None:
    body, media_type = BODIES[suffix]

    assert told(f"beslut{suffix}", body) == media_type


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_capitals_in_a_name_do_not_matter(suffix: str) -> None:
    body, media_type = BODIES[suffix]

    assert told(f"BESLUT{suffix.upper()}", body) == media_type


@pytest.mark.parametrize(("said", "held"), MISTAKEN)
def test_one_kind_is_not_taken_for_another(said: str, held: str) -> None:
    body, _ = BODIES[held]

    assert (told(f"beslut{said}", body) in {"not-what-it-says", "no-text"}) or (
        said in TEXTS and held == ".pdf"
    )


@pytest.mark.parametrize(
    ("name", "body"),
    [
        pytest.param("b.pdf", b" " + PDF, id="a PDF after a space"),
        pytest.param("b.pdf", b"%PDF", id="half a signature"),
        pytest.param("b.odt", packed(("a", b""), ("mimetype", ODT.encode())), id="mimetype second"),
        pytest.param("b.odt", packed(("mimetype", ASIC.encode())), id="another mimetype"),
        pytest.param("b.docx", packed(("word/document.xml", b"")), id="no content types"),
        pytest.param("b.docx", packed(("[Content_Types].xml", b"")), id="no document"),
        pytest.param("b.docx", b"PK\3\4", id="a head alone"),
        pytest.param("b.eml", b"From: a@b.se\n\n", id="a mail without a day"),
        pytest.param("b.eml", b"\nFrom: a@b.se\nDate: x\n", id="a mail without headers"),
        pytest.param("b.eml", b"hej\nFrom: a@b.se\nDate: x\n", id="a mail after a word"),
    ],
)
def test_what_is_nearly_of_a_kind_is_refused(name: str, body: bytes) -> None:
    assert told(name, body) == "not-what-it-says"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"\xff\xfeh\0e\0j\0", id="UTF-16"),
        pytest.param("Åtgärd".encode("latin-1"), id="Latin-1"),
        pytest.param(b"hej\0", id="a zero byte"),
        pytest.param(b"\x1b[2J", id="an escape"),
        pytest.param("å".encode()[:1], id="half a letter"),
        pytest.param(b"\xed\xa0\x80", id="half a pair"),
    ],
)
def test_text_is_text(body: bytes) -> None:
    assert told("anteckning.txt", body) == "no-text"


def test_a_letter_may_lie_across_two_pieces() -> None:
    body = b"a" * (1_048_576 - 1) + "å".encode()

    assert told("lång.txt", body) == "text/plain"


def test_a_long_header_is_read_in_good_time() -> None:
    body = b"X:" + b" \n " * 200_000

    assert told("b.eml", body) == "not-what-it-says"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_media_type_has_an_ending(suffix: str) -> None:
    _, media_type = BODIES[suffix]

    assert BODIES[suffix_of(media_type)][1] == media_type


@given(
    st.sampled_from([*SUFFIXES, ".exe", ""]),
    st.one_of(
        st.binary(max_size=200),
        st.tuples(st.sampled_from([b for b, _ in BODIES.values()]), st.binary(max_size=50)).map(
            b"".join
        ),
    ),
)
def test_any_bytes_get_an_answer(suffix: str, body: bytes) -> None:
    answers = {media_type for _, media_type in BODIES.values()}

    assert told(f"x{suffix}", body) in answers | {"not-what-it-says", "no-text", "unknown-kind"}
