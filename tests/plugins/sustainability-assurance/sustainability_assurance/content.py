"""What a sustainability assurance holds: its parts, the stop, and the overall assessment."""

from __future__ import annotations

from datetime import date
from typing import Literal

from gronatraden.documents import Item, Line, NotApplicable, Prose, content

InfluenceCode = Literal["", "positive", "negative", "none"]
"""How something is influenced; empty is not judged."""

Perspective = Literal["", "individual", "geography", "society"]
"""From where an influence is seen (individ, geografi, samhälle)."""
PERSPECTIVES: tuple[Perspective, ...] = ("individual", "geography", "society")
"""The three that the method names."""

StopCode = Literal["", "go_on", "rethink", "end"]
"""What the stop (hållplats) leads to; empty is not answered."""


@content
class TargetContribution(Item):
    """Part 1: how the effort contributes to the region's target picture (målbild)."""

    goal: Line = ""
    """A goal of the target picture, in its own words."""
    contribution: Prose = ""


@content
class AreaInfluence(Item):
    """Part 1: how the effort influences an intervention area (insatsområde)."""

    area: Line = ""
    influence: InfluenceCode = ""
    because: Prose = ""


@content
class ComparedRelevance:
    """Part 1: how relevant the effort is beside others that could be made."""

    others: Prose = ""
    """The efforts that it is compared with."""
    judgement: Prose = ""


@content
class GoalConflict(Item):
    """Part 1: goals that pull apart, and the position that is needed (målkonflikt)."""

    conflict: Line = ""
    position: Prose = ""
    """What has been decided, or has to be, and by whom."""


@content
class AssuranceStop:
    """The stop after part 1 (hållplats): go on, think again, or end."""

    outcome: StopCode = ""
    because: Prose = ""
    stopped_on: date | None = None


@content
class SeenInfluence(Item):
    """Part 2: an influence, seen from one of three perspectives."""

    perspective: Perspective = ""
    influence: InfluenceCode = ""
    because: Prose = ""


@content
class FurtherPart(Item):
    """Part 3 or 4 under the heading that the region's own handbook gives it.

    Inferred: that there are such parts is public, what they ask is not.
    """

    heading: Line = ""
    text: Prose = ""


@content
class AssuranceAssessment:
    """The overall assessment: what is expected, and how it will be carried out."""

    assessment: Prose = ""
    expected_effect: Prose = ""
    """How the expected effect is assured to be sustainable."""
    implementation: Prose = ""
    """How the implementation is."""
    assessed_on: date | None = None


@content
class SustainabilityAssurance:
    """That an effort is relevant, does more good than harm, and shows its goal conflicts."""

    contributions: tuple[TargetContribution, ...] = ()
    area_influences: tuple[AreaInfluence, ...] = ()
    compared: ComparedRelevance = ComparedRelevance()
    goal_conflicts: tuple[GoalConflict, ...] = ()
    stop: AssuranceStop = AssuranceStop()
    influences: tuple[SeenInfluence, ...] = ()
    further_parts: tuple[FurtherPart, ...] = ()
    overall: AssuranceAssessment = AssuranceAssessment()
    not_applicable: tuple[NotApplicable, ...] = ()
