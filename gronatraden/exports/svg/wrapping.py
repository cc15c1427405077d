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
_AFTER = re.compile(r"(?<=[\w.,;:)-][-/‐–_])(?=\w)|(?<=\u00ad)")
_BETWEEN_VOWELS = re.compile(
    r"(?<=[aeiouyåäöéüæø])(?!ck[a-zåäö])[^aeiouyåäöéüæø]+(?=[aeiouyåäöéüæø])"
)
_JOINT = re.compile(r"(?<=hets|ings|tets|ions|doms|ment)(?=[^s])")
_START = re.compile(r"s[kpt]r|[bfgkps]l|[bdfgkptv]r|[gks]n|[kst]v|s[jkmpt]|tj|ch")
"""Consonants that together can begin a Swedish syllable."""
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
    last = _shorten(lines[min(most, len(lines)) - 1], width, face)
    return Wrapped((*lines[: most - 1], last), cut=True)


def fit(text: str, width: float, face: Face) -> Wrapped:
    """Return ``text`` on one line, cut with an ellipsis where it is wider than ``width``."""
    whole = " ".join(_SPACES.split(clean(text)[:LONGEST])).strip().replace(SOFT_HYPHEN, "")
    if face.width(whole) <= width and len(text) <= LONGEST:
        return Wrapped((whole,) if whole else ())
    return Wrapped((_shorten(whole, width, face),), cut=True)


def _add(lines: list[str], line: str, word: str, width: float, face: Face) -> str:
    """Put ``word`` after ``line``, finishing lines as they fill; return the open line."""
    glue = " " if line else ""
    hyphen = ""
    for part in _AFTER.split(word):
        shown = part.replace(SOFT_HYPHEN, "")
        soft = "-" if part.endswith(SOFT_HYPHEN) else ""
        if face.width(line + glue + shown + soft) <= width:
            line += glue + shown
        else:
            if line:
                lines.append(line + hyphen)
            line = _cut_long(lines, shown, width, face)
            if face.width(line + soft) > width:
                soft = ""  # a full line has no room for a hyphen
        glue, hyphen = "", soft
    return line


def _cut_long(lines: list[str], word: str, width: float, face: Face) -> str:
    """Move full lines of a word that is wider than a line; return what is left of it."""
    while word and face.width(word) > width:
        head, hyphen = _head(word, width, face)
        lines.append(head + hyphen)
        word = word[len(head) :]
    return word


def _head(word: str, width: float, face: Face) -> tuple[str, str]:
    """Return as much of ``word`` as a line holds, and the hyphen it ends in, if any."""
    for place in _syllables(word):
        if face.width(word[:place] + "-") <= width:
            return word[:place], "-"
    head = ""
    for part in clusters(word):
        if head and face.width(head + part) > width:
            break
        head += part
    return head, ""


def _syllables(word: str) -> list[int]:
    """Return where a Latin word may be hyphenated: last joints first, then last syllables."""
    core = _LATIN.match(word)
    letters = core.group().lower() if core else ""
    joints = [joint.start() for joint in _JOINT.finditer(letters)]
    places = [run.end() - _carried(run.group()) for run in _BETWEEN_VOWELS.finditer(letters)]
    places = [at for at in places if at + 1 not in joints]
    wanted = (*reversed(joints), *reversed(places))
    return [at for at in wanted if _SHORTEST <= at <= len(letters) - _SHORTEST]


def _carried(consonants: str) -> int:
    """Return how many of the consonants between two vowels follow to the next line."""
    fitting = (n for n in (3, 2) if n < len(consonants) and _START.fullmatch(consonants[-n:]))
    return next(fitting, 1)


def _shorten(line: str, width: float, face: Face) -> str:
    """Return ``line`` with an ellipsis at its end, no wider than ``width``."""
    parts = clusters(line.rstrip())
    while parts and face.width("".join(parts) + ELLIPSIS) > width:
        parts.pop()
    return "".join(parts).rstrip(" ,.;:–-") + ELLIPSIS
