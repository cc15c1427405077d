"""Every verb once, in both forms; and what it says comes next works when pasted."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.builders import a_change_logic
from tests.cli.house import document
from tests.cli.test_help import COMMANDS

if TYPE_CHECKING:
    from tests.cli.house import Answer, Desk

LESSON = "programme: kronoberg\nlessons: [{id: racks, finding: Cykelställen avgjorde.}]\n"
RULES = "policy: min\nversion: 1\ntitle: {sv: Min, en: Mine}\nlifecycle: simple\nsource: Vi\n"
RULE = (
    "gates: {start: {decided_by: [{role: project_owner}], requires: [{id: start.box, check:"
    " change_logic.no_box_is_empty, because: {sv: Alla sex stegen behövs här.,"
    " en: All six steps are needed here.}}]}}\n"
)
WAIVER = (
    *("cykla", "start", "start.effects-are-measured"),
    *("--reason", "Mäts i mars.", "--until", "2025-03-31"),
)
CONDITION = "cykla/start/request-1/decision/condition-1"
LOGIC = ("document", "submit", "cykla", "logic.yaml")
GO = ("gate", "decide", "cykla", "start", "--outcome", "go")
GO_WITH = (*GO[:-1], "go_with_conditions", "--condition", "Upphandla", "project_owner")
BEFORE: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {
    ("gate", "decide"): (("alva", "gate", "request", "cykla", "start"),),
    ("gate", "history"): (("alva", "gate", "request", "cykla", "start"),),
    ("condition", "list"): (
        ("alva", "gate", "request", "cykla", "start"),
        *((person, *GO_WITH, "2025-03-31") for person in ("bo", "britt", "birger")),
    ),
    ("waiver", "approve"): (("alva", "waiver", "request", *WAIVER),),
    ("waiver", "revoke"): (("alva", "waiver", "request", *WAIVER),),
    ("waiver", "list"): (("alva", "waiver", "request", *WAIVER),),
    ("waiver", "report"): (
        ("alva", "waiver", "request", *WAIVER),
        ("birger", "waiver", "approve", "cykla", "cykla/waiver-1"),
    ),
    ("lesson", "answer"): (("olle", "lesson", "import", "lessons.yaml"),),
    ("lesson", "list"): (("alva", "lesson", "log", "cykla"),),
    ("reading", "list"): (
        ("alva", "reading", "add", "cykla", "bike-users", "7", "--on", "2024-11-01"),
    ),
}
BEFORE[("condition", "meet")] = BEFORE[("condition", "list")]
BEFORE[("condition", "extend")] = BEFORE[("condition", "list")]
BEFORE[("gate", "reopen")] = BEFORE[("condition", "list")]
BEFORE[("gate", "mend")] = (
    ("alva", "gate", "request", "cykla", "start"),
    ("birger", *GO[:-1], "refer_back", "--reason", "Mät.", "--point", "-", "Mät bilresorna"),
)
BEFORE[("policy", "activate")] = (
    ("anna", "role", "grant", "cleo", "programme_office"),
    ("olle", "policy", "publish", "rules.yaml"),
)
CALLS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("programme", "open"): (
        "olle",
        "programme",
        "open",
        "nytt",
        "--title",
        "Nytt",
        "--owner",
        "Vi",
    ),
    ("programme", "list"): ("", "programme", "list"),
    ("person", "add"): ("anna", "person", "add", "dag", "--name", "Dag"),
    ("person", "list"): ("", "person", "list"),
    ("role", "grant"): ("anna", "role", "grant", "bo", "auditor"),
    ("role", "end"): ("anna", "role", "end", "grant-4"),
    ("role", "list"): ("", "role", "list", "--all"),
    ("project", "open"): (
        *("alva", "project", "open", "ny", "--title", "Ny", "--programme", "kronoberg"),
    ),
    ("project", "list"): ("", "project", "list"),
    ("project", "show"): ("", "project", "show", "cykla"),
    ("document", "submit"): ("alva", *LOGIC),
    ("document", "list"): ("", "document", "list", "cykla"),
    ("document", "show"): ("", "document", "show", "cykla", "project"),
    ("gate", "check"): ("", "gate", "check", "tomt", "start"),
    ("gate", "request"): ("alva", "gate", "request", "cykla"),
    ("gate", "decide"): ("bo", *GO),
    ("gate", "history"): ("", "gate", "history", "cykla"),
    ("condition", "list"): ("", "condition", "list", "cykla"),
    ("condition", "meet"): ("alva", "condition", "meet", "cykla", CONDITION, "--proof", "Avtal"),
    ("gate", "changes"): ("bo", "gate", "changes", "cykla", "start"),
    ("condition", "extend"): (
        *("alva", "condition", "extend", "cykla", CONDITION),
        *("--until", "2025-06-30", "--reason", "Överklagat."),
    ),
    ("gate", "reopen"): ("alva", "gate", "reopen", "cykla", "start", "--reason", "Nytt läge."),
    ("gate", "mend"): (
        *("alva", "gate", "mend", "cykla", "cykla/start/request-1/decision/point-1"),
        *("--how", "Mätt."),
    ),
    ("waiver", "request"): ("alva", "waiver", "request", *WAIVER),
    ("waiver", "approve"): ("birger", "waiver", "approve", "cykla", "cykla/waiver-1"),
    ("waiver", "revoke"): (
        *("birger", "waiver", "revoke", "cykla", "cykla/waiver-1", "--reason", "Klart."),
    ),
    ("waiver", "list"): ("", "waiver", "list", "cykla"),
    ("waiver", "report"): ("", "waiver", "report"),
    ("lesson", "log"): ("alva", "lesson", "log", "cykla"),
    ("lesson", "search"): ("", "lesson", "search", "cykel"),
    ("lesson", "answer"): (
        *("alva", "lesson", "answer", "cykla", "kronoberg/racks", "--applied", "Ställen först."),
    ),
    ("lesson", "import"): ("olle", "lesson", "import", "lessons.yaml"),
    ("lesson", "list"): ("", "lesson", "list", "cykla"),
    ("reading", "add"): ("alva", *BEFORE[("reading", "list")][0][1:]),
    ("reading", "list"): ("", "reading", "list", "cykla"),
    ("phase", "run"): ("", "phase", "run", "cykla", "--dry-run"),
    ("portfolio", "check"): ("", "portfolio", "check"),
    ("portfolio", "board"): ("", "portfolio", "board"),
    ("portfolio", "reminders"): ("", "portfolio", "reminders"),
    ("policy", "list"): ("", "policy", "list"),
    ("policy", "show"): ("", "policy", "show", "full"),
    ("policy", "publish"): ("olle", "policy", "publish", "rules.yaml"),
    ("policy", "activate"): ("cleo", "policy", "activate", "min"),
    ("policy", "migrate"): ("", "policy", "migrate", "gronatraden-full", "3", "--all"),
    ("audit", "verify"): ("", "audit", "verify"),
    ("audit", "checkpoint"): ("olle", "audit", "checkpoint", "-o", "cp.txt"),
    ("audit", "log"): ("", "audit", "log"),
    ("doctor",): ("", "doctor"),
}
ELSEWHERE = {("demo",), ("project", "export"), ("policy", "undo")}
"""Commands that another folder's tests run."""
HERE = Path(__file__)
OTHER_TESTS = " ".join(
    " ".join(re.findall(r'"([^"]*)"', path.read_text("utf-8")))
    for path in sorted(HERE.parent.glob("test_*.py"))
    if path != HERE
)
"""Every word in quotation marks in the tests beside this one, in order."""


