"""The floor of ``verdict-cel``: the same rules in plain Python over dictionaries.

No policy, no classes, no engine; sets for the joins, as a careful programmer would have it.
Each rule says whether it holds, or names those who do not meet it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from gronatraden.moment import STOCKHOLM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from benchmarks.plain_rules import Json

Found = list[tuple[str, str, object]]
"""(code, where, offenders) of what is missing; empty where the rule is met."""
EVALUATED_FROM, LEAST, A_YEAR = 12_000_000, 3, timedelta(days=365)
SECTORS = ("public", "private", "academia", "civil_society")
BOXES = (
    "challenges",
    "resources",
    "activities",
    "short_term_effects",
    "medium_term_effects",
    "long_term_effects",
    "links",
    "indicators",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say by hand."""

    ready: bool
    valid_until: datetime | None
    findings: dict[str, Found | None]
    """By rule; None where it is not asked of this project."""


def judge(bodies: Mapping[str, bytes], today: date, parse: Callable[[bytes], Any]) -> Judged:
    """Judge the gate.

    Args:
        bodies: Every document's bytes, by tool.
        today: The day of the judgement.
        parse: Reads JSON.
    """
    read = {tool: parse(body) for tool, body in bodies.items()}
    reviewed, flips = _reviewed(read["stakeholder_analysis"], today)
    findings = (
        _of_the_facts(read["project"])
        | _of_the_logic(read["change_logic"], read["project"])
        | _of_the_stakeholders(read["stakeholder_analysis"], read["collaboration_ladder"])
        | reviewed
        | _of_the_people(read["learning_cycle"], read["competent_leadership"])
        | _of_equality(read["equality_mainstreaming"], read["change_logic"])
        | _of_the_lists(read)
    )
    return Judged(not any(findings.values()), _moment(flips), findings)


def _told(holds: object, where: str) -> Found:
    return [] if holds else [("condition-is-not-met", where, ())]


def _named(offenders: Iterable[str], where: str) -> Found:
    names = tuple(offenders)
    if not names:
        return []
    place = f"{where}[{names[0]}]" if len(names) == 1 else where
    return [("elements-do-not-meet-a-condition", place, names)]


def _of_the_facts(facts: Json) -> dict[str, Found | None]:
    starts, ends = facts["starts_on"], facts["ends_on"]
    stated = (
        facts["title"]
        and facts["owner"]
        and facts["total_budget_sek"] is not None
        and any(funding["fund"] for funding in facts["funding"])
    )
    return {
        "facts-are-stated": _told(stated, "project"),
        "project-ends-after-it-starts": _told(starts and ends and starts < ends, "project"),
    }


def _of_the_lists(read: Mapping[str, Json]) -> dict[str, Found | None]:
    logic, equality = read["change_logic"], read["equality_mainstreaming"]
    listed = (
        read["stakeholder_analysis"]["stakeholders"]
        and read["learning_cycle"]["questions"]
        and equality["measures"]
        and equality["goals"]
    )
    return {
        "boxes-are-filled": _told(all(logic[box] for box in BOXES), "change_logic"),
        "lists-are-filled": _told(listed, "stakeholder_analysis.stakeholders"),
    }


def _of_the_logic(logic: Json, facts: Json) -> dict[str, Found | None]:
    activities, links, resources = logic["activities"], logic["links"], logic["resources"]
    effects = {
        effect["id"]
        for box in ("short_term_effects", "medium_term_effects", "long_term_effects")
        for effect in logic[box]
    }
    boxes = effects | {activity["id"] for activity in activities}
    causes = {link["cause"] for link in links}
    there = {resource["id"] for resource in resources}
    measured = {
        one["effect"]
        for one in logic["indicators"]
        if one["baseline"] is not None and one["target"] is not None
    }
    at, linked = "change_logic.activities", "change_logic.links"
    return {
        "links-begin-somewhere": _named(
            (link["cause"] for link in links if link["cause"] not in boxes), linked
        ),
        "links-end-somewhere": _named(
            (link["effect"] for link in links if link["effect"] not in effects), linked
        ),
        "activities-lead-somewhere": _named(
            (a["id"] for a in activities if a["id"] not in causes), at
        ),
        "activities-are-owned": _named((a["id"] for a in activities if not a["owner"]), at),
        "activities-are-resourced": _named(
            (
                a["id"]
                for a in activities
                if not (a["resources"] and there.issuperset(a["resources"]))
            ),
            at,
        ),
        "activities-run-forward": _named(
            (
                a["id"]
                for a in activities
                if not (a["starts_on"] and a["ends_on"] and a["starts_on"] <= a["ends_on"])
            ),
            at,
        ),
        "long-term-effects-are-measured": _named(
            (e["id"] for e in logic["long_term_effects"] if e["id"] not in measured),
            "change_logic.long_term_effects",
        ),
        "people-are-counted-by-sex": _named(
            (
                i["id"]
                for i in logic["indicators"]
                if i["counts_people"] and "sex" not in i["split_by"]
            ),
            "change_logic.indicators",
        ),
        "evaluation-is-planned": _evaluation(logic["evaluation"], facts),
    }


