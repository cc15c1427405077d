"""Rules about the list as a whole: who is missing, and when it was last gone through.

- IA-03 every sector is covered or its absence explained, and more than one level
- IA-04 the target group is on the list, as people
- IA-08 the list has been read for women, men, girls and boys
- IA-09 the list has been gone through in this phase, and lately
- IA-11 the project's own steering is on the list

What each stakeholder says is left to ``stakeholders``; that effects' target groups and
the ladder's actors are on the list (IA-10) takes several tools and is the thread's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from gronatraden.tools._actors import SECTORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.tools.stakeholder_analysis.content import StakeholderAnalysis

STEERING = ("project_owner", "steering_group")
"""Parts in the project that are stakeholders of every project."""


def sectors_and_levels_are_covered(
    analysis: StakeholderAnalysis, context: Context, *, levels: int = 2
) -> Iterator[Finding]:
    """Every sector has a stakeholder or a reason for having none, on enough levels.

    A stakeholder that is not placed counts for no sector and no level.

    Rule: IA-03. Basis: Region Kronoberg, "Intressentanalys", names the sectors public,
    private, academia and civil society; "Samverkanstrappan" names the levels.
    """
    del context
    covered = {s.sector for s in analysis.stakeholders}
    covered |= {a.sector for a in analysis.absent_sectors if a.because}
    for sector in SECTORS:
        if sector not in covered:
            yield Finding(
                "sector-is-absent", "stakeholder_analysis.stakeholders", {"sector": sector}
            )
    present = len({s.level for s in analysis.stakeholders} - {""})
    if present < levels:
        facts = {"levels": levels, "present": present}
        yield Finding("levels-are-too-few", "stakeholder_analysis.stakeholders", facts)


def the_target_group_is_people(
    analysis: StakeholderAnalysis, context: Context
) -> Iterator[Finding]:
    """The target group is on the list, and at least one is people and not an organisation.

    Rule: IA-04. Basis: Region Kronoberg, "Intressentanalys": "målgrupp"; those who benefit
    in the end are people.
    """
    del context
    groups = [s for s in analysis.stakeholders if s.kind == "target_group"]
    if not groups:
        yield Finding("target-group-is-absent", "stakeholder_analysis.stakeholders")
    elif not any(group.persons for group in groups):
        names = tuple(group.name or group.id for group in groups)
        where = "stakeholder_analysis.stakeholders"
        yield Finding("target-group-is-only-organisations", where, {"groups": names})


def the_list_is_read_for_equality(
    analysis: StakeholderAnalysis, context: Context
) -> Iterator[Finding]:
    """Someone has asked which women, men, girls and boys are missing, and concluded.

    A day that has not come yet is no reading.

    Rule: IA-08. Basis: Region Kronoberg, "Intressentanalys": gender and diversity
    mainstreaming is part of the analysis.
    """
    done_on = analysis.equality_pass.done_on
    who = ("equality_competence", "project_manager")
    if done_on is None or not context.moment.has_come(done_on):
        where = "stakeholder_analysis.equality_pass.done_on"
        yield Finding("equality-pass-is-not-done", where, who=who)
    elif not analysis.equality_pass.conclusion:
        where = "stakeholder_analysis.equality_pass.conclusion"
        yield Finding("equality-pass-has-no-conclusion", where, who=who)


def the_list_is_reviewed(
    analysis: StakeholderAnalysis, context: Context, *, months: int = 12
) -> Iterator[Finding]:
    """The list has been gone through since the phase began and within so many months.

    Before the first decision only the age counts. The most serious finding is given alone:
    one new review mends them all.

    Args:
        analysis: Any version of the analysis, complete or not.
        context: The day the phase was entered, and the moment.
        months: Greatest age of the review.

    Yields:
        One finding, or nothing.

    Rule: IA-09. Basis: Region Kronoberg, "Intressentanalys": stakeholders are affected
    differently in different phases ("i olika skeden").
    """
    where = "stakeholder_analysis.reviewed_on"
    day, entered = analysis.reviewed_on, context.phase_entered_on
    if day is None or not context.moment.has_come(day):
        yield Finding("list-is-not-reviewed", where)
    elif entered is not None and day < entered:
        facts = {"reviewed_on": day.isoformat(), "entered_on": entered.isoformat()}
        yield Finding("review-is-from-an-earlier-phase", where, facts)
    elif context.moment.is_older_than(day, months=months):
        yield Finding("review-is-old", where, {"reviewed_on": day.isoformat(), "months": months})


def the_steering_is_on_the_list(
    analysis: StakeholderAnalysis, context: Context
) -> Iterator[Finding]:
    """The project owner and the steering group are stakeholders too.

    Rule: IA-11. Basis: practice: those who decide have expectations of their own.
    """
    del context
    parts = {s.part for s in analysis.stakeholders}
    for part in STEERING:
        if part not in parts:
            yield Finding("steering-is-absent", "stakeholder_analysis.stakeholders", {"part": part})
