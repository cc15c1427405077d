from __future__ import annotations

from dataclasses import replace
from itertools import product

import msgspec
import pytest
from msgspec import structs

from gronatraden.gates.evaluate import evaluate
from gronatraden.gates.verdict import (
    DocumentRef,
    PolicyRef,
    Result,
    Verdict,
    closes,
    decode,
    encode,
    is_ready,
)
from gronatraden.phases import NextGate
from gronatraden.policy import sha256_of
from tests.builders import a_change_logic, a_context, a_learning_cycle
from tests.builders.gates import (
    WHY,
    a_case,
    a_policy,
    a_requirement,
    a_version,
    altering,
    an_alteration,
    an_overlay,
)
from tests.builders.history import LAST_NOON, a_finished_context
from tests.policy.shipped import FULL

STATUSES = ("satisfied", "not_satisfied", "waived", "not_applicable", "error")
CLOSING = {
    ("blocking", "not_satisfied"),
    ("blocking", "error"),
    ("advisory", "error"),
}


def a_result(weight: str = "blocking", status: str = "satisfied") -> Result:
    """Return how one requirement came out."""
    return Result(
        id="start.no-box-is-empty",
        check="change_logic.no_box_is_empty",
        rule="FL-01",
        status=status,  # type: ignore[arg-type]  # one of STATUSES
        weight=weight,
        waivable=False,
        because=WHY,
        source="",
    )


@pytest.mark.parametrize(
    ("weight", "status"), [*product(("blocking", "advisory", "audit"), STATUSES)]
)
def test_a_result_closes_by_weight_and_status(weight: str, status: str) -> None:
    assert closes(a_result(weight, status)) is ((weight, status) in CLOSING)


@pytest.mark.parametrize(
    ("statuses", "ready"),
    [
        ([], False),
        (["not_applicable"], False),
        (["satisfied"], True),
        (["waived"], True),
        (["satisfied", "not_applicable"], True),
        (["satisfied", "not_satisfied"], False),
        (["satisfied", "error"], False),
    ],
)
def test_a_gate_is_ready_when_something_is_and_nothing_is_not(
    statuses: list[str], *, ready: bool
) -> None:
    assert is_ready(tuple(a_result(status=status) for status in statuses)) is ready


def test_a_recorded_verdict_reads_back_the_same() -> None:
    verdict = evaluate(a_case(FULL, gate="finish"), a_finished_context())

    assert decode(encode(verdict)) == verdict


def test_a_verdict_tells_what_closes_from_advice() -> None:
    context = a_finished_context(readings=(), offered=())
    verdict = evaluate(a_case(FULL, gate="checkpoint"), context)

    assert [r.id for r in verdict.missing] == ["checkpoint.indicators-are-read"]
    assert verdict.advice == ()


def test_a_result_says_all_that_its_requirement_does() -> None:
    policy = a_policy(a_requirement(waivable=True, source="Handboken", weight="advisory"))

    (result,) = evaluate(a_case(policy), a_context()).requirements

    assert msgspec.to_builtins(result) == {
        "id": "start.no-box-is-empty",
        "check": "change_logic.no_box_is_empty",
        "rule": "FL-01",
        "status": "satisfied",
        "weight": "advisory",
        "waivable": True,
        "because": {"sv": WHY.sv, "en": WHY.en},
        "source": "Handboken",
        "findings": (),
        "waiver": None,
        "level": "method",
        "policies": ("trial",),
        "loosened": (),
        "confirmed": True,
    }


def test_a_result_says_that_its_fact_is_not_confirmed() -> None:
    (result,) = evaluate(
        a_case(a_policy(a_requirement(weight="audit", confirmed=False))), a_context()
    ).requirements

    assert not result.confirmed


def test_what_an_overlay_asks_is_told_as_the_overlays() -> None:
    more = an_overlay(a_requirement(requirement="start.more"))

    results = evaluate(a_case(a_policy(a_requirement()), more), a_context()).requirements

    assert [(r.level, r.policies) for r in results] == [
        ("method", ("trial",)),
        ("funder", ("a-fund",)),
    ]


def test_who_holds_a_requirement_otherwise_is_told_with_why() -> None:
    looser = altering(loosens=(an_alteration(weight="audit", source="Beslut 7"),))
    tighter = altering(tightens=(an_alteration(declarable=False),), policy="b-fund")

    results = evaluate(a_case(a_policy(a_requirement()), looser, tighter), a_context()).requirements

    (result,) = results
    assert (result.weight, result.policies) == ("audit", ("trial", "a-fund", "b-fund"))
    assert [(one.policy, one.because, one.source) for one in result.loosened] == [
        ("a-fund", WHY, "Beslut 7")
    ]


AT_THE_CHECKPOINT = a_policy(a_requirement(), gate="checkpoint")
VERSIONS = {
    "learning_cycle": a_version("learning_cycle", a_learning_cycle(), number=2),
    "change_logic": a_version("change_logic", a_change_logic(), number=3),
}


def at_the_checkpoint() -> Verdict:
    """Return a verdict on the fourth time that a gate comes."""
    case = a_case(AT_THE_CHECKPOINT, phase="during", snapshot=VERSIONS)
    return evaluate(replace(case, gate=NextGate("checkpoint", 4)), a_finished_context())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("project", "cykla"),
        ("lifecycle", "full"),
        ("lifecycle_version", 1),
        ("phase", "during"),
        ("gate", "checkpoint"),
        ("occurrence", 4),
        ("at", LAST_NOON),
        ("ready", True),
        ("valid_until", None),
        (
            "documents",
            (
                DocumentRef(tool="change_logic", number=3, sha256=f"{3:064x}"),
                DocumentRef(tool="learning_cycle", number=2, sha256=f"{2:064x}"),
            ),
        ),
        ("policies", (PolicyRef(policy="trial", version=1, sha256=sha256_of(AT_THE_CHECKPOINT)),)),
        ("readings", 2),
        ("changes", 0),
        ("misfits", ()),
    ],
)
def test_a_verdict_says_what_was_judged_and_on_what(name: str, value: object) -> None:
    assert getattr(at_the_checkpoint(), name) == value


def test_what_has_been_weighed_otherwise_is_no_advice() -> None:
    facts = a_requirement("gates.the_facts_are_stated", requirement="start.facts")
    empty = a_context(contents={})
    weights = ("blocking", "advisory", "audit")
    asked = [a_requirement(requirement=f"start.{w}", weight=w) for w in weights]  # type: ignore[arg-type]  # weights

    verdict = evaluate(a_case(a_policy(facts, *asked)), empty)

    assert [r.id for r in verdict.missing] == ["start.blocking"]
    assert [r.id for r in verdict.advice] == ["start.advisory", "start.audit"]


def test_an_overlay_alone_opens_nothing() -> None:
    added = structs.replace(a_result(), level="funder")

    assert (is_ready((added,)), is_ready((added, a_result()))) == (False, True)
