"""The engine's complaints as troubles that the author of a policy recognises.

What the table does not know is ``condition-unfit``, with the engine's own reason.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias

from gronatraden.policy.conditions.port import Facts, Trouble
from gronatraden.policy.conditions.shapes import fields_of
from gronatraden.policy.conditions.vocabulary import PARAMS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gronatraden.policy.conditions.cel.descriptors import Described
    from gronatraden.policy.conditions.vocabulary import Vocabulary

_ONE = re.compile(r"ERROR: <input>:(-?\d+):(-?\d+): (.*)")
_FIELD = re.compile(r"undefined field '(.*)' not found in struct '(.*)'")
_NAME = re.compile(r"undeclared reference to '(.*?)' ")
_OVERLOAD = re.compile(r"found no matching overload for '(.*)' applied to '\((.*)\)'")
_TOO_DEEP = "recursion"
_SYNTAX = "Syntax error: "
_MIXED = {"int", "double"}
_NAMES = {
    "google.protobuf.Timestamp": "day",
    "google.protobuf.Duration": "duration",
    "null_type": "null",
}
"""What the guide calls a type that the engine names otherwise."""
_CLOCKS = frozenset({"now", "today", "date", "time"})


Known: TypeAlias = "tuple[Vocabulary, Described] | None"


def complaints(said: str, text: str, known: Known) -> tuple[Trouble, ...]:
    """Return what an engine's error is about, in the order of the text.

    Args:
        said: The engine's own words.
        text: The expression.
        known: What it was checked against; None where only its grammar was.
    """
    if _TOO_DEEP in said:
        return (Trouble("condition-is-too-deep"),)
    found = [
        _made_out(_offset(text, int(line), int(column)), reason, text, known)
        for line, column, reason in _ONE.findall(said)
    ]
    first = next((one for one in found if one.code == "condition-syntax"), None)
    if first is not None:
        return (first,)
    return tuple(sorted(found, key=lambda one: one.at)) or (
        Trouble("condition-unfit", 0, {"reason": said.splitlines()[0][:200]}),
    )


def _made_out(at: int, reason: str, text: str, known: Known) -> Trouble:
    if reason.startswith(_SYNTAX):
        return _syntax(text, at)
    if known is None:
        return Trouble("condition-unfit", at, {"reason": reason})
    vocabulary, described = known
    if match := _FIELD.search(reason):
        content = described.content_of(match[2])
        fields = () if content is None else tuple(fields_of(content))
        return _near("field", at + 1, match[1], fields)
    if match := _NAME.search(reason):
        return _undeclared(at, match[1], text, vocabulary)
    if match := _OVERLOAD.search(reason):
        return _mismatch(at, match[1], match[2])
    return Trouble("condition-unfit", at, {"reason": reason})


def _undeclared(at: int, name: str, text: str, vocabulary: Vocabulary) -> Trouble:
    first, _, rest = name.partition(".")
    if first == PARAMS and rest:
        return _near("param", at + 1, rest.partition(".")[0], tuple(vocabulary.params))
    before = text[: at + len(first)]  # the engine points at the name, or at its dot or bracket
    begins = before.rfind(first) if first in before else text.find(first, at)
    if first in _CLOCKS:
        return Trouble("condition-reads-a-clock", begins, {"name": first})
    return _near("name", begins, first, vocabulary.known)


def _near(kind: str, at: int, name: str, known: Iterable[str]) -> Trouble:
    nearest = get_close_matches(name, list(known), cutoff=0.5)
    if nearest:
        return Trouble(f"unknown-condition-{kind}", at, {"name": name, "nearest": nearest[0]})
    return Trouble(f"unlike-any-condition-{kind}", at, {"name": name, "known": sorted(known)})


def _mismatch(at: int, function: str, types: str) -> Trouble:
    plain = [_plain(one) for one in _split(types)]
    called = function if function.isidentifier() else function.strip("_@").replace("_", " ")
    facts: Facts = {"function": called, "types": plain}
    if set(plain) == _MIXED:
        return Trouble("condition-mixes-numbers", at, facts)
    return Trouble("condition-types-do-not-fit", at, facts)


def _split(types: str) -> list[str]:
    """Split a list of types at its own commas, not at those inside one."""
    parts, depth = [""], 0
    for character in types:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def _plain(engines: str) -> str:
    """Name a type as the guide does."""
    inner = re.sub(r"^wrapper\((.*)\)$", r"\1", engines)
    if match := re.fullmatch(r"list\((.*)\)", inner):
        return f"list of {_plain(match[1])}"
    return _NAMES.get(inner, "object" if inner.startswith("gronatraden.") else inner)


def _syntax(text: str, at: int) -> Trouble:
    rest = text[at:].split()
    if not rest:
        return Trouble("condition-ends-early", at)
    return Trouble("condition-syntax", at, {"found": rest[0][:40]})


def _offset(text: str, line: int, column: int) -> int:
    """Return where a line and a column stand, as the engine counts them, in characters."""
    if line < 1:
        return 0
    lines = text.split("\n")
    before = sum(len(one) + 1 for one in lines[: line - 1])
    return min(len(text), before + max(0, column - 1))
