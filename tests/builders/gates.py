"""A policy of one's own, and a case to judge by it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gronatraden.documents import DocumentVersion, encode
from gronatraden.gates.evaluate import Case
from gronatraden.history import Waiver
from gronatraden.phases import NextGate
from gronatraden.policy import (
    Alteration,
    Because,
    Deciders,
    GatePolicy,
    Policy,
    PublishedPolicy,
    Requirement,
    Title,
    sha256_of,
)
from gronatraden.project import Project, Role
from tests.builders.changes import changed

if TYPE_CHECKING:
    from gronatraden.policy import AppliesTo, Weight

CHAIR = (Deciders(role=Role.STEERING_CHAIR),)
WHY = Because(
    sv="Utan det går det inte att följa upp.", en="Without it nothing can be followed up."
)


def a_requirement(
    check: str = "change_logic.no_box_is_empty",
    weight: Weight = "blocking",
    *,
    requirement: str = "start.no-box-is-empty",
    applies_to: AppliesTo | None = None,
    **changes: object,
) -> Requirement:
    """Return a blocking requirement that the boxes are filled, with the given fields changed."""
    whole = Requirement(id=requirement, check=check, weight=weight, because=WHY)
    narrowed = {} if applies_to is None else {"applies_to": applies_to}
    return changed(whole, {**changes, **narrowed})


def a_gate_policy(*requires: Requirement, **changes: object) -> GatePolicy:
    """Return what a gate requires; the chair decides."""
    return changed(GatePolicy(decided_by=CHAIR, requires=requires), changes)


def a_policy(*requires: Requirement, gate: str = "start", **changes: object) -> Policy:
    """Return a policy for one gate with the given requirements."""
    whole = Policy(
        policy="trial",
        version=1,
        title=Title(sv="Prov", en="Trial"),
        lifecycle="full",
        source="Prov",
        gates={gate: a_gate_policy(*requires)},
    )
    return changed(whole, changes)


def an_overlay(*requires: Requirement, gate: str = "start", **changes: object) -> Policy:
    """Return a funder's overlay on one gate, adding the given requirements."""
    whole = Policy(
        policy="a-fund",
        version=1,
        title=Title(sv="En fond", en="A fund"),
        level="funder",
        source="Prov",
        gates={gate: GatePolicy(requires=requires)},
    )
    return changed(whole, changes)


def an_alteration(requirement: str = "start.no-box-is-empty", **changes: object) -> Alteration:
    """Return an alteration of the filled boxes that says nothing but why."""
    return changed(Alteration(id=requirement, because=WHY), changes)


def altering(
    *,
    tightens: tuple[Alteration, ...] = (),
    loosens: tuple[Alteration, ...] = (),
    **changes: object,
) -> Policy:
    """Return a funder's overlay that alters the start gate."""
    gates = {"start": GatePolicy(tightens=tightens, loosens=loosens)}
    return changed(an_overlay(), {"gates": gates, **changes})


def published(*policies: Policy) -> tuple[PublishedPolicy, ...]:
    """Return policies as they are published."""
    return tuple(map(as_published, policies))


def a_version(tool: str, content: object, number: int = 1) -> DocumentVersion:
    """Return a document version as it is stored."""
    return DocumentVersion(
        project="cykla",
        tool=tool,
        number=number,
        schema=1,
        sha256=f"{number:064x}",
        origin="own",
        sources={},
        submitted_by="p-alva",
        submitted_at=datetime(2024, 11, 25, 9, tzinfo=UTC),
        body=encode(content),
    )


def a_waiver(**changes: object) -> Waiver:
    """Return a waiver of the filled boxes that is approved and does not expire."""
    whole = Waiver(
        id="w-1",
        gate="start",
        requirement="start.no-box-is-empty",
        reason="Rutan fylls när upphandlingen är klar.",
        approved_at=datetime(2024, 11, 28, 9, tzinfo=UTC),
    )
    return changed(whole, changes)


_published: dict[int, PublishedPolicy] = {}


def as_published(policy: Policy) -> PublishedPolicy:
    """Return a policy with its hash, which is worked out once for each policy there is."""
    if id(policy) not in _published:  # what is kept here keeps its id
        _published[id(policy)] = PublishedPolicy(policy, sha256_of(policy))
    return _published[id(policy)]


def a_case(*policies: Policy, gate: str = "start", **changes: object) -> Case:
    """Return the example project before a gate, under the given policies."""
    project = Project(
        id="cykla",
        programme="kronoberg",
        lifecycle="full",
        lifecycle_version=1,
        policies=tuple((p.policy, p.version) for p in policies),
        opened_at=datetime(2024, 9, 1, 9, tzinfo=UTC),
    )
    whole = Case(
        project=project,
        phase="before_start",
        gate=NextGate(gate, None),
        policies=tuple(map(as_published, policies)),
        snapshot={},
    )
    return changed(whole, changes)
