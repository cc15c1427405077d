from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gronatraden import manuscript
from gronatraden.cli.shipped import publish_shipped, shipped
from gronatraden.errors import (
    ManuscriptError,
    NotPermittedError,
    PublishedPolicyError,
)
from gronatraden.project import Role
from gronatraden.services.grant_role import grant_role
from gronatraden.services.list_policies import show_policy
from gronatraden.services.publish import publish
from tests.builders.manuscripts import written
from tests.services.simulator import PROGRAMME, ProjectSimulator, saying

WHY = {"sv": "Utan det går det inte att följa upp.", "en": "Without it nothing is followed up."}
MINE = """\
policy: mine
version: 1
title: {sv: "Min", en: "Mine"}
lifecycle: full
source: "Prov"
gates:
  start:
    decided_by: [{role: steering_chair}]
    requires:
      - id: start.boxes
        check: change_logic.no_box_is_empty
        because: {sv: "Utan det går det inte att följa upp.", en: "Nothing is followed up."}
"""


def a_policy(text: str = MINE) -> manuscript.Manuscript:
    """Return a policy as somebody wrote it."""
    return manuscript.read_text(text, name="mine.yaml")


def a_lifecycle(*gates: dict[str, Any], **changes: object) -> manuscript.Manuscript:
    """Return a lifecycle of one phase with the given gates."""
    phases = [{"phase": "during", "gates": list(gates) or [{"gate": "close"}]}]
    whole = {"lifecycle": "short", "version": 1, "phases": phases}
    return written({**whole, **changes}, name="short.yaml")


def codes(error: ManuscriptError) -> list[str]:
    """Return what a file got wrong, by code."""
    return [problem.code for problem in error.problems]


def test_what_is_published_can_be_read_as_it_was_written(opened: ProjectSimulator) -> None:
    done = publish(opened.parts, written=a_policy(), by="olle")

    seen = show_policy(opened.parts, name="mine")
    assert (seen.manuscript, seen.sha256) == (MINE, done.sha256)


def test_the_same_is_published_once(opened: ProjectSimulator) -> None:
    publish(opened.parts, written=a_policy(), by="olle")
    before = opened.recorded()

    again = publish(opened.parts, written=a_policy(f"# Samma igen.\n{MINE}"), by="olle")

    assert (again.unchanged, opened.recorded()) == (True, before)


def test_a_published_version_never_changes(opened: ProjectSimulator) -> None:
    publish(opened.parts, written=a_policy(), by="olle")
    other = a_policy(MINE.replace("steering_chair", "project_owner"))

    with pytest.raises(PublishedPolicyError, check=saying(policy="mine", version=1)):
        publish(opened.parts, written=other, by="olle")


def test_a_next_version_stands_beside_the_first(opened: ProjectSimulator) -> None:
    publish(opened.parts, written=a_policy(), by="olle")
    next_one = a_policy(MINE.replace("version: 1", "version: 2"))

    publish(opened.parts, written=next_one, by="olle")

    assert [show_policy(opened.parts, name="mine", version=n).version for n in (1, 2)] == [1, 2]


def test_what_is_shipped_was_published_and_stays(opened: ProjectSimulator) -> None:
    before = opened.recorded()

    again = publish_shipped(opened.parts, by="olle")

    assert [p.unchanged for p in again] == [True] * len(shipped())
    assert opened.recorded() == before


@pytest.mark.parametrize("by", ["alva", "bo", "ida"])
def test_only_an_office_publishes(opened: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="publish_policy")):
        publish(opened.parts, written=a_policy(), by=by)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        pytest.param("  start:\n", "  strat:\n", "unknown-gate", 7, id="a gate"),
        pytest.param("no_box_is_empty", "no_box_is_emty", "unknown-check", 11, id="a check"),
        pytest.param("because:", "numbers: {x: 1}\n        because:", "unlike-any-number", 12,
                     id="a number"),
        pytest.param("steering_chair", "steering_chare", "not-in-list", 8, id="a role"),
    ],
)  # fmt: skip
def test_a_policy_that_names_nothing_is_told_the_line(
    opened: ProjectSimulator, old: str, new: str, code: str, line: int
) -> None:
    with pytest.raises(ManuscriptError) as caught:
        publish(opened.parts, written=a_policy(MINE.replace(old, new)), by="olle")

    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == (code, line)


def test_a_policy_without_requirements_is_refused(opened: ProjectSimulator) -> None:
    hollow = a_policy(MINE.partition("    requires:")[0] + "    requires: []\n")

    with pytest.raises(ManuscriptError, check=lambda e: codes(e) == ["nothing-is-required"]):
        publish(opened.parts, written=hollow, by="olle")


def test_a_policy_is_for_a_lifecycle_that_is_there(opened: ProjectSimulator) -> None:
    with pytest.raises(ManuscriptError, check=lambda e: codes(e) == ["unknown-lifecycle"]):
        publish(opened.parts, written=a_policy(MINE.replace(": full", ": fulla")), by="olle")


@pytest.mark.parametrize(
    ("file", "code"),
    [
        pytest.param(
            a_lifecycle({"gate": "close"}, {"gate": "close"}), "gate-stands-twice", id="two gates"
        ),
        pytest.param(
            a_lifecycle({"gate": "close", "recurs": True}),
            "closing-gate-recurs",
            id="a closing gate that recurs",
        ),
        pytest.param(
            a_lifecycle(
                phases=[
                    {"phase": "during", "gates": [{"gate": "close"}]},
                    {"phase": "before_start", "gates": [{"gate": "start"}]},
                ]
            ),
            "phases-out-of-order",
            id="phases out of order",
        ),
        pytest.param(
            a_lifecycle(obligations=[{"id": "read-again", "after": "finish", "years": 1}]),
            "unlike-any-gate",
            id="an obligation after no gate",
        ),
    ],
)
def test_a_lifecycle_that_nobody_could_walk_is_refused(
    opened: ProjectSimulator, file: manuscript.Manuscript, code: str
) -> None:
    with pytest.raises(ManuscriptError, check=lambda e: codes(e) == [code]):
        publish(opened.parts, written=file, by="olle")


def test_the_office_of_one_programme_changes_no_rules_for_the_others(
    opened: ProjectSimulator,
) -> None:
    grant_role(
        opened.parts,
        person="bo",
        role=Role.PROGRAMME_OFFICE,
        programme=PROGRAMME,
        project=None,
        by="olle",
    )

    with pytest.raises(NotPermittedError):
        publish(opened.parts, written=a_policy(), by="bo")


def test_a_lifecycle_that_can_be_walked_is_published(opened: ProjectSimulator) -> None:
    done = publish(opened.parts, written=a_lifecycle(), by="olle")

    assert (done.kind, done.name, done.unchanged) == ("lifecycle", "short", False)


def test_the_shipped_files_are_there() -> None:
    assert {Path(file).stem for file in shipped()} >= {"full", "simple", "gronatraden-full"}
