"""Labels into lines: by measured width, never by counting letters.

- A line is broken at a space, after a hyphen or a slash, or at a soft hyphen.
- A word wider than the line is broken where Swedish allows it (enkonsonantsprincipen:
  one consonant, or one cluster that can begin a word, follows to the next line) and gets
  a hyphen; what has no such place, an address or a line of Chinese, is cut between letters.
- A label with more lines than asked for ends in an ellipsis; the picture's table twin
  holds the whole of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gronatraden.exports.svg.lettering import clean
from gronatraden.exports.svg.metrics import clusters, measure

ELLIPSIS = "…"
SOFT_HYPHEN = "\u00ad"
LONGEST = 1000
"""Letters of a label that are laid out; a longer label always ends in an ellipsis."""

_SPACES = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029\u200b]+")
_AFTER = re.compile(r"(?<=[\w.,;:)][-/‐–_])(?=\w)|(?<=\u00ad)")
_VOWELS = frozenset("aeiouyåäöéüæø")
_STARTS = frozenset(
    "bl br dr fl fr gl gr kl kn kr kv pl pr sk sl sm sn sp st sv tr tv vr sj tj ch "
    "skr spr str".split()
)
_LATIN = re.compile(r"[a-zåäöéüæøà-ÿ]+", re.IGNORECASE)
_SHORTEST = 3
"""A hyphenated word leaves at least this many letters on either line."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A label as lines, top to bottom."""

    lines: tuple[str, ...]
    cut: bool = False
    """True where the last line ends in an ellipsis that stands for lost words."""


@dataclass(frozen=True, slots=True)
class Face:
    """The lettering that a label is measured in: size in pixels."""

    size: float
    bold: bool = False

    def width(self, text: str) -> float:
        """Return how wide ``text`` is on one line, in pixels."""
        return measure(text, self.size, bold=self.bold)


def wrap(text: str, width: float, face: Face, *, most: int = 6) -> Wrapped:
    """Return ``text`` in at most ``most`` lines, none wider than ``width`` pixels.

    A single letter wider than the line still gets a line of its own.
    """
    whole = clean(text)
    words = [word for word in _SPACES.split(whole[:LONGEST]) if word]
    lines: list[str] = []
    line = ""
    for word in words:
        line = _add(lines, line, word, width, face)
        if len(lines) > most:
            break
    if line:
        lines.append(line)
    lines = [kept.rstrip() for kept in lines]
    if len(lines) <= most and len(whole) <= LONGEST:
        return Wrapped(tuple(lines))
    return Wrapped((*lines[: most - 1], _shorten(lines[min(most, len(lines)) - 1], width, face)), cut=True)


def fit(text: str, width: float, face: Face) -> Wrapped:
    """Return ``text`` on one line, cut with an ellipsis where it is wider than ``width``."""
    whole = " ".join(_SPACES.split(clean(text)[:LONGEST])).strip().replace(SOFT_HYPHEN, "")
    if face.width(whole) <= width and len(text) <= LONGEST:
        return Wrapped((whole,) if whole else ())
    return Wrapped((_shorten(whole, width, face),), cut=True)


def _add(lines: list[str], line: str, word: str, width: float, face: Face) -> str:
    """Put ``word`` after ``line``, finishing lines as they fill; return the open line."""
    for number, part in enumerate(_AFTER.split(word)):
        glue = " " if line and number == 0 else ""
        shown = part.replace(SOFT_HYPHEN, "")
        hyphen = "-" if part.endswith(SOFT_HYPHEN) else ""
        if face.width(line + glue + shown + hyphen) <= width:
            line += glue + shown
            continue
        if line:
            lines.append(line + ("-" if number and _is_soft(word, line) else ""))
        line = _cut_long(lines, shown, width, face)
    return line


def _is_soft(word: str, line: str) -> bool:
    """Tell whether the break after ``line`` falls on a soft hyphen of ``word``."""
    return any(
        line.endswith(word[: place.start()].replace(SOFT_HYPHEN, "")[-_SHORTEST:])
        for place in re.finditer(SOFT_HYPHEN, word)
    )


def _cut_long(lines: list[str], word: str, width: float, face: Face) -> str:
    """Move full lines of a word that is wider than a line; return what is left of it."""
    while word and face.width(word) > width:
        head, hyphen = _head(word, width, face)
        lines.append(head + hyphen)
        word = word[len(head) :]
    return word


def _head(word: str, width: float, face: Face) -> tuple[str, str]:
    """Return as much of ``word`` as a line holds, and the hyphen it ends in, if any."""
    for place in reversed(_syllables(word)):
        if face.width(word[:place] + "-") <= width:
            return word[:place], "-"
    head = ""
    for part in clusters(word):
        if head and face.width(head + part) > width:
            break
        head += part
    return head, ""


def _syllables(word: str) -> list[int]:
    """Return the places where a Latin word may be hyphenated, left to right."""
    core = _LATIN.match(word)
    letters = core.group().lower() if core else ""
    places = []
    for at in range(_SHORTEST, len(letters) - _SHORTEST + 1):
        onset = _onset(letters, at)
        if onset and _VOWELS & set(letters[:at]):
            places.append(at)
    return places


def _onset(letters: str, at: int) -> bool:
    """Tell whether a new line may begin at ``at``: one consonant or a known cluster, then a vowel."""
    end = at
    while end < len(letters) and letters[end] not in _VOWELS:
        end += 1
    cluster = letters[at:end]
    if not cluster or end == len(letters):
        return False
    start = at
    while start and letters[start - 1] not in _VOWELS:
        start -= 1
    between = letters[start:end]
    longest = next(
        (between[skip:] for skip in range(len(between)) if between[skip:] in _STARTS and skip),
        between[-1],
    )
    return cluster == longest


def _shorten(line: str, width: float, face: Face) -> str:
    """Return ``line`` with an ellipsis at its end, no wider than ``width``."""
    parts = clusters(line.rstrip())
    while parts and face.width("".join(parts) + ELLIPSIS) > width:
        parts.pop()
    return "".join(parts).rstrip(" ,.;:–-") + ELLIPSIS
