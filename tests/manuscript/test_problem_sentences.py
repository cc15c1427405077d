from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

from gronatraden import manuscript
from gronatraden.errors import ManuscriptError, Problem
from gronatraden.manuscript import read_text, validate
from gronatraden.text import LANGUAGES, Voice
from tests.manuscript.cases import UNFIT, UNKNOWN_ESCAPE, UNPLAIN, UNREADABLE, Case, Document

IN_EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)

TEXTS = [
    *UNREADABLE,
    *UNPLAIN,
    *UNFIT,
    UNKNOWN_ESCAPE,
    Case("too-many-values", "a: [" + "1," * 60_000 + "]", 1, 1, "a: [1]"),
    Case("more-problems", "a: 1\n" * 200, 1, 1, "a: 1"),
    Case("file-is-too-large", "a" * 2_000_000, 0, 0, "a: 1"),
]
FILES = [
    Problem("file-is-missing"),
    Problem("file-is-a-directory"),
    Problem("file-is-not-ordinary"),
    Problem("file-is-unreadable"),
    Problem("not-utf-8", 1, 1, {"byte": "0xe5"}),
]

OURS = "\n".join(
    path.read_text("utf-8") for path in sorted(Path(manuscript.__file__).parent.glob("*.py"))
)
"""The code that reads manuscripts; what is said of policies, folders and cases stands elsewhere."""


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ManuscriptError) as refused:
        validate(read_text(text, name="plan.yaml"), Document)
    return refused.value.problems


def sentences(language: str) -> dict[str, str]:
    text = files("gronatraden.text").joinpath(language, "problem.toml").read_text("utf-8")
    return tomllib.loads(text)


def mentioned(language: str) -> dict[str, set[str]]:
    """Return the facts that each sentence mentions."""
    return {
        code: {name for _, name, _, _ in Formatter().parse(sentence) if name}
        for code, sentence in sentences(language).items()
    }


@pytest.mark.parametrize("case", TEXTS, ids=str)
def test_every_problem_of_a_text_can_be_said(case: Case) -> None:
    found = problems(case.bad)

    said = [Voice(o).say(f"problem.{p.code}", **p.facts) for o in LANGUAGES for p in found]

    assert len(said) == len(LANGUAGES) * len(found)


@IN_EVERY_LANGUAGE
@pytest.mark.parametrize("problem", FILES, ids=lambda problem: problem.code)
def test_every_problem_of_a_file_can_be_said(problem: Problem, language: str) -> None:
    said = Voice(language).say(f"problem.{problem.code}", **problem.facts)

    assert said


def test_every_sentence_is_about_a_problem_seen_here() -> None:
    seen = {case.code for case in TEXTS} | {problem.code for problem in FILES}

    assert {code for code in sentences("sv") if f'"{code}"' in OURS} == seen


def test_both_languages_mention_the_same_facts() -> None:
    assert mentioned("sv") == mentioned("en")


@IN_EVERY_LANGUAGE
def test_no_sentence_raises_its_voice(language: str) -> None:
    loud = [code for code, sentence in sentences(language).items() if sentence.endswith("!")]

    assert loud == []


def test_a_misspelt_field_is_answered_with_the_nearest() -> None:
    (problem,) = problems("titel: a")

    said = Voice("sv").say(f"problem.{problem.code}", **problem.facts)

    assert said == "Fältet titel finns inte. Menade du title?"
