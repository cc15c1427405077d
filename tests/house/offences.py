"""For every rule, one thing to change in a project that satisfies them all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from gronatraden.tools.change_logic.content import Link
from tests.builders.change_logic import CAR_DOMINATES, LINKS
from tests.builders.collaboration_ladder import ACTORS, ANSWERS
from tests.builders.equality_mainstreaming import RESOURCE_ROW
from tests.builders.history import (
    ALVA,
    BO,
    COMMITTED,
    CONDITION,
    OFFERED,
    SIGNED_BY_THE_FUND,
    SIGNED_BY_THE_REGION,
    TRIPS_READ,
    USERS_READ,
)
from tests.builders.stakeholder_analysis import a_stakeholder_analysis

_BACK = Link(cause="lower-co2", effect="staff-try-bikes", assumption="Ren luft lockar ut fler.")
_JUMP = Link(cause="bike-campaign", effect="lower-co2", assumption="Elcyklar är utsläppsfria.")
_NOISE = replace(CAR_DOMINATES, id="noise", statement="Buller vid skolor.")
_ONE_ORGANISATION = tuple(replace(a, organisation="Region Kronoberg") for a in ACTORS)
_NO_PEOPLE = tuple(replace(s, persons=False) for s in a_stakeholder_analysis().stakeholders)
_STALE = replace(USERS_READ, measured_on=date(2026, 7, 1))
_UNSPLIT = replace(USERS_READ, women=None)
_OFF_PATH = replace(TRIPS_READ, value=Decimal(20_000))
_MISSED = replace(USERS_READ, value=Decimal(1500), women=740, men=750)

_LOGIC = "change_logic"
_LIST = "stakeholder_analysis"
_LADDER = "collaboration_ladder.constellations[commute]"
_CYCLE = "learning_cycle"
_FOUND = "learning_cycle.findings[trying-sticks-with-a-bike-of-ones-own]"
_LEADERS = "competent_leadership"
_EQUALITY = "equality_mainstreaming"

OFFENCES: dict[str, tuple[str, object]] = {
    "FL-01": (f"{_LOGIC}.resources", ()),
    "FL-02": (f"{_LOGIC}.links", LINKS[:4]),
    "FL-03": (f"{_LOGIC}.links", LINKS[:2] + LINKS[3:]),
    "FL-04": (f"{_LOGIC}.activities[evaluate].owner", ""),
    "FL-05": (f"{_LOGIC}.challenges", (CAR_DOMINATES, _NOISE)),
    "FL-06": (f"{_LOGIC}.links", (*LINKS, _BACK)),
    "FL-07": (f"{_LOGIC}.links", (*LINKS, _JUMP)),
    "FL-08": (f"{_LOGIC}.activities[evaluate].ends_on", None),
    "FL-09": (f"{_LOGIC}.links[3].assumption", ""),
    "FL-10": (f"{_LOGIC}.indicators[bike-users].method", ""),
    "FL-11": (f"{_LOGIC}.indicators[bike-users].direction", ""),
    "FL-12": (f"{_LOGIC}.indicators[bike-users].split_by", ("age",)),
    "FL-13": (f"{_LOGIC}.medium_term_effects[fewer-car-trips].accepted", ()),
    "FL-14": (
        f"{_LOGIC}.medium_term_effects[fewer-car-trips].statement",
        "Genomföra seminarier om bilresor",
    ),
    "FL-15": (f"{_LOGIC}.strategy_links", ()),
    "FL-16": (f"{_LOGIC}.challenges[car-dominates].if_not_done", ""),
    "FL-17": (f"{_LOGIC}.evaluation.budget_sek", None),
    "G0-questions": (f"{_LOGIC}.challenges[car-dominates].asked_for_by", ""),
    "IA-01": (f"{_LIST}.stakeholders[company].motive", ""),
    "IA-02": (f"{_LIST}.stakeholders[university].can_affect", ""),
    "IA-03": (f"{_LIST}.stakeholders[university].sector", ""),
    "IA-04": (f"{_LIST}.stakeholders", _NO_PEOPLE),
    "IA-05": (f"{_LIST}.stakeholders[company].expectations", ""),
    "IA-06": (f"{_LIST}.stakeholders[municipality].actions", ()),
    "IA-07": (f"{_LIST}.stakeholders[cycling-club].actions", ()),
    "IA-08": (f"{_LIST}.equality_pass.conclusion", ""),
    "IA-09": (f"{_LIST}.reviewed_on", date(2026, 12, 1)),
    "IA-10": (f"{_LOGIC}.medium_term_effects[fewer-car-trips].target_group", "commuters"),
    "IA-11": (f"{_LIST}.stakeholders[region].part", ""),
    "ST-01": (f"{_LADDER}.answers", ANSWERS[:2]),
    "ST-02": (f"{_LADDER}.actors", _ONE_ORGANISATION),
    "ST-03": (f"{_LADDER}.actors[company].confirmed_on", None),
    "ST-04": (f"{_LADDER}.actors[company].task", ""),
    "ST-05": (f"{_LADDER}.target_because", ""),
    "ST-06": (f"{_LADDER}.rung", "shared_view"),
    "ST-07": (f"{_LADDER}.actors", (ACTORS[0], *ACTORS[2:])),
    "LC-01": (f"{_CYCLE}.questions[does-trying-stick].about", "lower-co2"),
    "LC-02": (f"{_CYCLE}.questions[does-trying-stick].owner", ""),
    "LC-03": (f"{_FOUND}.change", ""),
    "LC-04": (f"{_FOUND}.communicated_on", None),
    "LC-05": (f"{_CYCLE}.decisions[go-for-commuting].effect_on_economy", ""),
    "LC-06": (f"{_CYCLE}.cadence_months", None),
    "LC-07": (f"{_CYCLE}.handover.receiver", ""),
    "LC-08": (f"{_FOUND}.tags", ()),
    "KL-01": (f"{_LEADERS}.roles[finance].vacant", True),
    "KL-02": (f"{_LEADERS}.roles[project-manager].development", ()),
    "KL-03": (f"{_LEADERS}.steering_group.mandate", ""),
    "KL-04": ("context.submitters", frozenset({ALVA, BO})),
    "KL-05": (f"{_LEADERS}.steering_group.women", None),
    "KL-F1": (f"{_LEADERS}.foresight.scenarios", ()),
    "JM-01": (f"{_EQUALITY}.representation[commuters-by-bike].data_source", ""),
    "JM-02": (f"{_EQUALITY}.representation[commuters-by-bike].n", 181),
    "JM-03": (f"{_EQUALITY}.realia.explanations", ()),
    "JM-04": (f"{_EQUALITY}.measures[outreach-to-women].owner", ""),
    "JM-05": (f"{_EQUALITY}.measures[outreach-to-women].activity", "outreach"),
    "JM-06": (f"{_EQUALITY}.resources[bike-parking]", replace(RESOURCE_ROW, other=4, n=99)),
    "JM-07": (f"{_EQUALITY}.accessibility", ""),
    "JM-B1": (f"{_EQUALITY}.children.how_heard", ""),
    "L-1": ("context.offered", (replace(OFFERED, answer=""),)),
    "L-2": ("context.logged_lessons", ()),
    "G0-facts": ("project.owner", ""),
    "G3-readings": ("context.readings", (TRIPS_READ, _STALE)),
    "G3-split": ("context.readings", (TRIPS_READ, _UNSPLIT)),
    "G3-deviations": ("context.readings", (_OFF_PATH, USERS_READ)),
    "G3-changes": ("project.total_budget_sek", 14_000_000),
    "G4-results": ("context.readings", (TRIPS_READ, _MISSED)),
    "A13-2": ("context.evidence", (SIGNED_BY_THE_FUND, COMMITTED)),
    "A13-c": ("context.evidence", (SIGNED_BY_THE_FUND, SIGNED_BY_THE_REGION)),
    "G-stale": ("context.material", ("project.funding[].last_payment_on",)),
    "G-fresh-papers": (
        "context.evidence",
        (
            SIGNED_BY_THE_FUND,
            SIGNED_BY_THE_REGION,
            replace(COMMITTED, dated_on=date(2024, 3, 14)),
        ),
    ),
    "G-fresh-documents": ("context.handed_in_on", {"stakeholder_analysis": date(2025, 3, 14)}),
    "G-conditions": ("context.conditions", (replace(CONDITION, met_at=None),)),
    "G5-report": (f"{_CYCLE}.final_report.status", "draft"),
    "G5-retention": ("project.funding[eruf].last_payment_on", None),
    "G5-package": ("project.archive.place", ""),
}
"""Rule → where, in ``altered``'s words, and what stands there instead."""
