"""The rules about stakeholders and where they stand, by hand: IA-01 to IA-11, ST-01 to ST-05."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.plain_rules.world import months_after

if TYPE_CHECKING:
    from benchmarks.plain_rules.world import Found, Json, World

RUNGS = ("dialogue", "shared_view", "cooperation", "collaboration")
HEIGHTS = {"": 0, "dialogue": 1, "shared_view": 2, "cooperation": 3, "collaboration": 4}
SHARED, JOINT, TOP = 2, 3, 4
SECTORS = ("public", "private", "academia", "civil_society")
EVERYONE = "stakeholder_analysis.stakeholders"


def _where(stakeholder: Json) -> str:
    return f"{EVERYONE}[{stakeholder['id']}]"


def _at(constellation: Json) -> str:
    return f"collaboration_ladder.constellations[{constellation['id']}]"


def stakeholders_have_motives(analysis: Json, _: World) -> Found:
    """IA-01."""
    return [
        ("stakeholder-has-no-motive", f"{_where(s)}.motive")
        for s in analysis["stakeholders"]
        if not s["motive"]
    ]


def both_sides_are_heard(analysis: Json, _: World) -> Found:
    """IA-02."""
    found: Found = []
    affected = affecting = False
    for one in analysis["stakeholders"]:
        if one["affected_by"]:
            affected = True
        if one["can_affect"] or one["wants_to_affect"]:
            affecting = True
        elif not one["affected_by"]:
            found.append(("stakeholder-has-no-side", _where(one)))
    if not affected:
        found.append(("nobody-is-affected", EVERYONE))
    if not affecting:
        found.append(("nobody-can-affect", EVERYONE))
    return found


def sectors_are_covered(analysis: Json, _: World) -> Found:
    """IA-03."""
    covered = {s["sector"] for s in analysis["stakeholders"]}
    covered |= {a["sector"] for a in analysis["absent_sectors"] if a["because"]}
    found = [("sector-is-absent", EVERYONE) for sector in SECTORS if sector not in covered]
    if len({s["level"] for s in analysis["stakeholders"]} - {""}) < 2:  # noqa: PLR2004 - by hand
        found.append(("levels-are-too-few", EVERYONE))
    return found


def the_target_group_is_people(analysis: Json, _: World) -> Found:
    """IA-04."""
    groups = [s for s in analysis["stakeholders"] if s["kind"] == "target_group"]
    if not groups:
        return [("target-group-is-absent", EVERYONE)]
    if not any(group["persons"] for group in groups):
        return [("target-group-is-only-organisations", EVERYONE)]
    return []


def expectations_are_known(analysis: Json, _: World) -> Found:
    """IA-05."""
    found: Found = []
    for one in analysis["stakeholders"]:
        if not one["expectations"]:
            found.append(("expectations-are-not-written", f"{_where(one)}.expectations"))
        elif one["priority"] == "high" and one["expectations_known_by"] in {"", "assumed"}:
            where = f"{_where(one)}.expectations_known_by"
            found.append(("expectations-are-only-assumed", where))
    return found


def priorities_are_acted_upon(analysis: Json, _: World) -> Found:
    """IA-06."""
    found: Found = []
    for one in analysis["stakeholders"]:
        if not one["priority"]:
            found.append(("priority-is-not-set", f"{_where(one)}.priority"))
        elif one["priority"] == "high" and not any(
            action["what"] and action["owner"] and action["due_on"] for action in one["actions"]
        ):
            found.append(("priority-has-no-action", f"{_where(one)}.actions"))
    return found


def the_weak_are_involved(analysis: Json, _: World) -> Found:
    """IA-07."""
    found: Found = []
    for one in analysis["stakeholders"]:
        if not one["affected_by"] or 0 < one["relevance"] < 4:  # noqa: PLR2004 - by hand
            continue
        if not one["power"]:
            found.append(("power-is-not-assessed", f"{_where(one)}.power"))
        elif one["power"] <= 2 and not any(  # noqa: PLR2004 - by hand
            action["involvement"] and action["what"] for action in one["actions"]
        ):
            found.append(("weak-stakeholder-is-not-involved", f"{_where(one)}.actions"))
    return found


def the_list_is_read_for_equality(analysis: Json, world: World) -> Found:
    """IA-08."""
    reading = analysis["equality_pass"]
    where = "stakeholder_analysis.equality_pass"
    if reading["done_on"] is None or not world.has_come(reading["done_on"]):
        return [("equality-pass-is-not-done", f"{where}.done_on")]
    if not reading["conclusion"]:
        return [("equality-pass-has-no-conclusion", f"{where}.conclusion")]
    return []


def the_list_is_reviewed(analysis: Json, world: World) -> Found:
    """IA-09."""
    day, where = analysis["reviewed_on"], "stakeholder_analysis.reviewed_on"
    if day is None or not world.has_come(day):
        return [("list-is-not-reviewed", where)]
    if world.entered_on is not None and day < world.entered_on:
        return [("review-is-from-an-earlier-phase", where)]
    if world.has_passed(months_after(day, 12)):
        return [("review-is-old", where)]
    return []


def the_steering_is_on_the_list(analysis: Json, _: World) -> Found:
    """IA-11."""
    parts = {s["part"] for s in analysis["stakeholders"]}
    return [
        ("steering-is-absent", EVERYONE)
        for part in ("project_owner", "steering_group")
        if part not in parts
    ]


def rungs_are_answered(ladder: Json, _: World) -> Found:
    """ST-01."""
    found: Found = []
    if not ladder["constellations"]:
        found.append(("ladder-is-empty", "collaboration_ladder.constellations"))
    for one in ladder["constellations"]:
        if not one["rung"]:
            found.append(("constellation-has-no-rung", f"{_at(one)}.rung"))
        answered = {a["rung"] for a in one["answers"] if a["answer"]}
        shown = {a["rung"] for a in one["answers"] if a["answer"] and a["evidence"]}
        for rung in RUNGS[: HEIGHTS[one["rung"]]]:
            if rung not in answered:
                found.append(("rung-is-not-answered", f"{_at(one)}.answers"))
            elif rung not in shown:
                found.append(("rung-has-no-evidence", f"{_at(one)}.answers"))
    return found


def joint_rungs_have_organisations(ladder: Json, _: World) -> Found:
    """ST-02, as the start requires it."""
    return [
        ("rung-has-too-few-organisations", f"{_at(one)}.actors")
        for one in ladder["constellations"]
        if HEIGHTS[one["rung"]] >= SHARED and _distinct(one, "organisation") < 2  # noqa: PLR2004 - by hand
    ]


def collaboration_is_broad(ladder: Json, world: World) -> Found:
    """ST-02, as the start advises it."""
    found: Found = []
    for one in ladder["constellations"]:
        found += joint_rungs_have_organisations({"constellations": [one]}, world)
        if HEIGHTS[one["rung"]] < TOP:
            continue
        if _distinct(one, "sector") < 2:  # noqa: PLR2004 - by hand
            found.append(("rung-has-too-few-sectors", f"{_at(one)}.actors"))
        if _distinct(one, "level") < 2:  # noqa: PLR2004 - by hand
            found.append(("rung-has-too-few-levels", f"{_at(one)}.actors"))
    return found


def _distinct(constellation: Json, name: str) -> int:
    return len({actor[name].casefold() for actor in constellation["actors"]} - {""})


def the_shared_view_is_shared(ladder: Json, world: World) -> Found:
    """ST-03."""
    found: Found = []
    for one in ladder["constellations"]:
        if HEIGHTS[one["rung"]] < SHARED:
            continue
        if not one["shared_problem"]:
            found.append(("shared-view-is-not-written", f"{_at(one)}.shared_problem"))
        for actor in one["actors"]:
            day = actor["confirmed_on"]
            if day is None or not world.has_come(day):
                where = f"{_at(one)}.actors[{actor['stakeholder']}].confirmed_on"
                found.append(("shared-view-is-not-confirmed", where))
    return found


def cooperation_is_divided(ladder: Json, world: World) -> Found:
    """ST-04."""
    found: Found = []
    for one in ladder["constellations"]:
        rung = HEIGHTS[one["rung"]]
        for actor in one["actors"] if rung >= JOINT else ():
            if not actor["task"]:
                where = f"{_at(one)}.actors[{actor['stakeholder']}].task"
                found.append(("actor-has-no-task", where))
            if not actor["contributes"]:
                where = f"{_at(one)}.actors[{actor['stakeholder']}].contributes"
                found.append(("actor-brings-no-resource", where))
        if rung < TOP:
            continue
        day = one["responsibility_signed_on"]
        if day is None or not world.has_come(day):
            where = f"{_at(one)}.responsibility_signed_on"
            found.append(("responsibility-is-not-signed", where))
        if not one["joint_follow_up"]:
            found.append(("follow-up-is-not-joint", f"{_at(one)}.joint_follow_up"))
    return found


def targets_are_motivated(ladder: Json, _: World) -> Found:
    """ST-05."""
    found: Found = []
    for one in ladder["constellations"]:
        if not one["target_rung"]:
            found.append(("target-rung-is-not-set", f"{_at(one)}.target_rung"))
            continue
        if not one["target_because"]:
            found.append(("target-rung-is-not-motivated", f"{_at(one)}.target_because"))
        if HEIGHTS[one["target_rung"]] > HEIGHTS[one["rung"]]:
            if one["target_on"] is None:
                found.append(("climb-has-no-date", f"{_at(one)}.target_on"))
            step = one["next_step"]
            if not (step["action"] and step["owner"] and step["due_on"]):
                found.append(("next-step-is-incomplete", f"{_at(one)}.next_step"))
    return found
