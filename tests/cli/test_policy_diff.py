from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.samples.shipped import shipped

if TYPE_CHECKING:
    from tests.cli.house import Desk

NUMBER = "        numbers: {percent: 60}\n"


def test_a_file_is_compared_with_what_is_published(desk: Desk) -> None:
    text = desk("policy", "show", "gronatraden-full").out
    file = desk.file("next.yaml", text.replace(NUMBER, NUMBER.replace("60", "70"), 1))

    answer = desk("policy", "diff", "gronatraden-full/3", file)

    assert answer.code == 0
    assert "numbers.percent: 60 → 70" in answer.out


def test_the_same_asks_the_same(desk: Desk) -> None:
    data = desk("policy", "diff", "gronatraden-full", "gronatraden-full/3", "--json").data

    assert (data["schema"], data["asks_the_same"]) == ("gronatraden/policy-diff/1", True)


def test_two_files_need_no_database(bare: Desk) -> None:
    files = [path for path in shipped() if path.stem.startswith("gronatraden-")]

    answer = bare("policy", "diff", *files)

    assert (answer.code, "− start." in answer.out) == (0, True)


def test_a_name_that_is_not_published_is_told(desk: Desk) -> None:
    answer = desk("policy", "diff", "gronatraden-ful", "gronatraden-full")

    assert (answer.code, "gronatraden-full" in answer.told) == (2, True)
