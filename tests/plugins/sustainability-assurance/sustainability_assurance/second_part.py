"""Rules about part 2, and about the assessment that weighs everything together.

- HS-06 influence is seen from every perspective
- HS-07 the assessment is made

What parts 3 and 4 ask is not public, so nothing is asked about them.

Source: Region Kronoberg, Gröna tråden, "Hållbarhetssäkring", part 2 and the assessment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from sustainability_assurance.content import PERSPECTIVES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.findings import Fact
    from sustainability_assurance.content import SustainabilityAssurance

ROOM = "sustainability_assurance"
ASSESSED = ("assessment", "expected_effect", "implementation", "assessed_on")
"""What the overall assessment must say."""


def influence_is_seen_from_every_perspective(
    assurance: SustainabilityAssurance, context: Context
) -> Iterator[Finding]:
    """The effort's influence is judged from each perspective, with a reason.

    Rule: HS-06. Basis: "Hållbarhetssäkring", part 2: individual, geography, society.
    """
    del context
    seen = {one.perspective for one in assurance.influences}
    for perspective in PERSPECTIVES:
        if perspective not in seen:
            facts = {"perspective": f"perspective.{perspective}"}
            yield Finding("perspective-is-missing", f"{ROOM}.influences", facts)
    for one in assurance.influences:
        missing = tuple(name for name in ("influence", "because") if not getattr(one, name))
        if one.perspective and missing:
            where = f"{ROOM}.influences[{one.id}]"
            told: dict[str, Fact] = {
                "perspective": f"perspective.{one.perspective}",
                "missing": missing,
            }
            yield Finding("influence-is-not-judged", where, told)


def the_assessment_is_made(
    assurance: SustainabilityAssurance, context: Context
) -> Iterator[Finding]:
    """The overall assessment covers both the expected effect and the implementation.

    Rule: HS-07. Basis: "Hållbarhetssäkring": both effect and implementation are assured.
    """
    made = assurance.overall
    missing = tuple(name for name in ASSESSED if not getattr(made, name))
    if missing:
        yield Finding("assessment-is-not-made", f"{ROOM}.overall", {"missing": missing})
    elif made.assessed_on is not None and not context.moment.has_come(made.assessed_on):
        facts = {"day": made.assessed_on.isoformat()}
        yield Finding("assessment-lies-ahead", f"{ROOM}.overall.assessed_on", facts)
