"""How long a field takes to write: a figure with its basis, said in milliseconds.

Typing is counted, and a moment to see what is asked. Finding out is not: that is the
work itself. Nor is the name of the field, which stands in the template.

- Speed: 19 words of five characters a minute, for people who compose while they type.
  Source: Karat, Halverson, Horn and Karat, CHI 1999.
- The moment: 1.35 s for each field, the mental operator of the keystroke-level model.
  Source: Card, Moran and Newell, 1980.
- Characters: the mean of what the projects in ``samples/`` say in a field of the kind,
  rounded up; a test counts them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gronatraden.gates.burden.fields import Kind

CHARACTERS_A_MINUTE = 19 * 5
MOMENT_MS = 1_350
CHARACTERS: dict[Kind, int] = {
    "name": 15,
    "line": 30,
    "text": 65,
    "number": 3,
    "day": 10,
    "choice": 9,
    "tick": 4,
    "list": 28,
}
"""By kind of field."""

_MINUTE_MS = 60_000


def milliseconds(kind: Kind) -> int:
    """Return what it takes to fill in one field."""
    return MOMENT_MS + typed(CHARACTERS[kind])


def typed(characters: int) -> int:
    """Return the milliseconds that it takes to write so many characters."""
    return characters * _MINUTE_MS // CHARACTERS_A_MINUTE


def minutes(milliseconds_: int) -> int:
    """Return whole minutes, a begun one counted."""
    return -(-milliseconds_ // _MINUTE_MS)
