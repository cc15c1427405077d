"""What differs between two versions is told field by field, with what stood there and stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gronatraden.gates.holding.comparison import Difference, differences, key_of, of_envelope
from gronatraden.tools.change_logic.content import Link
from tests.builders import a_change_logic, some_facts, with_

LOGIC, FACTS = a_change_logic(), some_facts()
FIRST, SECOND, *REST = LOGIC.indicators
NEW = replace(FIRST, id="new")


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        pytest.param(
            FACTS,
            replace(FACTS, title="Gå till jobbet"),
            [
                Difference(
                    path=("title",), kind="changed", before=FACTS.title, after="Gå till jobbet"
                )
            ],
            id="a text",
        ),
        pytest.param(
            FACTS,
            replace(FACTS, summary=""),
            [Difference(path=("summary",), kind="removed", before=FACTS.summary)],
            id="a text that is emptied",
        ),
        pytest.param(
            replace(FACTS, summary=""),
            FACTS,
            [Difference(path=("summary",), kind="added", after=FACTS.summary)],
            id="a text that is filled in",
        ),
        pytest.param(
            FACTS,
            replace(FACTS, total_budget_sek=None),
            [Difference(path=("total_budget_sek",), kind="removed", before=FACTS.total_budget_sek)],
            id="a number that is taken away",
        ),
        pytest.param(
            FACTS,
            with_(FACTS, "archive.place", "Kommunarkivet"),
            [
                Difference(
                    path=("archive", "place"),
                    kind="changed",
                    before=FACTS.archive.place,
                    after="Kommunarkivet",
                )
            ],
            id="inside a part",
        ),
        pytest.param(
            FACTS,
            with_(FACTS, "archive.legal_proceedings_open", value=True),
            [
                Difference(
                    path=("archive", "legal_proceedings_open"),
                    kind="changed",
                    before=False,
                    after=True,
                )
            ],
            id="a truth, that is never empty",
        ),
        pytest.param(
            FACTS,
            with_(FACTS, "funding[eruf].fund", "esf"),
            [
                Difference(
                    path=("funding", "[eruf]", "fund"),
                    kind="changed",
                    before="eruf",
                    after="esf",
                    coded=True,
                )
            ],
            id="a word of several",
        ),
        pytest.param(
            LOGIC,
            replace(LOGIC, indicators=(*LOGIC.indicators, NEW)),
            [Difference(path=("indicators", "[new]"), kind="added", after=NEW)],
            id="an element more",
        ),
        pytest.param(
            LOGIC,
            replace(LOGIC, indicators=(SECOND, *REST)),
            [Difference(path=("indicators", f"[{FIRST.id}]"), kind="removed", before=FIRST)],
            id="an element less",
        ),
        pytest.param(
            LOGIC,
            replace(LOGIC, indicators=(SECOND, FIRST, *REST)),
            [Difference(path=("indicators",), kind="reordered")],
            id="another order",
        ),
        pytest.param(
            LOGIC,
            replace(LOGIC, indicators=(SECOND, NEW, *REST)),
            [
                Difference(path=("indicators", f"[{FIRST.id}]"), kind="removed", before=FIRST),
                Difference(path=("indicators", "[new]"), kind="added", after=NEW),
            ],
            id="one for another, in the same order",
        ),
        pytest.param(
            LOGIC,
            replace(LOGIC, external_factors=()),
            [
                Difference(path=("external_factors",), kind="removed", before=one)
                for one in LOGIC.external_factors
            ],
            id="words, which have no place of their own",
        ),
        pytest.param(
            LOGIC,
            replace(LOGIC, indicators=(replace(FIRST, split_by=("sex",)), SECOND, *REST)),
            [
                Difference(
                    path=("indicators", f"[{FIRST.id}]", "split_by"),
                    kind="removed",
                    before="age",
                    coded=True,
                )
            ],
            id="words of several",
        ),
    ],
)
def test_a_difference_says_what_stood_there_and_what_stands(
    before: object, after: object, found: list[Difference]
) -> None:
    assert list(differences(before, after)) == found


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (("title",), "title"),
        (("funding", "[eruf]"), "funding[eruf]"),
        (("project", "funding", "[eruf]", "fund"), "project.funding[eruf].fund"),
    ],
)
def test_a_difference_is_told_where_findings_would_tell_it(
    path: tuple[str, ...], where: str
) -> None:
    assert Difference(path=path, kind="changed").where == where


def test_a_path_begins_with_what_is_above() -> None:
    (found,) = differences(FACTS, replace(FACTS, title="Gå"), "project")

    assert found.path == ("project", "title")


def test_a_second_element_of_one_name_is_the_second() -> None:
    twice = replace(LOGIC, indicators=(FIRST, FIRST, FIRST))
    once = replace(LOGIC, indicators=(FIRST,))

    found = [one.where for one in differences(once, twice)]

    assert found == [f"indicators[{FIRST.id} (2)]", f"indicators[{FIRST.id} (3)]"]


@pytest.mark.parametrize(
    ("element", "key"),
    [
        (FIRST, FIRST.id),
        (Link(cause="a", effect="b"), "a→b"),
        ("ett ord", "ett ord"),
        (3, "3"),
    ],
    ids=["by its id", "by what it cannot do without", "a word", "a number"],
)
def test_an_element_is_known_by_what_it_cannot_do_without(element: object, key: str) -> None:
    assert key_of(element) == key


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        pytest.param(("own", {}), ("own", {}), [], id="nothing"),
        pytest.param(
            ("own", {}),
            ("fictional", {}),
            [
                Difference(
                    path=("origin",), kind="changed", before="own", after="fictional", coded=True
                )
            ],
            id="its origin",
        ),
        pytest.param(
            ("", {}),
            ("own", {}),
            [Difference(path=("origin",), kind="added", after="own", coded=True)],
            id="an origin at last",
        ),
        pytest.param(
            ("own", {"a": "1", "b": "2", "c": "3"}),
            ("own", {"b": "2", "c": "4", "d": "5"}),
            [
                Difference(path=("sources", "[a]"), kind="removed", before="1"),
                Difference(path=("sources", "[c]"), kind="changed", before="3", after="4"),
                Difference(path=("sources", "[d]"), kind="added", after="5"),
            ],
            id="its sources",
        ),
    ],
)
def test_what_stands_around_a_content_is_compared_too(
    before: tuple[str, dict[str, str]], after: tuple[str, dict[str, str]], found: list[Difference]
) -> None:
    assert list(of_envelope(before, after)) == found


def test_contents_of_two_kinds_are_not_compared() -> None:
    with pytest.raises(TypeError, match="a ChangeLogic is no ProjectFacts"):
        list(differences(LOGIC, FACTS))
