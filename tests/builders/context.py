"""What a rule may see besides its own tool, in the example project."""

from __future__ import annotations

from datetime import UTC, datetime

from gronatraden.context import Context
from gronatraden.moment import Moment
from gronatraden.tools.change_logic import ChangeLogic
from gronatraden.tools.collaboration_ladder import CollaborationLadder
from gronatraden.tools.competent_leadership import CompetentLeadership
from gronatraden.tools.equality_mainstreaming import EqualityMainstreaming
from gronatraden.tools.learning_cycle import LearningCycle
from gronatraden.tools.stakeholder_analysis import StakeholderAnalysis
from tests.builders.change_logic import a_change_logic
from tests.builders.changes import changed
from tests.builders.collaboration_ladder import a_collaboration_ladder
from tests.builders.competent_leadership import a_competent_leadership
from tests.builders.equality_mainstreaming import an_equality_mainstreaming
from tests.builders.learning_cycle import a_learning_cycle
from tests.builders.project import some_facts
from tests.builders.stakeholder_analysis import a_stakeholder_analysis

NOON = datetime(2024, 12, 1, 12, tzinfo=UTC)
"""The moment the start gate is judged at."""


def a_moment(at: datetime = NOON) -> Moment:
    """Return a moment of its own, the start gate's by default."""
    return Moment(at)


def a_context(**changes: object) -> Context:
    """Return what rules see at the start gate, with the given fields changed."""
    whole = Context(
        moment=a_moment(),
        facts=some_facts(),
        contents={
            ChangeLogic: a_change_logic(),
            StakeholderAnalysis: a_stakeholder_analysis(),
            CollaborationLadder: a_collaboration_ladder(),
            LearningCycle: a_learning_cycle(),
            CompetentLeadership: a_competent_leadership(),
            EqualityMainstreaming: an_equality_mainstreaming(),
        },
    )
    return changed(whole, changes)
