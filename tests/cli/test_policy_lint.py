from __future__ import annotations

from typing import TYPE_CHECKING

import jsonschema  # type: ignore[import-untyped]  # has no types of its own
import pytest

from gronatraden import manuscript
from gronatraden.samples.shipped import shipped
from tests.services.test_lint import MINE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.house import Desk


def test_the_lifecycle_may_be_given_beside_the_policy(bare: Desk) -> None:
    shape = "lifecycle: own\nversion: 1\nphases: [{phase: during, gates: [{gate: start}]}]\n"
    policy = bare.file("en policy.txt", MINE.replace("lifecycle: full", "lifecycle: own"))

    alone = bare("policy", "lint", policy)
    together = bare("policy", "lint", policy, bare.file("shape", shape))

    assert (alone.code, together.code) == (1, 0)
    assert "4:1: fel: Livscykeln own finns inte" in alone.out


def test_all_problems_of_all_files_are_told_at_once(bare: Desk) -> None:
    gate = bare.file("a.yaml", MINE.replace("  start:\n", "  strat:\n"))
    check = bare.file("b.yaml", MINE.replace("_empty", "_emty").replace("mine", "other"))
    gone = bare.folder / "c.yaml"

    answer = bare("policy", "lint", gate, check, gone)

    assert answer.code == 1
    assert [line.rpartition("/")[2][:6] for line in answer.out.splitlines()[:-1]] == [
        "a.yaml",
        "b.yaml",
        "c.yaml",
    ]


def test_programs_are_told_line_column_and_the_nearest_name(bare: Desk) -> None:
    file = bare.file("a.yaml", MINE.replace("no_box_is_empty", "no_box_is_emty"))

    data = bare("policy", "lint", file, "--json").data

    (problem,) = data["files"][0]["problems"]
    assert (data["schema"], data["problems"], data["warnings"]) == ("gronatraden/lint/1", 1, 0)
    assert (problem["line"], problem["column"]) == (12, 9)
    assert problem["facts"]["nearest"] == "change_logic.no_box_is_empty"
    assert set(problem["text"]) == {"sv", "en"}


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_what_is_shipped_is_clean(bare: Desk, path: Path) -> None:
    assert bare("policy", "lint", path).code == 0


def test_the_schema_refuses_what_no_policy_says(bare: Desk) -> None:
    made = bare("policy", "schema", "policy", "--json").data["json_schema"]
    written = manuscript.read_text(MINE.replace("version: 1", "versoin: 1"), name="a").value

    found = {
        error.validator for error in jsonschema.Draft202012Validator(made).iter_errors(written)
    }

    assert found == {"additionalProperties", "required"}


def test_the_schema_says_what_a_field_means(bare: Desk) -> None:
    assert "it is then only observed" in bare("policy", "schema").out
