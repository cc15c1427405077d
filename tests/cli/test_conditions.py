"""A policy of the office's own words, from a file to an open gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.house import Answer, Desk

POLICY = """policy: own-words
version: 1
title: {sv: "Egna ord", en: "Own words"}
lifecycle: full
source: "Prov"
params: {limit_sek: 12000000}
gates:
  start:
    decided_by: [{role: steering_chair, count: 1}]
    requires:
      - id: start.own-rule
        EXPR
        because: {sv: "Därför att det är ett prov.", en: "Because this is only a test."}
"""


def published(desk: Desk, written: str) -> Answer:
    """Return what publishing a policy with one condition tells."""
    file = desk.file("own.yaml", POLICY.replace("EXPR", written))
    return desk("--as", "olle", "policy", "publish", file)


@pytest.mark.parametrize(
    ("written", "place", "told"),
    [
        pytest.param("expr: project.titel != ''", "Rad 12, kolumn 23", "title", id="plain"),
        pytest.param("expr: 'project.titel != null'", "Rad 12, kolumn 24", "title", id="quoted"),
        pytest.param(
            "expr: >-\n          project.title != ''\n          && project.totl_budget_sek > 1",
            "Rad 14, kolumn 22",
            "total_budget_sek",
            id="folded",
        ),
        pytest.param(
            "each: {in: project.funding, as: f, expect: f.fund == 'erufx'}",
            "Rad 12, kolumn 62",
            "eruf",
            id="in a part",
        ),
        pytest.param("expr: 'now() > 1'", "Rad 12, kolumn 16", "klockan", id="a clock"),
        pytest.param("weight: advisory", "Rad 11", "start.own-rule", id="nothing"),
    ],
)
def test_a_mistake_in_a_condition_says_its_line(
    desk: Desk, written: str, place: str, told: str
) -> None:
    answer = published(desk, written)

    assert answer.code == 1
    assert place in answer.told
    assert told in answer.told


def test_a_sound_condition_is_published(desk: Desk) -> None:
    answer = published(
        desk, "when: project.total_budget_sek > params.limit_sek\n        expr: 'true'"
    )

    assert answer.code == 0
