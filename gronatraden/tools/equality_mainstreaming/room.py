"""The room's furniture in one place: content, checks and drawing."""

from __future__ import annotations

from gronatraden.tools._tool import Check, Tool
from gronatraden.tools.equality_mainstreaming import criteria, everyone, four_r
from gronatraden.tools.equality_mainstreaming.content import EqualityMainstreaming
from gronatraden.tools.equality_mainstreaming.drawing import draw

TOOL = Tool(
    name="equality_mainstreaming",
    schema=1,
    content=EqualityMainstreaming,
    checks=(
        Check(
            "JM-01",
            four_r.the_four_r_are_answered,
            asks=(
                "representation.responsible",
                "representation.women",
                "representation.men",
                "representation.n",
                "representation.data_source",
                "representation.measured_on",
                "resources.responsible",
                "resources.women",
                "resources.men",
                "resources.n",
                "resources.data_source",
                "resources.measured_on",
                "realia.analysis",
            ),
        ),
        Check("JM-02", four_r.every_row_adds_up, asks=("resources[0].other",)),
        Check(
            "JM-03",
            four_r.differences_are_explained,
            asks=(
                "realia.explanations.row",
                "realia.explanations.explanation",
            ),
            stricter={"percent": "less"},
        ),
        Check(
            "JM-04",
            four_r.explained_differences_lead_to_measures,
            asks=(
                "measures.what",
                "measures.answers",
                "measures.owner",
                "measures.due_on",
            ),
        ),
        Check("JM-06", four_r.small_cells_are_kept_from_the_public, stricter={"limit": "more"}),
        Check(
            "JM-07",
            everyone.accessibility_and_non_discrimination_are_considered,
            asks=(
                "accessibility",
                "non_discrimination",
            ),
        ),
        Check(
            "JM-E2",
            criteria.there_are_goals_of_its_own,
            asks=("goals[1].goal",),
            stricter={"at_least": "more"},
        ),
        Check(
            "JM-E6",
            criteria.competence_is_required_when_procuring,
            asks=("required_when_procuring",),
        ),
        Check(
            "JM-E8",
            criteria.the_goals_are_evaluated_by_others,
            asks=("evaluated_by_others",),
        ),
        Check(
            "JM-B1",
            everyone.children_are_considered,
            asks=(
                "children.affected",
                "children.which",
                "children.how_heard",
                "children.what_is_best",
            ),
        ),
    ),
    draw=draw,
)