def call(desk: Desk, words: tuple[str, ...], *more: str) -> Answer:
    """Give a verb's command; who acts stands first."""
    by, *rest = words
    return desk(*(("--as", by) if by else ()), *rest, *more)


@pytest.fixture
def laid(desk: Desk) -> Desk:
    """Return a desk with files to hand in."""
    desk.file("logic.yaml", document("change_logic", a_change_logic(external_factors=())))
    desk.file("lessons.yaml", LESSON)
    desk.file("rules.yaml", RULES + RULE)
    return desk


def prepare(desk: Desk, verb: tuple[str, ...]) -> None:
    """Do what has to be done before a verb."""
    for words in BEFORE.get(verb, ()):
        call(desk, words)


def test_every_verb_is_called() -> None:
    beside = {words for words in COMMANDS if " ".join(words) in OTHER_TESTS}

    assert set(COMMANDS) - CALLS.keys() - beside - ELSEWHERE == set()


@pytest.mark.parametrize("verb", list(CALLS), ids=" ".join)
def test_a_verb_answers_people(laid: Desk, verb: tuple[str, ...]) -> None:
    prepare(laid, verb)

    answer = call(laid, CALLS[verb])

    assert (answer.code in {0, 3}, bool(answer.out.strip()), "{" in answer.out[:1]) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize("verb", list(CALLS), ids=" ".join)
def test_a_verb_answers_programs(laid: Desk, verb: tuple[str, ...]) -> None:
    prepare(laid, verb)

    answer = call(laid, CALLS[verb], "--json")

    assert (answer.code in {0, 3}, answer.data["schema"].startswith("gronatraden/")) == (True, True)


@pytest.mark.parametrize("verb", list(CALLS), ids=" ".join)
def test_what_comes_next_works_when_pasted(laid: Desk, verb: tuple[str, ...]) -> None:
    prepare(laid, verb)

    said = call(laid, CALLS[verb]).following

    codes = {line: laid.paste(line).code for line in said}
    assert {line: code for line, code in codes.items() if code not in {0, 3}} == {}
