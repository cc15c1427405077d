"""A complete learning cycle of the example project, and its parts."""

from __future__ import annotations

from datetime import date

from gronatraden.tools.learning_cycle import LearningCycle
from gronatraden.tools.learning_cycle.content import (
    FinalReport,
    Handover,
    LearningFinding,
    LoggedDecision,
    Question,
    Spread,
)
from tests.builders.changes import changed

QUESTION = Question(
    id="does-trying-stick",
    question="Fortsätter de som har provat en elcykel att cykla till arbetet?",
    about="bike-campaign→staff-try-bikes",
    method="Enkät till deltagarna tre och nio månader efter provperioden.",
    owner="learning_owner",
    due_on=date(2026, 9, 30),
    recipient="Region Kronobergs hållbarhetsstrateger",
)
FINDING = LearningFinding(
    id="trying-sticks-with-a-bike-of-ones-own",
    question="does-trying-stick",
    finding="I förstudien fortsatte de som erbjöds att köpa cykeln; övriga slutade inom kort.",
    found_on=date(2024, 9, 20),
    change="Varje provperiod avslutas med ett erbjudande om förmånscykel.",
    communicated_on=date(2024, 10, 10),
    communicated_to="Region Kronobergs hållbarhetsstrateger",
    spread=(Spread(where="Nätverket för hållbart resande", on=date(2024, 11, 7)),),
    tags=("commuting", "habits"),
    reusable=True,
)
DECISION = LoggedDecision(
    id="go-for-commuting",
    title="Projektet inriktas på arbetsresor",
    decided_on=date(2024, 10, 21),
    rests_on_goal="Gröna Kronoberg 2025: minskade utsläpp av växthusgaser",
    effect_on_society="Fler anställda rör på sig i vardagen.",
    effect_on_economy="Arbetsgivarna behöver färre parkeringsplatser.",
    effect_on_environment="Utsläppen från arbetsresor minskar.",
)
CYCLE = LearningCycle(
    questions=(QUESTION,),
    findings=(FINDING,),
    decisions=(DECISION,),
    cadence_months=6,
    next_review_on=date(2025, 6, 2),
    final_report=FinalReport(
        status="final",
        summary="Den som får behålla cykeln fortsätter att cykla.",
        uses_findings=("trying-sticks-with-a-bike-of-ones-own",),
        published_at="https://example.org/cykla/slutrapport",
    ),
    handover=Handover(
        receiver="Region Kronoberg, HR-avdelningen",
        responsible="HR-chef",
        what="Erbjudandet om förmånscykel och de årliga cykelveckorna",
        from_on=date(2027, 1, 1),
    ),
)


def a_learning_cycle(**changes: object) -> LearningCycle:
    """Return a learning cycle that satisfies every check, but for the changes."""
    return changed(CYCLE, changes)
