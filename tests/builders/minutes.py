"""What is recorded of a decision on the example project's start gate, with words of all kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from msgspec import structs

from gronatraden.exports.minutes.record import (
    Counted,
    Document,
    Held,
    LogPlace,
    Record,
    Rules,
    Said,
    Someone,
)
from gronatraden.gates.decision import ConditionAsked, Decision, Request, Word
from gronatraden.gates.tally import Seat
from gronatraden.gates.verdict import DocumentRef, PolicyRef, Verdict
from gronatraden.history import Condition, Outcome
from tests.builders.changes import changed
from tests.builders.defects import judged, spoilt, telling
from tests.builders.gates import a_waiver
from tests.builders.history import a_finished_context
from tests.policy.shipped import FULL

ASKED = datetime(2024, 12, 9, 9, tzinfo=UTC)
DECIDED = datetime(2024, 12, 10, 9, 30, tzinfo=UTC)
BO = Someone(name="Bo Ek", roles=("steering_group",))
BEA = Someone(name="Bea Lind", roles=("steering_group",))
DISA = Someone(name="Disa Alm", roles=("steering_chair",))
PLOUGH = ConditionAsked(
    text="Ta fram en plan för vinterväghållning",
    owner="project_manager",
    due_on=date(2025, 3, 31),
)


def said(by: Someone, outcome: Outcome, counted: Counted = "carried", **word: object) -> Said:
    """Return a word on the start gate."""
    whole = Word(person=by.name, outcome=outcome, reason="", said_at=DECIDED)
    return Said(by=by, word=changed(whole, word), counted=counted)


def a_verdict_at_the_start(*, spoilt_by: int = 0) -> Verdict:
    """Return the shipped policy's verdict, with so many fields emptied."""
    context = spoilt(a_finished_context(), telling("start")[:spoilt_by])
    refs = tuple(
        DocumentRef(tool=tool, number=number, sha256=f"{number:x}" * 64)
        for number, tool in enumerate(("change_logic", "project"), start=1)
    )
    policy = PolicyRef(policy="gronatraden-full", version=1, sha256="a" * 64)
    return structs.replace(
        judged("start", context), at=ASKED, documents=refs, policies=(policy,), valid_until=None
    )


def a_decision_recorded(outcome: Outcome, **changes: object) -> Decision:
    """Return a decision on the start gate."""
    whole = Decision(
        id="cykla/start/request-1/decision",
        request="cykla/start/request-1",
        project="cykla",
        gate="start",
        occurrence=None,
        outcome=outcome,
        reason="Underlaget håller.",
        hold_until=None,
        registry_number="24RK1234",
        deciders=("Bo Ek", "Bea Lind", "Disa Alm"),
        decided_at=DECIDED,
    )
    return changed(whole, changes)


def a_record(**changes: object) -> Record:
    """Return the record of a go on a condition; one member first was of another mind."""
    go = Outcome.GO_WITH_CONDITIONS
    verdict = a_verdict_at_the_start()
    whole = Record(
        owner="Region Kronoberg",
        title="Cykla till jobbet",
        registry_number="24RK1234",
        simulated=False,
        request=Request(
            id="cykla/start/request-1",
            project="cykla",
            gate="start",
            occurrence=None,
            verdict="cykla/start/verdict-1",
            panel=(Seat(person="Bo Ek", role="steering_group"),),
            requested_by="p-alva",
            requested_at=ASKED,
        ),
        requested_by="Alva Sjö",
        panel=(BEA, BO, DISA),
        verdict=verdict,
        rule={"steering_group": 2, "steering_chair": 1},
        words=(
            said(BO, Outcome.REFER_BACK, "replaced", reason="Vinterväghållningen är oklar."),
            said(BO, go, reason="Villkoret räcker.", conditions=(PLOUGH,)),
            said(BEA, go, reason="Underlaget håller."),
            said(DISA, go, reason="Underlaget håller."),
        ),
        decision=a_decision_recorded(go),
        number=1,
        deciders=(BEA, BO, DISA),
        conditions=(
            Condition(id="c-1", text=PLOUGH.text, owner=PLOUGH.owner, due_on=PLOUGH.due_on),
        ),
        waivers=(
            Held(
                waiver=replace(
                    a_waiver(),
                    requirement="start.priorities-are-acted-upon",
                    expires_on=date(2025, 6, 30),
                ),
                asked_by="Alva Sjö",
                approved_by=("Disa Alm",),
            ),
        ),
        documents=tuple(
            Document(ref=ref, submitted_by="Alva Sjö", submitted_at=ASKED)
            for ref in verdict.documents
        ),
        policies=(Rules(ref=verdict.policies[0], title=FULL.title),),
        enters="during",
        log=LogPlace(origin="gronatraden/0a1b2c3d", seq=57, leaf_hash="5e" * 32),
    )
    return changed(whole, changes)


def a_referral(**changes: object) -> Record:
    """Return the record of the chair's referring a closed gate back."""
    verdict = a_verdict_at_the_start(spoilt_by=5)
    whole = a_record(
        verdict=verdict,
        rule={"steering_chair": 1},
        words=(said(DISA, Outcome.REFER_BACK, reason="Komplettera projektfakta."),),
        decision=a_decision_recorded(
            Outcome.REFER_BACK, registry_number="", deciders=("Disa Alm",)
        ),
        registry_number="",
        deciders=(DISA,),
        conditions=(),
        waivers=(),
        enters="",
    )
    return changed(whole, changes)
