from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest

from gronatraden.context import Context
from gronatraden.gates.evaluate import evaluate
from gronatraden.history import Reading
from gronatraden.moment import Moment
from gronatraden.project import Archive, Funding, ProjectFacts, Role
from gronatraden.tools.change_logic import ChangeLogic
from gronatraden.tools.change_logic.content import (
    Activity,
    Challenge,
    Effect,
    Indicator,
    Link,
    Resource,
)
from gronatraden.tools.equality_mainstreaming import EqualityMainstreaming
from gronatraden.tools.equality_mainstreaming.content import Children
from gronatraden.tools.learning_cycle import LearningCycle
from gronatraden.tools.learning_cycle.content import (
    FinalReport,
    Handover,
    LearningFinding,
    Question,
)
from gronatraden.tools.stakeholder_analysis import StakeholderAnalysis
from gronatraden.tools.stakeholder_analysis.content import EqualityPass, Stakeholder
from tests.builders.changes import changed
from tests.builders.gates import a_case
from tests.builders.history import a_decision, a_grant
from tests.policy.shipped import SIMPLE

KEYS_AN_HOUR = 60 * 100
"""Keys an hour at twenty words a minute: someone who thinks while writing."""

LOGIC = ChangeLogic(
    challenges=(Challenge(id="noise", statement="Det är stökigt i skolans matsal."),),
    resources=(Resource(id="time", title="Tio timmar", staff_percent=1),),
    activities=(Activity(id="try-out", title="Prova ljudplattor och fler bord i två veckor"),),
    short_term_effects=(Effect(id="calmer", statement="Eleverna äter i lugn och ro."),),
    medium_term_effects=(Effect(id="eat-more", statement="Fler elever äter lunch."),),
    long_term_effects=(Effect(id="learn", statement="Fler orkar hela dagen.", answers=("noise",)),),
    links=(
        Link(cause="try-out", effect="calmer"),
        Link(cause="calmer", effect="eat-more"),
        Link(cause="eat-more", effect="learn"),
    ),
    indicators=(
        Indicator(
            id="decibel",
            title="Ljudnivå",
            effect="calmer",
            definition="Medelvärde under lunchen",
            unit="dB",
            baseline=Decimal(78),
            baseline_on=date(2025, 1, 13),
            target=Decimal(70),
            target_on=date(2025, 4, 30),
            direction="decrease",
            data_source="egen mätning",
            method="ljudmätare mitt i salen, fem dagar",
            frequency="före och efter",
            responsible="projektledare",
        ),
        Indicator(
            id="plates",
            title="Tallrikar",
            effect="eat-more",
            definition="Diskade tallrikar per dag",
            unit="tallrikar",
            baseline=Decimal(310),
            baseline_on=date(2025, 1, 13),
            target=Decimal(340),
            target_on=date(2025, 4, 30),
            direction="increase",
            data_source="köket",
            method="räkning i disken, fem dagar",
            frequency="före och efter",
            responsible="projektledare",
        ),
    ),
)
STAKEHOLDERS = StakeholderAnalysis(
    stakeholders=(
        Stakeholder(
            id="pupils",
            name="Elever i årskurs 4–6",
            kind="target_group",
            persons=True,
            motive="De äter där varje dag.",
        ),
    ),
    equality_pass=EqualityPass(
        done_on=date(2025, 1, 10), conclusion="Flickor äter oftare sist; de tillfrågas först."
    ),
)
CHILDREN = EqualityMainstreaming(
    children=Children(
        affected="yes",
        which="Alla elever i årskurs 4–6.",
        how_heard="Elevrådet valde vad som skulle prövas.",
        what_is_best="Att få äta i sin egen takt.",
    )
)
ASKED = LearningCycle(
    questions=(
        Question(
            id="what-helps",
            question="Hjälper plattorna eller borden mest?",
            owner="projektledare",
            due_on=date(2025, 5, 15),
            recipient="kommunens fastighetschef",
        ),
    )
)
LEARNT = LearningCycle(
    questions=ASKED.questions,
    findings=(
        LearningFinding(
            id="tables-help",
            question="what-helps",
            finding="Fler bord hjälpte mest.",
            change="Nya matsalar planeras med små bord.",
        ),
    ),
    final_report=FinalReport(status="draft", uses_findings=("tables-help",)),
    handover=Handover(receiver="Fastighetsenheten"),
)
FACTS = ProjectFacts(
    title="Lugn i matsalen",
    owner="Ljungby kommun",
    total_budget_sek=20_000,
    funding=(Funding(id="own", fund="own", amount_sek=20_000),),
    starts_on=date(2025, 2, 1),
    ends_on=date(2025, 4, 30),
    archive=Archive(place="Ljungby kommunarkiv"),
)
READINGS = tuple(
    Reading(indicator=name, measured_on=date(2025, 4, 28), value=Decimal(value))
    for name, value in (("decibel", 69), ("plates", 341))
)
CYCLES = {"start": ASKED, "close": LEARNT, "finish": LEARNT}


def at(gate: str, **changes: object) -> Context:
    """Return what rules see of the small project at a gate."""
    contents = {
        ChangeLogic: LOGIC,
        StakeholderAnalysis: STAKEHOLDERS,
        EqualityMainstreaming: CHILDREN,
        LearningCycle: CYCLES[gate],
    }
    whole = Context(
        moment=Moment(datetime(2025, 5, 20, 12, tzinfo=UTC)),
        facts=FACTS,
        contents=contents,
        readings=READINGS,
        decisions=(a_decision(facts=FACTS),),
        logged_lessons=("tables-help",),
        grants=(a_grant("p-owner", Role.PROJECT_OWNER),),
        submitters=frozenset({"p-alva"}),
        deciders=(("project_owner", 1),),
    )
    return changed(whole, changes)


def keys(value: object) -> int:
    """Return how many keys it takes to write what a content says, and each field's name."""
    if isinstance(value, dict):
        return sum(len(name) + keys(part) for name, part in value.items() if keys(part))
    if isinstance(value, list | tuple):
        return sum(keys(part) for part in value)
    return 0 if value in (None, False, 0) else len(str(value))


@pytest.mark.parametrize("gate", sorted(SIMPLE.gates))
def test_a_small_project_passes_its_gates(gate: str) -> None:
    verdict = evaluate(a_case(SIMPLE, gate=gate), at(gate))

    assert [r.id for r in verdict.missing] == []
    assert verdict.ready


def test_a_small_project_is_written_within_the_hour() -> None:
    written = [msgspec.to_builtins(v) for v in (LOGIC, STAKEHOLDERS, CHILDREN, LEARNT, FACTS)]

    assert keys(written) <= KEYS_AN_HOUR


def test_its_owner_cannot_have_written_it() -> None:
    verdict = evaluate(a_case(SIMPLE), at("start", submitters=frozenset({"p-owner"})))

    assert [r.id for r in verdict.missing] == ["start.four-eyes"]
