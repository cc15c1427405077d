"""Syntax: a YAML parser's complaint as a problem that its writer recognises.

Parsers point at where they stumbled, in their own words. The table here turns the
mistakes that people make into codes, each at the spot that has to be mended: an
unclosed quote is pointed at where it opens. What the table does not know is
``yaml-syntax``, with the parser's own reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yaml import MarkedYAMLError, YAMLError

from gronatraden.errors import Problem

if TYPE_CHECKING:
    from yaml.error import Mark


class _Sign(NamedTuple):
    context: str
    """Part of what the parser was doing."""
    reason: str
    """Part of why it could not."""
    code: str
    at_start: bool = False
    """Whether the problem stands where the parser began, not where it stumbled."""


_SIGNS = (
    _Sign("quoted scalar", "end of stream", "unclosed-quote", at_start=True),
    _Sign("quoted scalar", "escape", "unknown-escape"),
    _Sign("scanning an alias", "", "reserved-character", at_start=True),
    _Sign("scanning an anchor", "", "reserved-character", at_start=True),
    _Sign("scanning a directive", "", "reserved-character", at_start=True),
    _Sign("", "a tab character", "tab"),
    _Sign("", "cannot start any token", "reserved-character"),
    _Sign("parsing a flow node", "node content", "unfinished-bracket"),
    _Sign("", "node content", "reserved-character"),
    _Sign("parsing a flow", "", "unclosed-bracket", at_start=True),
    _Sign("simple key", "expected ':'", "missing-colon", at_start=True),
    _Sign("", "mapping values are not allowed", "colon-in-text"),
    _Sign("", "sequence entries are not allowed", "list-on-the-same-line"),
    _Sign("", "<document start>", "several-documents"),
    _Sign("", "tag", "tag"),
    _Sign("tag", "", "tag"),
    _Sign("parsing a block", "expected", "indentation"),
)
"""The first sign that fits decides."""


def complaint(error: YAMLError, text: str) -> Problem:
    """Return the problem that a parser's error is about."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Problem("yaml-syntax", 1, 1, {"reason": str(error)})
    context, reason = error.context or "", error.problem or ""
    fitting = (sign for sign in _SIGNS if sign.context in context and sign.reason in reason)
    sign = next(fitting, _Sign(context, reason, "yaml-syntax"))
    mark = (error.context_mark if sign.at_start else None) or error.problem_mark
    before, character = _around(mark, text)
    facts = {"character": character, "reason": f"{context}: {reason}".removeprefix(": ")}
    code = _nearer(sign.code, before, character)
    return Problem(code, mark.line + 1, mark.column + 1, facts)


def _nearer(code: str, before: str, character: str) -> str:
    """Tell apart what only the line itself can tell apart."""
    if code == "reserved-character" and character == "\t":
        return "tab"
    if code == "colon-in-text" and ": " not in before:
        return "indentation"
    if code == "indentation" and before.rstrip().endswith(('"', "'")):
        return "text-after-quote"
    return code


def _around(mark: Mark, text: str) -> tuple[str, str]:
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    return line[: mark.column], line[mark.column : mark.column + 1]
