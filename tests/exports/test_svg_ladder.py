from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings

from gronatraden.diagram import Ladder, Step
from gronatraden.exports.svg.ladder import lay_out
from tests.exports.pictures import SVG, figure, say, some_steps, steps, words


@settings(max_examples=80, deadline=None)
@given(steps)
def test_rungs_and_names_never_overlap(given_steps: tuple[Step, ...]) -> None:
    rungs = lay_out(Ladder(given_steps), say).rungs

    rects = [rung.rect for rung in rungs]
    chips = [chip.rect for rung in rungs for chip in rung.chips]

    assert [pair for pair in combinations(rects, 2) if pair[0].overlaps(pair[1])] == []
    assert [pair for pair in combinations(chips, 2) if pair[0].overlaps(pair[1])] == []


@settings(max_examples=80, deadline=None)
@given(steps)
def test_every_name_stays_on_its_rung(given_steps: tuple[Step, ...]) -> None:
    rungs = lay_out(Ladder(given_steps), say).rungs

    assert all(rung.rect.holds(chip.rect) for rung in rungs for chip in rung.chips)


def test_the_first_step_is_the_lowest() -> None:
    rungs = lay_out(Ladder(some_steps(3)), say).rungs

    assert [rung.texts[0].lines[0] for rung in rungs] == [
        f"[picture.step-{place}]" for place in (2, 1, 0)
    ]


def test_each_step_stands_further_in_than_the_one_below() -> None:
    rects = [rung.rect for rung in lay_out(Ladder(some_steps(4)), say).rungs]

    assert all(upper.x > lower.x for upper, lower in pairwise(rects))


def test_each_step_shows_its_question() -> None:
    drawn = figure(Ladder(some_steps(2)))

    questions = [words(g) for g in drawn.findall(f".//{SVG}g[@class='picture-question']")]

    assert questions == ["[picture.step-1.question]", "[picture.step-0.question]"]


def test_whoever_is_on_the_way_comes_with_an_arrow() -> None:
    here, there = Step("a", ("Kommunen",)), Step("b", (), ("Kommunen",))

    drawing = lay_out(Ladder((here, there)), say)

    assert [(chip.coming, chip.text.lines[0]) for rung in drawing.rungs for chip in rung.chips] == [
        (True, "Kommunen"),
        (False, "Kommunen"),
    ]
    assert len(drawing.rises) == 1
    assert drawing.rises[0][2] < drawing.rungs[0].rect.bottom < drawing.rises[0][1]


def test_without_anyone_on_the_way_nothing_rises() -> None:
    assert lay_out(Ladder(some_steps(3)), say).rises == ()


def test_a_step_with_nobody_says_so() -> None:
    assert "Ingen här ännu" in words(figure(Ladder((Step("a"),))))


def test_a_crowd_is_counted_beyond_thirty() -> None:
    names = tuple(f"Aktör {n}" for n in range(45))

    assert "och 15 till" in words(figure(Ladder((Step("a", names),))))
