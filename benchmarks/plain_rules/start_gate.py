"""The start gate by hand: documents' bytes in, what is missing out, no policy read at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from benchmarks.plain_rules import actors, change_logic, people, thread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.plain_rules.world import Found, Json, World

STOCKHOLM = ZoneInfo("Europe/Stockholm")
EVALUATED_FROM_SEK = 12_000_000
ADVICE = {
    "challenges-are-called-for",
    "no-link-turns-back",
    "links-state-assumptions",
    "goals-are-accepted",
    "goals-say-a-change",
    "alternative-is-stated",
    "sectors-are-covered",
    "expectations-are-known",
    "weak-are-involved",
    "list-is-reviewed",
    "steering-is-on-the-list",
    "collaboration-is-broad",
    "targets-are-motivated",
    "those-who-matter-stand-on-the-ladder",
    "a-question-tests-what-is-risky",
    "reviews-are-planned",
    "gaps-are-being-closed",
    "representation-is-shown",
    "foresight-is-practised",
    "differences-are-explained",
    "small-cells-are-kept-from-the-public",
}
"""What never keeps the gate closed."""
UNDECLARABLE = {"no-box-is-empty", "roles-are-filled", "children-are-considered"}
"""What no project can say does not apply to it."""
ONE_DOCUMENT: tuple[tuple[str, tuple[tuple[str, Callable[[Json, World], Found]], ...]], ...] = (
    (
        "change_logic",
        (
            ("no-box-is-empty", change_logic.no_box_is_empty),
            ("challenges-are-called-for", change_logic.challenges_are_called_for),
            ("effects-follow-from-activities", change_logic.effects_follow_from_activities),
            ("activities-lead-somewhere", change_logic.activities_lead_somewhere),
            ("activities-are-resourced", change_logic.activities_are_resourced),
            ("challenges-and-effects-meet", change_logic.challenges_and_effects_meet),
            ("no-link-turns-back", change_logic.no_link_turns_back),
            ("no-step-is-skipped", change_logic.no_step_is_skipped),
            ("time-runs-forward", change_logic.time_runs_forward),
            ("links-state-assumptions", change_logic.links_state_assumptions),
            ("effects-are-measured", change_logic.effects_are_measured),
            ("people-are-counted-by-sex", change_logic.people_are_counted_by_sex),
            ("goals-are-accepted", change_logic.goals_are_accepted),
            ("goals-say-a-change", change_logic.goals_say_a_change),
            ("strategy-is-served", change_logic.the_strategy_is_served),
            ("alternative-is-stated", change_logic.the_alternative_is_stated),
        ),
    ),
    (
        "stakeholder_analysis",
        (
            ("stakeholders-have-motives", actors.stakeholders_have_motives),
            ("both-sides-are-heard", actors.both_sides_are_heard),
            ("sectors-are-covered", actors.sectors_are_covered),
            ("target-group-is-people", actors.the_target_group_is_people),
            ("expectations-are-known", actors.expectations_are_known),
            ("priorities-are-acted-upon", actors.priorities_are_acted_upon),
            ("weak-are-involved", actors.the_weak_are_involved),
            ("list-is-read-for-equality", actors.the_list_is_read_for_equality),
            ("list-is-reviewed", actors.the_list_is_reviewed),
            ("steering-is-on-the-list", actors.the_steering_is_on_the_list),
        ),
    ),
    (
        "collaboration_ladder",
        (
            ("rungs-are-answered", actors.rungs_are_answered),
            ("joint-rungs-have-organisations", actors.joint_rungs_have_organisations),
            ("collaboration-is-broad", actors.collaboration_is_broad),
            ("shared-view-is-shared", actors.the_shared_view_is_shared),
            ("cooperation-is-divided", actors.cooperation_is_divided),
            ("targets-are-motivated", actors.targets_are_motivated),
        ),
    ),
    (
        "learning_cycle",
        (
            ("questions-are-planned", people.questions_are_planned),
            ("reviews-are-planned", people.reviews_are_planned),
        ),
    ),
    (
        "competent_leadership",
        (
            ("roles-are-filled", people.roles_are_filled),
            ("gaps-are-being-closed", people.gaps_are_being_closed),
            ("steering-group-can-decide", thread.the_steering_group_can_decide),
            ("representation-is-shown", people.representation_is_shown),
            ("foresight-is-practised", people.foresight_is_practised),
        ),
    ),
    (
        "equality_mainstreaming",
        (
            ("four-r-are-answered", people.the_four_r_are_answered),
            ("rows-add-up", people.rows_add_up),
            ("differences-are-explained", people.differences_are_explained),
            ("differences-lead-to-measures", people.differences_lead_to_measures),
            ("small-cells-are-kept-from-the-public", people.small_cells_are_kept),
            ("children-are-considered", people.children_are_considered),
        ),
    ),
)
SEVERAL: tuple[tuple[str, tuple[str, ...], Callable[..., Found]], ...] = (
    (
        "everyone-named-is-a-stakeholder",
        ("change_logic", "stakeholder_analysis", "collaboration_ladder"),
        thread.everyone_named_is_a_stakeholder,
    ),
    (
        "those-who-matter-stand-on-the-ladder",
        ("stakeholder_analysis", "collaboration_ladder"),
        thread.those_who_matter_stand_on_the_ladder,
    ),
    (
        "a-question-tests-what-is-risky",
        ("change_logic", "learning_cycle"),
        thread.a_question_tests_what_is_risky,
    ),
    (
        "equality-lives-in-the-change-logic",
        ("change_logic", "equality_mainstreaming"),
        thread.equality_lives_in_the_change_logic,
    ),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say by hand."""

    ready: bool
    valid_until: datetime | None
    findings: dict[str, Found | None]
    """By requirement; None where it is not asked of this project."""


