"""A difference between two versions as people read it: where, from what, to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gronatraden.cli.layout import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.cli.door import Door
    from gronatraden.gates.holding.comparison import Difference

_SIGNS = {
    "added": ("+", "green"),
    "removed": ("−", "red"),
    "changed": ("~", "yellow"),
    "reordered": ("↕", None),
}
"""Kind of difference → sign and colour; the words say it where there is no colour."""


def difference_lines(door: Door, found: Difference, *, note: str = "") -> Iterator[str]:
    """Yield what a difference says.

    Args:
        door: Where it is shown.
        found: The difference.
        note: What is said of it behind its place.
    """
    from gronatraden.exports.holding.difference import place, values  # noqa: PLC0415 - slow to import

    sign, colour = _SIGNS[found.kind]
    said = door.say(f"difference.{found.kind}", place=place(found, door.voice))
    yield paragraph(
        f"{said} ({note})" if note else said,
        first=click.style(sign, fg=colour) + " ",
        indent=2,
        hang=2,
    )
    was, now = values(found, door.voice)
    for text, code in ((was, "was"), (now, "now")):
        if text:
            yield paragraph(door.say(f"difference.{code}", text=text), indent=6, hang=5)
