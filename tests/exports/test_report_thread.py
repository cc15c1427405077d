from __future__ import annotations

from gronatraden.thread.coverage import Coverage, Share
from tests.exports.reports import told

HALF = Share(kind="", count=4, measured=4, read=3, whole=2)
COUNTED = Coverage(
    kinds=(
        Share(kind="challenges", count=1, measured=1, read=1, whole=1),
        Share(kind="activities", count=1, measured=1, read=1, whole=1),
        Share(kind="effects", count=1, measured=1, read=1, whole=0),
        Share(kind="indicators", count=1, measured=1, read=0, whole=0),
    ),
    together=HALF,
)


def test_the_thread_says_how_much_of_it_holds() -> None:
    words = told(coverage=COUNTED).at("thread").words

    assert "Tråden är hel till 50 %." in words
    assert "2 av 4 utmaningar, aktiviteter, effekter och indikatorer" in words


def test_every_kind_has_a_row_with_its_counts() -> None:
    words = told(coverage=COUNTED).at("thread").words

    assert "Indikatorer 1 1 0 0" in words
    assert "Aktiviteter 1 1 1 1" in words


def test_where_there_is_no_line_nothing_is_counted() -> None:
    nothing = Coverage(kinds=(), together=Share(kind="", count=0, measured=0, read=0, whole=0))

    words = told(coverage=nothing).at("thread").words

    assert "Tråden är hel" not in words
