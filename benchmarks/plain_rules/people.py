"""The rules about who learns, who leads and who is counted, by hand: LC, KL and JM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.plain_rules.world import months_after

if TYPE_CHECKING:
    from benchmarks.plain_rules.world import Found, Json, World

REQUIRED = ("project_owner", "steering_chair", "project_manager", "finance", "learning_owner")
COUNTED = ("responsible", "women", "men", "n", "data_source", "measured_on")
BLOCKS = ("representation", "resources")


def questions_are_planned(cycle: Json, _: World) -> Found:
    """LC-02."""
    found: Found = []
    if not cycle["questions"]:
        found.append(("too-few-questions", "learning_cycle.questions"))
    return found + [
        ("question-is-not-planned", f"learning_cycle.questions[{q['id']}]")
        for q in cycle["questions"]
        if not (q["question"] and q["owner"] and q["due_on"] and q["recipient"])
    ]


def reviews_are_planned(cycle: Json, world: World) -> Found:
    """LC-06."""
    found: Found = []
    months, planned = cycle["cadence_months"], cycle["next_review_on"]
    if months is None:
        found.append(("reviews-have-no-cadence", "learning_cycle.cadence_months"))
    held = [r["reviewed_on"] for r in cycle["reviews"] if world.has_come(r["reviewed_on"])]
    last = max(held, default="")
    days = [planned] if planned is not None and planned > last else []
    if last and months is not None:
        days.append(months_after(last, months))
    if not days:
        found.append(("no-review-is-planned", "learning_cycle.next_review_on"))
    elif world.has_passed(min(days)):
        found.append(("review-is-overdue", "learning_cycle.reviews"))
    return found


def roles_are_filled(leadership: Json, _: World) -> Found:
    """KL-01."""
    found: Found = []
    held: dict[str, Json] = {}
    filled = set()
    for role in leadership["roles"]:
        code = role["role"]
        held.setdefault(code, role)
        if not role["vacant"] or (code == "equality_competence" and role["external_budget_sek"]):
            filled.add(code)
    for code in (*REQUIRED, "equality_competence"):
        if code in filled:
            continue
        said = "role-is-not-filled" if code in REQUIRED else "equality-competence-is-missing"
        where = f"roles[{held[code]['id']}].vacant" if code in held else "roles"
        found.append((said, f"competent_leadership.{where}"))
    return found


def gaps_are_being_closed(leadership: Json, _: World) -> Found:
    """KL-02."""
    found: Found = []
    for role in leadership["roles"]:
        for one in () if role["vacant"] else role["competences"]:
            if not one["needed"]:
                continue
            where = f"competent_leadership.roles[{role['id']}].competences[{one['area']}]"
            if not one["present"]:
                found.append(("competence-is-not-assessed", where))
            elif one["needed"] - one["present"] >= 2 and not any(  # noqa: PLR2004 - by hand
                d["activity"] and d["due_on"] and d["area"] in {"", one["area"]}
                for d in role["development"]
            ):
                found.append(("gap-has-no-activity", where))
    return found


def representation_is_shown(leadership: Json, _: World) -> Found:
    """KL-05."""
    group = leadership["steering_group"]
    if group["women"] is None or group["men"] is None:
        return [("steering-group-is-not-counted", "competent_leadership.steering_group")]
    return []


def foresight_is_practised(leadership: Json, _: World) -> Found:
    """KL-F1."""
    where = "competent_leadership.foresight.scenarios"
    seen = [s for s in leadership["foresight"]["scenarios"] if s["society"]]
    if not seen:
        return [("foresight-is-missing", where)]
    return [
        ("scenario-prepares-nothing", f"{where}[{s['id']}].preparation")
        for s in seen
        if not s["preparation"]
    ]


def _where(block: str, row: Json) -> str:
    return f"equality_mainstreaming.{block}[{row['id']}]"


def the_four_r_are_answered(equality: Json, _: World) -> Found:
    """JM-01."""
    found: Found = []
    for block, answered in (
        ("representation", equality["representation"]),
        ("resources", equality["resources"]),
        ("realia.analysis", equality["realia"]["analysis"]),
        ("measures", equality["measures"] or equality["goals"]),
    ):
        if not answered:
            found.append(("r-is-not-answered", f"equality_mainstreaming.{block}"))
    return found + [
        ("row-is-incomplete", _where(block, row))
        for block in BLOCKS
        for row in equality[block]
        if any(row[name] in {None, ""} for name in COUNTED)
    ]


def rows_add_up(equality: Json, _: World) -> Found:
    """JM-02."""
    found: Found = []
    for block in BLOCKS:
        for row in equality[block]:
            women, men, n = row["women"], row["men"], row["n"]
            if women is None or men is None or n is None:
                continue
            if women + men + (row["other"] or 0) != n:
                found.append(("row-does-not-add-up", f"{_where(block, row)}.n"))
    return found


def differences_are_explained(equality: Json, _: World) -> Found:
    """JM-03."""
    found: Found = []
    explained = {e["row"] for e in equality["realia"]["explanations"] if e["explanation"]}
    for block in BLOCKS:
        for row in equality[block]:
            women, men = row["women"], row["men"]
            if women is None or men is None or row["id"] in explained:
                continue
            if 100 * max(women, men) > 60 * (women + men):
                found.append(("difference-is-not-explained", _where(block, row)))
    return found


def differences_lead_to_measures(equality: Json, _: World) -> Found:
    """JM-04."""
    found: Found = []
    rows = {row["id"] for block in BLOCKS for row in equality[block]}
    answered = {m["answers"] for m in equality["measures"]}
    for one in equality["realia"]["explanations"]:
        if (
            one["explanation"]
            and one["row"] in rows
            and answered.isdisjoint((one["id"], one["row"]))
        ):
            where = f"equality_mainstreaming.realia.explanations[{one['id']}]"
            found.append(("difference-has-no-measure", where))
    return found + [
        ("measure-is-not-planned", f"equality_mainstreaming.measures[{m['id']}]")
        for m in equality["measures"]
        if not (m["no_measure_because"] or (m["what"] and m["owner"] and m["due_on"]))
    ]


def small_cells_are_kept(equality: Json, _: World) -> Found:
    """JM-06."""
    return [
        ("small-cell-is-not-hidden", f"{_where(block, row)}.suppressed_in_public")
        for block in BLOCKS
        for row in equality[block]
        if not row["suppressed_in_public"]
        and any(
            cell is not None and 0 < cell < 5  # noqa: PLR2004 - by hand
            for cell in (row["women"], row["men"], row["other"])
        )
    ]


def accessibility_is_considered(equality: Json, _: World) -> Found:
    """JM-07."""
    return [
        ("principle-is-not-considered", f"equality_mainstreaming.{principle}")
        for principle in ("accessibility", "non_discrimination")
        if not equality[principle]
    ]


def children_are_considered(equality: Json, _: World) -> Found:
    """JM-B1."""
    children, where = equality["children"], "equality_mainstreaming.children"
    if children["affected"] == "yes":
        if children["which"] and children["how_heard"] and children["what_is_best"]:
            return []
        return [("children-are-not-heard", where)]
    if children["affected"] == "no":
        if children["not_affected_because"]:
            return []
        return [("children-are-ruled-out-without-reason", f"{where}.not_affected_because")]
    return [("children-are-not-considered", f"{where}.affected")]
