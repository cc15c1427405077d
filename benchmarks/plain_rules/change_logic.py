"""The change logic's rules by hand, over dictionaries: FL-01 to FL-17 and the first questions."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.plain_rules.world import Found, Json, World

EFFECTS = ("short_term_effects", "medium_term_effects", "long_term_effects")
BOXES = ("challenges", "resources", "activities", *EFFECTS)
NEEDED = (
    "title",
    "definition",
    "unit",
    "baseline",
    "baseline_on",
    "target",
    "target_on",
    "data_source",
    "method",
    "frequency",
    "responsible",
)
ACTIVITY_WORDS = (
    "genomföra",
    "anordna",
    "arrangera",
    "hålla ",
    "erbjuda",
    "ta fram",
    "utbilda",
    "inspirera",
    "seminari",
    "organise ",
    "carry out",
    "arrange ",
    "hold ",
)


def _placed(logic: Json) -> Iterator[tuple[str, Json]]:
    return ((box, effect) for box in EFFECTS for effect in logic[box])


def _effects(logic: Json) -> list[Json]:
    return [effect for box in EFFECTS for effect in logic[box]]


def _where(box: str, item: Json) -> str:
    return f"change_logic.{box}[{item['id']}]"


def _link(link: Json) -> str:
    return f"change_logic.links[{link['cause']}→{link['effect']}]"


def _reach(starts: set[str], leads: dict[str, list[str]]) -> set[str]:
    seen, todo = set(starts), list(starts)
    while todo:
        for following in leads.get(todo.pop(), ()):
            if following not in seen:
                seen.add(following)
                todo.append(following)
    return seen


def _leads(links: list[Json], cause: str = "cause", effect: str = "effect") -> dict[str, list[str]]:
    leads: dict[str, list[str]] = {}
    for link in links:
        if not link["feedback"]:
            leads.setdefault(link[cause], []).append(link[effect])
    return leads


def _looping(links: list[Json]) -> list[Json]:
    """Peel off what leads to a dead end; what is left leads back to a loop or is on one."""
    kept = [link for link in links if not link["feedback"]]
    while True:
        causes = {link["cause"] for link in kept}
        onward = [link for link in kept if link["effect"] in causes]
        if len(onward) == len(kept):
            break
        kept = onward
    leads = _leads(kept)
    return [link for link in kept if link["cause"] in _reach({link["effect"]}, leads)]


def no_box_is_empty(logic: Json, _: World) -> Found:
    """FL-01."""
    return [
        ("box-is-empty", f"change_logic.{box}")
        for box in BOXES
        if not any(item.get("statement") or item.get("title") for item in logic[box])
    ]


def effects_follow_from_activities(logic: Json, _: World) -> Found:
    """FL-02."""
    activities = {a["id"] for a in logic["activities"]}
    known = activities | {e["id"] for e in _effects(logic)}
    found = [
        ("link-has-no-end", _link(link))
        for link in logic["links"]
        for end in (link["cause"], link["effect"])
        if end not in known
    ]
    if activities:
        reached = _reach(activities, _leads(logic["links"]))
        found += [
            ("effect-has-no-activity", _where(box, effect))
            for box, effect in _placed(logic)
            if effect["id"] not in reached
        ]
    return found


def activities_lead_somewhere(logic: Json, _: World) -> Found:
    """FL-03."""
    near = {e["id"] for e in logic["short_term_effects"]}
    if not near:
        return []
    leading = _reach(near, _leads(logic["links"], "effect", "cause"))
    return [
        ("activity-leads-nowhere", _where("activities", a))
        for a in logic["activities"]
        if a["id"] not in leading
    ]


def activities_are_resourced(logic: Json, _: World) -> Found:
    """FL-04."""
    found: Found = []
    known = {r["id"] for r in logic["resources"]}
    for activity in logic["activities"]:
        if known and known.isdisjoint(activity["resources"]):
            found.append(
                ("activity-has-no-resource", f"{_where('activities', activity)}.resources")
            )
        if not activity["owner"]:
            found.append(("activity-has-no-owner", f"{_where('activities', activity)}.owner"))
    if known:
        planned = sum(a["budget_sek"] or 0 for a in logic["activities"])
        if planned > sum(r["amount_sek"] or 0 for r in logic["resources"]):
            found.append(("activities-cost-more-than-resources", "change_logic.resources"))
    return found


def challenges_and_effects_meet(logic: Json, _: World) -> Found:
    """FL-05."""
    effects = _effects(logic)
    answered = {c for e in effects for c in e["answers"]}
    known = {c["id"] for c in logic["challenges"]}
    found = [
        ("challenge-is-not-answered", _where("challenges", c))
        for c in logic["challenges"]
        if effects and c["id"] not in answered
    ]
    return found + [
        ("effect-answers-no-challenge", f"{_where('long_term_effects', e)}.answers")
        for e in logic["long_term_effects"]
        if known and known.isdisjoint(e["answers"])
    ]


def no_link_turns_back(logic: Json, _: World) -> Found:
    """FL-06."""
    return [("links-form-a-loop", _link(link)) for link in _looping(logic["links"])[:1]]


def no_step_is_skipped(logic: Json, _: World) -> Found:
    """FL-07."""
    activities = {a["id"] for a in logic["activities"]}
    far = {e["id"] for e in logic["long_term_effects"]}
    return [
        ("link-jumps-to-the-long-term", _link(link))
        for link in logic["links"]
        if link["cause"] in activities and link["effect"] in far
    ]


def time_runs_forward(logic: Json, _: World) -> Found:
    """FL-08."""
    found: Found = []
    days = {}
    for activity in logic["activities"]:
        begins, ends = activity["starts_on"], activity["ends_on"]
        days[activity["id"]] = ends
        if ends is None:
            where = f"{_where('activities', activity)}.ends_on"
            found.append(("activity-has-no-date", where))
        elif begins is not None and begins > ends:
            where = f"{_where('activities', activity)}.ends_on"
            found.append(("activity-ends-before-it-starts", where))
    for box, effect in _placed(logic):
        days[effect["id"]] = effect["by"]
        if effect["by"] is None:
            found.append(("effect-has-no-date", f"{_where(box, effect)}.by"))
    looping = _looping(logic["links"])
    for link in logic["links"]:
        before, after = days.get(link["cause"]), days.get(link["effect"])
        if before is None or after is None or after >= before:
            continue
        if not link["feedback"] and link not in looping:
            found.append(("effect-comes-before-its-cause", _link(link)))
    return found


def links_state_assumptions(logic: Json, _: World) -> Found:
    """FL-09."""
    found: Found = []
    for link in logic["links"]:
        if not link["assumption"]:
            found.append(("assumption-is-not-stated", f"{_link(link)}.assumption"))
        elif link["risk"] >= 4 and link["evidence"] in {"", "none"}:  # noqa: PLR2004 - by hand
            found.append(("risky-assumption-has-no-evidence", f"{_link(link)}.evidence"))
    return found


def effects_are_measured(logic: Json, _: World) -> Found:
    """FL-10."""
    measured = {i["effect"] for i in logic["indicators"]}
    found = [
        ("effect-is-not-measured", _where(box, effect))
        for box in EFFECTS[:2]
        for effect in logic[box]
        if effect["id"] not in measured
    ]
    known = {e["id"] for e in _effects(logic)}
    for indicator in logic["indicators"]:
        if any(indicator[name] in {None, ""} for name in NEEDED):
            found.append(("indicator-is-incomplete", _where("indicators", indicator)))
        if indicator["effect"] not in known:
            found.append(("indicator-has-no-effect", f"{_where('indicators', indicator)}.effect"))
    return found


def targets_say_a_change(logic: Json, end: str | None) -> Found:
    """FL-11, given the project's last day."""
    found: Found = []
    last = f"{int(end[:4]) + 5}-12-31" if end else ""
    for indicator in logic["indicators"]:
        where = _where("indicators", indicator)
        if not indicator["direction"]:
            found.append(("indicator-has-no-direction", f"{where}.direction"))
        elif not _moves(indicator):
            found.append(("target-is-no-change", f"{where}.target"))
        if last and indicator["target_on"] and indicator["target_on"] > last:
            found.append(("target-is-beyond-the-horizon", f"{where}.target_on"))
    return found


