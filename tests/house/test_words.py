from __future__ import annotations

import re
import tomllib
from string import Formatter
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest

from gronatraden import manuscript
from gronatraden.gates.holding import staleness
from gronatraden.gates.verdict import Status
from gronatraden.history import ChangeKind, ChangeOutcome, EvidenceKind, Outcome
from gronatraden.phases import Lifecycle, PhaseName
from gronatraden.policy import Weight
from gronatraden.project import Act, Fund, ProjectFacts, Role
from gronatraden.services.changes.show_changes import DocumentState
from gronatraden.text.voice import LANGUAGES, Voice
from gronatraden.tools import TOOLS
from tests.house.source import PACKAGE, ROOT, codes, modules
from tests.policy.shipped import ADDED, FULL, SIMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = PACKAGE / "text"
STALE = (staleness.TIME, staleness.READINGS, staleness.CHANGES)
FILES = sorted(path.relative_to(TEXT / "sv").as_posix() for path in (TEXT / "sv").rglob("*.toml"))
POLICIES = [FULL, SIMPLE, *ADDED.values()]
LIFECYCLES = [
    manuscript.validate(manuscript.read(p), Lifecycle)
    for p in ROOT.glob("policies/lifecycles/*.yaml")
]
BECAUSE = {
    f"{policy.policy}: {r.id}": r.because
    for policy in POLICIES
    for gate in policy.gates.values()
    for r in gate.requires
}
FINDINGS = sorted(set().union(*(codes(path, "Finding", "failure") for path in modules(PACKAGE))))
TROUBLES = ("PolicyProblem", "Trouble", "_lint")
PROBLEMS = sorted(set().union(*(codes(path, *TROUBLES) for path in modules(PACKAGE))))
"""A manuscript's own problems are seen and said in tests/manuscript."""
TERMS = sorted(
    {
        *(role.value for role in Role),
        *(outcome.value for outcome in Outcome),
        *(act.value for act in Act),
        *get_args(Weight),
        *get_args(Status),
        *get_args(PhaseName),
        *(fund for fund in get_args(Fund) if fund not in {"", "own", "other"}),
        *(f"evidence.{kind.value}" for kind in EvidenceKind),
        *(f"change.{kind.value}" for kind in ChangeKind),
        *(f"{area}.{one.value}" for one in ChangeOutcome for area in ("change", "say")),
        *(f"touched.{state}" for state in get_args(DocumentState)),
        *("decide_gate", "decide_change", *STALE),
        *("finished", "applied", "not_relevant"),
        *("fund.own", "fund.other", "origin.own", "origin.public", "origin.fictional"),
        *(lifecycle.lifecycle for lifecycle in LIFECYCLES),
        *(g.gate for shape in LIFECYCLES for phase in shape.phases for g in phase.gates),
        *(o.id for lifecycle in LIFECYCLES for o in lifecycle.obligations),
    }
)


def sentences(language: str, file: str) -> dict[str, str]:
    """Return every sentence of a text file by its dotted key."""
    return dict(_flat(tomllib.loads((TEXT / language / file).read_text("utf-8"))))


def _flat(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(value)


def placeholders(sentence: str) -> set[str]:
    """Return the facts that a sentence mentions."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def said_findings() -> set[str]:
    """Return every finding's code that has a Swedish sentence."""
    tools = {
        key.removeprefix("finding.")
        for file in FILES
        if file.startswith("tools/")
        for key in sentences("sv", file)
        if key.startswith("finding.")
    }
    return tools | sentences("sv", "finding.toml").keys()


def fields_of(kind: type) -> set[str]:
    """Return the names of all fields of a content and of what it holds."""
    names: set[str] = set()
    for name, hint in get_type_hints(kind).items():
        names.add(name)
        for part in (hint, *get_args(hint)):
            if hasattr(part, "__dataclass_fields__"):
                names |= fields_of(part)
    return names


@pytest.mark.parametrize("file", FILES)
def test_both_languages_say_the_same_codes(file: str) -> None:
    assert sentences("sv", file).keys() == sentences("en", file).keys()


@pytest.mark.parametrize("file", FILES)
def test_both_languages_mention_the_same_facts(file: str) -> None:
    swedish, english = sentences("sv", file), sentences("en", file)

    differing = [k for k in swedish if placeholders(swedish[k]) != placeholders(english[k])]

    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_nobody_is_shouted_at(file: str, language: str) -> None:
    assert [key for key, said in sentences(language, file).items() if re.search(r"\w!", said)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_nothing_is_left_unsaid(file: str, language: str) -> None:
    assert [key for key, said in sentences(language, file).items() if not said.strip()] == []


def test_a_finding_has_a_sentence() -> None:
    said = said_findings()

    assert [code for code in FINDINGS if not any(re.fullmatch(code, one) for one in said)] == []


def test_no_sentence_waits_for_a_finding() -> None:
    unused = {s for s in said_findings() if not any(re.fullmatch(c, s) for c in FINDINGS)}

    assert unused == set()


def test_a_problem_has_a_sentence() -> None:
    said = sentences("sv", "problem.toml")

    assert [code for code in PROBLEMS if not any(re.fullmatch(code, one) for one in said)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_has_a_word(language: str) -> None:
    voice = Voice(language)

    assert [code for code in TERMS if not voice.knows(f"term.{code}")] == []


@pytest.mark.parametrize("tool", [*(tool.name for tool in TOOLS), "project"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tool_has_a_name(tool: str, language: str) -> None:
    assert Voice(language).knows(f"tool.{tool}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "kind", [*(tool.content for tool in TOOLS), ProjectFacts], ids=lambda kind: kind.__name__
)
def test_a_field_has_a_word(kind: type, language: str) -> None:
    voice = Voice(language)

    assert {name for name in fields_of(kind) if not voice.knows(f"field.{name}")} == set()


def test_a_requirement_says_why_calmly() -> None:
    assert [name for name, said in BECAUSE.items() if "!" in said.sv + said.en] == []


def test_a_reason_is_said_in_two_languages() -> None:
    assert [name for name, said in BECAUSE.items() if said.sv == said.en] == []
