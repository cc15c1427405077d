"""The rules that take several documents, the project's facts or its people, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.plain_rules.world import Found, Json, World

EFFECTS = ("short_term_effects", "medium_term_effects", "long_term_effects")
STATED = ("title", "owner", "total_budget_sek", "starts_on", "ends_on")


def everyone_named_is_a_stakeholder(logic: Json, analysis: Json, ladder: Json) -> Found:
    """IA-10."""
    found: Found = []
    known = {s["id"] for s in analysis["stakeholders"]}
    known |= {_folded(s["name"]) for s in analysis["stakeholders"]}
    for box in EFFECTS:
        for effect in logic[box]:
            group = effect["target_group"]
            if not group:
                where = f"change_logic.{box}[{effect['id']}].target_group"
                found.append(("effect-has-no-target-group", where))
            elif _folded(group) not in known:
                where = f"change_logic.{box}[{effect['id']}].target_group"
                found.append(("target-group-is-no-stakeholder", where))
    return found + [
        ("actor-is-no-stakeholder", f"collaboration_ladder.constellations[{c['id']}].actors")
        for c in ladder["constellations"]
        for actor in c["actors"]
        if actor["stakeholder"] not in known
    ]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def those_who_matter_stand_on_the_ladder(analysis: Json, ladder: Json) -> Found:
    """ST-07."""
    placed = {actor["stakeholder"] for c in ladder["constellations"] for actor in c["actors"]}
    return [
        ("stakeholder-is-not-on-the-ladder", f"stakeholder_analysis.stakeholders[{s['id']}]")
        for s in analysis["stakeholders"]
        if s["priority"] == "high"
        and s["id"] not in placed
        and not s["persons"]
        and s["kind"] != "target_group"
        and s["part"] != "steering_group"
    ]


def equality_lives_in_the_change_logic(logic: Json, equality: Json) -> Found:
    """JM-05."""
    activities = {a["id"] for a in logic["activities"]}
    indicators = {i["id"] for i in logic["indicators"]}
    found = [
        ("measure-is-no-activity", f"equality_mainstreaming.measures[{m['id']}].activity")
        for m in equality["measures"]
        if m["activity"] not in activities and not m["no_measure_because"]
    ]
    return found + [
        ("equality-goal-is-not-measured", f"equality_mainstreaming.goals[{g['id']}].indicator")
        for g in equality["goals"]
        if g["indicator"] not in indicators
    ]


def a_question_tests_what_is_risky(logic: Json, cycle: Json) -> Found:
    """LC-01."""
    links = logic["links"]
    tested = [link for link in links if link["risk"] >= 4] or links  # noqa: PLR2004 - by hand
    asked = set()
    for question in cycle["questions"]:
        cause, arrow, effect = question["about"].partition("→")
        asked.add((cause.strip(), effect.strip()) if arrow else cause.strip())
    if not tested or any(
        (t["cause"], t["effect"]) in asked or t["effect"] in asked for t in tested
    ):
        return []
    return [("no-question-about-a-risk", "learning_cycle.questions")]


def the_facts_are_stated(facts: Json) -> Found:
    """G0-facts."""
    found = [("fact-is-missing", f"project.{name}") for name in STATED if not facts[name]]
    if not any(funding["fund"] for funding in facts["funding"]):
        found.append(("fact-is-missing", "project.funding"))
    if facts["starts_on"] and facts["ends_on"] and facts["ends_on"] < facts["starts_on"]:
        found.append(("project-ends-before-it-starts", "project.ends_on"))
    return found


def offered_lessons_are_answered(world: World) -> Found:
    """L-1."""
    return [
        ("lesson-is-not-answered", f"lessons[{offered['lesson']}]")
        for offered in world.offered
        if not (offered["answer"] and offered["because"])
    ]


def the_steering_group_can_decide(leadership: Json, world: World) -> Found:
    """KL-03."""
    found: Found = []
    group, where = leadership["steering_group"], "competent_leadership.steering_group"
    if not group["mandate"]:
        found.append(("steering-group-has-no-mandate", f"{where}.mandate"))
    if not group["meets_at_every_gate"]:
        found.append(("steering-group-skips-gates", f"{where}.meets_at_every_gate"))
    if not group["quorum"]:
        found.append(("steering-group-has-no-quorum", f"{where}.quorum"))
    return found + [
        ("decision-lacked-its-quorum", f"decisions[{taken['gate']}]")
        for taken in world.decisions
        if taken["opens"] and len(taken["deciders"]) < group["quorum"]
    ]


def nobody_judges_their_own_work(world: World) -> Found:
    """KL-04."""
    found = [
        ("gate-was-opened-by-its-authors", f"decisions[{taken['gate']}]")
        for taken in world.decisions
        if taken["opens"] and taken["deciders"] <= taken["submitters"]
    ]
    empty = _unfilled(world.deciders, _others(world))
    return found + [("too-few-can-decide", f"roles[{role}]") for role in dict.fromkeys(empty)]


def _others(world: World) -> dict[str, set[str]]:
    """Return the places that each person may fill who has written nothing and keeps no roles."""
    held = []
    for grant in world.grants:
        begun = world.has_come(grant["from_on"])
        if begun and not (grant["until_on"] and world.has_passed(grant["until_on"])):
            held.append(grant)
    barred = world.submitters | {g["person"] for g in held if g["role"] == "admin"}
    own = {(g["person"], g["role"]) for g in held if g["instead_of"] is None}
    roles: dict[str, set[str]] = {}
    for grant in held:
        person, role, instead = grant["person"], grant["role"], grant["instead_of"]
        if person not in barred and (
            instead is None or (instead in barred and (instead, role) in own)
        ):
            roles.setdefault(person, set()).add(role)
    for also in roles.values():
        also |= {role for role, others in world.stand_ins.items() if others & also}
    return roles


def _unfilled(rule: list[tuple[str, int]], held: dict[str, set[str]]) -> list[str]:
    """Return the places that nobody can fill, each person filling at most one."""
    places = [role for role, count in rule for _ in range(count)]
    people = sorted(held)
    seated: dict[str, int] = {}

    def fill(place: int, tried: set[str]) -> bool:
        for person in people:
            if person not in tried and places[place] in held[person]:
                tried.add(person)
                if person not in seated or fill(seated[person], tried):
                    seated[person] = place
                    return True
        return False

    return [places[place] for place in range(len(places)) if not fill(place, set())]