def _moves(indicator: Json) -> bool:
    if indicator["baseline"] is None or indicator["target"] is None:
        return True
    before, after = Decimal(indicator["baseline"]), Decimal(indicator["target"])
    if indicator["direction"] == "increase":
        return after > before
    return after < before if indicator["direction"] == "decrease" else after == before


def people_are_counted_by_sex(logic: Json, _: World) -> Found:
    """FL-12."""
    return [
        ("people-are-not-split-by-sex", f"{_where('indicators', i)}.split_by")
        for i in logic["indicators"]
        if i["counts_people"] and "sex" not in i["split_by"]
    ]


def goals_are_accepted(logic: Json, world: World) -> Found:
    """FL-13."""
    return [
        ("goal-is-not-accepted", f"{_where(box, effect)}.accepted")
        for box, effect in _placed(logic)
        if not any(a["by"] and a["on"] and world.has_come(a["on"]) for a in effect["accepted"])
    ]


def goals_say_a_change(logic: Json, _: World) -> Found:
    """FL-14."""
    return [
        ("goal-is-an-activity", f"{_where(box, effect)}.statement")
        for box, effect in _placed(logic)
        if effect["statement"].casefold().lstrip().startswith(ACTIVITY_WORDS)
    ]


def the_strategy_is_served(logic: Json, _: World) -> Found:
    """FL-15."""
    if any(link["goal"] for link in logic["strategy_links"]):
        return []
    return [("no-strategy-goal", "change_logic.strategy_links")]


def the_alternative_is_stated(logic: Json, _: World) -> Found:
    """FL-16."""
    return [
        ("alternative-is-not-stated", f"{_where('challenges', c)}.if_not_done")
        for c in logic["challenges"]
        if not c["if_not_done"]
    ]


def challenges_are_called_for(logic: Json, _: World) -> Found:
    """G0-questions."""
    found: Found = []
    for challenge in logic["challenges"]:
        if not challenge["evidence"]:
            found.append(("challenge-is-not-shown", f"{_where('challenges', challenge)}.evidence"))
        if not challenge["asked_for_by"]:
            found.append(
                ("challenge-is-not-asked-for", f"{_where('challenges', challenge)}.asked_for_by")
            )
    return found


def evaluation_is_planned(logic: Json, _: World) -> Found:
    """FL-17."""
    found: Found = []
    if not logic["evaluation"]["plan"]:
        found.append(("evaluation-is-not-planned", "change_logic.evaluation.plan"))
    if not logic["evaluation"]["budget_sek"]:
        found.append(("evaluation-has-no-budget", "change_logic.evaluation.budget_sek"))
    return found
