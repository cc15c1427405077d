"""A policy that speaks of some projects only, as people and programs are told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.test_speaking import OF_LARGE

if TYPE_CHECKING:
    from tests.cli.house import Desk


@pytest.fixture
def pinned(desk: Desk) -> Desk:
    """Return a desk where ``cykla`` is pinned to an overlay for large projects."""
    text = OF_LARGE.replace("5000000", "20000000")
    desk("--as", "anna", "role", "grant", "cleo", "programme_office")
    desk("--as", "olle", "policy", "publish", desk.file("fund.yaml", text))
    desk("--as", "cleo", "policy", "activate", "a-fund")
    (line,) = desk("policy", "migrate", "a-fund", "1", "--project", "cykla").following
    desk.paste(line)
    return desk


def test_a_silent_policy_is_told_where_the_gate_is_checked(pinned: Desk) -> None:
    told = " ".join(pinned("gate", "check", "cykla", "start").out.split())

    assert "är knutet till a-fund, som inte gäller det" in told


def test_why_it_is_silent_is_told(pinned: Desk) -> None:
    told = " ".join(pinned("policy", "show", "cykla", "--effective").out.split())

    assert "a-fund gäller inte projektet, eftersom" in told
    assert "project.total_budget_sek >= 20000000" in told


def test_programs_are_told_too(pinned: Desk) -> None:
    seen = pinned("policy", "show", "cykla", "--effective", "--json").data["policies"][-1]
    verdict = pinned("gate", "check", "cykla", "start", "--json").data

    assert (seen["policy"], seen["speaks"], seen["untold"]) == ("a-fund", False, [])
    assert [p["speaks"] for p in verdict["policies"]] == [True, False]
