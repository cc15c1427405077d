from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.house import Desk

EXTRA = """    requires:
      - id: start.another-question
        check: gates.the_archive_package_is_sealed
        because: {sv: "Det här frågar bara den nya texten.", en: "Only the new text asks this."}
"""


def a_text(desk: Desk) -> Path:
    """Return a file with the full policy, asking one thing more at the start."""
    text = desk("policy", "show", "gronatraden-full").out
    return desk.file("text.yaml", text.replace("    requires:\n", EXTRA, 1))


def said(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def test_a_trial_names_project_gate_and_requirement(desk: Desk) -> None:
    answer = desk("policy", "try", a_text(desk), "--portfolio")

    assert answer.code == 0
    assert "öppningsbar → stängd" in said(answer.out)
    assert "+start.another-question" in answer.out
    assert "Inget är ändrat" in answer.out


def test_a_trial_is_read_by_programs(desk: Desk) -> None:
    data = desk("policy", "try", a_text(desk), "--programme", "kronoberg", "--json").data

    cykla = next(p for p in data["projects"] if p["project"] == "cykla")
    assert data["schema"] == "gronatraden/policy-tried/1"
    assert cykla["gates"][0]["closing"] == ["start.another-question"]
    assert data["programmes"][0]["would_close"] == 1


def test_a_trial_says_which_projects_it_is_about(desk: Desk) -> None:
    answer = desk("policy", "try", a_text(desk))

    assert (answer.code, "--portfolio" in answer.told) == (2, True)


@pytest.mark.parametrize("verb", [("try", "--portfolio"), ("replay", "--since", "2024-01-01")])
def test_a_text_with_a_problem_is_refused_at_its_line(desk: Desk, verb: tuple[str, ...]) -> None:
    text = a_text(desk).read_text("utf-8").replace("the_archive_package_is_sealed", "no_rule", 1)

    answer = desk("policy", verb[0], desk.file("text.yaml", text), *verb[1:])

    assert (answer.code, "no_rule" in answer.told) == (1, True)


def test_a_replay_tells_what_would_have_gone_otherwise(desk: Desk) -> None:
    desk("--as", "alva", "gate", "request", "cykla", "start")

    answer = desk("policy", "replay", a_text(desk), "--since", "2024-01-01")

    told = said(answer.out)
    assert answer.code == 0
    assert "öppningsbar → stängd" in told
    assert "1 skulle ha varit stängda, i sammanlagt 0 dagar och 1 utan slut" in told
    assert "Vem som hade vilken roll" in told


def test_a_replay_is_read_by_programs(desk: Desk) -> None:
    desk("--as", "alva", "gate", "request", "cykla", "start")

    data = desk("policy", "replay", a_text(desk), "--since", "2024-01-01", "--json").data

    (gate,) = data["gates"]
    assert (data["schema"], data["assumed"]) == ("gronatraden/policy-replay/1", ["roles"])
    assert (gate["reconstructed"], gate["days"], gate["budget_sek"]) == (True, None, 13_000_000)


def test_nothing_since_is_told(desk: Desk) -> None:
    answer = desk("policy", "replay", a_text(desk), "--since", "2024-01-01")

    assert (answer.code, "Ingen grind skulle ha gått annorlunda." in answer.out) == (0, True)


def test_the_effective_policy_of_a_project_is_shown(desk: Desk) -> None:
    answer = desk("policy", "show", "cykla", "--effective")

    told = said(answer.out)
    assert answer.code == 0
    assert "start.facts-are-stated" in told
    assert "gronatraden-full 3 · blockerande · gäller" in told


def test_the_effective_policy_is_read_by_programs(desk: Desk) -> None:
    data = desk("policy", "show", "cykla", "--effective", "--on", "2030-01-01", "--json").data

    first = data["requirements"][0]
    assert (data["schema"], data["on"]) == ("gronatraden/effective-policy/1", "2030-01-01")
    assert {"policy", "version", "level", "weight", "applies", "altered"} <= first.keys()
