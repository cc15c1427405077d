"""The thread's rules in one table; policies call them as ``thread.<name>``."""

from __future__ import annotations

from gronatraden.thread import changes, coherence, readings, results, support
from gronatraden.tools import Check
from gronatraden.tools.change_logic import ChangeLogic
from gronatraden.tools.collaboration_ladder import CollaborationLadder
from gronatraden.tools.equality_mainstreaming import EqualityMainstreaming
from gronatraden.tools.learning_cycle import LearningCycle
from gronatraden.tools.stakeholder_analysis import StakeholderAnalysis

CHECKS = (
    Check(
        "IA-10",
        coherence.everyone_named_is_a_stakeholder,
        (ChangeLogic, CollaborationLadder, StakeholderAnalysis),
        asks=(
            "change_logic.short_term_effects.target_group",
            "change_logic.medium_term_effects.target_group",
            "change_logic.long_term_effects.target_group",
            "collaboration_ladder.constellations.actors.stakeholder",
        ),
    ),
    Check(
        "ST-07",
        coherence.those_who_matter_stand_on_the_ladder,
        (CollaborationLadder, StakeholderAnalysis),
        asks=(
            "collaboration_ladder.constellations.actors.stakeholder",
            "stakeholder_analysis.stakeholders[1].part",
        ),
    ),
    Check(
        "JM-05",
        coherence.equality_lives_in_the_change_logic,
        (ChangeLogic, EqualityMainstreaming),
        asks=(
            "equality_mainstreaming.measures.activity",
            "equality_mainstreaming.goals.indicator",
        ),
    ),
    Check(
        "LC-01",
        coherence.a_question_tests_what_is_risky,
        (ChangeLogic, LearningCycle),
        asks=(
            "learning_cycle.questions[1].about",
            "change_logic.links.cause",
            "change_logic.links.effect",
        ),
        stricter={"risk": "neither"},
    ),
    Check(
        "G3-readings",
        readings.indicators_are_read,
        (ChangeLogic,),
        asks=(
            "readings.indicator",
            "readings.measured_on",
            "readings.value",
        ),
        stricter={"months": "less"},
    ),
    Check(
        "G3-split",
        readings.people_are_read_by_sex,
        (ChangeLogic,),
        asks=(
            "readings[0].women",
            "readings[0].men",
        ),
    ),
    Check(
        "G3-deviations",
        readings.deviations_are_explained,
        (ChangeLogic,),
        stricter={"per_cent": "less"},
    ),
    Check("G3-changes", changes.changes_are_decided),
    Check(
        "G4-results",
        results.results_are_compared_with_targets,
        (ChangeLogic,),
        asks=(
            "readings.indicator",
            "readings.measured_on",
            "readings.value",
        ),
        stricter={"months": "less"},
    ),
    Check(
        "F-external",
        support.large_support_is_evaluated_by_others,
        (ChangeLogic,),
        asks=("change_logic.evaluation.kind",),
        stricter={"above_sek": "less"},
    ),
)
"""In the order of the method: what hangs together, what is read, what changed, what came of it."""
