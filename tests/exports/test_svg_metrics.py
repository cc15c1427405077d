from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gronatraden.exports.svg.lettering import clean, runs_rightwards
from gronatraden.exports.svg.metrics import clusters, measure
from gronatraden.exports.svg.wrapping import ELLIPSIS, Face, fit, wrap

FACE = Face(15)


@example("0\x1f\xad0", 30.0, 2)
@given(st.text(max_size=200), st.floats(20, 300), st.integers(1, 8))
def test_no_line_is_wider_than_asked(text: str, width: float, most: int) -> None:
    lines = wrap(text, width, FACE, most=most).lines

    assert len(lines) <= most
    assert [line for line in lines if FACE.width(line) > width and len(clusters(line)) > 1] == []


@given(
    st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Zp"]), max_size=80)
)
def test_no_letter_is_lost_when_there_are_lines_enough(text: str) -> None:
    lines = wrap(text, 90, FACE, most=1000).lines

    assert "".join(lines).replace("-", "") == clean(text).replace("-", "")


@given(st.text(max_size=60))
def test_clusters_together_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


@pytest.mark.parametrize("letter", ["å", "e\u0301", "👍🏽", "👨‍👩‍👧‍👦", "🇸🇪", "❤️", "क्"], ids=ascii)
def test_a_letter_of_several_parts_is_never_torn(letter: str) -> None:
    lines = wrap(letter * 12, 40, FACE, most=99).lines

    assert set("".join(lines).split(letter)) == {""}
    assert all(line.replace(letter, "") == "" for line in lines)


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        pytest.param("kollektivtrafik", ("kollektiv-", "trafik"), id="before a cluster"),
        pytest.param("jämställdhetsarbete", ("jämställd-", "hetsarbete"), id="one consonant"),
        pytest.param("utvärderingsplan", ("utvärde-", "ringsplan"), id="in a compound"),
        pytest.param("mobilitets\u00adplan", ("mobilitets-", "plan"), id="where the writer says"),
        pytest.param("gång-/cykelväg", ("gång-/", "cykelväg"), id="after a slash"),
    ],
)
def test_a_long_word_breaks_as_swedish_does(word: str, lines: tuple[str, ...]) -> None:
    assert wrap(word, 84, FACE).lines == lines


def test_an_address_is_cut_without_hyphens() -> None:
    lines = wrap("https://exempel.se/x/0123456789abcdef", 100, FACE).lines

    assert "".join(lines) == "https://exempel.se/x/0123456789abcdef"


def test_a_label_that_fits_is_left_alone() -> None:
    wrapped = wrap("Lägre utsläpp", 138, FACE)

    assert (wrapped.lines, wrapped.cut) == (("Lägre utsläpp",), False)


def test_a_cut_label_ends_in_an_ellipsis() -> None:
    wrapped = wrap("ord " * 100, 138, FACE, most=2)

    assert wrapped.cut
    assert wrapped.lines[-1].endswith(ELLIPSIS)


def test_a_very_long_label_is_cut_quickly() -> None:
    assert wrap("x" * 1_000_000, 138, FACE).cut


@given(st.text(max_size=80), st.floats(30, 200))
def test_one_line_is_one_line(text: str, width: float) -> None:
    lines = fit(text, width, FACE).lines

    assert len(lines) <= 1


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [("i", "m"), ("a", "A"), ("x", "日"), ("x", "🚲"), ("ö", "Ö"), ("и", "Ж")],
)
def test_wide_letters_measure_wider(narrow: str, wide: str) -> None:
    assert measure(narrow, 15) < measure(wide, 15)


@pytest.mark.parametrize("letter", ["å", "ä", "ö", "é", "ű", "ğ"])
def test_an_accent_takes_no_room(letter: str) -> None:
    base = {"å": "a", "ä": "a", "ö": "o", "é": "e", "ű": "u", "ğ": "g"}[letter]

    assert measure(letter, 15) == measure(base, 15)


def test_semibold_letters_are_wider() -> None:
    assert measure("Samverkan", 15, bold=True) > measure("Samverkan", 15)


@pytest.mark.parametrize("text", ["مشروع", "12 שלום", "\u2067مشروع abc"])
def test_a_label_that_begins_in_arabic_or_hebrew_runs_leftwards(text: str) -> None:
    assert not runs_rightwards(text)


@pytest.mark.parametrize("text", ["Växjö مشروع", "", "2045", "日本"])
def test_any_other_label_runs_rightwards(text: str) -> None:
    assert runs_rightwards(text)


def test_orders_about_direction_are_taken_out() -> None:
    assert clean("\u202eabc\u202c \u2067d\u2069") == "abc d"
