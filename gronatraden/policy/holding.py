"""What makes a decision stale (inaktuellt), and how far a requirement can be waived (avsteg)."""

from __future__ import annotations

from typing import Annotated

from gronatraden.documents import Limit, Line, content
from gronatraden.policy.deciding import Deciders
from gronatraden.policy.requirement import Because, RequirementId

FieldPath = Annotated[str, Limit(min_length=3, max_length=200)]
"""Fields by path from the document's name: ``change_logic.indicators[].target``.

``*`` stands for any part of one name (``change_logic.*_effects``); ``[]`` says that what
stands before it is a list. What lies below a named field belongs to it.
"""


@content
class Material:
    """The fields that a decision rests on: where one changes, the decision is stale.

    Every other field is immaterial: that it changed is told, and no more.
    """

    fields: Annotated[tuple[FieldPath, ...], Limit(min_length=1)]
    because: Because
    source: Line = ""


@content
class WaiverPolicy:
    """How long, by whose leave and of what a requirement can be waived.

    Where several policies speak, the shortest time, the fewest at once and the strictest
    row of each role count, and what one of them never lets go is never waived.
    """

    longest_days: Annotated[int, Limit(ge=1)] | None = None
    """Days from the request to the last day, at most."""
    approved_by: tuple[Deciders, ...] = ()
    """Everybody it takes; one who may approve waivers, where empty."""
    never: tuple[RequirementId, ...] = ()
    """Requirements that are held to, whatever else is said of them."""
    at_once: Annotated[int, Limit(ge=0)] | None = None
    """How many a project may have at one time, those that wait for approval included."""
    because: Because
    source: Line = ""
