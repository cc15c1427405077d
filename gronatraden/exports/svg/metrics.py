"""How wide a text will be, without asking a browser.

Widths are those of a sans-serif face at 1000 units to the em. Each one is the wider
of Liberation Sans (metrically Arial and Helvetica) and Inter, rounded up to the next
20 units, so that a label measured here fits in either; what is not in the table is
estimated from its base letter, its script or its East Asian width, on the wide side.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

EM = 1000
"""Units to the em."""

BOLD = 1.08
"""How much wider the semibold face is; the widest of Inter SemiBold and Arial Bold, in words."""

_BY_WIDTH = {
    240: "'ijl’‘",
    280: "!,.:;I·",
    300: " \u00a0\u202f",
    340: "|",
    360: "/\\‐‑-",
    380: "()[]frt{}",
    400: "”“",
    420: '"',
    460: "°",
    480: "^",
    500: "*`",
    540: "sx",
    560: "1?J_ckvyz–«»§‡",
    580: "7Laåäðáàâãāçčéèêëěńñš•",
    600: "ehnouöéüóòôõúùûýžđ",
    620: "258Fgpqøþß",
    640: "#$0369Zbd£µ†Šš",
    660: "+4<=>T~×−",
    680: "&ABEKPSVXYÅÄÉÁÀÂÃÇÈÊË€",
    740: "CDHRÐ®",
    760: "NUÜÚÙÛÑ",
    780: "GOQÖØÓÒÔÕ",
    820: "w",
    880: "m",
    900: "%M",
    920: "©",
    940: "æ½¼¾",
    960: "W↑↓",
    1000: "Æœ—…→←™‰Œ",
    1020: "@",
}
_WIDTHS = {letter: units for units, letters in _BY_WIDTH.items() for letter in letters}

_WIDE = 1000
_EMOJI = 1300
_UNKNOWN = 700
_NO_WIDTH = frozenset({"Mn", "Me", "Cf", "Cc"})
_JOINER = "\u200d"
_CLUSTER = re.compile(
    r"[\U0001F1E6-\U0001F1FF]{2}"  # a flag is two regional indicators
    r"|[^\u200d](?:[\u0300-\u036f\u200c\u20d0-\u20ff\ufe00-\ufe0f\U0001F3FB-\U0001F3FF]"
    r"|\u200d[^\u200d])*"
    r"|\u200d"
)


@lru_cache(maxsize=4096)
def units(character: str) -> int:
    """Return the width of one character, in thousandths of the font size."""
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _EMOJI if unicodedata.category(character) == "So" else _WIDE
    base = unicodedata.normalize("NFD", character)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    if unicodedata.category(character) in {"So", "Co", "Cn"}:
        return _EMOJI
    return _UNKNOWN if character.islower() or not character.isupper() else _WIDE * 4 // 5


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of ``text`` on one line, in the unit of ``size``."""
    total = sum(units(character) for character in text) * size / EM
    return total * BOLD if bold else total


def clusters(text: str) -> list[str]:
    """Split ``text`` where a line may be cut without tearing a letter apart.

    A letter keeps its combining marks, an emoji its modifiers, its joined parts and its
    variation selector; a flag stays whole. Joining the parts gives ``text`` back.
    """
    parts: list[str] = []
    for part in _CLUSTER.findall(text):
        if parts and (part == _JOINER or unicodedata.combining(part[0]) or _is_mark(part[0])):
            parts[-1] += part
        else:
            parts.append(part)
    return parts


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Mc", "Me"}
