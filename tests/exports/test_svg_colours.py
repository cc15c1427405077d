from __future__ import annotations

import re
from pathlib import Path

import pytest

import gronatraden.exports

CSS = (Path(gronatraden.exports.__file__).parent / "templates" / "picture.css").read_text("utf-8")
SCREEN = dict(re.findall(r"--picture-([\w-]+): (#\w{6});", CSS.partition("@media")[0]))
PAPER = SCREEN | dict(
    re.findall(r"--picture-([\w-]+): (#\w{6});", CSS.partition("@media print")[2])
)

every_medium = pytest.mark.parametrize("colours", [SCREEN, PAPER], ids=["screen", "paper"])


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@every_medium
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "ground"),
        ("ink", "tint"),
        ("ink", "fault-tint"),
        ("soft", "ground"),
        ("soft", "tint"),
        ("soft", "fault-tint"),
        ("fault", "fault-tint"),
        ("thread", "ground"),
        ("thread", "tint"),
        ("ground", "thread"),
    ],
)
def test_text_has_a_contrast_of_four_and_a_half(
    colours: dict[str, str], text: str, ground: str
) -> None:
    assert contrast(colours[text], colours[ground]) >= 4.5


@every_medium
@pytest.mark.parametrize(
    ("line", "ground"),
    [
        ("line", "ground"),
        ("hair", "ground"),
        ("thread", "ground"),
        ("thread", "tint"),
        ("fault", "fault-tint"),
        ("second", "second-tint"),
        ("third", "third-tint"),
        ("soft", "ground"),
    ],
)
def test_graphics_have_a_contrast_of_three(colours: dict[str, str], line: str, ground: str) -> None:
    assert contrast(colours[line], colours[ground]) >= 3


def test_a_pale_grey_would_not_do() -> None:
    assert contrast("#bbbbbb", SCREEN["ground"]) < 3


def test_the_readers_own_colours_replace_every_colour() -> None:
    forced = CSS.partition("@media (forced-colors: active)")[2].partition("@media")[0]

    assert set(re.findall(r"--picture-([\w-]+):", forced)) == set(SCREEN)
