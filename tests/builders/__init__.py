"""Builders: one complete, coherent example project, part by part.

Each builder is valid by default and takes the fields that differ; the one argument is
the test. The project ``cykla`` satisfies every check at the start gate on 1 December 2024.
"""

from tests.builders.change_logic import a_change_logic
from tests.builders.changes import changed, with_
from tests.builders.collaboration_ladder import a_collaboration_ladder
from tests.builders.competent_leadership import a_competent_leadership
from tests.builders.context import a_context, a_moment
from tests.builders.equality_mainstreaming import an_equality_mainstreaming
from tests.builders.learning_cycle import a_learning_cycle
from tests.builders.project import some_facts
from tests.builders.stakeholder_analysis import a_stakeholder_analysis

__all__ = [
    "a_change_logic",
    "a_collaboration_ladder",
    "a_competent_leadership",
    "a_context",
    "a_learning_cycle",
    "a_moment",
    "a_stakeholder_analysis",
    "an_equality_mainstreaming",
    "changed",
    "some_facts",
    "with_",
]
