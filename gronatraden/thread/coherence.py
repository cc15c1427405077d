"""Rules about what hangs together between the tools.

- IA-10 everyone who is named stands in the stakeholder analysis
- ST-07 those who matter most stand on the ladder
- JM-05 what equality asks for lives in the change logic
- LC-01 a learning question tests what is risky

How each tool hangs together inside is left to its own room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from gronatraden.tools.change_logic import ChangeLogic
from gronatraden.tools.collaboration_ladder import CollaborationLadder
from gronatraden.tools.equality_mainstreaming import EqualityMainstreaming
from gronatraden.tools.learning_cycle import LearningCycle
from gronatraden.tools.stakeholder_analysis import StakeholderAnalysis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context


def everyone_named_is_a_stakeholder(context: Context) -> Iterator[Finding]:
    """Every effect's target group and every actor on the ladder is a stakeholder.

    A target group is named by a stakeholder's id or by its name, in any case.

    Rule: IA-10. Basis: Region Kronoberg, "Intressentanalys" and "Samverkanstrappan": who
    should be on the ladder comes from the stakeholder analysis.
    """
    analysis = context.read(StakeholderAnalysis)
    known = {word for s in analysis.stakeholders for word in (s.id, _folded(s.name))}
    for where, effect in context.read(ChangeLogic).placed:
        facts = {"effect": effect.statement, "group": effect.target_group}
        if not effect.target_group:
            yield Finding("effect-has-no-target-group", f"{where}.target_group", facts)
        elif _folded(effect.target_group) not in known:
            yield Finding("target-group-is-no-stakeholder", f"{where}.target_group", facts)
    for constellation in context.read(CollaborationLadder).constellations:
        for actor in constellation.actors:
            if actor.stakeholder not in known:
                where = f"collaboration_ladder.constellations[{constellation.id}].actors"
                facts = {"actor": actor.stakeholder, "constellation": constellation.title}
                yield Finding("actor-is-no-stakeholder", where, facts)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def those_who_matter_stand_on_the_ladder(context: Context) -> Iterator[Finding]:
    """Every stakeholder of high priority that can act stands on the ladder.

    A target group of people is involved by its actions, and the steering group decides;
    neither is an actor on the ladder.

    Rule: ST-07. Basis: Region Kronoberg, "Samverkanstrappan": see the stakeholder analysis.
    """
    ladder = context.read(CollaborationLadder)
    placed = {actor.stakeholder for c in ladder.constellations for actor in c.actors}
    for stakeholder in context.read(StakeholderAnalysis).stakeholders:
        acts = not stakeholder.persons and stakeholder.kind != "target_group"
        acts = acts and stakeholder.part != "steering_group"
        if acts and stakeholder.priority == "high" and stakeholder.id not in placed:
            where = f"stakeholder_analysis.stakeholders[{stakeholder.id}]"
            name = stakeholder.name or stakeholder.id
            yield Finding("stakeholder-is-not-on-the-ladder", where, {"stakeholder": name})


def equality_lives_in_the_change_logic(context: Context) -> Iterator[Finding]:
    """Every measure of R4 is an activity, and every equality goal has an indicator.

    A measure that is reasoned away needs no activity.

    Rule: JM-05. Basis: ESF-rådet's assessment criteria 3 and 4.
    """
    logic = context.read(ChangeLogic)
    equality = context.read(EqualityMainstreaming)
    activities = {a.id for a in logic.activities}
    indicators = {i.id for i in logic.indicators}
    who = ("project_manager", "equality_competence")
    for measure in equality.measures:
        if measure.activity not in activities and not measure.no_measure_because:
            where = f"equality_mainstreaming.measures[{measure.id}].activity"
            facts = {"measure": measure.what or measure.id}
            yield Finding("measure-is-no-activity", where, facts, who)
    for goal in equality.goals:
        if goal.indicator not in indicators:
            where = f"equality_mainstreaming.goals[{goal.id}].indicator"
            yield Finding("equality-goal-is-not-measured", where, {"goal": goal.goal}, who)


def a_question_tests_what_is_risky(context: Context, *, risk: int = 4) -> Iterator[Finding]:
    """At least one learning question asks about a risky assumption.

    A question asks about a link, ``cause→effect``, or about an effect that the link leads
    to. Where no link is that risky, a question about any link will do; where there is no
    link at all, the links are other rules' concern.

    Rule: LC-01. Basis: USAID's learning agenda: questions on the critical gaps.
    """
    links = context.read(ChangeLogic).links
    asked_for = [link for link in links if link.risk >= risk] or list(links)
    questions = context.read(LearningCycle).questions
    asked_links = {q.link for q in questions}
    asked_things = {q.about.strip() for q in questions}
    met = any((a.cause, a.effect) in asked_links or a.effect in asked_things for a in asked_for)
    if asked_for and not met:
        riskiest = max(asked_for, key=lambda link: link.risk)
        facts = {"cause": riskiest.cause, "effect": riskiest.effect}
        who = ("learning_owner", "project_manager")
        yield Finding("no-question-about-a-risk", "learning_cycle.questions", facts, who)
