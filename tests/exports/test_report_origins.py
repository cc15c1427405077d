from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gronatraden.diagram import Arrow, Box, Coded, Column, Columns, Diagram, Ladder, Table
from gronatraden.exports.report.origins import (
    Kind,
    Origins,
    Part,
    kind_of,
    kind_of_facts,
    one_kind,
    origins_of,
    together,
)
from gronatraden.exports.report.pictures import readable
from gronatraden.exports.report.places import place
from gronatraden.text import Voice
from tests.builders import a_change_logic, some_facts
from tests.builders.changes import with_
from tests.builders.project import CYKLA

if TYPE_CHECKING:
    from gronatraden.documents import Origin

SWEDISH, ENGLISH = Voice("sv"), Voice("en")


def test_an_element_without_an_origin_has_its_documents() -> None:
    assert origins_of(a_change_logic(), "public").by_id["evaluate"] == "public"


def test_an_element_has_the_origin_it_says() -> None:
    logic = with_(a_change_logic(), "activities[evaluate].origin", "fictional")

    found = origins_of(logic, "public")

    assert [p.id for p in found.made_up] == ["evaluate"]


def test_a_made_up_element_that_cites_a_source_is_made_up_in_part() -> None:
    logic = with_(a_change_logic(), "activities[evaluate].source", "S1")

    assert origins_of(logic, "fictional").by_id["evaluate"] == "partly"


@pytest.mark.parametrize("source", ["", "S1"])
def test_a_public_element_is_public_whatever_it_cites(source: str) -> None:
    assert kind_of("public", source) == "public"


def test_an_element_is_told_by_the_words_people_know_it_by() -> None:
    found = {p.id: p.label for p in origins_of(a_change_logic(), "own").parts}

    assert found["evaluate"] == "Följeforskning"


KINDS: list[tuple[set[Kind], Kind]] = [
    ({"public"}, "public"),
    ({"public", "own"}, "mixed"),
    ({"public", "fictional"}, "partly"),
    ({"partly"}, "partly"),
]


@pytest.mark.parametrize(("kinds", "word"), KINDS)
def test_many_kinds_become_one_word(kinds: set[Kind], word: Kind) -> None:
    assert one_kind(kinds) == word


def test_a_document_without_elements_is_what_it_says_itself() -> None:
    assert Origins("fictional").kind == "fictional"


def test_documents_together_hold_all_their_elements() -> None:
    both = together((Origins("own", (Part("a", "A", "own"),)), Origins("public")))

    assert (both.whole, both.kind) == ("", "own")


@pytest.mark.parametrize(
    ("cited", "whole", "kind"),
    [
        ((), "fictional", "fictional"),
        (("S1",), "fictional", "partly"),
        (("S1",), "public", "public"),
    ],
)
def test_facts_that_cite_sources_are_made_up_in_part(
    cited: tuple[str, ...], whole: Origin, kind: Kind
) -> None:
    facts = some_facts(cited=cited, funding=())

    assert kind_of_facts(facts, whole) == kind


def test_a_made_up_fund_makes_facts_made_up_in_part() -> None:
    funding = (replace(CYKLA.funding[0], origin="fictional"),)

    assert kind_of_facts(some_facts(funding=funding), "public") == "partly"


def drawn(note: str = "", *, id: str = "a", label: str = "A") -> Diagram:  # noqa: A002 - a box's
    """Return a picture of one box, with its note in the table too."""
    columns = Columns((Column("activities", (Box(id, label, note),)),), (Arrow("a", "a"),))
    return Diagram("thread", columns, Table(("what", "note"), ((Coded("what"), note),)))


WRITTEN = [
    ("2026-06-30", "30 juni 2026", "30 June 2026"),
    ("2026-02-31", "2026-02-31", "2026-02-31"),
    ("4\u00a0000\u00a0000 kr", "4\u00a0000\u00a0000\u00a0kr", "SEK\u00a04,000,000"),
    ("20400 → 18500.5", "20\u00a0400 → 18\u00a0500,5", "20,400 → 18,500.5"),
    ("-3", "\u22123", "\u22123"),
    ("senast 2026-06-30", "senast 2026-06-30", "senast 2026-06-30"),
]


@pytest.mark.parametrize(("note", "swedish", "english"), WRITTEN)
def test_days_and_amounts_take_the_readers_form(note: str, swedish: str, english: str) -> None:
    told = [readable(drawn(note), voice, {}) for voice in (SWEDISH, ENGLISH)]

    assert [d.table.rows[0][1] for d in told] == [swedish, english]
    assert [d.shape.columns[0].boxes[0].note for d in told if isinstance(d.shape, Columns)] == [
        swedish,
        english,
    ]


@pytest.mark.parametrize(
    ("kind", "note"), [("fictional", "påhittat"), ("partly", "delvis påhittat"), ("public", "")]
)
def test_a_box_that_is_made_up_says_so(kind: Kind, note: str) -> None:
    told = readable(drawn(id="activity:a"), SWEDISH, {"a": kind})

    assert isinstance(told.shape, Columns)
    assert told.shape.columns[0].boxes[0].note == note


def test_a_reading_says_its_number_and_not_its_indicators_origin() -> None:
    told = readable(drawn(id="reading:a", label="20400 resor"), SWEDISH, {"a": "fictional"})

    assert isinstance(told.shape, Columns)
    assert told.shape.columns[0].boxes[0] == Box("reading:a", "20\u00a0400 resor")


def test_the_table_names_a_reading_as_its_box_does() -> None:
    diagram = drawn(id="reading:a", label="27.5 procent")
    table = Table((), (("27.5 procent", "27.5 procent; 9.5 annat"),))

    told = readable(replace(diagram, table=table), SWEDISH, {})

    assert told.table.rows == (("27,5 procent", "27,5 procent; 9.5 annat"),)


def test_other_shapes_keep_their_own_words() -> None:
    ladder = Diagram("ladder", Ladder(()), Table((), (("2026-06-30", "x"),)))

    told = readable(ladder, SWEDISH, {})

    assert (told.shape, told.table.rows) == (ladder.shape, (("30 juni 2026", "x"),))


PLACES = {
    "change_logic.indicators[co2].baseline": (
        "Förändringslogik",
        "indikatorer",
        "co2",
        "utgångsvärde",
    ),
    "readings[bike-users]": ("mätvärden", "bike-users"),
    "project.ends_on": ("projektfakta", "slutdatum"),
    "learning_cycle": ("Lärandecykel",),
    "": (),
}


@pytest.mark.parametrize(("where", "said"), PLACES.items())
def test_a_place_is_said_in_words(where: str, said: tuple[str, ...]) -> None:
    assert place(SWEDISH, where) == said
