from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.builders import a_change_logic, with_
from tests.cli.house import document

if TYPE_CHECKING:
    from tests.cli.house import Desk

LOGIC = a_change_logic()


@pytest.fixture
def changed(desk: Desk) -> Desk:
    """Return a desk where the change logic has a second version."""
    content = with_(
        replace(LOGIC, activities=LOGIC.activities[1:]), "evaluation.budget_sek", 700_000
    )
    file = desk.file("change_logic.yaml", document("change_logic", content))
    desk("--as", "alva", "document", "submit", "cykla", file)
    return desk


def test_a_difference_is_told_in_words(changed: Desk) -> None:
    answer = changed("document", "diff", "cykla", "change_logic")

    assert answer.out == (
        "Förändringslogik: 2 skillnader mellan version 1 och version 2.\n"
        "  − borttaget: aktiviteter › bike-campaign\n"
        "      förr: Prova på-kampanj med elcykel på arbetsplatser\n"
        "  ~ ändrat: utvärdering › budget\n"
        "      förr: 650\u00a0000\u00a0kr\n"
        "      nu: 700\u00a0000\u00a0kr\n"
    )


def test_a_difference_is_told_in_english(changed: Desk) -> None:
    answer = changed("--lang", "en", "document", "diff", "cykla", "change_logic")

    assert answer.out.startswith("Change logic: 2 differences between version 1 and version 2.")


def test_a_difference_is_data(changed: Desk) -> None:
    data = changed("document", "diff", "cykla", "change_logic", "--json").data

    assert data["schema"] == "gronatraden/diff/1"
    assert (data["from"]["number"], data["to"]["number"]) == (1, 2)
    assert data["differences"][1] == {
        "where": "evaluation.budget_sek",
        "kind": "changed",
        "before": 650_000,
        "after": 700_000,
    }


def test_a_first_version_is_compared_with_nothing(desk: Desk) -> None:
    answer = desk("document", "diff", "cykla", "project", "--json")

    assert answer.data["from"] is None


def test_the_same_twice_has_no_difference(changed: Desk) -> None:
    answer = changed("document", "diff", "cykla", "change_logic", "--from", "2")

    assert answer.out == "Förändringslogik: version 2 säger detsamma som version 2.\n"


def test_a_difference_since_no_decision_is_refused(desk: Desk) -> None:
    answer = desk("document", "diff", "cykla", "change_logic", "--since-decision")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Kunde inte jämföra med det senaste beslutet i cykla.")