def judge(bodies: Mapping[str, bytes], world: World, parse: Callable[[bytes], Json]) -> Judged:
    """Judge the start gate.

    Args:
        bodies: Every document's bytes, by tool.
        world: What else is known; its flips are added to.
        parse: Reads JSON.
    """
    read = {tool: parse(body) for tool, body in bodies.items()}
    facts = read["project"]
    findings: dict[str, Found | None] = {
        "facts-are-stated": thread.the_facts_are_stated(facts),
        "earlier-lessons-are-answered": thread.offered_lessons_are_answered(world),
        "four-eyes": thread.nobody_judges_their_own_work(world),
    }
    for tool, rules in ONE_DOCUMENT:
        document = read.get(tool)
        for name, rule in rules:
            findings[name] = _absent(tool) if document is None else rule(document, world)
    for name, tools, together in SEVERAL:
        absent = [gap for tool in tools if tool not in read for gap in _absent(tool)]
        findings[name] = absent or together(*(read[tool] for tool in tools))
    findings |= _by_the_facts(read, world)
    declared = [
        f"{tool}.{said['field']}"
        for tool, document in read.items()
        for said in document.get("not_applicable", ())
        if said["field"].strip() and said["because"].strip()
    ]
    if declared:
        _set_aside(findings, declared)
    closed = any(found and name not in ADVICE for name, found in findings.items())
    return Judged(not closed, _moment(min(world.flips, default="")), findings)


def _set_aside(findings: dict[str, Found | None], declared: list[str]) -> None:
    """Leave out what the project says does not apply to it."""
    for name, found in findings.items():
        if found and name not in UNDECLARABLE:
            left = [
                (code, where)
                for code, where in found
                if not any(
                    where == path or where.startswith((f"{path}.", f"{path}[")) for path in declared
                )
            ]
            findings[name] = left or None


def _by_the_facts(read: dict[str, Json], world: World) -> dict[str, Found | None]:
    """Judge what depends on the project's money and time."""
    facts = read["project"]
    logic, equality = read.get("change_logic"), read.get("equality_mainstreaming")
    funds = {funding["fund"] for funding in facts["funding"]}
    findings: dict[str, Found | None] = {
        "targets-say-a-change": _absent("change_logic")
        if logic is None
        else change_logic.targets_say_a_change(logic, facts["ends_on"]),
        "evaluation-is-planned": None,
        "accessibility-is-considered": None,
    }
    if "eruf" in funds and (facts["total_budget_sek"] or 0) >= EVALUATED_FROM_SEK:
        findings["evaluation-is-planned"] = (
            _absent("change_logic")
            if logic is None
            else change_logic.evaluation_is_planned(logic, world)
        )
    if "esf" in funds:
        findings["accessibility-is-considered"] = (
            _absent("equality_mainstreaming")
            if equality is None
            else people.accessibility_is_considered(equality, world)
        )
    return findings


def _absent(tool: str) -> Found:
    return [("document-is-missing", tool)]


def _moment(day: str) -> datetime | None:
    """Return when a Swedish day begins."""
    if not day:
        return None
    begins = date.fromisoformat(day)
    return datetime(begins.year, begins.month, begins.day, tzinfo=STOCKHOLM)