def _evaluation(evaluation: Json, facts: Json) -> Found | None:
    budget = facts["total_budget_sek"]
    funds = {funding["fund"] for funding in facts["funding"]}
    if "eruf" not in funds or budget is None or budget < EVALUATED_FROM:
        return None
    planned = evaluation["plan"] and evaluation["budget_sek"]
    return _told(planned, "change_logic.evaluation")


def _of_the_stakeholders(analysis: Json, ladder: Json) -> dict[str, Found | None]:
    everyone, where = analysis["stakeholders"], "stakeholder_analysis.stakeholders"
    placed = {actor["stakeholder"] for c in ladder["constellations"] for actor in c["actors"]}
    covered = {s["sector"] for s in everyone}
    covered |= {a["sector"] for a in analysis["absent_sectors"] if a["because"]}
    first = [s for s in everyone if s["priority"] == "high"]
    return {
        "stakeholders-have-motives": _named((s["id"] for s in everyone if not s["motive"]), where),
        "sectors-are-covered": _told(covered.issuperset(SECTORS), "stakeholder_analysis"),
        "priorities-are-acted-upon": _named(
            (
                s["id"]
                for s in first
                if not any(a["what"] and a["owner"] and a["due_on"] for a in s["actions"])
            ),
            where,
        ),
        "those-who-matter-stand-on-the-ladder": _named(
            (
                s["id"]
                for s in first
                if not s["persons"]
                and s["kind"] != "target_group"
                and s["part"] != "steering_group"
                and s["id"] not in placed
            ),
            where,
        ),
    }


def _reviewed(analysis: Json, today: date) -> tuple[dict[str, Found | None], list[date]]:
    """Say whether the list was gone through within a year, and on which day that changes."""
    said, flips = analysis["reviewed_on"], []
    holds = False
    if said is not None:
        day = date.fromisoformat(said)
        old = day + A_YEAR
        if day > today:
            flips.append(day)
        elif old >= today:
            flips.append(old + timedelta(days=1))
            holds = True
    return {"list-is-reviewed": _told(holds, "stakeholder_analysis.reviewed_on")}, flips


def _of_the_people(cycle: Json, leadership: Json) -> dict[str, Found | None]:
    group = leadership["steering_group"]
    can = group["mandate"] and group["quorum"] >= LEAST and group["meets_at_every_gate"]
    return {
        "questions-are-planned": _named(
            (q["id"] for q in cycle["questions"] if not (q["owner"] and q["due_on"])),
            "learning_cycle.questions",
        ),
        "steering-group-can-decide": _told(can, "competent_leadership.steering_group"),
    }


def _of_equality(equality: Json, logic: Json) -> dict[str, Found | None]:
    activities = {activity["id"] for activity in logic["activities"]}
    indicators = {indicator["id"] for indicator in logic["indicators"]}
    children = equality["children"]
    if children["affected"] == "no":
        heard = children["not_affected_because"]
    else:
        asked = ("affected", "which", "how_heard", "what_is_best")
        heard = all(children[name] for name in asked)
    return {
        "measures-are-activities": _named(
            (
                m["id"]
                for m in equality["measures"]
                if not m["no_measure_because"] and m["activity"] not in activities
            ),
            "equality_mainstreaming.measures",
        ),
        "goals-are-measured": _named(
            (g["id"] for g in equality["goals"] if g["indicator"] not in indicators),
            "equality_mainstreaming.goals",
        ),
        "children-are-considered": _told(heard, "equality_mainstreaming.children"),
    }


def _moment(flips: list[date]) -> datetime | None:
    """Return when the first of some Swedish days begins."""
    first = min(flips, default=None)
    return None if first is None else datetime(first.year, first.month, first.day, tzinfo=STOCKHOLM)
